import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, loadHolidayYears, makeCalendar, openingsOf } from './calendar.ts';
import { dueAt, usedBetween } from './due.ts';
import { businessDay, dayNumberAt, toIso, toMs } from './instant.ts';
import { clockUnits, type Limit, limitSchema } from './limit.ts';

const calendar = makeCalendar(
  loadHolidayYears(JSON.parse(readFileSync(new URL('../../data/holidays/cn_2020_2026.json', import.meta.url), 'utf8'))),
);
const at = (wall: string) => toIso(toMs(`${wall.replace(' ', 'T')}:00+08:00`));
const endOf = (day: string) => toIso(toMs(`${day}T23:59:59.999+08:00`));
const due = (wall: string, unit: Limit['unit'], n: number, hours?: string) =>
  dueAt(calendar, at(wall), { unit, n, hours });

describe('working hours 工作时', () => {
  it('cross the closed hours of a weekend and say so', () => {
    const found = due('2026-11-20 16:30', 'working-hours', 4);
    expect(found).toEqual({
      dueAt: at('2026-11-23 12:00'),
      dueOn: '2026-11-23',
      countsFrom: at('2026-11-20 16:30'),
      provisional: false,
      final: true,
      why: {
        zh: '4 个工作时：11-20 16:30 起算，跳过 11-21 周六、11-22 周日，到 11-23 12:00 止，办公时间 09:00–12:00、14:00–17:30。',
        en: '4 working hours: from 11-20 16:30, skipping 11-21 Sat, 11-22 Sun, until 11-23 12:00, office hours 09:00–12:00, 14:00–17:30.',
      },
    });
  });

  it('begin at the next opening where raised at night, at noon or on a holiday', () => {
    expect(due('2026-11-19 23:59', 'working-hours', 1)).toMatchObject({
      dueAt: at('2026-11-20 10:00'),
      countsFrom: at('2026-11-20 09:00'),
    });
    expect(due('2026-11-20 00:00', 'working-hours', 1).dueAt).toBe(at('2026-11-20 10:00'));
    expect(due('2026-11-20 12:30', 'working-hours', 1).dueAt).toBe(at('2026-11-20 15:00'));
    const holiday = due('2026-10-01 10:00', 'working-hours', 2);
    expect(holiday.dueAt).toBe(at('2026-10-08 11:00'));
    expect(holiday.why.zh).toBe(
      '2 个工作时：10-01 10:00 不在办公时间，从 10-08 09:00 起算，跳过 10-01 至 10-07 国庆节，到 10-08 11:00 止，办公时间 09:00–12:00、14:00–17:30。',
    );
    expect(holiday.why.en).toContain('10-01 to 10-07 National Day');
  });

  it('are worked on make-up days', () => {
    const found = due('2026-10-09 17:00', 'working-hours', 2);
    expect(found.dueAt).toBe(at('2026-10-10 10:30'));
    expect(found.why.zh).toContain('10-10 周六调休上班照算');
  });

  it('follow the season across its change', () => {
    // 2026-04-30 closes at 17:30, the first working day of May opens for the afternoon at 14:30.
    expect(due('2026-04-30 17:00', 'working-hours', 4).dueAt).toBe(at('2026-05-06 15:00'));
    expect(due('2026-07-01 11:00', 'working-hours', 2).dueAt).toBe(at('2026-07-01 15:30'));
  });

  it('may be broken, and may count the late hours of a hall', () => {
    expect(due('2026-11-20 11:45', 'working-hours', 0.5).dueAt).toBe(at('2026-11-20 14:15'));
    const late = due('2026-11-20 19:00', 'working-hours', 2, 'late');
    expect(late.dueAt).toBe(at('2026-11-21 10:00'));
    expect(late.why.zh).toContain('延时服务 09:00–20:00');
  });

  it('change when the opening hours are edited', () => {
    const edited = { ...calendar, hours: [{ from: '01-01', to: '12-31', periods: [['08:00', '12:00']] as const }] };
    expect(dueAt(edited, at('2026-11-20 16:30'), { unit: 'working-hours', n: 4 }).dueAt).toBe(at('2026-11-23 12:00'));
    expect(dueAt(edited, at('2026-11-20 11:00'), { unit: 'working-hours', n: 4 }).dueAt).toBe(at('2026-11-23 11:00'));
  });
});

describe('working days 工作日', () => {
  it('end at closing time, the day of the start not counted', () => {
    expect(due('2026-11-20 09:00', 'working-days', 1).dueAt).toBe(at('2026-11-23 17:30'));
    expect(due('2026-11-20 23:59', 'working-days', 1).dueAt).toBe(at('2026-11-23 17:30'));
    expect(due('2026-07-01 09:00', 'working-days', 1).dueAt).toBe(at('2026-07-02 18:00'));
    expect(due('2026-11-20 16:30', 'working-days', 5).why.zh).toBe(
      '5 个工作日：11-20 16:30 起算，当日不计，跳过 11-21 周六、11-22 周日，到 11-27 17:30 下班时止。',
    );
  });

  it('count from the next working day where raised on a holiday', () => {
    expect(due('2026-11-21 10:00', 'working-days', 1).dueAt).toBe(at('2026-11-23 17:30'));
    expect(due('2026-02-17 10:00', 'working-days', 1).dueAt).toBe(at('2026-02-24 17:30'));
  });

  it('count make-up days and pass over holidays', () => {
    const found = due('2026-02-12 10:00', 'working-days', 5);
    // 13 Fri, 14 Sat (make-up), 24 Tue, 25 Wed, 26 Thu.
    expect(found.dueAt).toBe(at('2026-02-26 17:30'));
    expect(found.why.zh).toContain('跳过 02-15 至 02-23 春节，02-14 周六调休上班照算');
    expect(due('2026-02-26 10:00', 'working-days', 2).dueAt).toBe(at('2026-02-28 17:30'));
  });

  it('tell many weekends by their number, and the year where it changes', () => {
    const found = due('2025-11-20 10:00', 'working-days', 40);
    expect(found.dueAt).toBe(at('2026-01-16 17:30'));
    expect(found.why.zh).toContain('跳过 2026-01-01 至 2026-01-03 元旦、周末 14 天，2026-01-04 周日调休上班照算，');
    expect(found.why.zh).toContain('到 2026-01-16 17:30 下班时止');
  });

  it('are provisional beyond the published lists, with the reason', () => {
    const found = due('2026-12-30 10:00', 'working-days', 2);
    expect(found).toMatchObject({ dueAt: at('2027-01-01 17:30'), provisional: true, final: true });
    expect(found.why.zh).toContain('2027 年放假安排尚未公布，暂按周末推算');
    expect(found.why.en).toContain('The holidays of 2027 are not published');
    expect(due('2026-12-30 10:00', 'working-days', 1)).toMatchObject({ dueOn: '2026-12-31', provisional: false });
    const published = makeCalendar({
      publishedYears: [...calendar.publishedYears, 2027],
      holidays: { ...calendar.holidays, '2027-01-01': '元旦' },
      makeUpWorkdays: calendar.makeUpWorkdays,
    });
    expect(dueAt(published, at('2026-12-30 10:00'), { unit: 'working-days', n: 2 })).toMatchObject({
      dueAt: at('2027-01-04 17:30'),
      provisional: false,
    });
  });
});

describe('urgent hours 紧急工作时 and calendar days', () => {
  it('run day and night, holidays too', () => {
    expect(due('2026-09-30 23:30', 'urgent-hours', 2)).toMatchObject({
      dueAt: at('2026-10-01 01:30'),
      dueOn: '2026-10-01',
      provisional: false,
    });
    expect(due('2026-12-31 23:00', 'urgent-hours', 2).provisional).toBe(false);
  });

  it('end calendar days at 24:00, the first not counted', () => {
    const found = due('2026-11-20 16:30', 'days', 7);
    expect(found.dueAt).toBe(endOf('2026-11-27'));
    expect(found.why.zh).toBe('7 天：11-20 16:30 起算，当日不计，节假日照算，到 11-27 24:00 止。');
    expect(due('2026-11-20 23:59', 'days', 1).dueAt).toBe(endOf('2026-11-21'));
    expect(due('2026-11-21 00:00', 'days', 1).dueAt).toBe(endOf('2026-11-22'));
    expect(due('2026-02-28 10:00', 'days', 1).dueOn).toBe('2026-03-01');
  });
});

describe('statutory periods 民法典 201–203', () => {
  it('do not count the first day', () => {
    expect(due('2026-03-01 10:00', 'legal-days', 30)).toMatchObject({ dueAt: endOf('2026-03-31'), final: true });
  });

  it('roll a last day in the Spring Festival to the first day after it', () => {
    const found = due('2026-01-18 10:00', 'legal-days', 30);
    expect(found).toMatchObject({ dueAt: endOf('2026-02-24'), dueOn: '2026-02-24', provisional: false, final: true });
    expect(found.why.zh).toBe(
      '法定期间 30 日：自 01-18 10:00 起，当日不计，末日 02-17 为春节，顺延至 02-24，到 02-24 24:00 止，依据民法典第二百零一条至第二百零三条。',
    );
    expect(found.why.en).toContain('the last day 02-17 is Spring Festival, so it moves to 02-24');
  });

  it('roll a weekend only where the switch says so, and never a make-up day', () => {
    expect(due('2026-11-11 10:00', 'legal-days', 10).dueOn).toBe('2026-11-23');
    const plain = { ...calendar, weekendsRollLegalDays: false };
    expect(dueAt(plain, at('2026-11-11 10:00'), { unit: 'legal-days', n: 10 }).dueOn).toBe('2026-11-21');
    expect(due('2026-01-29 10:00', 'legal-days', 30).dueOn).toBe('2026-02-28');
  });

  it('are not final beyond the published lists', () => {
    const found = due('2026-12-10 10:00', 'legal-days', 30);
    expect(found).toMatchObject({ dueOn: '2027-01-11', provisional: true, final: false });
    expect(found.why.zh).toContain('法定期间的末日此时不能作为最终日期');
    expect(due('2026-12-01 10:00', 'legal-days', 30)).toMatchObject({
      dueOn: '2026-12-31',
      provisional: false,
      final: true,
    });
  });
});

const moment = fc
  .integer({ min: toMs('2020-01-01T00:00:00Z') / 60_000, max: toMs('2026-10-31T00:00:00Z') / 60_000 })
  .map((minutes) => minutes * 60_000);
const quarterHours = fc.integer({ min: 1, max: 200 }).map((n) => n / 4);
const days = fc.integer({ min: 1, max: 40 });
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constantFrom('working-hours' as const, 'urgent-hours' as const), n: quarterHours }),
  fc.record({ unit: fc.constant('working-hours' as const), n: quarterHours, hours: fc.constant('late') }),
  fc.record({ unit: fc.constantFrom('working-days' as const, 'days' as const, 'legal-days' as const), n: days }),
);
const msOf = (start: number, one: Limit) => toMs(dueAt(calendar, start, one).dueAt);

describe('laws of the clocks', () => {
  it('a and then b is a and b together (not for statutory periods, which roll)', () => {
    fc.assert(
      fc.property(moment, limit, fc.integer({ min: 1, max: 40 }), (start, a, n) => {
        fc.pre(a.unit !== 'legal-days');
        const b = { ...a, n };
        expect(msOf(msOf(start, a), b)).toBe(msOf(start, { ...a, n: a.n + n }));
      }),
    );
  });

  it('later starts and longer limits are never due earlier', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 0, max: 40_000 }),
        limit,
        fc.integer({ min: 0, max: 10 }),
        (start, minutes, one, n) => {
          expect(msOf(start + minutes * 60_000, one)).toBeGreaterThanOrEqual(msOf(start, one));
          expect(msOf(start, { ...one, n: one.n + n })).toBeGreaterThanOrEqual(msOf(start, one));
          expect(msOf(start, one)).toBeGreaterThan(start);
        },
      ),
    );
  });

  it('no working time is due inside closed hours, nor a statutory day on a holiday', () => {
    fc.assert(
      fc.property(moment, limit, (start, one) => {
        const ms = msOf(start, one);
        const day = factsOf(calendar, dayNumberAt(ms - 1));
        if (one.unit === 'working-hours' || one.unit === 'working-days') {
          const times = openingsOf(calendar, day.number, one.hours);
          expect(times.some((from, i) => i % 2 === 0 && from < ms && ms <= (times[i + 1] ?? 0))).toBe(true);
        }
        if (one.unit === 'working-days') expect(day.isWorking).toBe(true);
        if (one.unit === 'legal-days') expect(['workday', 'make-up']).toContain(day.kind);
      }),
    );
  });

  it('at the due time the limit is used, and a moment before it is not', () => {
    fc.assert(
      fc.property(moment, limit, (start, one) => {
        const ms = msOf(start, one);
        const used = usedBetween(calendar, start, ms, one);
        if (one.unit === 'legal-days') expect(used).toBeGreaterThanOrEqual(one.n);
        else expect(used).toBeCloseTo(one.n, 9);
        if (one.unit !== 'legal-days') expect(usedBetween(calendar, start, ms - 1, one)).toBeLessThan(one.n);
        expect(usedBetween(calendar, ms, start, one)).toBe(0);
      }),
    );
  });

  it('every due time explains itself in both languages', () => {
    fc.assert(
      fc.property(moment, limit, (start, one) => {
        const found = dueAt(calendar, start, one);
        expect(found.why.zh).toMatch(/^\S.*。$/);
        expect(found.why.en).toMatch(/\.$/);
        expect(`${found.why.zh}${found.why.en}`).not.toMatch(/undefined|NaN|\{/);
        expect(found.why.en).not.toMatch(/\p{Script=Han}/u);
        expect(found.dueOn).toBe(businessDay(found.dueAt));
      }),
    );
  });

  it('is quick enough to recount every open clock of a district', () => {
    // Time of the processor, not of the wall: other work on the machine does not count.
    const started = process.cpuUsage();
    const first = toMs('2026-01-01T00:00:00+08:00');
    for (let i = 0; i < 50_000; i += 1) {
      dueAt(calendar, first + i * 500_000, { unit: i % 2 ? 'working-days' : 'working-hours', n: 1 + (i % 20) });
    }
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(6_000);
  });
});

describe('limits from outside', () => {
  it('are whole days or broken hours, positive and bounded', () => {
    for (const unit of clockUnits) expect(limitSchema.safeParse({ unit, n: 3 }).success).toBe(true);
    expect(limitSchema.safeParse({ unit: 'working-hours', n: 0.5, hours: 'late' }).success).toBe(true);
    for (const wrong of [
      { unit: 'working-days', n: 0.5 },
      { unit: 'days', n: 0 },
      { unit: 'weeks', n: 1 },
      { unit: 'days', n: 5000 },
      { unit: 'days', n: 5, hours: 'late' },
    ])
      expect(limitSchema.safeParse(wrong).success).toBe(false);
    expect(() => dueAt(calendar, at('2026-11-20 10:00'), { unit: 'days', n: 1.5 })).toThrow(RangeError);
  });
});
