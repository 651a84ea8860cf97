import { expect, test } from 'vitest';
import { metresPerDegree } from '../../../domain/geometry/measure.ts';
import { overlapM2 } from '../../../domain/geometry/overlap.ts';
import type { LonLat } from '../../ui/map/geo.ts';
import { polygonOf } from '../../ui/map/ring.ts';
import { snapRing } from './snap-ring.ts';

const { east, north } = metresPerDegree(31.23);
const at = (x: number, y: number): LonLat => [121.48 + x / east, 31.23 + y / north];
const neighbour = polygonOf([at(0, 0), at(100, 0), at(100, 100), at(0, 100)]);

test('corners near a border come to lie on it, its own corners first; others stay', () => {
  const drawn = [at(96, -4), at(200, 0), at(200, 100), at(104, 60)];
  const { ring, moved } = snapRing(drawn, [neighbour]);
  expect(moved).toBe(2);
  expect(ring[0]?.[0]).toBeCloseTo(at(100, 0)[0], 6);
  expect(ring[0]?.[1]).toBeCloseTo(at(100, 0)[1], 6);
  expect(ring[3]?.[0]).toBeCloseTo(at(100, 60)[0], 6);
  expect(ring[1]).toEqual(drawn[1]);
  expect(overlapM2(polygonOf(ring), neighbour)).toBeLessThan(1);
});

test('two corners on one spot become one; nothing near moves nothing', () => {
  expect(snapRing([at(98, 2), at(102, -2), at(300, 0), at(300, 50)], [neighbour]).ring).toHaveLength(3);
  expect(snapRing([at(300, 0), at(400, 0), at(400, 90)], [neighbour]).moved).toBe(0);
});
