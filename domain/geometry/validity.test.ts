import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometryFaults } from './faults.ts';
import type { Polygon, Position, Shape } from './shapes.ts';
import { polygonsOf, shapeSchema, signedArea } from './shapes.ts';
import { checkShape } from './validity.ts';

const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const codeOf = (shape: Shape) => {
  const checked = checkShape(shape);
  return checked.ok ? 'ok' : checked.code;
};

describe('whether a shape bounds an area', () => {
  it('takes plain outlines, holes, parts, and holes that touch the outline in a point', () => {
    expect(codeOf(polygon(square(120, 30, 0.1)))).toBe('ok');
    expect(codeOf(polygon(square(0, 0, 4), square(1, 1, 1), square(2.5, 1, 1)))).toBe('ok');
    expect(
      codeOf(
        polygon(square(0, 0, 4), [
          [0, 0],
          [2, 1],
          [1, 2],
          [0, 0],
        ]),
      ),
    ).toBe('ok');
    expect(codeOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(2, 0, 1)]] })).toBe('ok');
    expect(codeOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(1, 1, 1)]] })).toBe('ok');
    expect(
      codeOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 4), square(1, 1, 2)], [square(1.5, 1.5, 1)]] }),
    ).toBe('ok');
  });

  it('says what is wrong, and where', () => {
    expect(codeOf(polygon())).toBe('geometry-too-few-points');
    expect(
      codeOf(
        polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toBe('geometry-too-few-points');
    expect(
      codeOf(
        polygon([
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toBe('geometry-too-few-points');
    expect(
      codeOf(
        polygon([
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
      ),
    ).toBe('geometry-open-ring');
    expect(
      codeOf(
        polygon([
          [31, 121],
          [32, 121],
          [32, 122],
          [31, 121],
        ]),
      ),
    ).toBe('geometry-outside-world');
    expect(
      codeOf(
        polygon([
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ]),
      ),
    ).toBe('geometry-no-area');
    const bowTie = checkShape(
      polygon([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 1],
        [0, 0],
      ]),
    );
    expect(bowTie).toMatchObject({ ok: false, code: 'geometry-self-crossing' });
    expect(bowTie.ok ? undefined : bowTie.at).toHaveLength(2);
    // A spike, an outline touching itself in a corner, a hole sharing an edge.
    expect(
      codeOf(
        polygon([
          [0, 0],
          [2, 0],
          [2, 2],
          [2, 3],
          [2, 2],
          [0, 2],
          [0, 0],
        ]),
      ),
    ).toBe('geometry-self-crossing');
    expect(
      codeOf(
        polygon([
          [0, 0],
          [4, 0],
          [4, 4],
          [2, 0],
          [0, 4],
          [0, 0],
        ]),
      ),
    ).toBe('geometry-self-crossing');
    expect(codeOf(polygon(square(0, 0, 4), square(0, 1, 2)))).toBe('geometry-self-crossing');
    expect(codeOf(polygon(square(0, 0, 4), square(5, 5, 1)))).toBe('geometry-hole-outside');
    expect(codeOf(polygon(square(0, 0, 9), square(1, 1, 6), square(2, 2, 1)))).toBe('geometry-parts-overlap');
    expect(codeOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 4)], [square(1, 1, 1)]] })).toBe(
      'geometry-parts-overlap',
    );
    const circle = Array.from({ length: 10_001 }, (_, i): Position => [Math.cos(i / 1600), Math.sin(i / 1600)]);
    expect(codeOf(polygon([...circle, circle[0] as Position]))).toBe('geometry-too-many-points');
  });

  it('tidies: rounds, drops repeats, turns the outline counter-clockwise and holes clockwise', () => {
    const checked = checkShape(
      polygon(
        [
          [0, 0],
          [0, 4],
          [0, 4],
          [4, 4],
          [4, 0.000000001],
          [4, 0],
          [0, 0],
        ],
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ),
    );
    if (!checked.ok) throw new Error(checked.code);
    const [outer, hole] = polygonsOf(checked.shape)[0] ?? [];
    expect(outer).toEqual([
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ]);
    expect(signedArea(outer ?? [])).toBeGreaterThan(0);
    expect(signedArea(hole ?? [])).toBeLessThan(0);
  });

  const outlineOf = (lengths: readonly number[]) =>
    lengths.map((r, i): Position => {
      const angle = (2 * Math.PI * i) / lengths.length;
      return [120 + (r / 1e4) * Math.cos(angle), 30 + (r / 1e4) * Math.sin(angle)];
    });
  const codeOfOutline = (corners: readonly Position[]) => codeOf(polygon([...corners, corners[0] as Position]));

  it('takes every star-shaped outline', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 8, maxLength: 40 }), (lengths) => {
        expect(codeOfOutline(outlineOf(lengths))).toBe('ok');
      }),
    );
  });

  it('refuses a nearly round outline with two far corners swapped', () => {
    // Nearly round: where one corner lies five times as far out as another, the swapped outline may bound an area after all.
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 80, max: 100 }), { minLength: 8, maxLength: 40 }), (lengths) => {
        const swapped = outlineOf(lengths);
        const far = Math.floor(swapped.length / 2) + 1;
        [swapped[1], swapped[far]] = [swapped[far] as Position, swapped[1] as Position];
        expect(codeOfOutline(swapped)).toBe('geometry-self-crossing');
      }),
    );
  });

  it('judges the largest outline in a moment', () => {
    const many = Array.from({ length: 9_000 }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / 9_000;
      const r = 0.1 + (i % 2) * 0.0001;
      return [120 + r * Math.cos(angle), 30 + r * Math.sin(angle)];
    });
    // Time of the processor, not of the wall: other work on the machine does not count.
    const started = process.cpuUsage();
    expect(codeOf(polygon([...many, many[0] as Position]))).toBe('ok');
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(4_000);
  });

  it('reads GeoJSON from outside, without heights, and nothing else', () => {
    const given = { type: 'Polygon', coordinates: [square(0, 0, 1).map(([x, y]) => [x, y, 12])] };
    expect(shapeSchema.parse(given)).toEqual(polygon(square(0, 0, 1)));
    for (const wrong of [{ type: 'Point', coordinates: [0, 0] }, { type: 'Polygon', coordinates: [[['a', 0]]] }, null])
      expect(shapeSchema.safeParse(wrong).success).toBe(false);
  });

  it('has words in both languages for every fault', () => {
    for (const words of Object.values(geometryFaults)) {
      expect(words.zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(words.en).toMatch(/^[A-Z].*[.?]$/);
    }
  });
});
