// A server of CAS 3.0 as a process of its own: node fake.ts '{"people":{"name":{"password":"…","attributes":{"employeeNumber":"…"}}}}'. It is written by the
// protocol's specification (apereo.github.io/cas, CAS Protocol 3.0), not by our adapter: a ticket holds for one service, letter by letter, once,
// for ten seconds; whoever signs out is signed out at each service by its back channel. It prints one line of JSON when it is ready and stops
// when its input ends.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Person {
  readonly password: string;
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}
interface Ticket {
  readonly service: string;
  readonly session: string;
  readonly until: number;
}

const { people } = JSON.parse(process.argv[2] ?? '{"people":{}}') as { people: Readonly<Record<string, Person>> };
const tickets = new Map<string, Ticket>();
const sessions = new Map<string, { readonly user: string; readonly services: { service: string; ticket: string }[] }>();
const fresh = (prefix: string): string => `${prefix}-${randomBytes(24).toString('base64url')}`;
const escaped = (value: string): string => value.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function sessionOf(request: IncomingMessage): string | undefined {
  const granted = /TGC=(TGT-[\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  return granted !== undefined && sessions.has(granted) ? granted : undefined;
}

function page(reply: ServerResponse, body: string, status = 200): unknown {
  reply.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  return reply.end(`<!doctype html><html lang="zh"><title>CAS</title><main>${body}</main></html>`);
}

const form = (service: string): string =>
  `<h1>统一身份认证</h1><form method="post" action="/cas/login"><input type="hidden" name="service" value="${escaped(service)}">
  <label>账号 <input name="username"></label> <label>密码 <input name="password" type="password"></label> <button>登录</button></form>`;

function toService(reply: ServerResponse, session: string, service: string): unknown {
  const ticket = fresh('ST');
  tickets.set(ticket, { service, session, until: Date.now() + 10_000 });
  const address = new URL(service);
  const location = `${service}${address.search === '' ? '?' : '&'}ticket=${ticket}`;
  return reply.writeHead(302, { location, 'set-cookie': `TGC=${session}; Path=/cas; HttpOnly` }).end();
}

function login(request: IncomingMessage, reply: ServerResponse, query: URLSearchParams): unknown {
  const service = query.get('service') ?? '';
  const session = sessionOf(request);
  if (session && service !== '') return toService(reply, session, service);
  return page(reply, form(service));
}

async function credentials(request: IncomingMessage, reply: ServerResponse): Promise<unknown> {
  const sent = new URLSearchParams(await text(request));
  const user = sent.get('username') ?? '';
  const service = sent.get('service') ?? '';
  if (people[user]?.password !== sent.get('password')) return page(reply, form(service), 401);
  const session = fresh('TGT');
  sessions.set(session, { user, services: [] });
  return toService(reply, session, service);
}

const envelope = (inner: string): string =>
  `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">\n  ${inner}\n</cas:serviceResponse>\n`;

function validate(reply: ServerResponse, query: URLSearchParams): unknown {
  const [given, service] = [query.get('ticket') ?? '', query.get('service') ?? ''];
  const ticket = tickets.get(given);
  // Whatever the outcome, a ticket is spent by the first look at it (2.5 of the protocol).
  tickets.delete(given);
  reply.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
  const failure = (code: string): unknown =>
    reply.end(envelope(`<cas:authenticationFailure code="${code}">${code}</cas:authenticationFailure>`));
  if (given === '' || service === '') return failure('INVALID_REQUEST');
  const session = ticket && sessions.get(ticket.session);
  if (!ticket || !session || ticket.until < Date.now()) return failure('INVALID_TICKET');
  if (ticket.service !== service) return failure('INVALID_SERVICE');
  session.services.push({ service, ticket: given });
  const attributes = Object.entries(people[session.user]?.attributes ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => `<cas:${name}>${escaped(one)}</cas:${name}>`),
  );
  return reply.end(
    envelope(
      `<cas:authenticationSuccess><cas:user>${escaped(session.user)}</cas:user><cas:attributes>${attributes.join('')}</cas:attributes></cas:authenticationSuccess>`,
    ),
  );
}

async function logout(request: IncomingMessage, reply: ServerResponse, query: URLSearchParams): Promise<unknown> {
  const granted = sessionOf(request);
  const session = granted === undefined ? undefined : sessions.get(granted);
  if (granted !== undefined) sessions.delete(granted);
  for (const { service, ticket } of session?.services ?? []) {
    const logoutRequest = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${fresh('LR')}" Version="2.0" IssueInstant="${new Date().toISOString()}"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID><samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`;
    await fetch(service, { method: 'POST', body: new URLSearchParams({ logoutRequest }) }).catch(() => undefined);
  }
  const back = query.get('service');
  return back ? reply.writeHead(302, { location: back }).end() : page(reply, '<h1>已退出</h1>');
}

const server = createServer((request, reply) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://cas.invalid');
  const key = `${request.method} ${pathname}`;
  if (key === 'GET /cas/login') return login(request, reply, searchParams);
  if (key === 'POST /cas/login') return credentials(request, reply);
  if (key === 'GET /cas/p3/serviceValidate') return validate(reply, searchParams);
  if (key === 'GET /cas/logout') return logout(request, reply, searchParams);
  return page(reply, '<h1>404</h1>', 404);
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cas` }));
});
process.stdin.resume().once('end', () => process.exit(0));
