import { type LonLat, metresFrom, type Ring } from './geo.ts';

/** Seven places are about a centimetre: what is drawn and what is typed stay equal. */
export function roundPoint([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

/** Puts a corner after the last. */
export function addCorner(ring: Ring, point: LonLat): Ring {
  return [...ring, roundPoint(point)];
}

/** Puts a corner between corner `at` and the next. */
export function insertCorner(ring: Ring, at: number, point: LonLat): Ring {
  return ring.toSpliced(at + 1, 0, roundPoint(point));
}

/** Moves one corner. */
export function moveCorner(ring: Ring, at: number, point: LonLat): Ring {
  return ring.with(at, roundPoint(point));
}

/** Takes one corner away. */
export function removeCorner(ring: Ring, at: number): Ring {
  return ring.toSpliced(at, 1);
}

/** The middle of each side; the last one closes the ring. */
export function midpoints(ring: Ring): readonly LonLat[] {
  if (ring.length < 2) return [];
  return ring.map(([lon, lat], at) => {
    const [nextLon, nextLat] = ring[(at + 1) % ring.length] as LonLat;
    return [(lon + nextLon) / 2, (lat + nextLat) / 2];
  });
}

/** The area inside, in square metres. */
export function ringArea(ring: Ring): number {
  const origin = ring[0];
  if (!origin || ring.length < 3) return 0;
  const flat = ring.map((point) => metresFrom(origin, point));
  const twice = flat.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = flat[(at + 1) % flat.length] as readonly [number, number];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function turn([ax, ay]: LonLat, [bx, by]: LonLat, [cx, cy]: LonLat): number {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}

function doCross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Whether two sides of the ring cross each other: such an outline has no inside. */
export function isCrossed(ring: Ring): boolean {
  const sides = ring.map((from, at) => [from, ring[(at + 1) % ring.length] as LonLat] as const);
  return sides.some(([a, b], at) => sides.slice(at + 2).some(([c, d]) => doCross(a, b, c, d)));
}

export type RingFault = 'too-few' | 'crossed' | 'too-small';

/** Why an outline is not yet an area; undefined where it is one. */
export function ringFault(ring: Ring): RingFault | undefined {
  if (ring.length < 3) return 'too-few';
  if (isCrossed(ring)) return 'crossed';
  return ringArea(ring) < 1 ? 'too-small' : undefined;
}

/** The outline as a GeoJSON polygon, counter-clockwise and closed. */
export function polygonOf(ring: Ring): { type: 'Polygon'; coordinates: [number, number][][] } {
  const points = ring.map(([lon, lat]): [number, number] => [lon, lat]);
  const first = points[0];
  const twice = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] as [number, number];
    return sum + x * nextY - nextX * y;
  }, 0);
  // Counting from the first corner, so that turning the direction keeps where the ring begins.
  const turned = twice < 0 && first ? [first, ...points.slice(1).reverse()] : points;
  return { type: 'Polygon', coordinates: [first ? [...turned, first] : []] };
}

/** The corners of a GeoJSON polygon's outer ring. */
export function ringOf(polygon: { readonly coordinates: readonly (readonly LonLat[])[] }): Ring {
  return (polygon.coordinates[0] ?? []).slice(0, -1);
}
