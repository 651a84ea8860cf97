import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, makeLocator } from './contains.ts';
import { areaM2, centroid, distanceM, metresPerDegree, pointInside } from './measure.ts';
import { boxesMeet, boxOf, type Polygon, type Position, type Shape, shapeSchema } from './shapes.ts';
import { checkShape } from './validity.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });

describe('a point in an area', () => {
  const ring = polygon(square(0, 0, 4), square(1, 1, 2));

  it('is inside the outline and outside the holes', () => {
    expect(contains(ring, [0.5, 2])).toBe(true);
    expect(contains(ring, [2, 2])).toBe(false);
    expect(contains(ring, [5, 2])).toBe(false);
    const both: Shape = { type: 'MultiPolygon', coordinates: [ring.coordinates, [square(1.5, 1.5, 1)]] };
    expect([contains(both, [2, 2]), contains(both, [1.2, 1.2]), contains(both, [3.5, 3.5])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('on the western or southern edge belongs, on the eastern or northern one does not', () => {
    const one = polygon(square(0, 0, 1));
    const at: Position[] = [
      [0, 0.5],
      [0.5, 0],
      [0, 0],
      [1, 0.5],
      [0.5, 1],
      [1, 1],
    ];
    expect(at.map((point) => contains(one, point))).toEqual([true, true, true, false, false, false]);
  });

  it('lies in exactly one of areas that share their edges, on the edges too', () => {
    // A fan of triangles around a point covers a square; probe random points and points on the shared edges.
    const coordinate = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
    const corners: Position[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, coordinate, fc.nat(3), (cx, cy, px, py, t, edge) => {
        const centre: Position = [cx, cy];
        const fan = corners.map((corner, i) =>
          polygon([centre, corner, corners[(i + 1) % 4] as Position, centre].reverse() as Position[]),
        );
        const corner = corners[edge] as Position;
        const onEdge: Position = [cx + t * (corner[0] - cx), cy + t * (corner[1] - cy)];
        for (const point of [[px, py] as Position, onEdge, centre]) {
          expect(fan.filter((triangle) => contains(triangle, point))).toHaveLength(1);
        }
      }),
    );
  });

  it('finds its area among many', () => {
    const areas = Array.from({ length: 400 }, (_, i) => ({
      area: i,
      shape: polygon(square(116 + (i % 20) / 100, 40 + Math.floor(i / 20) / 100, 0.01)),
    }));
    const locate = makeLocator(areas);
    expect(locate([116.055, 40.035])).toBe(65);
    expect(locate([115, 40])).toBeUndefined();
  });
});

describe('measures', () => {
  it('match known distances and areas', () => {
    expect(distanceM([121.4737, 31.2304], [121.4737, 31.2304])).toBe(0);
    expect(distanceM([116.3975, 39.9087], [121.4737, 31.2304])).toBeGreaterThan(1_060_000);
    expect(distanceM([116.3975, 39.9087], [121.4737, 31.2304])).toBeLessThan(1_075_000);
    expect(metresPerDegree(0).east).toBeCloseTo(111_319.49, 1);
    expect(metresPerDegree(45).north).toBeCloseTo(111_131.78, 0);
    const { east, north } = metresPerDegree(31);
    const hectare = polygon([
      [121, 31],
      [121 + 100 / east, 31],
      [121 + 100 / east, 31 + 100 / north],
      [121, 31 + 100 / north],
      [121, 31],
    ]);
    expect(areaM2(hectare)).toBeCloseTo(10_000, 0);
    expect(areaM2(polygon(square(121, 31, 0.04), square(121.01, 31.01, 0.02)))).toBeCloseTo(
      areaM2(polygon(square(121, 31, 0.04))) * 0.75,
      -2,
    );
  });

  it('give the centre, and a point that is surely inside', () => {
    const [x, y] = centroid(polygon(square(121, 31, 0.02)));
    expect([x, y]).toEqual([expect.closeTo(121.01, 9), expect.closeTo(31.01, 9)]);
    const [hx] = centroid(polygon(square(0, 0, 4), square(2, 1, 1)));
    expect(hx).toBeLessThan(2);
    const horseshoe = polygon([
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ]);
    expect(contains(horseshoe, [1.5, 2])).toBe(false);
    expect(contains(horseshoe, pointInside(horseshoe))).toBe(true);
    const ring = polygon(square(0, 0, 4), square(0.5, 0.5, 3));
    expect(contains(ring, pointInside(ring))).toBe(true);
  });

  it('compare boxes', () => {
    expect(boxOf(polygon(square(1, 2, 3)))).toEqual([1, 2, 4, 5]);
    expect([boxesMeet([0, 0, 1, 1], [1, 1, 2, 2]), boxesMeet([0, 0, 1, 1], [1.1, 0, 2, 2])]).toEqual([true, false]);
  });
});

describe('real footprints', () => {
  it('are valid, hold a point of their own and have the area of a building', () => {
    const file = JSON.parse(
      readFileSync(new URL('../../data/buildings/wuhan_guanggu_buildings.geojson', import.meta.url), 'utf8'),
    ) as { features: { geometry: { type: string } }[] };
    let valid = 0;
    const sample = file.features.filter(({ geometry }) => geometry.type.endsWith('Polygon')).slice(0, 300);
    for (const feature of sample) {
      const checked = checkShape(shapeSchema.parse(feature.geometry));
      if (!checked.ok) continue;
      valid += 1;
      expect(contains(checked.shape, pointInside(checked.shape))).toBe(true);
      expect(areaM2(checked.shape)).toBeGreaterThan(1);
      expect(areaM2(checked.shape)).toBeLessThan(1_000_000);
    }
    expect(valid).toBeGreaterThan(sample.length * 0.95);
  });
});
