import { contains } from './contains.ts';
import { boxOf, edgesOf, type Position, polygonsOf, type Ring, type Shape, signedArea } from './shapes.ts';

const radian = Math.PI / 180;
/** Mean radius of the earth. */
const radiusM = 6_371_008.8;
const equatorM = 6_378_137;
const eccentricity2 = 0.006_694_379_990_14;

/** Distance of two points on the sphere, in metres. */
export function distanceM([lonA, latA]: Position, [lonB, latB]: Position): number {
  const [a, b] = [latA * radian, latB * radian];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lonB - lonA) * radian) / 2) ** 2;
  return 2 * radiusM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres of one degree east and one degree north at a latitude (WGS 84). */
export function metresPerDegree(lat: number): { readonly east: number; readonly north: number } {
  const w2 = 1 - eccentricity2 * Math.sin(lat * radian) ** 2;
  return {
    east: (equatorM / Math.sqrt(w2)) * Math.cos(lat * radian) * radian,
    north: ((equatorM * (1 - eccentricity2)) / w2 ** 1.5) * radian,
  };
}

/** The area of a shape in square degrees, holes taken off: for comparing; parts add up to their whole exactly. */
export function areaDegrees2(shape: Shape): number {
  let sum = 0;
  for (const polygon of polygonsOf(shape)) {
    polygon.forEach((ring, i) => {
      sum += (Math.abs(signedArea(ring)) / 2) * (i === 0 ? 1 : -1);
    });
  }
  return sum;
}

/** The area of a shape in square metres, holes taken off; right to a ten-thousandth for areas up to a district. */
export function areaM2(shape: Shape): number {
  const [, south, , north] = boxOf(shape);
  const { east, north: up } = metresPerDegree((south + north) / 2);
  return areaDegrees2(shape) * east * up;
}

/** The centre of gravity of a shape; it may lie outside of it (see `pointInside`). */
export function centroid(shape: Shape): Position {
  const [west, south] = boxOf(shape);
  let [x, y, weight] = [0, 0, 0];
  for (const polygon of polygonsOf(shape)) {
    polygon.forEach((ring, i) => {
      const [rx, ry, area] = ringMoment(ring, west, south);
      const sign = (i === 0 ? 1 : -1) * Math.sign(area);
      x += sign * rx;
      y += sign * ry;
      weight += sign * area;
    });
  }
  return weight === 0 ? [west, south] : [west + x / (3 * weight), south + y / (3 * weight)];
}

function ringMoment(ring: Ring, x0: number, y0: number): [x: number, y: number, area2: number] {
  let [x, y, area] = [0, 0, 0];
  for (const [[ax, ay], [bx, by]] of edgesOf(ring)) {
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    x += (ax - x0 + bx - x0) * cross;
    y += (ay - y0 + by - y0) * cross;
    area += cross;
  }
  return [x, y, area];
}

/** A point that lies in the shape for sure: the centroid, or the middle of the widest stretch at some height. For labels and pins. */
export function pointInside(shape: Shape): Position {
  const centre = centroid(shape);
  if (contains(shape, centre)) return centre;
  const [, south, , north] = boxOf(shape);
  let best: { point: Position; width: number } = { point: centre, width: 0 };
  for (let step = 1; step < 32; step += 1) {
    const lat = south + ((north - south) * (step - 0.5 + 1 / 64)) / 32;
    const crossings = crossingsAt(shape, lat);
    for (let i = 1; i < crossings.length; i += 2) {
      const [from, to] = [crossings[i - 1] ?? 0, crossings[i] ?? 0];
      if (to - from > best.width) best = { point: [(from + to) / 2, lat], width: to - from };
    }
  }
  return best.point;
}

function crossingsAt(shape: Shape, lat: number): number[] {
  const found: number[] = [];
  for (const polygon of polygonsOf(shape)) {
    for (const [a, b] of polygon.flatMap(edgesOf)) {
      if (a[1] > lat !== b[1] > lat) found.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
  }
  return found.sort((a, b) => a - b);
}
