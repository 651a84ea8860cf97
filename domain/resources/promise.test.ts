import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf } from '../calendar/instant.ts';
import { text } from '../text.ts';
import { byFit, fitOf, type Wanted } from './fit.ts';
import {
  firstDay,
  isWithinWindow,
  leftOn,
  mostUsed,
  type Promised,
  periodOf,
  resourcePeriodCodes,
  sharedHours,
  type Use,
} from './promise.ts';

const clinic: Promised = {
  kind: 'health',
  amount: 2,
  unit: 'times',
  per: 'month',
  beginsOn: '2026-03-01',
  endsOn: '2026-12-31',
  weekdays: [6],
  hours: { from: 540, to: 690 },
};
const wanted: Wanted = {
  kind: 'health',
  amount: 3,
  unit: 'times',
  met: 0,
  beginsOn: '2026-03-04',
  endsOn: '2026-05-31',
  weekdays: [],
  hours: null,
};
const here = { place: text('在本社区', 'Here'), uses: [], today: '2026-03-04' };

describe('a promise', () => {
  it('begins anew with each of its periods', () => {
    expect(resourcePeriodCodes.map((per) => periodOf(per, '2026-05-09'))).toEqual(['all', '2026-05', '2026-2', '2026']);
    const uses: Use[] = [{ amount: 2, on: '2026-03-07' }];
    expect([leftOn(clinic, uses, '2026-03-28'), leftOn(clinic, uses, '2026-04-04')]).toEqual([0, 2]);
  });

  it('is never used beyond what was promised, whatever is agreed and given back in whatever order', () => {
    const step = fc.record({
      amount: fc.integer({ min: 1, max: 6 }),
      day: fc.integer({ min: 0, max: 500 }),
      givesBack: fc.boolean(),
    });
    const first = dayNumber('2026-03-01');
    fc.assert(
      fc.property(
        fc.constantFrom(...resourcePeriodCodes),
        fc.integer({ min: 1, max: 9 }),
        fc.array(step, { maxLength: 40 }),
        (per, amount, steps) => {
          const promise = { amount, per };
          let uses: readonly Use[] = [];
          for (const one of steps) {
            const on = dayOf(first + one.day);
            if (one.givesBack) uses = uses.slice(1);
            else if (one.amount <= leftOn(promise, uses, on)) uses = [...uses, { amount: one.amount, on }];
            const ofPeriod = uses.filter((use) => periodOf(per, use.on) === periodOf(per, on));
            const used = ofPeriod.reduce((sum, use) => sum + use.amount, 0);
            expect(used).toBeLessThanOrEqual(amount);
            expect(leftOn(promise, uses, on)).toBe(amount - used);
            expect(mostUsed(per, uses)).toBeLessThanOrEqual(amount);
          }
        },
      ),
    );
  });

  it('knows its first day that is free, by both sides’ days', () => {
    expect(firstDay(wanted, clinic, [], '2026-03-04')).toBe('2026-03-07');
    expect(firstDay(wanted, clinic, [{ amount: 2, on: '2026-03-07' }], '2026-03-04')).toBe('2026-04-04');
    expect(firstDay({ ...wanted, weekdays: [1] }, clinic, [], '2026-03-04')).toBeUndefined();
    expect(isWithinWindow(clinic, '2026-03-08')).toBe(false);
    expect(sharedHours(clinic, { ...wanted, hours: { from: 690, to: 720 } })).toBeNull();
  });
});

describe('a fit', () => {
  it('says why: kind, place, time and what is left', () => {
    const fit = fitOf(wanted, clinic, here);
    expect(fit).toMatchObject({ on: '2026-03-07', amount: 2, isWhole: false });
    expect(fit?.reasons.map(({ zh }) => zh)).toEqual([
      '同类：医疗健康',
      '在本社区',
      '2026-03-07 起可用，09:00–11:30',
      '承诺每月 2 次，还剩 2',
    ]);
  });

  it('is none for another kind, another count, another place, other hours, or where nothing is missing', () => {
    expect(fitOf({ ...wanted, kind: 'law' }, clinic, here)).toBeNull();
    expect(fitOf({ ...wanted, unit: 'hours' }, clinic, here)).toBeNull();
    expect(fitOf(wanted, clinic, { ...here, place: null })).toBeNull();
    expect(fitOf({ ...wanted, hours: { from: 0, to: 300 } }, clinic, here)).toBeNull();
    expect(fitOf({ ...wanted, met: 3 }, clinic, here)).toBeNull();
  });

  it('comes first where it serves the whole, then by day, then by name', () => {
    const of = (title: string, isWhole: boolean, on: string) => ({
      title,
      fit: { on, amount: 1, isWhole, reasons: [] },
    });
    const list = [of('丙', false, '2026-03-01'), of('乙', true, '2026-03-09'), of('甲', true, '2026-03-02')];
    expect(list.sort(byFit).map(({ title }) => title)).toEqual(['甲', '乙', '丙']);
  });
});
