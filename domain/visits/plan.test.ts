import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHolidayYears, makeCalendar } from '../calendar/calendar.ts';
import { dayNumber, dayOf } from '../calendar/instant.ts';
import { basisKey, basisText } from '../case/basis.ts';
import { serviceTags } from '../registry/fields.ts';
import { afterVisit, firstDay, isRecordable, type NeedState, shockDueOn, spreadOf, stepsDue } from './plan.ts';
import { rulesByTag, visitOutcomeCodes, visitRule, visitRuleCodes } from './rules.ts';

const calendar = makeCalendar(
  loadHolidayYears(JSON.parse(readFileSync(new URL('../../data/holidays/cn_2020_2026.json', import.meta.url), 'utf8'))),
);
const need = (patch: Partial<NeedState> = {}): NeedState => ({
  rule: 'alone',
  dueOn: '2026-03-04',
  tryOn: '2026-03-04',
  lastOn: '2026-02-25',
  ...patch,
});
const visit = (outcome: (typeof visitOutcomeCodes)[number], on = '2026-03-04', nextOn: string | null = null) => ({
  outcome,
  on,
  nextOn,
});

describe('the rules', () => {
  it('visit each group as often as its register says', () => {
    for (const [tag, { services }] of Object.entries(serviceTags)) {
      const promised = services
        .flatMap(({ everyDays }) => everyDays ?? [])
        .filter((days) => days < 365)
        .toSorted((a, b) => a - b)[0];
      const rounds = rulesByTag
        .filter((one) => one.tag === tag)
        .flatMap(({ rule }) => visitRule(rule).cadence ?? [])
        .map(({ every, n }) => (every === 'weeks' ? 7 * n : 30 * n));
      if (promised !== undefined) expect(Math.min(...rounds), tag).toBe(promised);
    }
  });

  it('have words, a purpose and a basis that exists', () => {
    for (const code of visitRuleCodes) {
      const { label, purposes, basis, doneBy } = visitRule(code);
      expect(label.zh.length * label.en.length * purposes.length * doneBy.length).toBeGreaterThan(0);
      expect(basisText(basisKey(basis)), code).toBeDefined();
    }
  });
});

describe('after a visit', () => {
  it.each([
    ['met', '2026-03-11'],
    ['phoned', '2026-03-11'],
    ['family-answered', '2026-03-11'],
    ['unwilling', '2026-03-11'],
  ] as const)('%s counts, and the next round begins', (outcome, next) => {
    expect(afterVisit(need(), visit(outcome), calendar)).toEqual({
      rule: 'alone',
      dueOn: next,
      tryOn: next,
      lastOn: '2026-03-04',
      isServed: true,
      isOver: false,
    });
  });

  it('nobody home sets a new try and leaves the day it is due', () => {
    expect(afterVisit(need(), visit('not-home'), calendar)).toEqual({
      ...need({ tryOn: '2026-03-05' }),
      isServed: false,
      isOver: false,
    });
    expect(afterVisit(need(), visit('not-home', '2026-03-04', '2026-03-07'), calendar).tryOn).toBe('2026-03-07');
  });

  it('a day agreed on is kept where it is sooner; a later one never stretches the round', () => {
    expect(afterVisit(need(), visit('met', '2026-03-04', '2026-03-06'), calendar)).toMatchObject({
      tryOn: '2026-03-06',
      dueOn: '2026-03-11',
    });
    expect(afterVisit(need(), visit('met', '2026-03-04', '2026-05-01'), calendar)).toMatchObject({
      tryOn: '2026-03-11',
      dueOn: '2026-03-11',
    });
  });

  it('only meeting confirms an entitlement, and only near its time', () => {
    const yearly = need({ rule: 'certification', dueOn: '2026-04-30', tryOn: '2026-04-30', lastOn: null });
    expect(afterVisit(yearly, visit('phoned'), calendar).isServed).toBe(false);
    expect(afterVisit(yearly, visit('met'), calendar)).toMatchObject({ isServed: true, dueOn: '2027-03-04' });
    const far = { ...yearly, dueOn: '2026-12-01', tryOn: '2026-12-01' };
    expect(afterVisit(far, visit('met'), calendar)).toMatchObject({
      isServed: false,
      dueOn: '2026-12-01',
      tryOn: '2026-12-01',
    });
  });

  it('a visit after a shock is over once made', () => {
    const shock = need({ rule: 'shock', dueOn: '2026-03-05', lastOn: null });
    expect(afterVisit(shock, visit('not-home'), calendar)).toMatchObject({ isOver: false, tryOn: '2026-03-05' });
    expect(afterVisit(shock, visit('met'), calendar)).toMatchObject({ isOver: true, isServed: true });
    expect(shockDueOn('2026-03-04T02:00:00Z')).toBe('2026-03-05');
  });

  it('one that arrives late moves nothing back', () => {
    const settled = need({ lastOn: '2026-03-04', dueOn: '2026-03-11', tryOn: '2026-03-11' });
    expect(afterVisit(settled, visit('met', '2026-03-03'), calendar)).toEqual({
      ...settled,
      isServed: true,
      isOver: false,
    });
    expect(afterVisit(settled, visit('not-home', '2026-03-03'), calendar)).toEqual({
      ...settled,
      isServed: false,
      isOver: false,
    });
  });

  it('holds for any order of any visits: nothing is forgotten, the last one that counts decides', () => {
    const made = fc.record({
      outcome: fc.constantFrom(...visitOutcomeCodes),
      on: fc.integer({ min: 0, max: 30 }).map((n) => dayOf(dayNumber('2026-03-04') + n)),
      nextOn: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 8 }), (visits) => {
        const fold = (list: typeof visits) =>
          list.reduce<NeedState>((state, one) => afterVisit(state, one, calendar), need());
        const counted = visits.filter(({ outcome }) => outcome !== 'not-home').map(({ on }) => on);
        const end = fold(visits);
        const last = counted.toSorted().at(-1);
        expect(end.lastOn).toBe(last ?? '2026-02-25');
        expect(end.dueOn).toBe(last ? dayOf(dayNumber(last) + 7) : '2026-03-04');
        expect(
          end.tryOn <= end.dueOn || last === undefined || visits.some(({ outcome }) => outcome === 'not-home'),
        ).toBe(true);
      }),
    );
  });
});

describe('missed', () => {
  it('goes up a step a day, each once', () => {
    const at = (today: string, taken = 0) => stepsDue('2026-03-04', today, taken).map(({ to }) => to);
    expect(at('2026-03-04')).toEqual([]);
    expect(at('2026-03-05')).toEqual(['cover']);
    expect(at('2026-03-06', 1)).toEqual(['door']);
    expect(at('2026-03-07', 2)).toEqual(['secretary']);
    expect(at('2026-03-09', 3)).toEqual([]);
    expect(at('2026-03-09')).toEqual(['cover', 'door', 'secretary']);
  });
});

describe('days', () => {
  it('first ones are spread by the id', () => {
    const days = Array.from({ length: 70 }, (_, n) =>
      firstDay(
        'alone',
        '2026-03-04',
        spreadOf(`00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`),
        calendar,
      ),
    );
    expect(new Set(days).size).toBe(7);
    expect(days.every((day) => day >= '2026-03-04' && day <= '2026-03-10')).toBe(true);
  });

  it('a visit is written down for today or the month before', () => {
    expect(isRecordable('2026-03-04', '2026-03-04')).toBe(true);
    expect(isRecordable('2026-03-05', '2026-03-04')).toBe(false);
    expect(isRecordable('2026-02-01', '2026-03-04')).toBe(true);
    expect(isRecordable('2026-01-31', '2026-03-04')).toBe(false);
  });
});
