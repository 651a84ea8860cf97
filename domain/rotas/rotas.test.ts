import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../calendar/calendar.ts';
import { businessDay, dayNumber, dayOf, toIso, toMs, wallTime } from '../calendar/instant.ts';
import { calendar } from '../test/walk.ts';
import { layOut, type Pattern } from './pattern.ts';
import { slotAt, slotsOf } from './slots.ts';
import { gapsIn, holds, overlaps, type Span, spanOn, windowOf } from './spans.ts';

const base = toMs('2026-01-01T00:00:00Z');
const hour = 3_600_000;
const span = fc
  .tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }))
  .map(
    ([from, length]): Span => ({ startsAt: toIso(base + from * hour), endsAt: toIso(base + (from + length) * hour) }),
  );
const window: Span = { startsAt: toIso(base + 24 * hour), endsAt: toIso(base + 300 * hour) };

describe('gaps', () => {
  it('are exactly the moments of the window that nobody covers: none is lost, none is made up', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (covered) => {
        const gaps = gapsIn(window, covered);
        for (let at = 24; at < 300; at += 1) {
          const moment = toIso(base + at * hour + 60_000);
          const isCovered = covered.some((one) => holds(one, moment));
          expect(gaps.some((one) => holds(one, moment))).toBe(!isCovered);
        }
        for (const gap of gaps) {
          expect(toMs(gap.startsAt)).toBeLessThan(toMs(gap.endsAt));
          expect(covered.some((one) => overlaps(one, gap))).toBe(false);
        }
      }),
    );
  });
});

describe('a pattern', () => {
  const pattern: Pattern = {
    from: '2026-02-09',
    to: '2026-03-08',
    days: 'every',
    startTime: '17:30',
    endTime: '09:00',
    teams: [
      { leadId: 'a', memberIds: ['b'] },
      { leadId: 'c', memberIds: [] },
      { leadId: null, memberIds: ['d', 'e'] },
    ],
    turnLength: 1,
  };

  it('crosses midnight on the clock of the wall, summer and winter', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('1992-01-01'), max: dayNumber('2030-12-31') }), (number) => {
        const night = spanOn(dayOf(number), '17:30', '09:00');
        expect(wallTime(night.startsAt)).toBe(`${dayOf(number)} 17:30`);
        expect(wallTime(night.endsAt)).toBe(`${dayOf(number + 1)} 09:00`);
        const whole = spanOn(dayOf(number), '08:00', '08:00');
        expect(toMs(whole.endsAt) - toMs(whole.startsAt)).toBe(24 * hour);
        expect(businessDay(night.startsAt)).toBe(dayOf(number));
      }),
    );
  });

  it('gives turns in order whatever days are left out, and no day two turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2026-11-01') }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('every', 'working', 'off', [2], [1, 4]) as fc.Arbitrary<Pattern['days']>,
        fc.integer({ min: 1, max: 7 }),
        (from, length, days, turnLength) => {
          const laid = layOut(calendar, { ...pattern, from: dayOf(from), to: dayOf(from + length), days, turnLength });
          const shown = [...new Set(laid.map(({ day }) => day))];
          shown.forEach((day, nth) => {
            const team = pattern.teams[Math.floor(nth / turnLength) % pattern.teams.length];
            const there = laid.filter((one) => one.day === day);
            expect(there.map(({ userId }) => userId)).toEqual([
              ...(team?.leadId ? [team.leadId] : []),
              ...(team?.memberIds ?? []),
            ]);
            const { isWorking, weekday } = factsOf(calendar, dayNumber(day));
            if (days === 'working') expect(isWorking).toBe(true);
            if (days === 'off') expect(isWorking).toBe(false);
            if (Array.isArray(days)) expect(days).toContain(weekday);
          });
          if (days === 'every') expect(shown.length).toBe(length + 1);
        },
      ),
    );
  });

  it('knows the holidays and make-up days of the Spring Festival', () => {
    const working = layOut(calendar, { ...pattern, days: 'working' }).map(({ day }) => day);
    const off = layOut(calendar, { ...pattern, days: 'off' }).map(({ day }) => day);
    // 17 February 2026 is New Year's Day of the lunar year; Saturday the 28th is worked for it.
    expect(working).not.toContain('2026-02-17');
    expect(off).toContain('2026-02-17');
    expect(working).toContain('2026-02-28');
    expect(off).not.toContain('2026-02-28');
  });

  it('covers a span without a gap where day and night follow each other', () => {
    const night = layOut(calendar, pattern);
    const day = layOut(calendar, { ...pattern, startTime: '09:00', endTime: '17:30' });
    const all = windowOf(pattern.from, pattern.to);
    const gaps = gapsIn(all, [...night, ...day]);
    // Only the morning before the first shift: nobody was laid out for the night before.
    expect(gaps).toEqual([spanOn(pattern.from, '00:00', '09:00')]);
    const { teams: _teams, ...rest } = pattern;
    expect(layOut(calendar, { ...rest, teams: [] })).toEqual([]);
  });
});

describe('slots', () => {
  it('are whole, touch each other, and never leave their shift', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 5, max: 240 }), (shift, minutes) => {
        const slots = slotsOf(shift, minutes);
        slots.forEach((slot, nth) => {
          expect(toMs(slot.endsAt) - toMs(slot.startsAt)).toBe(minutes * 60_000);
          if (nth > 0) expect(slot.startsAt).toBe(slots[nth - 1]?.endsAt);
          expect(slotAt(shift, minutes, slot.startsAt)).toEqual(slot);
        });
        expect(toMs(slots.at(-1)?.endsAt ?? shift.startsAt)).toBeLessThanOrEqual(toMs(shift.endsAt));
        const left = toMs(shift.endsAt) - toMs(slots.at(-1)?.endsAt ?? shift.startsAt);
        expect(left).toBeLessThan(minutes * 60_000);
        expect(slotAt(shift, minutes, toIso(toMs(shift.startsAt) + 60_000))).toBeUndefined();
      }),
    );
  });
});
