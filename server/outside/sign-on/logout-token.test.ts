import { generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyIdToken } from './id-token.ts';
import { verifyLogoutToken } from './logout-token.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keys = { keys: [{ ...(publicKey.export({ format: 'jwk' }) as JsonWebKey & { kty: string }), kid: 'k' }] };
const now = '2026-03-04T02:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const expected = { issuer: 'https://id.example', clientId: 'linli', now };
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const good = {
  iss: expected.issuer,
  aud: 'linli',
  iat: seconds,
  exp: seconds + 120,
  jti: 'j',
  sub: 'wang',
  sid: 's',
  events,
};

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function made(claims: object, head: object = {}, key = privateKey): string {
  const signed = `${part({ alg: 'ES256', kid: 'k', typ: 'logout+jwt', ...head })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

it('says whose session has ended, and until when the message could come again', () => {
  const once = { name: 'j', until: '2026-03-04T02:11:00.000Z' };
  expect(verifyLogoutToken(made(good), keys, expected)).toEqual({
    endsBy: 'sid s',
    subject: 'https://id.example wang',
    once,
  });
  expect(verifyLogoutToken(made({ ...good, sid: undefined }), keys, expected)).toEqual({
    subject: 'https://id.example wang',
    once,
  });
  expect(verifyLogoutToken(made({ ...good, sub: undefined, aud: ['x', 'linli'] }), keys, expected)).toEqual({
    endsBy: 'sid s',
    once,
  });
});

it.each<[string, object, RegExp]>([
  ['of another issuer', { iss: 'https://other.example' }, /another issuer/],
  ['for another client', { aud: 'other' }, /another client/],
  ['that has expired', { exp: seconds - 61 }, /expired/],
  ['that was made long ago', { iat: seconds - 601 }, /another time/],
  ['that will be made', { iat: seconds + 61 }, /another time/],
  ['of nobody', { sub: undefined, sid: undefined }, /whose/],
  ['without a name', { jti: undefined }, /shape/],
  ['without an end', { exp: undefined }, /shape/],
  ['without the event', { events: undefined }, /shape/],
  ['of another event', { events: { 'http://schemas.openid.net/event/other': {} } }, /shape/],
  ['whose event is no object', { events: { [Object.keys(events)[0] as string]: 'yes' } }, /shape/],
  ['with a nonce', { nonce: 'n' }, /shape/],
])('is refused: one %s', (_, claims, told) => {
  expect(() => verifyLogoutToken(made({ ...good, ...claims }), keys, expected)).toThrow(told);
});

/** The first is what the specification recommends, the others what it lets be taken; letters great or small. */
const typs = ['logout+jwt', 'Logout+JWT', 'JWT', 'jwt', undefined];

describe.each(typs)('of typ %s', (typ) => {
  it('is taken', () => {
    expect(verifyLogoutToken(made(good, { typ }), keys, expected)).toMatchObject({ endsBy: 'sid s' });
  });

  it.each<[string, object]>([
    ['a nonce', { nonce: 'n' }],
    ['an empty nonce', { nonce: '' }],
    ['a nonce of null', { nonce: null }],
    ['no events', { events: undefined }],
    ['empty events', { events: {} }],
  ])('is refused with %s', (_, claims) => {
    expect(() => verifyLogoutToken(made({ ...good, ...claims }, { typ }), keys, expected)).toThrow(/shape/);
  });

  it('is refused with a signature of somebody else, and by a provider without keys', () => {
    const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => verifyLogoutToken(made(good, { typ }, other), keys, expected)).toThrow(/signature/);
    expect(() => verifyLogoutToken(made(good, { typ }), { keys: [] }, expected)).toThrow(/signature/);
  });

  it('is no id token', () => {
    expect(() => verifyIdToken(made(good, { typ }), keys, { ...expected, nonce: 'n' })).toThrow(/kind|shape/);
  });
});

it.each(['JWT', undefined])('an id token of typ %s is no logout token, with its nonce or without', (typ) => {
  const idToken = { ...good, events: undefined, nonce: 'n' };
  expect(verifyIdToken(made(idToken, { typ }), keys, { ...expected, nonce: 'n' })).toMatchObject({ sub: 'wang' });
  for (const nonce of ['n', undefined])
    expect(() => verifyLogoutToken(made({ ...idToken, nonce }, { typ }), keys, expected)).toThrow(/shape/);
});

it('is no token of another kind', () => {
  for (const typ of ['at+jwt', 'secevent+jwt', 'dpop+jwt', ''])
    expect(() => verifyLogoutToken(made(good, { typ }), keys, expected), typ).toThrow(/another kind/);
});
