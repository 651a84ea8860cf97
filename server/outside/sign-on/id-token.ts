import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { toMs } from '../../../domain/calendar/instant.ts';
import { SignOnFailure } from './port.ts';

interface Algorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly crv?: string;
  readonly hash: string | null;
  readonly options: object;
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
const fixed = { dsaEncoding: 'ieee-p1363' };

/** What a token may be signed by: public keys alone, so that neither `none` nor a shared secret is ever one of them (RFC 8725). */
const algorithms = new Map<string, Algorithm>([
  ['RS256', { kty: 'RSA', hash: 'sha256', options: {} }],
  ['RS384', { kty: 'RSA', hash: 'sha384', options: {} }],
  ['RS512', { kty: 'RSA', hash: 'sha512', options: {} }],
  ['PS256', { kty: 'RSA', hash: 'sha256', options: pss }],
  ['PS384', { kty: 'RSA', hash: 'sha384', options: pss }],
  ['PS512', { kty: 'RSA', hash: 'sha512', options: pss }],
  ['ES256', { kty: 'EC', crv: 'P-256', hash: 'sha256', options: fixed }],
  ['ES384', { kty: 'EC', crv: 'P-384', hash: 'sha384', options: fixed }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519', hash: null, options: {} }],
]);

export const jwkSet = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })).max(50),
});
export type JwkSet = z.output<typeof jwkSet>;

const header = z.object({
  alg: z.string(),
  kid: z.string().optional(),
  typ: z.string().optional(),
  crit: z.never().optional(),
});
export const audience = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: audience,
  exp: z.number(),
  iat: z.number(),
  nonce: z.string(),
  azp: z.string().optional(),
});
export type Claims = z.output<typeof claims>;

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly now: string;
}

/** Two clocks may be this far apart. */
export const skewSeconds = 60;
/** A token is made for the one sign-in that asks for it: an old one is somebody's copy. */
export const oldestSeconds = 600;
const leastRsaBits = 2048;

/** What a token is called where it is not taken, which `typ` it may carry, and its claims. */
export interface TokenKind<T extends z.ZodType> {
  readonly name: string;
  readonly typs: readonly (string | undefined)[];
  readonly claims: T;
}

export const notTrusted =
  (name: string) =>
  (reason: string): SignOnFailure =>
    new SignOnFailure('untrusted', `the ${name}: ${reason}`);
const idToken = { name: 'id token', typs: [undefined, 'jwt'], claims } as const;
const untrusted = notTrusted(idToken.name);

function part<T extends z.ZodType>(schema: T, encoded: string, refuse = untrusted): z.output<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
  } catch {
    throw refuse('it is not in shape');
  }
}

/** Whether the keys at hand may hold the one a token was signed by; if not, it is worth asking for newer ones. */
export function mayKnowKey(token: string, { keys }: JwkSet): boolean {
  const { kid } = part(header, token.split('.')[0] ?? '');
  return kid === undefined || keys.some((key) => key.kid === kid);
}

/**
 * The claims of an id token, once its signature, issuer, audience, time and nonce are right (OpenID Connect Core 3.1.3.7).
 * Throws SignOnFailure.
 */
export function verifyIdToken(token: string, keys: JwkSet, expected: Expected): Claims {
  const read = readSigned(token, keys, idToken);
  assertExpected(read, expected);
  return read;
}

/** The claims of a token of a kind that one of the issuer's keys has signed; they are not judged yet. Throws SignOnFailure. */
export function readSigned<T extends z.ZodType>(token: string, keys: JwkSet, kind: TokenKind<T>): z.output<T> {
  const refuse = notTrusted(kind.name);
  const parts = token.split('.');
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature) throw refuse('it is not in shape');
  const { alg, kid, typ } = part(header, head, refuse);
  const algorithm = algorithms.get(alg);
  if (!algorithm) throw refuse('its algorithm is not taken');
  if (!kind.typs.includes(typ?.toLowerCase())) throw refuse('it is of another kind');
  const signed = Buffer.from(`${head}.${body}`);
  const bytes = Buffer.from(signature, 'base64url');
  const fitting = keys.keys.filter((key) => fits(key, algorithm, alg, kid));
  if (!fitting.some((key) => isSignedBy(keyOf(key), algorithm, signed, bytes)))
    throw refuse('its signature is not the issuer’s');
  return part(kind.claims, body, refuse);
}

function fits(key: JwkSet['keys'][number], algorithm: Algorithm, alg: string, kid: string | undefined): boolean {
  return (
    key.kty === algorithm.kty &&
    (algorithm.crv === undefined || key['crv'] === algorithm.crv) &&
    (key.use === undefined || key.use === 'sig') &&
    (key['alg'] === undefined || key['alg'] === alg) &&
    (kid === undefined || key.kid === kid)
  );
}

function keyOf(jwk: object): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < leastRsaBits ? undefined : key;
  } catch {
    return undefined;
  }
}

function isSignedBy(key: KeyObject | undefined, { hash, options }: Algorithm, signed: Buffer, signature: Buffer) {
  return key !== undefined && verify(hash, signed, { key, ...options }, signature);
}

function assertExpected(read: Claims, { issuer, clientId, nonce, now }: Expected): void {
  const seconds = toMs(now) / 1000;
  if (read.iss !== issuer) throw untrusted('another issuer made it');
  if (!read.aud.includes(clientId)) throw untrusted('it is for another client');
  if (read.aud.length > 1 && read.azp === undefined) throw untrusted('it is for several, and says not for whom');
  if (read.azp !== undefined && read.azp !== clientId) throw untrusted('it was made for another client');
  if (read.exp <= seconds - skewSeconds) throw untrusted('it has expired');
  if (read.iat > seconds + skewSeconds || read.iat < seconds - oldestSeconds)
    throw untrusted('it was made at another time');
  if (read.nonce !== nonce) throw untrusted('it belongs to another sign-in');
}
