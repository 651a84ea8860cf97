import type { Position } from './shapes.ts';

/** Krasovsky 1940, the ellipsoid the offset is defined on. */
const axisM = 6_378_245;
const flattening2 = 0.006_693_421_622_965_943;
const radian = Math.PI / 180;

/** Whether the offset applies: the box of the published formula. Taiwan, Hong Kong and neighbours in the box are moved, too. */
export function isOffset([lon, lat]: Position): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/** Moves a WGS 84 position to GCJ-02, as the maps of 高德, 腾讯 and 微信 use it. Outside China nothing moves. */
export function toGcj02(position: Position): Position {
  if (!isOffset(position)) return position;
  const [east, north] = offsetOf(position);
  return [position[0] + east, position[1] + north];
}

/** Moves a GCJ-02 position back to WGS 84, by iteration to far below a millimetre. Outside China nothing moves. */
export function fromGcj02(position: Position): Position {
  if (!isOffset(position)) return position;
  let guess: Position = position;
  for (let round = 0; round < 12; round += 1) {
    const [east, north] = offsetOf(guess);
    const next: Position = [position[0] - east, position[1] - north];
    const step = Math.abs(next[0] - guess[0]) + Math.abs(next[1] - guess[1]);
    guess = next;
    if (step < 1e-12) break;
  }
  return guess;
}

/** The offset in degrees at a WGS 84 position. */
function offsetOf([lon, lat]: Position): [east: number, north: number] {
  const [x, y] = [lon - 105, lat - 35];
  const phi = lat * radian;
  const magic = 1 - flattening2 * Math.sin(phi) ** 2;
  const root = Math.sqrt(magic);
  return [
    eastM(x, y) / ((axisM / root) * Math.cos(phi) * radian),
    northM(x, y) / (((axisM * (1 - flattening2)) / (magic * root)) * radian),
  ];
}

function northM(x: number, y: number): number {
  const trend = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return trend + shortWaves(x) + (waves(y, [1, 20, 1 / 3, 40]) + waves(y, [1 / 12, 160, 1 / 30, 320])) * (2 / 3);
}

function eastM(x: number, y: number): number {
  const trend = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return trend + shortWaves(x) + (waves(x, [1, 20, 1 / 3, 40]) + waves(x, [1 / 12, 150, 1 / 30, 300])) * (2 / 3);
}

function shortWaves(x: number): number {
  return waves(x, [6, 20, 2, 20]) * (2 / 3);
}

/** Two sines, each as frequency in half turns and amplitude. */
function waves(t: number, [f1, a1, f2, a2]: readonly [number, number, number, number]): number {
  return a1 * Math.sin(f1 * t * Math.PI) + a2 * Math.sin(f2 * t * Math.PI);
}
