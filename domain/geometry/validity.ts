import { contains } from './contains.ts';
import { type GeometryRefusal, geometryFault } from './faults.ts';
import { meet, nearest } from './segments.ts';
import {
  edgesOf,
  type Position,
  polygonsOf,
  type Ring,
  type Shape,
  samePosition,
  signedArea,
  tidyShape,
} from './shapes.ts';

/** More positions than the outline of any community needs. */
export const shapePointsLimit = 10_000;
/** Squared nearness (in degrees) at which a point counts as lying on an edge: a tenth of a millimetre. */
const onEdge2 = 1e-9 ** 2;

interface Edge {
  readonly a: Position;
  readonly b: Position;
  readonly ring: number;
  readonly index: number;
  readonly ringLength: number;
}

/**
 * Says whether a shape bounds an area, and gives it tidied (closed, rounded to a millimetre, rings in RFC 7946 order).
 * Rings may touch each other in single points, as a hole that reaches the outline does; a ring may not touch itself.
 * @refuses geometry-too-few-points, geometry-too-many-points, geometry-outside-world, geometry-open-ring,
 *   geometry-no-area, geometry-self-crossing, geometry-hole-outside, geometry-parts-overlap
 */
export function checkShape(shape: Shape): { readonly ok: true; readonly shape: Shape } | GeometryRefusal {
  const given = polygonsOf(shape).flat();
  const formal = formFault(given);
  if (formal) return formal;
  const tidy = tidyShape(shape);
  const rings = polygonsOf(tidy).flat();
  for (const ring of rings) {
    if (ring.length < 4) return geometryFault('geometry-too-few-points', ring[0]);
    if (signedArea(ring) === 0) return geometryFault('geometry-no-area', ring[0]);
  }
  return crossingFault(rings) ?? nestingFault(tidy) ?? { ok: true, shape: tidy };
}

function formFault(rings: readonly Ring[]): GeometryRefusal | undefined {
  if (rings.length === 0) return geometryFault('geometry-too-few-points');
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > shapePointsLimit)
    return geometryFault('geometry-too-many-points');
  for (const ring of rings) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || ring.length < 4) return geometryFault('geometry-too-few-points', first);
    if (!ring.every(isOnEarth)) return geometryFault('geometry-outside-world');
    if (!samePosition(first, last)) return geometryFault('geometry-open-ring', last);
  }
  return undefined;
}

function isOnEarth([lon, lat]: Position): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** Goes over the edges from west to east; only edges whose boxes overlap are compared. */
function crossingFault(rings: readonly Ring[]): GeometryRefusal | undefined {
  const edges = rings
    .flatMap((ring, number) =>
      edgesOf(ring).map(([a, b], index): Edge => ({ a, b, ring: number, index, ringLength: ring.length - 1 })),
    )
    .sort((one, other) => westOf(one) - westOf(other));
  for (let i = 0; i < edges.length; i += 1) {
    const one = edges[i] as Edge;
    const east = Math.max(one.a[0], one.b[0]);
    for (let j = i + 1; j < edges.length; j += 1) {
      const other = edges[j] as Edge;
      if (westOf(other) > east) break;
      if (isFaulty(one, other)) return geometryFault('geometry-self-crossing', other.a);
    }
  }
  return undefined;
}

function westOf({ a, b }: Edge): number {
  return Math.min(a[0], b[0]);
}

function isFaulty(one: Edge, other: Edge): boolean {
  const meeting = meet(one.a, one.b, other.a, other.b);
  if (meeting === 'none') return false;
  if (meeting !== 'touch') return true;
  if (one.ring !== other.ring) return false;
  const apart = Math.abs(one.index - other.index);
  return apart !== 1 && apart !== one.ringLength - 1;
}

function nestingFault(shape: Shape): GeometryRefusal | undefined {
  const polygons = polygonsOf(shape);
  for (const [outer, ...holes] of polygons) {
    for (const hole of holes) {
      const out = hole.find((at) => !holdsOrTouches(outer as Ring, at));
      if (out) return geometryFault('geometry-hole-outside', out);
      const nested = holes.find((other) => other !== hole && reachesInto(hole, other));
      if (nested) return geometryFault('geometry-parts-overlap', nested[0]);
    }
  }
  for (const [i, [outer]] of polygons.entries()) {
    for (const [j, other] of polygons.entries()) {
      if (i !== j && reachesInto(outer as Ring, other[0] as Ring) && !liesInHole(outer as Ring, other.slice(1))) {
        return geometryFault('geometry-parts-overlap', outer?.[0]);
      }
    }
  }
  return undefined;
}

/** Whether some point of one ring lies strictly inside another. */
function reachesInto(ring: Ring, other: Ring): boolean {
  return probes(ring).some((at) => holds(other, at) && !touches(other, at));
}

function liesInHole(ring: Ring, holes: readonly Ring[]): boolean {
  return holes.some((hole) => ring.every((at) => holdsOrTouches(hole, at)));
}

/** Corners and the middles of edges. */
function probes(ring: Ring): Position[] {
  return edgesOf(ring).flatMap(([a, b]): Position[] => [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]]);
}

function holdsOrTouches(ring: Ring, at: Position): boolean {
  return holds(ring, at) || touches(ring, at);
}

function holds(ring: Ring, at: Position): boolean {
  return contains({ type: 'Polygon', coordinates: [ring] }, at);
}

function touches(ring: Ring, at: Position): boolean {
  for (let i = 1; i < ring.length; i += 1) {
    if (nearest(ring[i - 1] as Position, ring[i] as Position, at).distance2 <= onEdge2) return true;
  }
  return false;
}
