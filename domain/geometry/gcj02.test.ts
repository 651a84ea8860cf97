import fc from 'fast-check';
import published from 'gcoord';
import { describe, expect, it } from 'vitest';
import { fromGcj02, isOffset, toGcj02 } from './gcj02.ts';
import { distanceM } from './measure.ts';
import type { Position } from './shapes.ts';

// The package's types describe an ES module, but Node loads its CommonJS file.
const gcoord = published as unknown as typeof published.default;
const inChina: fc.Arbitrary<Position> = fc.tuple(
  fc.double({ min: 73.5, max: 135, noNaN: true }),
  fc.double({ min: 3.5, max: 53.5, noNaN: true }),
);

describe('GCJ-02', () => {
  it('moves a place by the known offset', () => {
    // Tiananmen, moved by some 550 m.
    const [lon, lat] = toGcj02([116.39123, 39.90706]);
    expect(lon).toBeCloseTo(116.39747, 4);
    expect(lat).toBeCloseTo(39.90846, 4);
    expect(distanceM([116.39123, 39.90706], [lon, lat])).toBeGreaterThan(400);
  });

  it('goes there and back within a millimetre all over the country', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        expect(distanceM(fromGcj02(toGcj02(place)), place)).toBeLessThan(0.001);
        expect(distanceM(toGcj02(fromGcj02(place)), place)).toBeLessThan(0.001);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with another implementation: forward to a micrometre, back within its own metre', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        const forward = gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02) as [number, number];
        expect(distanceM(toGcj02(place), forward)).toBeLessThan(1e-3);
        const back = gcoord.transform([...place], gcoord.GCJ02, gcoord.WGS84) as [number, number];
        expect(distanceM(fromGcj02(place), back)).toBeLessThan(1);
      }),
    );
  });

  it('leaves places outside unmoved', () => {
    for (const place of [
      [-0.1276, 51.5072],
      [139.6917, 35.6895],
      [151.2, -33.8],
    ] as Position[]) {
      expect(isOffset(place)).toBe(false);
      expect(toGcj02(place)).toEqual(place);
      expect(fromGcj02(place)).toEqual(place);
    }
  });
});
