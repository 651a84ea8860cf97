import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundOf, splitBalanced, type Weighed } from './balanced-split.ts';
import { contains } from './contains.ts';
import { areaDegrees2 } from './measure.ts';
import { overlapM2 } from './overlap.ts';
import { polygonsOf, type Shape } from './shapes.ts';

const square: Shape = {
  type: 'Polygon',
  coordinates: [
    [
      [121.48, 31.23],
      [121.49, 31.23],
      [121.49, 31.24],
      [121.48, 31.24],
      [121.48, 31.23],
    ],
  ],
};

/** Buildings anywhere inside the square, no two at one place. */
const somewhere = fc
  .uniqueArray(
    fc.record({
      x: fc.integer({ min: 1, max: 999 }),
      y: fc.integer({ min: 1, max: 999 }),
      households: fc.integer({ min: 1, max: 120 }),
    }),
    { minLength: 6, maxLength: 60, selector: ({ x, y }) => `${x} ${y}` },
  )
  .map((list) =>
    list.map(
      ({ x, y, households }, n): Weighed => ({ id: n + 1, at: [121.48 + x / 1e5, 31.23 + y / 1e5], households }),
    ),
  );

describe('a grid divided', () => {
  it('has every building in exactly one part, each part in one piece, on its own ground', () => {
    fc.assert(
      fc.property(somewhere, fc.integer({ min: 2, max: 5 }), (buildings, parts) => {
        const found = splitBalanced(square, buildings, parts);
        expect(found).toHaveLength(parts);
        const ids = (found ?? []).flatMap((part) => part.buildings.map(({ id }) => id));
        expect(ids.toSorted((a, b) => a - b)).toEqual(buildings.map(({ id }) => id));
        for (const part of found ?? []) {
          const outline = part.outline as Shape;
          expect(polygonsOf(outline)).toHaveLength(1);
          expect(part.buildings.every(({ at }) => contains(outline, at))).toBe(true);
          expect(part.households).toBe(part.buildings.reduce((sum, one) => sum + one.households, 0));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('misses no equal share by more than half the largest building for each time it is cut', () => {
    fc.assert(
      fc.property(somewhere, fc.constantFrom(2, 4), (buildings, parts) => {
        const share = buildings.reduce((sum, one) => sum + one.households, 0) / parts;
        // With as good as no building to spare a part must take what there is.
        if (buildings.length < parts * 4) return;
        for (const part of splitBalanced(square, buildings, parts) ?? [])
          expect(Math.abs(part.households - share)).toBeLessThanOrEqual(boundOf(buildings, parts));
      }),
      { numRuns: 60 },
    );
  });

  it('covers the grid whole and nothing twice', () => {
    const buildings = Array.from(
      { length: 30 },
      (_, n): Weighed => ({
        id: n,
        at: [121.4805 + ((n * 37) % 90) / 1e4, 31.2305 + ((n * 53) % 90) / 1e4],
        households: 10 + (n % 7),
      }),
    );
    const outlines = (splitBalanced(square, buildings, 3) ?? []).map(({ outline }) => outline as Shape);
    expect(Math.abs(outlines.reduce((sum, one) => sum + areaDegrees2(one), 0) - areaDegrees2(square))).toBeLessThan(
      1e-9,
    );
    for (const [n, one] of outlines.entries())
      for (const other of outlines.slice(n + 1)) expect(overlapM2(one, other)).toBeLessThan(5);
  });

  it('is not possible with fewer buildings than parts; without an outline the buildings alone are divided', () => {
    const two: readonly Weighed[] = [
      { id: 1, at: [121.481, 31.231], households: 3 },
      { id: 2, at: [121.489, 31.239], households: 4 },
    ];
    expect(splitBalanced(square, two, 3)).toBeUndefined();
    expect(splitBalanced(null, two, 2)?.map(({ outline, households }) => [outline, households])).toEqual([
      [null, 3],
      [null, 4],
    ]);
  });
});
