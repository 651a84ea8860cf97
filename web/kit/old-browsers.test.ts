import { expect, test } from 'vitest';
import { teachLists } from './old-browsers.ts';

/** A list of a browser that knows none of the newer words. */
class OldList extends Array<number> {}
const bare = { at: undefined, findLast: undefined, toSorted: undefined, toReversed: undefined };

interface Taught {
  at(this: number[], index: number): number | undefined;
  findLast(this: number[], fits: (value: number) => boolean): number | undefined;
  toSorted(this: number[], compare?: (a: number, b: number) => number): number[];
  toReversed(this: number[]): number[];
}

const array = Object.create(null) as Taught;
const map = Object.create(null) as { groupBy: typeof Map.groupBy };
teachLists(array, map);
const list = OldList.from([3, 1, 2]);

test('the newer words for lists do what they do elsewhere, and leave the list alone', () => {
  expect(array.toSorted.call(list)).toEqual([1, 2, 3]);
  expect(array.toSorted.call(list, (a, b) => b - a)).toEqual([3, 2, 1]);
  expect(array.toReversed.call(list)).toEqual([2, 1, 3]);
  expect(array.at.call(list, -1)).toBe(2);
  expect(array.at.call(list, 0)).toBe(3);
  expect(array.findLast.call(list, (one) => one > 1)).toBe(2);
  expect(array.findLast.call(list, (one) => one > 9)).toBeUndefined();
  expect([...list]).toEqual([3, 1, 2]);
  expect([...map.groupBy([1, 2, 3], (one: number) => one % 2)]).toEqual([
    [1, [1, 3]],
    [0, [2]],
  ]);
});

test('what a browser knows already is its own', () => {
  const own = { ...bare };
  teachLists(own, {});
  expect(own).toEqual(bare);
});
