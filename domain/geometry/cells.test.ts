import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, cellsWithin } from './cells.ts';
import { distanceM, metresPerDegree } from './measure.ts';

const lon = fc.double({ min: 73, max: 135, noNaN: true });
const lat = fc.double({ min: 3, max: 54, noNaN: true });

describe('cells for nearness', () => {
  it('are about 150 m in both directions, all over the country', () => {
    for (const latitude of [18.2, 23.1, 31.2, 39.9, 49.6]) {
      const { east, north } = metresPerDegree(latitude);
      const across = new Set(Array.from({ length: 1000 }, (_, i) => cellOf(116 + (i * 15) / east, latitude)));
      const up = new Set(Array.from({ length: 1000 }, (_, i) => cellOf(116, latitude + (i * 15) / north)));
      expect(Math.abs(across.size - 100)).toBeLessThanOrEqual(3);
      expect(Math.abs(up.size - 100)).toBeLessThanOrEqual(3);
    }
  });

  it('are whole numbers far below what a number holds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (x, y) => {
          const cell = cellOf(x, y);
          return Number.isSafeInteger(cell) && cell >= 0 && cell < 2 ** 38;
        },
      ),
    );
  });

  it('hold every point within the distance asked for', () => {
    fc.assert(
      fc.property(
        lon,
        lat,
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        (x, y, metres, share, angle) => {
          const { east, north } = metresPerDegree(y);
          const to = [
            x + (metres * share * Math.cos(angle)) / east,
            y + (metres * share * Math.sin(angle)) / north,
          ] as const;
          fc.pre(distanceM([x, y], to) <= metres);
          expect(cellsWithin(x, y, metres)).toContain(cellOf(...to));
        },
      ),
    );
  });

  it('are few: near what the circle covers', () => {
    expect(cellsWithin(121.47, 31.23, 0)).toEqual([cellOf(121.47, 31.23)]);
    expect(cellsWithin(121.47, 31.23, 150).length).toBeLessThanOrEqual(16);
    expect(cellsWithin(121.47, 31.23, 5000).length).toBeLessThan(6000);
    expect(new Set(cellsWithin(121.47, 31.23, 1000)).size).toBe(cellsWithin(121.47, 31.23, 1000).length);
    expect(() => cellsWithin(121.47, 31.23, 50_000)).toThrow(RangeError);
    expect(() => cellsWithin(121.47, 31.23, Number.NaN)).toThrow(RangeError);
  });

  it('do not hang on the last bit of a cosine, which differs between machines', () => {
    for (let degree = -90; degree < 90; degree += 1) {
      const exact = 740 * Math.cos(((degree + 0.5) * Math.PI) / 180);
      expect(Math.abs(exact - Math.floor(exact) - 0.5)).toBeGreaterThan(1e-9);
    }
  });
});
