import { type Box, boxOf, type Position, polygonsOf, type Ring, type Shape } from './shapes.ts';

/**
 * Whether a shape holds a point. A point on a western or southern edge belongs to the shape, on an eastern or
 * northern one to its neighbour: where areas share their edges, each point lies in exactly one of them.
 */
export function contains(shape: Shape, [lon, lat]: Position): boolean {
  let inside = false;
  for (const polygon of polygonsOf(shape)) {
    for (const ring of polygon) {
      if (ringCrossings(ring, lon, lat) % 2 === 1) inside = !inside;
    }
  }
  return inside;
}

/** How often a ray to the east crosses a ring. An edge is taken from its southern end, so neighbours compute it alike. */
function ringCrossings(ring: Ring, lon: number, lat: number): number {
  let crossings = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const a = ring[i - 1] as Position;
    const b = ring[i] as Position;
    if (a[1] > lat === b[1] > lat) continue;
    const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
    const side = (high[0] - low[0]) * (lat - low[1]) - (high[1] - low[1]) * (lon - low[0]);
    if (side > 0) crossings += 1;
  }
  return crossings;
}

/** Finds the area that holds a point; of overlapping ones the first given. */
export type Locator<T> = (point: Position) => T | undefined;

/** Prepares many areas for being looked up by point, on the server and on the phone. */
export function makeLocator<T>(areas: readonly { readonly shape: Shape; readonly area: T }[]): Locator<T> {
  const boxed: readonly { shape: Shape; area: T; box: Box }[] = areas.map((one) => ({ ...one, box: boxOf(one.shape) }));
  return (point) => boxed.find(({ shape, box }) => boxHolds(box, point) && contains(shape, point))?.area;
}

function boxHolds([west, south, east, north]: Box, [lon, lat]: Position): boolean {
  return west <= lon && lon <= east && south <= lat && lat <= north;
}
