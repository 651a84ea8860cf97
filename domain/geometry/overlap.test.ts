import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains } from './contains.ts';
import { areaM2, metresPerDegree } from './measure.ts';
import { beyondM2, overlapM2 } from './overlap.ts';
import { boxOf, type Polygon, type Position } from './shapes.ts';

const [lon0, lat0] = [121.48, 31.22];
const { east, north } = metresPerDegree(lat0);
const at = (x: number, y: number): Position => [lon0 + x / east, lat0 + y / north];
const box = (x: number, y: number, width: number, height: number): Polygon => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]],
});

/** A star-shaped outline around a centre: simple whatever the radii. */
function star(x: number, y: number, radii: readonly number[]): Polygon {
  const ring = radii.map((radius, i) => {
    const angle = (2 * Math.PI * i) / radii.length;
    return at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}

const anyStar = fc
  .tuple(
    fc.integer({ min: -150, max: 150 }),
    fc.integer({ min: -150, max: 150 }),
    fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 3, maxLength: 12 }),
  )
  .map(([x, y, radii]) => star(x, y, radii));

describe('overlapM2', () => {
  test('of two boxes is the box they share', () => {
    expect(overlapM2(box(0, 0, 100, 100), box(60, 50, 100, 100))).toBeCloseTo(40 * 50, 0);
  });

  test('is nothing for neighbours that share an edge', () => {
    expect(overlapM2(box(0, 0, 100, 100), box(100, 0, 100, 100))).toBeLessThan(0.01);
    expect(overlapM2(box(0, 0, 100, 100), box(500, 500, 1, 1))).toBe(0);
  });

  test('leaves holes out', () => {
    const hole = box(20, 20, 60, 60).coordinates[0] as Position[];
    const ringed: Polygon = { type: 'Polygon', coordinates: [...box(0, 0, 100, 100).coordinates, hole.toReversed()] };
    expect(overlapM2(ringed, box(0, 0, 100, 100))).toBeCloseTo(6400, 0);
    expect(overlapM2(ringed, box(20, 20, 60, 60))).toBeLessThan(0.01);
  });

  test('adds the parts of several polygons', () => {
    const two = {
      type: 'MultiPolygon' as const,
      coordinates: [box(0, 0, 10, 10).coordinates, box(30, 0, 10, 10).coordinates],
    };
    expect(overlapM2(two, box(5, 0, 30, 10))).toBeCloseTo(100, 0);
  });

  test('of a shape with itself is its area, either way round is the same, and never more than either', () => {
    fc.assert(
      fc.property(anyStar, anyStar, (a, b) => {
        const shared = overlapM2(a, b);
        expect(overlapM2(a, a) / areaM2(a)).toBeCloseTo(1, 3);
        expect(overlapM2(b, a)).toBeCloseTo(shared, 1);
        expect(shared).toBeLessThanOrEqual(Math.min(areaM2(a), areaM2(b)) * 1.001);
        expect(beyondM2(a, b) + shared).toBeCloseTo(areaM2(a), -1);
      }),
      { numRuns: 200 },
    );
  });

  test('agrees with counting points', () => {
    fc.assert(
      fc.property(anyStar, anyStar, (a, b) => {
        const [west, south, eastern, northern] = boxOf(a);
        const steps = 120;
        let hits = 0;
        for (let i = 0; i < steps; i += 1) {
          for (let j = 0; j < steps; j += 1) {
            const point: Position = [
              west + ((eastern - west) * (i + 0.5)) / steps,
              south + ((northern - south) * (j + 0.5)) / steps,
            ];
            if (contains(a, point) && contains(b, point)) hits += 1;
          }
        }
        const whole = (eastern - west) * east * (northern - south) * north;
        const counted = (hits / steps ** 2) * whole;
        expect(Math.abs(overlapM2(a, b) - counted)).toBeLessThan(whole * 0.02 + 50);
      }),
      { numRuns: 25 },
    );
  });

  test('copes with a thousand corners in a moment', () => {
    const radii = Array.from({ length: 1000 }, (_, i) => 150 + 40 * Math.sin(i * 7));
    // Time of the processor, not of the wall: other work on the machine does not count.
    const begun = process.cpuUsage();
    expect(overlapM2(star(0, 0, radii), star(10, 5, radii))).toBeGreaterThan(0);
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3_000);
  });
});
