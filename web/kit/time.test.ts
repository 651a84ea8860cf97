import { expect, test } from 'vitest';
import { daysBetween, momentOf, nearness, spanOf } from './time.ts';

test('an instant is said in Shanghai time, whatever the zone of the device', () => {
  expect(momentOf('2026-11-21T16:30:00Z')).toEqual({ day: '2026-11-22', time: '00:30' });
  expect(momentOf('2026-11-22T00:30:00+08:00')).toEqual({ day: '2026-11-22', time: '00:30' });
});

test('a length of time is cut into parts and never reads as nothing while something is left', () => {
  expect(spanOf(72 * 60_000)).toEqual({ days: 0, hours: 1, minutes: 12 });
  expect(spanOf((28 * 60 + 5) * 60_000)).toEqual({ days: 1, hours: 4, minutes: 5 });
  expect(spanOf(20_000).minutes).toBe(1);
  expect(spanOf(-5).minutes).toBe(0);
});

test('days are near as people say', () => {
  expect(nearness('2026-11-22', '2026-11-22')).toBe('today');
  expect(nearness('2026-02-28', '2026-03-01')).toBe('yesterday');
  expect(nearness('2027-01-01', '2026-12-31')).toBe('tomorrow');
  expect(nearness('2026-03-01', '2026-11-22')).toBe('this-year');
  expect(nearness('2025-12-01', '2026-11-22')).toBe('other-year');
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
});
