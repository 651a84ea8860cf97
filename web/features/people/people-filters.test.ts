import { expect, test } from 'vitest';
import { isNarrowed, isNumber, peopleQuery } from './people-filters.ts';

test('a number is told from a name, however it is typed', () => {
  for (const number of ['19400000001', '440099194912310023', '139 1234 5678', '１３９１２３４', '0756-8888888'])
    expect(isNumber(number), number).toBe(true);
  for (const name of ['张三', '王 3', 'Anna', '3-2-501']) expect(isNumber(name), name).toBe(false);
});

test('an age group is asked for by both its ends, a number instead of words', () => {
  expect(peopleQuery({ q: '张', age: 'veryOld', area: '11' }, undefined)).toEqual({ q: '张', ageFrom: 80, area: 11 });
  expect(peopleQuery({ q: '张', age: 'nonsense' }, '19400000001')).toEqual({ q: '19400000001' });
  expect([isNarrowed({ ref: 'x' }, undefined), isNarrowed({ tag: 'alone' }, undefined), isNarrowed({}, '1')]).toEqual([
    false,
    true,
    true,
  ]);
});
