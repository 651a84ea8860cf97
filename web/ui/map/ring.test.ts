import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LonLat, Ring } from './geo.ts';
import { boundsOf, lonLatAt, metresFrom } from './geo.ts';
import {
  addCorner,
  insertCorner,
  isCrossed,
  midpoints,
  moveCorner,
  polygonOf,
  removeCorner,
  ringArea,
  ringFault,
  ringOf,
} from './ring.ts';

const origin: LonLat = [121.49, 31.24];
const square: Ring = [
  lonLatAt(origin, 0, 0),
  lonLatAt(origin, 100, 0),
  lonLatAt(origin, 100, 100),
  lonLatAt(origin, 0, 100),
];

test('a square of a hundred metres is a hectare, however it is turned', () => {
  expect(ringArea(square)).toBeCloseTo(10_000, 0);
  expect(ringArea([...square].reverse())).toBeCloseTo(10_000, 0);
});

test('a bow tie crosses itself and is refused; a square is not', () => {
  const [a, b, c, d] = square as [LonLat, LonLat, LonLat, LonLat];
  expect(isCrossed(square)).toBe(false);
  expect(isCrossed([a, c, b, d])).toBe(true);
  expect(ringFault([a, c, b, d])).toBe('crossed');
  expect(ringFault([a, b])).toBe('too-few');
  expect(ringFault([a, a, a])).toBe('too-small');
  expect(ringFault(square)).toBeUndefined();
});

test('corners are added, put between, moved and taken away without touching the others', () => {
  const point: LonLat = [121.5, 31.25];
  expect(addCorner(square, point)).toEqual([...square, point]);
  expect(insertCorner(square, 0, point)[1]).toEqual(point);
  expect(insertCorner(square, 3, point).at(-1)).toEqual(point);
  expect(moveCorner(square, 2, point).toSpliced(2, 1)).toEqual(square.toSpliced(2, 1));
  expect(removeCorner(square, 1)).toHaveLength(3);
  expect(square).toHaveLength(4);
});

test('putting a corner on the middle of a side changes no area', () => {
  const between = midpoints(square);
  expect(between).toHaveLength(4);
  for (const [at, point] of between.entries())
    expect(ringArea(insertCorner(square, at, point))).toBeCloseTo(ringArea(square), 0);
});

test('a polygon is closed, counter-clockwise, and gives its corners back', () => {
  const polygon = polygonOf([...square].reverse());
  const [ring] = polygon.coordinates;
  expect(ring?.[0]).toEqual(ring?.at(-1));
  expect(new Set(ringOf(polygon).map(String))).toEqual(new Set(square.map(String)));
  expect(ringOf(polygonOf(square))).toEqual(square);
});

test('metres and degrees undo each other within a centimetre over a city', () => {
  const metres = fc.double({ min: -20_000, max: 20_000, noNaN: true });
  fc.assert(
    fc.property(metres, metres, (east, north) => {
      const [backEast, backNorth] = metresFrom(origin, lonLatAt(origin, east, north));
      return Math.abs(backEast - east) < 0.01 && Math.abs(backNorth - north) < 0.01;
    }),
  );
});

test('the box around nothing is none', () => {
  expect(boundsOf([])).toBeUndefined();
  expect(
    boundsOf([
      { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygonOf(square), properties: {} }] },
    ]),
  ).toEqual([square[0]?.[0], square[0]?.[1], square[2]?.[0], square[2]?.[1]]);
});
