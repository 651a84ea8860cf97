import { expect, test } from 'vitest';
import { compareNames, withDigits } from './name-order.ts';

test.each([
  ['第一网格', '第1网格'],
  ['第十二网格', '第12网格'],
  ['二十幢', '20幢'],
  ['一百零五号', '105号'],
  ['一百一十号', '110号'],
  ['两河社区', '2河社区'],
  ['二〇二六', '2026'],
  ['百合园', '百合园'],
  ['荔湖社区', '荔湖社区'],
])('%s is sorted as %s', (name, sorted) => {
  expect(withDigits(name)).toBe(sorted);
});

test('numbers stand in the order of counting, in digits or in Chinese', () => {
  const names = ['第十网格', '第二网格', '第一网格', '10幢', '9幢', '1幢', '第十一网格'];
  expect(names.toSorted(compareNames)).toEqual([
    '1幢',
    '9幢',
    '10幢',
    '第一网格',
    '第二网格',
    '第十网格',
    '第十一网格',
  ]);
});
