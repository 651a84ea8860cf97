import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarSchema, factsOf, loadHolidayYears, makeCalendar, usualHours } from './calendar.ts';
import { businessDay, dayExists, dayNumber, dayOf, toIso, toMs } from './instant.ts';
import { addWorkingDays, addWorkingHours, isOpenAt, isWorkingDay, nextOpening } from './opening.ts';

const file: Record<string, { workdays: number }> = JSON.parse(
  readFileSync(new URL('../../data/holidays/cn_2020_2026.json', import.meta.url), 'utf8'),
);
const years = loadHolidayYears(file);
const calendar = makeCalendar(years);
/** A moment by the clock on the wall in China. */
const at = (wall: string) => toIso(toMs(`${wall.replace(' ', 'T')}:00+08:00`));

describe('business day', () => {
  it('is the day in Shanghai, whatever the offset of the instant', () => {
    expect(businessDay('2026-11-20T15:59:59.999Z')).toBe('2026-11-20');
    expect(businessDay('2026-11-20T16:00:00Z')).toBe('2026-11-21');
    expect(businessDay('2026-11-21T00:00:00+08:00')).toBe('2026-11-21');
    expect(businessDay(Date.UTC(2026, 11, 31, 16))).toBe('2027-01-01');
  });

  it('takes no instant without an offset', () => {
    expect(() => toMs('2026-11-20T16:30:00')).toThrow(RangeError);
    expect(() => toMs('2026-11-20')).toThrow(RangeError);
    expect(() => toMs('soon')).toThrow(RangeError);
  });

  it('knows the days of a leap year', () => {
    expect([dayExists('2024-02-29'), dayExists('2026-02-29'), dayExists('2026-13-01'), dayExists('2026-1-1')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(dayOf(dayNumber('2026-02-28') + 1)).toBe('2026-03-01');
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
  });
});

describe('holiday lists', () => {
  it('give each year the number of working days the file states', () => {
    expect(years.publishedYears).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (const year of years.publishedYears) {
      let working = 0;
      for (let n = dayNumber(`${year}-01-01`); dayOf(n).startsWith(String(year)); n += 1) {
        if (factsOf(calendar, n).isWorking) working += 1;
      }
      expect([year, working]).toEqual([year, file[String(year)]?.workdays]);
    }
  });

  it('know holidays, weekends and make-up days', () => {
    const kinds = ['2026-02-17', '2026-02-14', '2026-11-21', '2026-11-20', '2026-10-10', '2027-01-01'];
    expect(kinds.map((day) => factsOf(calendar, dayNumber(day)).kind)).toEqual([
      'holiday',
      'make-up',
      'weekend',
      'workday',
      'make-up',
      'workday',
    ]);
    expect(factsOf(calendar, dayNumber('2027-01-01')).isPublished).toBe(false);
    expect([isWorkingDay(calendar, '2026-02-28'), isWorkingDay(calendar, '2026-02-23')]).toEqual([true, false]);
  });

  it('refuse a file of another shape', () => {
    expect(() =>
      loadHolidayYears({ 2026: { holidays: [{ date: '2026-02-30', name: 'x' }], makeupWorkdays: [] } }),
    ).toThrow();
    expect(() => loadHolidayYears([])).toThrow();
  });
});

describe('opening hours', () => {
  it('change with the season', () => {
    expect(isOpenAt(calendar, at('2026-09-30 17:45'))).toBe(true);
    expect(isOpenAt(calendar, at('2026-11-20 17:45'))).toBe(false);
    expect(isOpenAt(calendar, at('2026-11-20 14:00'))).toBe(true);
    expect(isOpenAt(calendar, at('2026-07-01 14:00'))).toBe(false);
    expect(isOpenAt(calendar, at('2026-01-15 09:00'))).toBe(true);
  });

  it('hold their beginning and not their end', () => {
    expect([isOpenAt(calendar, at('2026-11-20 12:00')), isOpenAt(calendar, at('2026-11-20 09:00'))]).toEqual([
      false,
      true,
    ]);
    expect(nextOpening(calendar, at('2026-11-20 12:00'))).toBe(at('2026-11-20 14:00'));
    expect(nextOpening(calendar, at('2026-11-20 17:30'))).toBe(at('2026-11-23 09:00'));
    expect(nextOpening(calendar, at('2026-09-30 18:00'))).toBe(at('2026-10-08 09:00'));
  });

  it('have late hours on weekdays and all day at weekends, shorter in autumn and winter', () => {
    expect(isOpenAt(calendar, at('2026-06-12 20:59'), 'late')).toBe(true);
    expect(isOpenAt(calendar, at('2026-11-20 20:30'), 'late')).toBe(false);
    expect(isOpenAt(calendar, at('2026-11-21 12:30'), 'late')).toBe(true);
    expect(isOpenAt(calendar, at('2026-10-01 10:00'), 'late')).toBe(false);
    expect(() => isOpenAt(calendar, at('2026-11-20 10:00'), 'night')).toThrow(RangeError);
  });

  it('may run to midnight and over it in two periods', () => {
    const night = makeCalendar(years, {
      hours: [
        {
          from: '01-01',
          to: '12-31',
          periods: [
            ['00:00', '02:00'],
            ['20:00', '24:00'],
          ],
          weekends: [['00:00', '02:00']],
        },
      ],
    });
    expect(addWorkingHours(night, at('2026-11-20 23:00'), 2)).toEqual({ at: at('2026-11-21 01:00'), on: '2026-11-21' });
    expect(addWorkingHours(night, at('2026-11-20 20:00'), 4).at).toBe(at('2026-11-21 00:00'));
  });

  it('count working days over holidays', () => {
    expect(addWorkingDays(calendar, '2026-09-30', 1)).toBe('2026-10-08');
    expect(addWorkingDays(calendar, '2026-10-08', 2)).toBe('2026-10-10');
    expect(addWorkingDays(calendar, '2026-02-13', 2)).toBe('2026-02-24');
  });
});

describe('a calendar from outside', () => {
  const ok = JSON.parse(JSON.stringify(calendar));
  const parse = (hours: unknown) => calendarSchema.safeParse({ ...ok, hours }).success;

  it('is plain JSON there and back', () => {
    expect(calendarSchema.parse(ok)).toEqual(calendar);
  });

  it('is refused with gaps in the year, overlapping periods or impossible times', () => {
    expect(parse(usualHours)).toBe(true);
    expect(parse(usualHours.slice(1))).toBe(false);
    const all = (periods: unknown) => [{ from: '01-01', to: '12-31', periods }];
    expect(
      parse(
        all([
          ['09:00', '12:00'],
          ['11:00', '17:00'],
        ]),
      ),
    ).toBe(false);
    expect(parse(all([['12:00', '09:00']]))).toBe(false);
    expect(parse(all([['09:00', '25:00']]))).toBe(false);
    expect(parse(all([]))).toBe(false);
    expect(parse([{ from: '02-30', to: '12-31', periods: [['09:00', '12:00']] }])).toBe(false);
  });
});
