import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { signOnOidc } from './oidc.ts';
import type { SignOnFailure } from './port.ts';
import { type OidcSettings, parseSignOn } from './settings.ts';

// What a real provider never does: a scripted one, for the answers that must not be trusted.
const first = generateKeyPairSync('rsa', { modulusLength: 2048 });
const second = generateKeyPairSync('rsa', { modulusLength: 2048 });
let server: Server;
let issuer: string;
let clock: number;
let script: {
  metadata: Record<string, unknown>;
  keys: readonly (readonly [string, KeyObject])[];
  by: readonly [string, KeyObject];
  claims: Record<string, unknown>;
  userInfo: Record<string, unknown>;
  status: number;
  long: boolean;
};
const asked: { path: string; authorization: string | undefined; body: string }[] = [];

const flow = { returnAddress: 'http://127.0.0.1/back', state: 's', nonce: 'n', verifier: 'v'.repeat(43) };
const now = (): string => new Date(clock).toISOString();
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function idToken(): string {
  const [kid, key] = script.by;
  const seconds = clock / 1000;
  const claims = {
    iss: issuer,
    sub: 'wang',
    aud: 'linli',
    nonce: 'n',
    iat: seconds,
    exp: seconds + 60,
    ...script.claims,
  };
  const signed = `${part({ alg: 'RS256', kid })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const pages: Readonly<Record<string, () => unknown>> = {
  '/.well-known/openid-configuration': () => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/me`,
    ...script.metadata,
  }),
  '/jwks': () => ({ keys: script.keys.map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid })) }),
  '/token': () => ({ access_token: 'at', token_type: 'Bearer', id_token: idToken() }),
  '/me': () => script.userInfo,
};

beforeAll(async () => {
  server = createServer(async (request, reply) => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization, body: await text(request) });
    const body = script.long ? ' '.repeat(300_000) : JSON.stringify(pages[path]?.() ?? {});
    reply.writeHead(script.status, { 'content-type': 'application/json', location: `${issuer}/jwks` }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  clock = Date.parse('2026-03-04T02:00:00.000Z');
  asked.length = 0;
  script = {
    metadata: {},
    keys: [['one', first.publicKey]],
    by: ['one', first.privateKey],
    claims: { employee_number: 'A-1' },
    userInfo: { sub: 'wang', employee_number: 'A-2' },
    status: 200,
    long: false,
  };
});

const open = (more: object = {}) => {
  const common = { id: 'x', kind: 'oidc', name: { zh: '门户', en: 'portal' }, issuer, clientId: 'linli' };
  const [settings] = parseSignOn({ providers: [{ ...common, clientSecret: 'a secret: with+signs%', ...more }] });
  return signOnOidc(settings as OidcSettings, now);
};
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: SignOnFailure) => `${error.fault}: ${error.message}`,
  );

it('takes the claim from the token, and from userinfo only where the token lacks it and the person is the same', async () => {
  expect(await open().finish(flow, { code: 'c' })).toMatchObject({ subject: `${issuer} wang`, value: 'A-1' });
  expect(asked.some(({ path }) => path === '/me')).toBe(false);
  script.claims = {};
  expect(await open().finish(flow, { code: 'c' })).toMatchObject({ value: 'A-2' });
  script.userInfo = { sub: 'li', employee_number: 'A-2' };
  expect(await outcome(open().finish(flow, { code: 'c' }))).toMatch(/^untrusted: .*somebody else/);
});

it('gives its secret as the provider takes it, and redeems with the verifier and the very address', async () => {
  await open().finish(flow, { code: 'c' });
  const basic = asked.find(({ path }) => path === '/token');
  expect(Buffer.from(basic?.authorization?.slice('Basic '.length) ?? '', 'base64').toString()).toBe(
    'linli:a+secret%3A+with%2Bsigns%25',
  );
  expect(Object.fromEntries(new URLSearchParams(basic?.body))).toEqual({
    grant_type: 'authorization_code',
    code: 'c',
    redirect_uri: flow.returnAddress,
    code_verifier: flow.verifier,
  });
  asked.length = 0;
  script.metadata = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
  await open().finish(flow, { code: 'c' });
  const post = asked.find(({ path }) => path === '/token');
  expect(post?.authorization).toBeUndefined();
  expect(new URLSearchParams(post?.body).get('client_secret')).toBe('a secret: with+signs%');
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['that says it is another issuer', { issuer: 'https://other.example' }, /another issuer/],
  ['whose tokens come over an open line', { token_endpoint: 'http://portal.example/token' }, /token_endpoint/],
  ['whose keys come over an open line', { jwks_uri: 'http://portal.example/jwks' }, /jwks_uri/],
  ['whose sign-in page is a script', { authorization_endpoint: 'javascript:alert(1)' }, /authorization_endpoint/],
])('does not begin at a provider %s', async (_, metadata, told) => {
  script.metadata = metadata;
  const port = open();
  expect(await outcome(port.begin(flow))).toMatch(told);
  expect(await port.isAvailable()).toBe(false);
});

it('learns of a new key when a token is signed by it, but is not made to ask again and again', async () => {
  const port = open();
  await port.finish(flow, { code: 'c' });
  script.keys = [...script.keys, ['two', second.publicKey]];
  script.by = ['two', second.privateKey];
  expect(await outcome(port.finish(flow, { code: 'c' }))).toMatch(/signature/);
  clock += 20_000;
  expect(await outcome(port.finish(flow, { code: 'c' }))).toBe('taken');
  script.by = ['three', first.privateKey];
  asked.length = 0;
  for (let times = 0; times < 5; times += 1) await outcome(port.finish(flow, { code: 'c' }));
  expect(asked.filter(({ path }) => path === '/jwks')).toEqual([]);
});

it('follows no redirect, reads no endless answer, and takes a failure as being away', async () => {
  script.status = 302;
  expect(await outcome(open().begin(flow))).toMatch(/^unavailable/);
  script.status = 503;
  expect(await outcome(open().begin(flow))).toBe('unavailable: status 503');
  script.status = 404;
  expect(await outcome(open().begin(flow))).toMatch(/^unavailable: .*openid-configuration/);
  script.status = 200;
  script.long = true;
  expect(await outcome(open().begin(flow))).toMatch(/too long/);
});
