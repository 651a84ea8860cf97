import { expect, it } from 'vitest';
import { passwordFault } from '../../../../domain/access/password.ts';
import { firstPassword } from './first-password.ts';

it('is long, read without doubt, good by the rules, and never the same', () => {
  const made = Array.from({ length: 200 }, firstPassword);
  for (const one of made) {
    expect(one).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{4}(-[a-km-zA-HJ-NP-Z2-9]{4}){3}$/);
    expect(passwordFault(one, 'wangfang')).toBeUndefined();
  }
  expect(new Set(made).size).toBe(200);
});
