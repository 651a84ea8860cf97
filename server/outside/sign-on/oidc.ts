import { createHash } from 'node:crypto';
import { z } from 'zod';
import { toMs } from '../../../domain/calendar/instant.ts';
import { askPortal, jsonOf } from './ask.ts';
import { hasTrustedFactor, oneValue } from './claims.ts';
import { type Claims, type JwkSet, jwkSet, mayKnowKey, verifyIdToken } from './id-token.ts';
import { sessionName, verifyLogoutToken } from './logout-token.ts';
import { SignOnFailure, type SignOnFlow, type SignOnPort, type SignOnProof } from './port.ts';
import { isSafeAddress, type OidcSettings } from './settings.ts';

const endpoint = z.string().refine(isSafeAddress);
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
type Metadata = z.output<typeof metadata>;

interface Known {
  readonly metadata: Metadata;
  readonly keys: JwkSet;
  readonly atMs: number;
}

/** How long what was discovered holds, and how long a failure keeps from asking again. */
const freshMs = 3_600_000;
const restMs = 15_000;
/** A page waits no longer than this to say which portals are there. */
const patienceMs = 3_000;

/** What a provider says of itself, with its keys. Throws SignOnFailure. */
export async function discover(issuer: string): Promise<{ metadata: Metadata; keys: JwkSet }> {
  const answer = await askPortal(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!answer.ok) throw new SignOnFailure('unavailable', 'it has no openid-configuration');
  const parsed = metadata.safeParse(jsonOf(answer.body));
  if (!parsed.success)
    throw new SignOnFailure(
      'untrusted',
      `its openid-configuration is not right: ${parsed.error.issues[0]?.path.join('.')}`,
    );
  if (parsed.data.issuer !== issuer)
    throw new SignOnFailure('untrusted', 'it says that it is another issuer than the one configured');
  return { metadata: parsed.data, keys: await fetchKeys(parsed.data) };
}

async function fetchKeys({ jwks_uri }: Metadata): Promise<JwkSet> {
  const keys = await askPortal(jwks_uri);
  const parsed = keys.ok ? jwkSet.safeParse(jsonOf(keys.body)) : undefined;
  if (!parsed?.success) throw new SignOnFailure('untrusted', 'its keys cannot be read');
  return parsed.data;
}

/** Keeps what was discovered; a failure is tried again by whoever asks later, and an hour-old answer serves while its provider is away. */
function keeper(issuer: string, now: () => string) {
  let known: Known | undefined;
  let running: Promise<Known> | undefined;
  let failed: { readonly error: unknown; readonly atMs: number } | undefined;

  const ask = (): Promise<Known> => {
    running ??= discover(issuer)
      .then((found) => {
        failed = undefined;
        known = { ...found, atMs: toMs(now()) };
        return known;
      })
      .catch((error: unknown) => {
        failed = { error, atMs: toMs(now()) };
        throw error;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    peek: () => known,
    async current(): Promise<Known> {
      const at = toMs(now());
      if (known && at - known.atMs < freshMs) return known;
      if (failed && at - failed.atMs < restMs) {
        if (known) return known;
        throw failed.error;
      }
      return ask().catch((error) => {
        if (known) return known;
        throw error;
      });
    },
    /** The keys by which a token may be signed. */
    async keysFor(token: string, at: Known): Promise<JwkSet> {
      return mayKnowKey(token, at.keys) ? at.keys : (await this.renewed(at)).keys;
    },
    /** After a key that is not known: at most once in a while, so that nobody makes us ask by sending nonsense. */
    async renewed(old: Known): Promise<Known> {
      return toMs(now()) - old.atMs < restMs ? old : ask();
    },
  };
}

/** A provider of OpenID Connect: authorization code with PKCE, state and nonce, as a client with a secret. */
export function signOnOidc(settings: OidcSettings, now: () => string): SignOnPort {
  const { id, name, match, issuer, clientId } = settings;
  const kept = keeper(issuer, now);
  return {
    id,
    name,
    matches: match.field,
    async isAvailable() {
      const patience = new Promise<boolean>((done) => setTimeout(done, patienceMs, false).unref());
      const found = kept.current().then(
        () => true,
        () => false,
      );
      return Promise.race([found, patience]);
    },
    async begin({ returnAddress, state, nonce, verifier }) {
      const { metadata } = await kept.current();
      const address = new URL(metadata.authorization_endpoint);
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: returnAddress,
        scope: settings.scopes.join(' '),
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [key, value] of Object.entries(parameters)) address.searchParams.set(key, value);
      return address.href;
    },
    async finish(flow, answer) {
      const known = await kept.current();
      assertFrom(known.metadata, answer['iss']);
      if (answer['error'] === 'access_denied') throw new SignOnFailure('cancelled', 'access_denied');
      const { code } = answer;
      if (answer['error'] !== undefined || !code) throw new SignOnFailure('untrusted', 'it came back without a code');
      const tokens = await redeem(settings, known.metadata, flow, code);
      const keys = await kept.keysFor(tokens.id_token, known);
      const expected = { issuer, clientId, nonce: flow.nonce, now: now() };
      const claims = verifyIdToken(tokens.id_token, keys, expected);
      return proofOf(settings, await withUserInfo(settings, known.metadata, claims, tokens.access_token));
    },
    canLeave: () => kept.peek()?.metadata.end_session_endpoint !== undefined,
    async leave(back) {
      const { metadata } = await kept.current();
      if (!metadata.end_session_endpoint) return undefined;
      const address = new URL(metadata.end_session_endpoint);
      address.searchParams.set('client_id', clientId);
      address.searchParams.set('post_logout_redirect_uri', back);
      return address.href;
    },
    async endedBy(body) {
      const token = new URLSearchParams(body).get('logout_token');
      if (!token || token.length > 20_000) throw new SignOnFailure('untrusted', 'its message has no logout token');
      const keys = await kept.keysFor(token, await kept.current());
      return verifyLogoutToken(token, keys, { issuer, clientId, now: now() });
    },
  };
}

/** An answer names the issuer it comes from where the provider says so (RFC 9207): one provider's code never goes to another. */
function assertFrom(
  { issuer, authorization_response_iss_parameter_supported: must }: Metadata,
  said: string | undefined,
) {
  if (said === undefined ? must : said !== issuer)
    throw new SignOnFailure('untrusted', 'the answer names another issuer');
}

const tokens = z.object({ id_token: z.string().max(20_000), access_token: z.string().max(20_000) });

async function redeem(settings: OidcSettings, metadata: Metadata, flow: SignOnFlow, code: string) {
  const { clientId, clientSecret } = settings;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: flow.returnAddress,
    code_verifier: flow.verifier,
  });
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (metadata.token_endpoint_auth_methods_supported.includes('client_secret_basic')) {
    headers['authorization'] = `Basic ${Buffer.from(`${formOf(clientId)}:${formOf(clientSecret)}`).toString('base64')}`;
  } else {
    body.set('client_id', clientId);
    body.set('client_secret', clientSecret);
  }
  const answer = await askPortal(metadata.token_endpoint, { method: 'POST', headers, body });
  const parsed = answer.ok ? tokens.safeParse(jsonOf(answer.body)) : undefined;
  if (!parsed?.success) throw new SignOnFailure('untrusted', 'it did not take the code');
  return parsed.data;
}

/** As a form writes it, which is how RFC 6749 wants both halves. */
const formOf = (value: string): string => new URLSearchParams({ v: value }).toString().slice(2);

/** What the id token does not carry is asked for; only of the same person. */
async function withUserInfo(settings: OidcSettings, metadata: Metadata, claims: Claims, token: string) {
  const asks = [settings.match.claim, settings.secondFactor?.claim];
  const isWhole = asks.every((claim) => claim === undefined || claims[claim] !== undefined);
  if (isWhole || !metadata.userinfo_endpoint) return claims;
  const answer = await askPortal(metadata.userinfo_endpoint, { headers: { authorization: `Bearer ${token}` } });
  const parsed = answer.ok ? z.looseObject({ sub: z.string() }).safeParse(jsonOf(answer.body)) : undefined;
  if (!parsed?.success || parsed.data.sub !== claims.sub)
    throw new SignOnFailure('untrusted', 'its userinfo is of somebody else');
  return { ...parsed.data, ...claims };
}

function proofOf(settings: OidcSettings, claims: Claims): SignOnProof {
  const { claim, field } = settings.match;
  const value = oneValue(claims[claim]);
  if (field === 'phone' && claims['phone_number_verified'] !== true)
    throw new SignOnFailure('unverified', 'it does not say that it verified the phone');
  return {
    subject: `${claims.iss} ${claims.sub}`,
    value,
    hasSecondFactor: hasTrustedFactor(settings, claims),
    ...(typeof claims['sid'] === 'string' ? { endsBy: sessionName(claims['sid']) } : {}),
  };
}
