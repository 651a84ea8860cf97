import { expect, test } from 'vitest';
import { casesBehind, lastDayOf, monthAfter, percentWords } from './month-words.ts';

test('months follow each other over the year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-11', -13)).toBe('2025-10');
  expect([lastDayOf('2026-02'), lastDayOf('2028-02'), lastDayOf('2026-12')]).toEqual([
    '2026-02-28',
    '2028-02-29',
    '2026-12-31',
  ]);
});

test('a share is said in per cent with one place', () => {
  expect([percentWords(0.8333), percentWords(1), percentWords(0)]).toEqual(['83.3%', '100%', '0%']);
});

test('each figure has its list', () => {
  expect(casesBehind.raised(11, '2026-11')).toMatchObject({
    tab: 'all',
    raisedFrom: '2026-11-01',
    raisedTo: '2026-11-30',
  });
  expect(casesBehind.closed(11, '2026-02')).toMatchObject({ tab: 'closed', closedTo: '2026-02-28' });
  expect(casesBehind.rate(11, '2026-11', 'solved.numerator')).toEqual({
    tab: 'all',
    area: '11',
    metric: 'solved.numerator',
    month: '2026-11',
  });
});
