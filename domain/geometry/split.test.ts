import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from './contains.ts';
import { areaDegrees2, areaM2 } from './measure.ts';
import { mergeShapes } from './merge.ts';
import type { Polygon, Position, Shape } from './shapes.ts';
import { splitShape } from './split.ts';

const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const rectangle = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const block = polygon(rectangle(121, 31, 121.01, 31.01));
const codeOf = (result: { ok: true } | { ok: false; code: string }) => (result.ok ? 'ok' : result.code);
const cut = (shape: Shape, line: Position[]) => {
  const result = splitShape(shape, line);
  if (!result.ok) throw new Error(result.code);
  return result.parts;
};
/** A star-shaped outline: any radii in order around a centre. */
const star = fc.array(fc.integer({ min: 30, max: 100 }), { minLength: 6, maxLength: 30 }).map((radii) => {
  const corners = radii.map((r, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [121 + (r / 1e4) * Math.cos(angle), 31 + (r / 1e4) * Math.sin(angle)];
  });
  return polygon([...corners, corners[0] as Position]);
});
const small = fc.integer({ min: -2_000, max: 2_000 }).map((n) => n / 1e6);

describe('splitting an area', () => {
  it('gives the two sides of the line', () => {
    const parts = cut(block, [
      [121.004, 30.99],
      [121.004, 31.02],
    ]);
    expect(parts.map(areaM2).reduce((a, b) => a + b)).toBeCloseTo(areaM2(block), 1);
    expect(parts.map((part) => contains(part, [121.001, 31.005]))).toEqual([true, false]);
    expect(parts.map((part) => contains(part, [121.008, 31.005]))).toEqual([false, true]);
  });

  it('follows a bent line, runs through corners, and takes ends drawn just on the outline', () => {
    const bent = cut(block, [
      [120.99, 31.002],
      [121.003, 31.002],
      [121.003, 31.008],
      [121.02, 31.008],
    ]);
    expect(bent.map((part) => part.coordinates[0]?.length)).toEqual([7, 7]);
    const diagonal = cut(block, [
      [120.999, 30.999],
      [121.011, 31.011],
    ]);
    expect(diagonal.map((part) => part.coordinates[0]?.length)).toEqual([4, 4]);
    expect(
      codeOf(
        splitShape(block, [
          [121, 31.004],
          [121.01, 31.006],
        ]),
      ),
    ).toBe('ok');
    expect(
      codeOf(
        splitShape(block, [
          [121, 31],
          [121.01, 31.01],
        ]),
      ),
    ).toBe('ok');
  });

  it('leaves holes on the side they lie on, and does not cut them', () => {
    const yard = polygon(rectangle(121, 31, 121.01, 31.01), rectangle(121.006, 31.004, 121.008, 31.006));
    const parts = cut(yard, [
      [121.004, 30.99],
      [121.004, 31.02],
    ]);
    expect(parts.map((part) => part.coordinates.length)).toEqual([1, 2]);
    expect(
      codeOf(
        splitShape(yard, [
          [121.007, 30.99],
          [121.007, 31.02],
        ]),
      ),
    ).toBe('geometry-split-hole');
  });

  it('refuses lines that do not run across once', () => {
    for (const line of [
      [
        [121.004, 31.002],
        [121.004, 31.02],
      ],
      [
        [121.004, 31.002],
        [121.004, 31.006],
      ],
      [
        [121.02, 30.99],
        [121.02, 31.02],
      ],
      [
        [121.002, 30.99],
        [121.002, 31.02],
        [121.006, 31.02],
        [121.006, 30.99],
      ],
      [
        [121.005, 31.005],
        [121.02, 31.005],
        [121.02, 31.002],
        [121.005, 31.002],
      ],
      [[121.004, 30.99]],
      [],
    ] as Position[][])
      expect(codeOf(splitShape(block, line))).toBe('geometry-split-not-across');
    const two: Shape = { type: 'MultiPolygon', coordinates: [block.coordinates, [rectangle(122, 31, 122.01, 31.01)]] };
    expect(
      codeOf(
        splitShape(two, [
          [121.004, 30.99],
          [121.004, 31.02],
        ]),
      ),
    ).toBe('geometry-split-several-parts');
  });

  it('covers the area without overlap: each point is in exactly one part, and the parts join to the whole', () => {
    fc.assert(
      fc.property(star, small, small, small, small, (shape, a, b, px, py) => {
        // The line passes near the centre, far inside every star.
        const result = splitShape(shape, [
          [120.98, 31 + a],
          [121 + b, 31 + a / 2],
          [121.02, 31 - a],
        ]);
        fc.pre(result.ok);
        if (!result.ok) return;
        const total = areaDegrees2(shape);
        expect(Math.abs(result.parts.map(areaDegrees2).reduce((p, q) => p + q) - total)).toBeLessThan(total * 1e-5);
        const point: Position = [121 + px * 2, 31 + py * 2];
        const inParts = result.parts.filter((part) => contains(part, point)).length;
        expect(inParts).toBe(contains(shape, point) ? 1 : 0);
        const joined = mergeShapes(...result.parts);
        expect(codeOf(joined)).toBe('ok');
        if (joined.ok) expect(Math.abs(areaDegrees2(joined.shape) - total)).toBeLessThan(total * 1e-5);
      }),
    );
  });
});

describe('joining two areas', () => {
  const merged = (one: Shape, other: Shape) => {
    const result = mergeShapes(one, other);
    if (!result.ok) throw new Error(result.code);
    return result.shape;
  };

  it('drops the shared edge, though the corners differ', () => {
    const east = polygon(rectangle(121.01, 31.002, 121.02, 31.007));
    const shape = merged(block, east);
    expect(shape.type).toBe('Polygon');
    expect(shape.coordinates).toHaveLength(1);
    expect(areaDegrees2(shape)).toBeCloseTo(areaDegrees2(block) + areaDegrees2(east), 12);
    expect(contains(shape, [121.01, 31.005])).toBe(true);
    expect(contains(shape, [121.015, 31.009])).toBe(false);
  });

  it('closes a gap of a hand drawn outline, but not a street', () => {
    const beside = polygon(rectangle(121.010003, 31, 121.02, 31.01));
    expect(merged(block, beside).coordinates).toHaveLength(1);
    expect(codeOf(mergeShapes(block, polygon(rectangle(121.0101, 31, 121.02, 31.01))))).toBe('geometry-not-adjacent');
  });

  it('keeps a gap enclosed between them as a hole, and fills a hole', () => {
    const horseshoe = polygon([
      [121, 31],
      [121.03, 31],
      [121.03, 31.03],
      [121.02, 31.03],
      [121.02, 31.01],
      [121.01, 31.01],
      [121.01, 31.03],
      [121, 31.03],
      [121, 31],
    ]);
    const lid = polygon(rectangle(121, 31.03, 121.03, 31.04));
    const shape = merged(horseshoe, lid);
    expect(shape.coordinates).toHaveLength(2);
    expect(contains(shape, [121.015, 31.02])).toBe(false);
    const yard = polygon(rectangle(121, 31, 121.03, 31.03), rectangle(121.01, 31.01, 121.02, 31.02));
    expect(merged(yard, polygon(rectangle(121.01, 31.01, 121.02, 31.02))).coordinates).toHaveLength(1);
  });

  it('makes a ring of parts touching in a corner a valid area with a hole', () => {
    const corner = polygon([
      [121, 31],
      [121.02, 31],
      [121.02, 31.01],
      [121.01, 31.01],
      [121.01, 31.02],
      [121, 31.02],
      [121, 31],
    ]);
    // Shares the top edge of the left arm and touches the right arm only in its upper right corner.
    const cap = polygon([
      [121, 31.02],
      [121.01, 31.02],
      [121.02, 31.01],
      [121.02, 31.03],
      [121, 31.03],
      [121, 31.02],
    ]);
    const shape = merged(corner, cap);
    expect(areaDegrees2(shape)).toBeCloseTo(areaDegrees2(corner) + areaDegrees2(cap), 12);
    expect(contains(shape, [121.0125, 31.0125])).toBe(false);
  });

  it('refuses areas apart, touching in a corner only, or overlapping', () => {
    expect(codeOf(mergeShapes(block, polygon(rectangle(121.02, 31, 121.03, 31.01))))).toBe('geometry-not-adjacent');
    expect(codeOf(mergeShapes(block, polygon(rectangle(121.01, 31.01, 121.02, 31.02))))).toBe('geometry-not-adjacent');
    expect(codeOf(mergeShapes(block, polygon(rectangle(121.005, 31, 121.015, 31.01))))).toBe('geometry-overlap');
    expect(codeOf(mergeShapes(block, polygon(rectangle(121.002, 31.002, 121.004, 31.004))))).toBe('geometry-overlap');
    expect(codeOf(mergeShapes(block, block))).toBe('geometry-overlap');
  });

  it('is the same from either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), (from, size) => {
        const east = polygon(rectangle(121.01, 31 + from / 1e3, 121.02, 31 + (from + size) / 1e3));
        expect(areaDegrees2(merged(block, east))).toBeCloseTo(areaDegrees2(merged(east, block)), 12);
      }),
    );
  });
});
