import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedFrom } from '../case/sealed.ts';
import { caseTypes } from '../processes/registry.ts';
import { type CountedArea, percentOf, publishable, type ResultRow, resultsOf, sealedRates } from './sealed-rates.ts';

const success = sealedRates['mediation-success'];
const agreed = (inForceOn: string, stage = 'closed'): ResultRow => ({
  stage,
  fields: { inForceOn },
  closedOn: '2027-01-05',
});
const failed = (closedOn: string): ResultRow => ({ stage: 'failed', fields: {}, closedOn });
const of = (rows: readonly ResultRow[]) => resultsOf(success, rows, '2026-01-01', '2027-01-01');

describe('the mediation success rate', () => {
  it('is 99.88 % for 1,686 agreements of 1,688 mediations', () => {
    const rows = [...Array.from({ length: 1686 }, () => agreed('2026-05-01')), ...Array(2).fill(failed('2026-06-01'))];
    const counted = of(rows);
    expect(counted).toEqual({ n: 1688, reached: 1686 });
    expect(percentOf(counted)).toBe(99.88);
  });

  it.each([
    [1685, 1688, 99.82],
    [1687, 1688, 99.94],
    [1688, 1688, 100],
    [0, 12, 0],
    [11, 12, 91.67],
    [2, 3, 66.67],
  ])('%i of %i: %s %%', (reached, n, percent) => expect(percentOf({ n, reached })).toBe(percent));

  it('is none where nothing came to a result, and leaves out what never was mediated', () => {
    expect(percentOf(of([]))).toBeNull();
    const others = ['applied', 'mediating', 'signing', 'refused', 'declined', 'withdrawn'];
    expect(of(others.map((stage) => ({ stage, fields: {}, closedOn: '2026-03-01' })))).toEqual({ n: 0, reached: 0 });
  });

  it('counts an agreement on the day it took effect, kept or not, and a failure on the day it ended', () => {
    expect(of([agreed('2026-12-31', 'unkept'), agreed('2026-01-01', 'performing'), agreed('2025-12-31')])).toEqual({
      n: 2,
      reached: 2,
    });
    expect(of([failed('2026-12-31'), failed('2027-01-01')])).toEqual({ n: 1, reached: 0 });
  });

  it('names stages and fields that there are', () => {
    for (const rate of Object.values(sealedRates)) {
      const type = caseTypes[rate.type];
      expect(type?.sealed).toBeDefined();
      for (const rule of [rate.reached, rate.missed]) {
        for (const stage of rule.stages) expect(Object.keys(type?.stages ?? {})).toContain(stage);
        if (rule.on !== 'closedOn') expect(Object.keys(type?.fields ?? {})).toContain(rule.on.field);
      }
    }
  });
});

const area = (id: number, n: number, below: readonly CountedArea[] = []): CountedArea => ({
  id,
  own: { n, reached: n },
  below,
});
const ids = (one: CountedArea) => publishable(one).map(({ id }) => id);

describe('what is published', () => {
  it('begins at ten', () => {
    expect(ids(area(1, publishedFrom - 1))).toEqual([]);
    expect(ids(area(1, publishedFrom))).toEqual([1]);
  });

  it('gives no sum whose difference tells of a small one', () => {
    expect(ids(area(1, 0, [area(11, 30), area(12, 4)]))).toEqual([11]);
    expect(ids(area(1, 0, [area(11, 30), area(12, 0)]))).toEqual([1, 11]);
    expect(ids(area(1, 0, [area(11, 30), area(12, 6), area(13, 5)]))).toEqual([1, 11]);
    // A street is not told, and so neither is the district that would tell it.
    expect(ids(area(1, 0, [area(2, 0, [area(11, 30), area(12, 4)]), area(3, 0, [area(13, 20)])]))).toEqual([11, 3, 13]);
  });

  it('leaves no area below ten to be worked out from what is shown around it', () => {
    const counts = fc.array(fc.array(fc.nat(14), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(counts, (streets) => {
        const tree = area(
          1,
          0,
          streets.map((list, s) =>
            area(
              s + 2,
              0,
              list.map((n, c) => area(100 * (s + 1) + c, n)),
            ),
          ),
        );
        const told = new Set(ids(tree));
        const restOf = (one: CountedArea): number =>
          (told.has(one.id) ? 0 : one.own.n) +
          one.below.reduce((sum, part) => sum + (told.has(part.id) ? 0 : restOf(part)), 0);
        for (const one of [tree, ...tree.below])
          if (told.has(one.id)) {
            const rest = restOf({ ...one, own: { n: 0, reached: 0 } });
            expect(rest === 0 || rest >= publishedFrom).toBe(true);
          }
      }),
    );
  });
});
