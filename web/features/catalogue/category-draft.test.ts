import { expect, test } from 'vitest';
import {
  changedParts,
  fullQuestion,
  isSame,
  joinWords,
  moved,
  newCode,
  newKey,
  splitWords,
  withDetail,
  withKind,
  withLimit,
  withPart,
  withReasons,
} from './category-draft.ts';

const name = { zh: '电梯', en: 'Lift' };
const limit = { limit: { unit: 'urgent-hours' as const, n: 4 }, basis: '规定' };
const chip = { code: 'a', text: name };

test('a part said anew is its own; left out, the class above speaks', () => {
  const rule = withPart(withPart({}, 'photo', 'at-done'), 'isPrivate', true);
  expect(rule).toEqual({ photo: 'at-done', isPrivate: true });
  expect(withPart(rule, 'photo', undefined)).toEqual({ isPrivate: true });
  expect('photo' in withPart(rule, 'photo', undefined)).toBe(false);
});

test('a question answered in another way keeps its key and words, and drops what belonged to the way of before', () => {
  const one = { key: 'count', label: name, kind: 'number' as const, unit: name, min: 1, isRequired: true };
  expect(withKind(one, 'flag')).toEqual({ key: 'count', label: name, kind: 'flag', isRequired: true });
  const choice = withKind(one, 'choice');
  expect(choice.of).toHaveLength(2);
  expect(new Set(choice.of?.map(({ code }) => code)).size).toBe(2);
  expect(withDetail(one, 'unit', undefined)).not.toHaveProperty('unit');
  expect(withDetail(one, 'max', 9)).toEqual({ ...one, max: 9 });
  expect(fullQuestion({ key: 'a', label: name, kind: 'flag' })).toMatchObject({ of: [], isRequired: false });
});

test('a new key was never there before and is one the server takes', () => {
  const keys = new Set(Array.from({ length: 200 }, newKey));
  expect(keys.size).toBe(200);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9-]*$/);
});

test('limits and reasons are set one by one, and the last one taken off leaves nothing', () => {
  const rule = withLimit({}, 'handle', limit);
  expect(rule).toEqual({ limits: { handle: limit } });
  expect(withLimit(withLimit(rule, 'accept', limit), 'handle', undefined)).toEqual({ limits: { accept: limit } });
  expect(withLimit(rule, 'handle', undefined)).toEqual({});
  expect(withReasons(withReasons({}, 'return', [chip]), 'return', undefined)).toEqual({});
  expect(withReasons({}, 'decline', [])).toEqual({ reasons: { decline: [] } });
});

test('what changed is named, whatever the order of keys', () => {
  const before = { name, rule: { photo: 'none' as const, limits: { handle: limit } } };
  expect(
    changedParts(before, {
      name: { en: 'Lift', zh: '电梯' },
      rule: { limits: { handle: { basis: '规定', limit: limit.limit } }, photo: 'none' },
    }),
  ).toEqual([]);
  expect(
    changedParts(before, { name: { zh: '梯', en: 'Lift' }, rule: { limits: { handle: limit }, isPrivate: true } }),
  ).toEqual(['name', 'photo', 'isPrivate']);
  expect(isSame([1, 2], [1, 2, 3])).toBe(false);
  expect(isSame({ a: undefined }, {})).toBe(true);
  expect(isSame(null, {})).toBe(false);
});

test('rows move within the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -5)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  expect(moved(['a'], 4, 0)).toEqual(['a']);
});

test('new codes are not taken', () => {
  expect(newCode([])).toBe('own-1');
  expect(newCode(['own-2', 'x'])).toBe('own-3');
});

test('a line of words is taken apart and put together', () => {
  expect(splitWords(' 收入证明，婚姻、 a;b ')).toEqual(['收入证明', '婚姻', 'a', 'b']);
  expect(splitWords(joinWords(['甲', '乙']))).toEqual(['甲', '乙']);
  expect(splitWords('  ')).toEqual([]);
});
