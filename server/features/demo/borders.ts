import type { Polygon } from '../../../domain/geometry/shapes.ts';
import { type Point, toLonLat } from './footprints.ts';

/** How near a corner must lie to a border to be one of its points: cuts meet there, but for rounding. */
const nearM = 0.001;
const bucketM = 40;

/**
 * Turns plan polygons into GeoJSON whose borders are the same points on both sides: where one border ends in the middle of another,
 * the other gets that corner too, so that rounding opens no gap and makes no overlap.
 * @param all every polygon whose corners may lie on the borders
 */
export function sharedBorders(all: readonly (readonly Point[])[]): (polygon: readonly Point[]) => Polygon {
  const buckets = new Map<string, Point[]>();
  const seen = new Set<string>();
  for (const corner of all.flat()) {
    const key = `${corner[0].toFixed(3)} ${corner[1].toFixed(3)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const bucket = bucketAt(corner);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), corner]);
  }
  return (polygon) => {
    const points = polygon.flatMap((from, i) => edgeFrom(buckets, from, polygon[(i + 1) % polygon.length] as Point));
    return polygonOf(points);
  };
}

/** A closed GeoJSON polygon, counter-clockwise. */
export function polygonOf(points: readonly Point[]): Polygon {
  const ring: [number, number][] = [];
  for (const point of clockwise(points) ? [...points].reverse() : points) {
    const next = toLonLat(point);
    const last = ring.at(-1);
    if (!last || last[0] !== next[0] || last[1] !== next[1]) ring.push(next);
  }
  const first = ring[0] as [number, number];
  const last = ring.at(-1) as [number, number];
  if (ring.length > 1 && first[0] === last[0] && first[1] === last[1]) ring.pop();
  return { type: 'Polygon', coordinates: [[...ring, first]] };
}

function clockwise(points: readonly Point[]): boolean {
  let doubled = 0;
  for (const [i, [x, y]] of points.entries()) {
    const [nextX, nextY] = points[(i + 1) % points.length] as Point;
    doubled += x * nextY - nextX * y;
  }
  return doubled < 0;
}

function bucketAt([x, y]: Point): string {
  return `${Math.floor(x / bucketM)} ${Math.floor(y / bucketM)}`;
}

/** The start of an edge and every corner on it, in order. */
function edgeFrom(buckets: ReadonlyMap<string, readonly Point[]>, from: Point, to: Point): Point[] {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.hypot(dx, dy);
  const found = new Map<Point, number>();
  for (let at = 0; at <= length + bucketM; at += bucketM / 2) {
    const share = Math.min(1, at / Math.max(length, 1e-9));
    for (const corner of around(buckets, [from[0] + dx * share, from[1] + dy * share])) {
      const along = ((corner[0] - from[0]) * dx + (corner[1] - from[1]) * dy) / Math.max(length, 1e-9);
      const off = Math.abs((corner[0] - from[0]) * dy - (corner[1] - from[1]) * dx) / Math.max(length, 1e-9);
      if (off <= nearM && along > nearM && along < length - nearM) found.set(corner, along);
    }
  }
  return [from, ...[...found].sort((a, b) => a[1] - b[1]).map(([corner]) => corner)];
}

function around(buckets: ReadonlyMap<string, readonly Point[]>, [x, y]: Point): readonly Point[] {
  const near: Point[] = [];
  for (const stepX of [-1, 0, 1]) {
    for (const stepY of [-1, 0, 1])
      near.push(...(buckets.get(bucketAt([x + stepX * bucketM, y + stepY * bucketM])) ?? []));
  }
  return near;
}
