import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type JwkSet, verifyIdToken } from './id-token.ts';
import { SignOnFailure } from './port.ts';

const now = '2026-03-04T02:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const expected = { issuer: 'https://portal.example', clientId: 'linli', nonce: 'n-1', now };
const good = { iss: expected.issuer, sub: 'wang', aud: 'linli', nonce: 'n-1', iat: seconds - 5, exp: seconds + 300 };

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const jwk = (key: KeyObject, more: object = {}) =>
  ({ ...key.export({ format: 'jwk' }), ...more }) as JwkSet['keys'][number];
const keys: JwkSet = {
  keys: [
    jwk(rsa.publicKey, { kid: 'r', use: 'sig' }),
    jwk(ec.publicKey, { kid: 'e' }),
    jwk(ed.publicKey, { kid: 'd' }),
  ],
};
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function made(claims: object, { head = {}, by = rsa.privateKey }: { head?: object; by?: KeyObject } = {}): string {
  const signed = `${part({ alg: 'RS256', kid: 'r', ...head })}.${part(claims)}`;
  const hash = by.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return `${signed}.${sign(hash, Buffer.from(signed), { key: by, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
const reasonOf = (token: string, of: JwkSet = keys): string => {
  try {
    verifyIdToken(token, of, expected);
    return 'taken';
  } catch (error) {
    if (!(error instanceof SignOnFailure)) throw error;
    expect(error.fault).toBe('untrusted');
    return error.message;
  }
};

describe('an id token', () => {
  it('is taken by what it says where all of it is right, by any of the public algorithms', () => {
    expect(verifyIdToken(made(good), keys, expected)).toMatchObject({ sub: 'wang', aud: ['linli'] });
    expect(reasonOf(made(good, { head: { alg: 'ES256', kid: 'e' }, by: ec.privateKey }))).toBe('taken');
    expect(reasonOf(made(good, { head: { alg: 'EdDSA', kid: 'd', typ: 'JWT' }, by: ed.privateKey }))).toBe('taken');
    expect(reasonOf(made(good, { head: { kid: undefined } }))).toBe('taken');
    expect(reasonOf(made({ ...good, aud: ['linli', 'other'], azp: 'linli' }))).toBe('taken');
    expect(reasonOf(made({ ...good, exp: seconds - 30, iat: seconds + 30 }))).toBe('taken');
  });

  const wrong: ReadonlyArray<readonly [what: string, claims: object, told: RegExp]> = [
    ['of another issuer', { iss: 'https://portal.example/' }, /another issuer/],
    ['for another client', { aud: 'other' }, /another client/],
    ['for several that names none', { aud: ['linli', 'other'] }, /several/],
    ['for several that names another', { aud: ['linli', 'other'], azp: 'other' }, /another client/],
    ['that has expired', { exp: seconds - 61 }, /expired/],
    ['made long ago', { iat: seconds - 601 }, /another time/],
    ['made tomorrow', { iat: seconds + 61 }, /another time/],
    ['of another sign-in', { nonce: 'n-2' }, /another sign-in/],
    ['without a nonce', { nonce: undefined }, /shape/],
    ['without an end', { exp: undefined }, /shape/],
    ['of nobody', { sub: '' }, /shape/],
  ];
  it.each(wrong)('is refused: one %s', (_, claims, told) => {
    expect(reasonOf(made({ ...good, ...claims }))).toMatch(told);
  });

  it('is refused unless one of the issuer’s own keys signed it, as that key is meant', () => {
    const token = made(good);
    const [head, , signature] = token.split('.') as [string, string, string];
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(reasonOf(made(good, { by: stranger.privateKey }))).toMatch(/signature/);
    expect(reasonOf(`${head}.${part({ ...good, sub: 'li' })}.${signature}`)).toMatch(/signature/);
    expect(reasonOf(token, { keys: [jwk(rsa.publicKey, { kid: 'r', use: 'enc' })] })).toMatch(/signature/);
    expect(reasonOf(token, { keys: [jwk(rsa.publicKey, { kid: 'r', alg: 'PS256' })] })).toMatch(/signature/);
    expect(reasonOf(made(good, { by: weak.privateKey }), { keys: [jwk(weak.publicKey, { kid: 'r' })] })).toMatch(
      /signature/,
    );
    expect(reasonOf(made(good, { head: { kid: 'e' } }))).toMatch(/signature/);
    // A key that a token brings along, or says where to fetch, is nobody's.
    const brought = { kid: undefined, jwk: jwk(stranger.publicKey), jku: 'https://evil.example/jwks' };
    expect(reasonOf(made(good, { head: brought, by: stranger.privateKey }))).toMatch(/signature/);
    expect(reasonOf(token, { keys: [{ kty: 'RSA', kid: 'r' }] })).toMatch(/signature/);
  });

  it('is refused with no signature, with a shared secret’s, and with headers that are not understood', () => {
    const none = `${part({ alg: 'none' })}.${part(good)}.`;
    expect(reasonOf(none)).toMatch(/shape/);
    expect(reasonOf(`${none}x`)).toMatch(/algorithm/);
    const signed = `${part({ alg: 'HS256', kid: 'r' })}.${part(good)}`;
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    expect(reasonOf(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).toMatch(/algorithm/);
    expect(reasonOf(made(good, { head: { crit: ['exp'] } }))).toMatch(/shape/);
    expect(reasonOf(made(good, { head: { typ: 'at+jwt' } }))).toMatch(/another kind/);
    for (const nonsense of ['', 'a.b', 'a.b.c', 'a.b.c.d', '..', `${part([])}.${part([])}.x`])
      expect(reasonOf(nonsense), nonsense).toMatch(/shape/);
  });
});
