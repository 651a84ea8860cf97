import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, loadHolidayYears, makeCalendar } from '../calendar/calendar.ts';
import { dayNumber, dayOf } from '../calendar/instant.ts';
import {
  addMonths,
  type Cadence,
  cadenceSchema,
  cadenceText,
  daily,
  dueAfterShock,
  firstDue,
  halfYearly,
  isPast,
  monthly,
  nextDue,
  quarterly,
  standingOn,
  weekly,
  yearly,
} from './cadence.ts';

const calendar = makeCalendar(
  loadHolidayYears(JSON.parse(readFileSync(new URL('../../data/holidays/cn_2020_2026.json', import.meta.url), 'utf8'))),
);
const isWorking = (day: string): boolean => factsOf(calendar, dayNumber(day)).isWorking;

describe('the next day', () => {
  it.each([
    ['the day after', daily(), '2026-11-22', '2026-11-23'],
    ['the day after, on a holiday too', daily(), '2026-09-30', '2026-10-01'],
    ['the day after, over the new year', daily(), '2027-12-31', '2028-01-01'],
    ['three days later', { every: 'days', n: 3 }, '2028-02-27', '2028-03-01'],
    ['a week later', weekly(), '2026-11-22', '2026-11-29'],
    ['over the new year', weekly(), '2026-12-28', '2027-01-04'],
    ['two weeks later', { every: 'weeks', n: 2 }, '2026-11-22', '2026-12-06'],
    ['the same date of the next month', monthly(), '2026-11-22', '2026-12-22'],
    ['the last day of a short month', monthly(), '2026-01-31', '2026-02-28'],
    ['the last day of a leap February', monthly(), '2028-01-31', '2028-02-29'],
    ['three months later', quarterly(), '2026-11-30', '2027-02-28'],
    ['half a year later', halfYearly(), '2026-08-31', '2027-02-28'],
    ['a year later', yearly(), '2026-03-05', '2027-03-05'],
    ['a year after a leap day', yearly(), '2024-02-29', '2025-02-28'],
    ['every two years', { every: 'months', n: 24 }, '2024-02-29', '2026-02-28'],
  ] as const)('is %s', (_name, cadence, last, next) => {
    expect(nextDue(cadence, last, calendar)).toBe(next);
  });

  it.each([
    ['Saturday goes back to Friday', monthly('back'), '2026-10-21', '2026-11-20'],
    ['Saturday goes forward to Monday', monthly('forward'), '2026-10-21', '2026-11-23'],
    ['daily on working days goes from Friday to Monday', daily('back'), '2026-11-20', '2026-11-23'],
    ['daily on working days takes a make-up Saturday in', daily('forward'), '2026-10-09', '2026-10-10'],
    ['a make-up Saturday is worked', monthly('back'), '2026-09-10', '2026-10-10'],
    ['National Day goes back before it', monthly('back'), '2026-09-03', '2026-09-30'],
    ['National Day goes forward after it', monthly('forward'), '2026-09-03', '2026-10-08'],
    [
      'a week that is all holiday goes forward: it is never the day it was done',
      weekly('back'),
      '2026-09-30',
      '2026-10-08',
    ],
  ] as const)('%s', (_name, cadence, last, next) => {
    expect(nextDue(cadence, last, calendar)).toBe(next);
  });
});

const cadences: fc.Arbitrary<Cadence> = fc
  .record({
    rhythm: fc.oneof(
      fc.record({ every: fc.constant('days' as const), n: fc.integer({ min: 1, max: 31 }) }),
      fc.record({ every: fc.constant('weeks' as const), n: fc.integer({ min: 1, max: 52 }) }),
      fc.record({ every: fc.constant('months' as const), n: fc.integer({ min: 1, max: 60 }) }),
    ),
    rolls: fc.constantFrom(undefined, 'back' as const, 'forward' as const),
  })
  .map(({ rhythm, rolls }) => (rolls === undefined ? rhythm : { ...rhythm, rolls }));
const days = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2035-12-31') }).map(dayOf);

describe('laws', () => {
  it('what is done comes round again: later than it was done, near its rhythm, on a working day where that is said', () => {
    fc.assert(
      fc.property(cadences, days, (cadence, last) => {
        const next = nextDue(cadence, last, calendar);
        const plain = nextDue({ ...cadence, rolls: undefined }, last, calendar);
        expect(next > last).toBe(true);
        // The longest closure on record: 24 January to 2 February 2020.
        expect(Math.abs(dayNumber(next) - dayNumber(plain))).toBeLessThanOrEqual(10);
        if (cadence.rolls !== undefined) expect(isWorking(next)).toBe(true);
        if (cadence.rolls === 'forward') expect(next >= plain).toBe(true);
      }),
    );
  });

  it('doing it later never makes it due earlier', () => {
    fc.assert(
      fc.property(cadences, days, fc.integer({ min: 0, max: 400 }), (cadence, last, by) => {
        const later = dayOf(dayNumber(last) + by);
        expect(nextDue(cadence, later, calendar) >= nextDue(cadence, last, calendar)).toBe(true);
      }),
    );
  });

  it('first days lie within one round, and spread over it', () => {
    fc.assert(
      fc.property(cadences, days, fc.integer(), (cadence, from, spread) => {
        const first = firstDue(cadence, from, spread, calendar);
        expect(first >= from).toBe(true);
        expect(dayNumber(first) - dayNumber(nextDue({ ...cadence, rolls: undefined }, from, calendar))).toBeLessThan(
          10,
        );
        if (cadence.rolls !== undefined) expect(isWorking(first)).toBe(true);
      }),
    );
    const month = Array.from({ length: 300 }, (_, spread) => firstDue(monthly(), '2026-11-01', spread, calendar));
    expect(new Set(month).size).toBe(30);
  });

  it('twelve months are a year, as dates go', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(addMonths(day, 12).slice(0, 7)).toBe(`${Number(day.slice(0, 4)) + 1}${day.slice(4, 7)}`);
      }),
    );
  });
});

describe('after a shock', () => {
  it('hours run round the clock, over holidays too', () => {
    expect(dueAfterShock('2026-10-01T22:30:00+08:00', 24)).toEqual({
      dueAt: '2026-10-02T14:30:00.000Z',
      dueOn: '2026-10-02',
    });
    expect(dueAfterShock('2026-10-01T23:30:00+08:00', 0.5).dueOn).toBe('2026-10-02');
  });
});

describe('how a day stands', () => {
  it('is over, today, soon or later', () => {
    expect(standingOn('2026-11-21', '2026-11-22', 7)).toBe('overdue');
    expect(standingOn('2026-11-22', '2026-11-22', 7)).toBe('today');
    expect(standingOn('2026-11-29', '2026-11-22', 7)).toBe('soon');
    expect(standingOn('2026-11-30', '2026-11-22', 7)).toBe('later');
  });

  it('is past from midnight on, in Shanghai', () => {
    expect(isPast('2026-11-22', '2026-11-22T23:59:59.999+08:00')).toBe(false);
    expect(isPast('2026-11-22', '2026-11-22T16:00:00Z')).toBe(true);
  });
});

describe('words and what comes from outside', () => {
  it('says common rhythms by their names, others by number', () => {
    expect(cadenceText(daily())).toEqual({ zh: '每天', en: 'daily' });
    expect(cadenceText({ every: 'days', n: 3 })).toEqual({ zh: '每 3 天', en: 'every 3 days' });
    expect(cadenceText(weekly())).toEqual({ zh: '每周', en: 'weekly' });
    expect(cadenceText(yearly())).toEqual({ zh: '每年', en: 'yearly' });
    expect(cadenceText({ every: 'weeks', n: 3 })).toEqual({ zh: '每 3 周', en: 'every 3 weeks' });
    expect(cadenceText({ every: 'months', n: 2 }).zh).toBe('每 2 个月');
  });

  it('takes whole numbers in bounds alone', () => {
    expect(cadenceSchema.parse({ every: 'months', n: 3, rolls: 'back' })).toEqual(quarterly('back'));
    for (const n of [0, -1, 1.5, 61]) expect(cadenceSchema.safeParse({ every: 'months', n }).success).toBe(false);
    expect(cadenceSchema.parse({ every: 'days', n: 1 })).toEqual(daily());
    for (const n of [0, 32]) expect(cadenceSchema.safeParse({ every: 'days', n }).success).toBe(false);
    expect(cadenceSchema.safeParse({ every: 'hours', n: 1 }).success).toBe(false);
  });
});
