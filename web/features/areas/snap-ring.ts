import { metresPerDegree } from '../../../domain/geometry/measure.ts';
import { nearest } from '../../../domain/geometry/segments.ts';
import { edgesOf, type Position, polygonsOf, type Shape } from '../../../domain/geometry/shapes.ts';
import type { LonLat, Ring } from '../../ui/map/geo.ts';
import { roundPoint } from '../../ui/map/ring.ts';

/** How far, in metres, a corner may lie from a neighbour's border and still be meant to lie on it. */
const snapReachM = 15;

/**
 * Moves the corners that lie near a neighbour's border onto it, so that neither gap nor overlap is left between them;
 * a corner of the neighbour is preferred to a place on its side.
 */
export function snapRing(ring: Ring, neighbours: readonly Shape[]): { readonly ring: Ring; readonly moved: number } {
  const edges = neighbours.flatMap((shape) => polygonsOf(shape).flatMap((rings) => rings.flatMap(edgesOf)));
  let moved = 0;
  const snapped = ring.map((corner) => {
    const target = targetOf(corner, edges);
    if (!target || (target[0] === corner[0] && target[1] === corner[1])) return corner;
    moved += 1;
    return roundPoint(target as LonLat);
  });
  return { ring: snapped.filter((corner, at) => !isSame(corner, snapped[(at + 1) % snapped.length])), moved };
}

function isSame(a: LonLat, b: LonLat | undefined): boolean {
  return b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function targetOf(corner: LonLat, edges: readonly (readonly [Position, Position])[]): Position | undefined {
  const { east, north } = metresPerDegree(corner[1]);
  const flat = ([lon, lat]: Position): Position => [(lon - corner[0]) * east, (lat - corner[1]) * north];
  let best: { to: Position; metres: number; isCorner: boolean } | undefined;
  for (const [a, b] of edges) {
    const atCorner = Math.hypot(...flat(a));
    if (atCorner <= snapReachM && (!best?.isCorner || atCorner < best.metres))
      best = { to: a, metres: atCorner, isCorner: true };
    if (best?.isCorner) continue;
    const { t, distance2 } = nearest(flat(a), flat(b), [0, 0]);
    const metres = Math.sqrt(distance2);
    if (metres <= snapReachM && metres < (best?.metres ?? Number.POSITIVE_INFINITY))
      best = { to: [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])], metres, isCorner: false };
  }
  return best?.to;
}
