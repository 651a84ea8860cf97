import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramsOf, plainWords } from './grams.ts';
import { samenessOf, type Traits, worthALook } from './same-matter.ts';
import { likeness, vectorOf } from './vectors.ts';

describe('grams', () => {
  it('are the runs of one to three characters, never over a stop', () => {
    expect([...gramsOf('灯不亮').keys()].toSorted()).toEqual(['不', '不亮', '亮', '灯', '灯不', '灯不亮'].toSorted());
    expect(gramsOf('灯。亮').has('灯亮')).toBe(false);
  });

  it('read full-width, capitals and numbers alike', () => {
    expect(plainWords('３号楼 WiFi 坏')).toEqual(['0', '号楼', 'wifi', '坏']);
    expect(likeness(vectorOf('3号楼漏水'), vectorOf('１２号楼漏水'))).toBeCloseTo(1);
  });

  it('make vectors of length one that are like themselves and as like one way as the other', () => {
    const text = fc.string({ unit: fc.constantFrom(...'楼道灯不亮漏水电梯困人abc12 ，'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [vectorOf(a), vectorOf(b)];
        if (left.size > 0) expect(likeness(left, left)).toBeCloseTo(1);
        expect(likeness(left, right)).toBeCloseTo(likeness(right, left));
        expect(likeness(left, right)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('of nothing are like nothing', () => {
    expect(likeness(vectorOf('，。'), vectorOf('灯'))).toBe(0);
  });
});

describe('the same matter', () => {
  const traits = (words: string, more: Partial<Traits> = {}): Traits => ({
    vector: vectorOf(words),
    categoryId: 402,
    buildingId: 31,
    gridId: 21,
    raisedAt: '2026-03-04T02:00:00.000Z',
    ...more,
  });
  const lamp = traits('3 楼楼道灯连续三晚不亮，老人不敢下楼');

  it('is seen in other words at one door', () => {
    expect(samenessOf(lamp, traits('楼道的灯坏了好几天，晚上很黑'), null).score).toBeGreaterThan(worthALook);
  });

  it('is seen in like words near by, even filed under something else', () => {
    const other = traits('楼道灯三晚都不亮', { categoryId: 401, buildingId: 32 });
    expect(samenessOf(lamp, other, 60).score).toBeGreaterThan(worthALook);
  });

  it('is not something else at the other end of the grid, or long ago', () => {
    const noise = traits('半夜装修太吵', { categoryId: 205, buildingId: 32, raisedAt: '2025-12-01T02:00:00.000Z' });
    expect(samenessOf(lamp, noise, 380).score).toBeLessThan(worthALook);
  });

  it('stands before whatever shares less', () => {
    const near = samenessOf(lamp, traits('楼道灯不亮'), null).score;
    const far = samenessOf(lamp, traits('楼道灯不亮', { buildingId: 32, gridId: 22 }), null).score;
    const unlike = samenessOf(lamp, traits('电梯困人'), null).score;
    expect(near).toBeGreaterThan(far);
    expect(near).toBeGreaterThan(unlike);
  });
});
