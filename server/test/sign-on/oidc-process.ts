// A real provider of OpenID Connect (the certified library oidc-provider) as a process of its own. Its first argument says who is known there and
// where its client may come back to; its only own part is a plain sign-in page. It prints one line of JSON when it is ready and stops when its
// input ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
// @ts-expect-error: it comes without types
import { Provider } from 'oidc-provider';
import type { OidcPerson } from './processes.ts';

interface Asked {
  readonly people: Readonly<Record<string, OidcPerson>>;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly returns: readonly string[];
  readonly leaves: readonly string[];
  readonly port: number;
  readonly backChannel?: { readonly address: string; readonly bySession: boolean };
}

interface Interaction {
  readonly uid: string;
  readonly prompt: { readonly name: string; readonly details: { readonly missingOIDCScope?: readonly string[] } };
  readonly params: { readonly client_id: string };
  readonly session?: { readonly accountId: string };
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked;
const server = createServer();
await new Promise<void>((ready) => server.listen(asked.port, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: asked.clientId,
      client_secret: asked.clientSecret,
      redirect_uris: asked.returns,
      post_logout_redirect_uris: asked.leaves,
      ...(asked.backChannel
        ? {
            backchannel_logout_uri: asked.backChannel.address,
            backchannel_logout_session_required: asked.backChannel.bySession,
          }
        : {}),
    },
  ],
  claims: {
    openid: ['sub', 'amr'],
    profile: ['employee_number', 'name'],
    phone: ['phone_number', 'phone_number_verified'],
  },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: { body: string }, form: string) => {
        ctx.body = form.replace('<form id="op.logoutForm" ', '<form ');
      },
    },
  },
  interactions: { url: (_: unknown, interaction: Interaction) => `/sign-in/${interaction.uid}` },
  findAccount: (_: unknown, id: string) => ({
    accountId: id,
    claims: () => ({ sub: asked.people[id]?.sub ?? id, ...asked.people[id]?.claims }),
  }),
  cookies: { keys: ['a key of a test alone'] },
});

const page = (uid: string): string =>
  `<!doctype html><html lang="zh"><title>统一身份认证</title><main><h1>统一身份认证</h1><form method="post" action="/sign-in/${uid}">
  <label>账号 <input name="login"></label> <button>登录</button> <button name="turn" value="back">返回</button></form></main></html>`;

async function grantOf({ session, params, prompt }: Interaction): Promise<string> {
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
  return grant.save();
}

async function interact(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const interaction: Interaction = await provider.interactionDetails(request, reply);
  if (interaction.prompt.name === 'consent') {
    const consent = { grantId: await grantOf(interaction) };
    return provider.interactionFinished(request, reply, { consent }, { mergeWithLastSubmission: true });
  }
  if (request.method !== 'POST') {
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(interaction.uid));
    return;
  }
  const sent = new URLSearchParams(await text(request));
  const accountId = sent.get('login') ?? '';
  const answer = sent.has('turn')
    ? { error: 'access_denied', error_description: 'turned back' }
    : { login: { accountId, amr: asked.people[accountId]?.amr ?? ['pwd'] } };
  return provider.interactionFinished(request, reply, answer, { mergeWithLastSubmission: false });
}

const callback = provider.callback();
server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
  if (request.url?.startsWith('/sign-in/')) {
    interact(request, reply).catch((error: Error) => reply.writeHead(500).end(error.message));
  } else callback(request, reply);
});
console.log(JSON.stringify({ address: issuer }));
process.stdin.resume().once('end', () => process.exit(0));
