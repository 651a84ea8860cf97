import { expect, test } from 'vitest';
import { isNarrowed, peopleQuery } from './people-filters.ts';

test('an age group is asked for by both its ends', () => {
  expect(peopleQuery({ q: '张', age: 'veryOld', area: '11' })).toEqual({ q: '张', ageFrom: 80, area: 11 });
  expect(peopleQuery({ q: '张', age: 'nonsense' })).toEqual({ q: '张' });
  expect([isNarrowed({ ref: 'x' }), isNarrowed({ tag: 'alone' }), isNarrowed({ q: '1' })]).toEqual([false, true, true]);
});
