import { expect, test } from 'vitest';
import { keyed, statementNames } from './statement-names.ts';

test('a statement gets its name when it comes a third time, and keeps it', () => {
  const nameOf = statementNames();
  expect([1, 2, 3, 4].map(() => nameOf('select 1 where $1', [1]))).toEqual([undefined, undefined, 's1', 's1']);
  expect([1, 2, 3].map(() => nameOf('select 2 where $1', [1])).at(-1)).toBe('s2');
  expect(nameOf('select 1 where $1', [1])).toBe('s1');
});

test('texts without end take no more names than there are, and the first keep theirs', () => {
  const nameOf = statementNames();
  for (let n = 0; n < 1000; n += 1) for (let times = 0; times < 3; times += 1) nameOf(`select ${n}`, []);
  expect(nameOf('select 0', [])).toBe('s1');
  expect(nameOf('select 299', [])).toBe('s300');
  expect([1, 2, 3, 4].map(() => nameOf('select 300', []))).toEqual([undefined, undefined, undefined, undefined]);
});

test('a statement that a key leads is kept planned whatever the length of its list', () => {
  const nameOf = statementNames();
  const list = `{${Array.from({ length: 224 }, (_, n) => 1001 + n).join(',')}}`;
  expect([1, 2, 3].map(() => nameOf(`select 1 where ${keyed} $1`, [list])).at(-1)).toBe('s1');
});

test('a long list of communities is planned for what it holds, a short one and a document are not', () => {
  const nameOf = statementNames();
  const third = (values: readonly unknown[]) => [1, 2, 3].map(() => nameOf('select 1 where $1', values)).at(-1);
  const communities = Array.from({ length: 224 }, (_, n) => 1001 + n);
  expect(third([`{${communities.join(',')}}`])).toBeUndefined();
  expect(third([communities])).toBeUndefined();
  expect(third(['{1001,1002}'])).toBe('s1');
  expect(third([JSON.stringify({ words: '楼道灯不亮'.repeat(100) })])).toBe('s1');
});
