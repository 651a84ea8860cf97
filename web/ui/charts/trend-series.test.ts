import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTop, cutSeries } from './trend-series.ts';

const days = [
  { day: '2026-11-20', first: 3, second: 1 },
  { day: '2026-11-21', first: 5, second: 4 },
  { day: '2026-11-22', first: 2, second: 0, isPart: true },
];

test('the part-day is drawn apart and starts where the whole days end', () => {
  expect(cutSeries(days, 'first')).toEqual({ whole: [3, 5, null], part: [null, 5, 2] });
  expect(cutSeries(days.slice(0, 2), 'second')).toEqual({ whole: [1, 4], part: [] });
  expect(cutSeries(days.slice(2), 'first')).toEqual({ whole: [null], part: [2] });
});

test('an axis holds every value in at most five whole steps', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e7 }), { maxLength: 40 }), (values) => {
      const { max, interval } = axisTop(values);
      return Math.max(0, ...values) <= max && max / interval <= 5 && Number.isInteger(interval);
    }),
  );
});
