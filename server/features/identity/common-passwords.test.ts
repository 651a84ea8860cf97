import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { passwordFault } from '../../../domain/access/password.ts';
import { isCommonPassword } from './common-passwords.ts';
import { assertStrong } from './sign-in.ts';

const list = readFileSync(resolve(import.meta.dirname, '../../../data/passwords/common.txt'), 'utf8');
const cores = list.split('\n').filter((core) => core !== '');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

it('refuses every password of the list as our rules would take it: with a capital, and digits and a sign after it', () => {
  const would = cores.map((core) => `${capital(core)}-20262027`).filter((one) => !passwordFault(one, 'somebody'));
  expect(would.length).toBeGreaterThan(3_000);
  // Every hundredth is enough: one look-up reads the whole list.
  for (const one of would.filter((_, n) => n % 100 === 0)) expect(isCommonPassword(one), one).toBe(true);
});

it.each([
  'Michelle-2026',
  '2026!Michelle',
  'WOAINI-5201314',
  'M1ch3lle#2026',
  'Dragondragon-1',
  'ＭＩＣＨＥＬＬＥ-2026',
])('refuses %s, and says so beside its field', (common) => {
  expect(() => assertStrong(common, 'wangfang', 'next')).toThrow(
    expect.objectContaining({
      code: 'identity.password-weak',
      details: { fields: [{ path: 'next', text: expect.objectContaining({ zh: expect.stringContaining('泄露') }) }] },
    }),
  );
});

it.each([
  'Riverside-Door-27',
  'xiao3 qiao+LIU',
  '春江潮水Lian7海平月x',
  'kT7#qLm2Vx9',
  'A1-839204822',
  'wGz4-K8qn-3TmX-vb7P',
])('takes %s', (good) => {
  expect(() => assertStrong(good, 'wangfang', 'next')).not.toThrow();
});
