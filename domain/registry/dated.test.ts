import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusals.ts';
import { type DatedVersion, planChange, planClose, stampOf, versionOn } from './dated.ts';

const version = (validFrom: string, validTo: string | null = null, revision = 1): DatedVersion => ({
  validFrom,
  validTo,
  revision,
});
const codeOf = (answer: unknown) => (answer instanceof Refusal ? answer.code : undefined);
const today = '2026-03-04';

describe('planChange', () => {
  const open = version('2024-01-01');

  test('splits a version that began earlier, and writes over one of the same day', () => {
    expect(planChange([open], { from: today, today, basedOn: stampOf(open) })).toEqual({
      kind: 'split',
      version: open,
    });
    const fresh = version(today);
    expect(planChange([fresh], { from: today, today, basedOn: stampOf(fresh) })).toEqual({
      kind: 'in-place',
      version: fresh,
    });
  });

  test('refuses the past, a day without effect, an older state, and a day before one that is planned', () => {
    const basedOn = stampOf(open);
    expect(codeOf(planChange([open], { from: '2026-03-03', today, basedOn }))).toBe('dated.past');
    expect(codeOf(planChange([version('2026-05-01')], { from: today, today, basedOn }))).toBe('dated.not-valid');
    expect(codeOf(planChange([version('2024-01-01', null, 2)], { from: today, today, basedOn }))).toBe(
      'dated.changed-meanwhile',
    );
    const planned = [version('2024-01-01', '2026-06-01'), version('2026-06-01')];
    expect(codeOf(planChange(planned, { from: today, today, basedOn }))).toBe('dated.planned-already');
  });

  test('never touches a day before its own: laws over any chain of versions', () => {
    const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    const chain = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 }).map((starts) => {
      const days = starts.toSorted((a, b) => a - b);
      return days.map((start, i) => version(day(start), i + 1 < days.length ? day(days[i + 1] as number) : null));
    });
    fc.assert(
      fc.property(chain, fc.integer({ min: 0, max: 320 }), fc.integer({ min: 0, max: 320 }), (versions, a, b) => {
        const [from, now] = [day(a), day(b)];
        const current = versionOn(versions, from);
        const plan = planChange(versions, { from, today: now, basedOn: current ? stampOf(current) : '' });
        if (plan instanceof Refusal) return;
        expect(from >= now).toBe(true);
        expect(plan.version.validFrom <= from).toBe(true);
        expect(plan.kind === 'in-place').toBe(plan.version.validFrom === from);
        expect(versions.some((other) => other.validFrom > from)).toBe(false);
      }),
    );
  });
});

describe('planClose', () => {
  test('ends the last version, not before it began and not in the past', () => {
    const open = version('2024-01-01');
    const basedOn = stampOf(open);
    expect(planClose([open], { on: today, today, basedOn })).toBe(open);
    expect(codeOf(planClose([open], { on: '2026-03-01', today, basedOn }))).toBe('dated.past');
    const fresh = version(today);
    expect(codeOf(planClose([fresh], { on: today, today, basedOn: stampOf(fresh) }))).toBe('dated.ends-before-start');
    const closed = version('2024-01-01', '2026-02-01');
    expect(codeOf(planClose([closed], { on: today, today, basedOn: stampOf(closed) }))).toBe('dated.not-valid');
    const planned = [version('2024-01-01', '2026-06-01'), version('2026-06-01')];
    expect(codeOf(planClose(planned, { on: '2026-07-01', today, basedOn }))).toBe('dated.planned-already');
  });
});
