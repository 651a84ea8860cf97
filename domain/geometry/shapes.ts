import { z } from 'zod';

/** Longitude and latitude in degrees, WGS 84 (equal to CGCS2000 within a metre). */
export type Position = readonly [lon: number, lat: number];
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[];

/** GeoJSON (RFC 7946); the first ring bounds it, the others are holes. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly Ring[];
}
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly Ring[])[];
}
/** The form of an area. */
export type Shape = Polygon | MultiPolygon;

/** West, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number())
  .transform(([lon, lat]): Position => [lon, lat]);
const rings = z.array(z.array(position).min(4).max(10_000)).min(1).max(200);

/** A shape from outside: its form only; `checkShape` says whether it bounds an area. Heights are dropped. */
export const shapeSchema: z.ZodType<Shape> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1).max(200) }),
]);

/** The polygons of a shape, each as its rings. */
export function polygonsOf(shape: Shape): readonly (readonly Ring[])[] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** One polygon, or several as one shape. */
export function shapeOf(polygons: readonly (readonly Ring[])[]): Shape {
  const [only, ...more] = polygons;
  return only && more.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** The smallest box around a shape. */
export function boxOf(shape: Shape): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygonsOf(shape)) {
    for (const [lon, lat] of outer ?? []) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}

/** Whether two boxes have a point in common. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Twice the signed area of a ring in square degrees: positive where it runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [ax, ay] = ring[i - 1] ?? [0, 0];
    const [bx, by] = ring[i] ?? [0, 0];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

/**
 * Brings a drawn shape to the form kept: 8 decimals (a millimetre), closed rings, no position twice in a row,
 * the outer ring counter-clockwise and holes clockwise.
 */
export function tidyShape(shape: Shape): Shape {
  return shapeOf(polygonsOf(shape).map((polygon) => polygon.map((ring, i) => tidyRing(ring, i === 0 ? 1 : -1))));
}

function tidyRing(ring: Ring, direction: 1 | -1): Ring {
  const open: Position[] = [];
  for (const [lon, lat] of ring) {
    const next: Position = [rounded(lon), rounded(lat)];
    const last = open.at(-1);
    if (!last || !samePosition(last, next)) open.push(next);
  }
  const [first, last] = [open[0], open.at(-1)];
  if (first && last && open.length > 1 && samePosition(first, last)) open.pop();
  const closed: Ring = first ? [...open, first] : open;
  return Math.sign(signedArea(closed)) === -direction ? [...closed].reverse() : closed;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e8) / 1e8;
}

export function samePosition(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The edges of a closed ring. */
export function edgesOf(ring: Ring): [Position, Position][] {
  const edges: [Position, Position][] = [];
  for (let i = 1; i < ring.length; i += 1) edges.push([ring[i - 1] as Position, ring[i] as Position]);
  return edges;
}
