import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { coresOf } from './common-passwords.ts';

it('is made from a list by dropping case, what stands around, and what is too short to tell', () => {
  expect(coresOf(['dragon', 'Dragon1', '123456', 'abc123', '1q2w3e4r'])).toBe('dragon\nq2w3e4r\n');
  const list = readFileSync(resolve(import.meta.dirname, '../data/passwords/common.txt'), 'utf8');
  expect(coresOf(list.trimEnd().split('\n'))).toBe(list);
});
