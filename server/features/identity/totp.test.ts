import { expect, it } from 'vitest';
import { matchTotp, newTotpSecret, toBase32, totpAddress, totpCode, totpStep } from './totp.ts';

/** RFC 6238, appendix B, the SHA-1 rows. */
const secret = Buffer.from('12345678901234567890');
const vectors: ReadonlyArray<readonly [string, string]> = [
  ['1970-01-01T00:00:59Z', '94287082'],
  ['2005-03-18T01:58:29Z', '07081804'],
  ['2005-03-18T01:58:31Z', '14050471'],
  ['2009-02-13T23:31:30Z', '89005924'],
  ['2033-05-18T03:33:20Z', '69279037'],
  ['2603-10-11T11:33:20Z', '65353130'],
];

it.each(vectors)('gives the code of RFC 6238 at %s', (at, code) => {
  expect(totpCode(secret, totpStep(at), 8)).toBe(code);
  expect(totpCode(secret, totpStep(at))).toBe(code.slice(2));
});

it('writes base32 as RFC 4648 does', () => {
  for (const [plain, written] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const)
    expect(toBase32(Buffer.from(plain))).toBe(written);
});

it('takes a code of this step or its neighbours, once, and none before it', () => {
  const now = '2026-03-04T02:00:10.000Z';
  const step = totpStep(now);
  const match = (of: number, last = 0) => matchTotp(secret, totpCode(secret, of), now, last);
  expect([match(step - 1), match(step), match(step + 1)]).toEqual([step - 1, step, step + 1]);
  expect([match(step - 2), match(step + 2)]).toEqual([undefined, undefined]);
  expect([match(step, step), match(step - 1, step), match(step + 1, step)]).toEqual([undefined, undefined, step + 1]);
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(matchTotp(secret, typed, now, 0)).toBeUndefined();
});

it('is told to an app by an address that names whose it is', () => {
  const made = newTotpSecret();
  expect(made).toHaveLength(20);
  const address = new URL(totpAddress(made, '何静', '邻里'));
  expect([address.protocol, decodeURIComponent(address.pathname)]).toEqual(['otpauth:', '/邻里:何静']);
  expect(address.searchParams.get('secret')).toBe(toBase32(made));
});
