import { contains } from './contains.ts';
import { type GeometryRefusal, geometryFault } from './faults.ts';
import { areaDegrees2, metresPerDegree, pointInside } from './measure.ts';
import { meet, nearest, turn } from './segments.ts';
import {
  type Box,
  boxesMeet,
  boxOf,
  edgesOf,
  type Polygon,
  type Position,
  polygonsOf,
  type Ring,
  type Shape,
  samePosition,
  shapeOf,
  signedArea,
  tidyShape,
} from './shapes.ts';
import { checkShape } from './validity.ts';

type Edge = readonly [from: Position, to: Position];

/** What rounding to 8 decimals moves a corner at most, with room to spare. */
const roundingM = 0.005;

/** What counts as the same place, and the metres of a degree where the areas lie. */
interface Reach {
  readonly metres: number;
  readonly east: number;
  readonly north: number;
}

export interface MergeOptions {
  /** Corners and edges nearer than this count as the same; a gap or sliver of this width is closed. */
  readonly toleranceM?: number;
}

/**
 * Joins two areas that share part of their outlines; a gap enclosed between them stays a hole.
 * Shared edges need not have the same corners; outlines drawn beside each other are brought together within half a metre.
 * @refuses geometry-not-adjacent, geometry-overlap, and what `checkShape` refuses
 */
export function mergeShapes(
  one: Shape,
  other: Shape,
  options: MergeOptions = {},
): { readonly ok: true; readonly shape: Shape } | GeometryRefusal {
  // Areas cut from one another fit as they are; a wider reach would only pull near corners of their own together.
  for (const metres of [0, roundingM]) {
    const joined = joinWithin(metres, one, other);
    if (joined.ok) return joined;
  }
  return joinWithin(options.toleranceM ?? 0.5, one, other);
}

function joinWithin(metres: number, one: Shape, other: Shape): ReturnType<typeof mergeShapes> {
  const reach: Reach = { metres, ...metresPerDegree(boxOf(one)[1]) };
  const still = edgesOfShape(tidyShape(one));
  const beside = edgesNear(still, other, reach);
  const moved = edgesOfShape(tidyShape(other)).map(([a, b]): Edge => [snap(a, beside, reach), snap(b, beside, reach)]);
  const whole = [...node(still, edgesNear(moved, one, reach), reach), ...node(moved, beside, reach)];
  const left = withoutShared(whole);
  if (left.length === whole.length) {
    return geometryFault(doOverlap(still, moved, reach, [one, other]) ? 'geometry-overlap' : 'geometry-not-adjacent');
  }
  const rings = stitch(left);
  if (!rings) return geometryFault('geometry-overlap');
  const checked = checkShape(assemble(rings));
  if (!checked.ok) return geometryFault('geometry-overlap', checked.at);
  const surplus = areaDegrees2(checked.shape) - areaDegrees2(one) - areaDegrees2(other);
  const isSound = Math.abs(surplus) * reach.east * reach.north <= reach.metres * lengthM(whole, reach) + 1;
  return isSound ? checked : geometryFault('geometry-overlap');
}

function edgesOfShape(shape: Shape): Edge[] {
  return polygonsOf(shape).flat().flatMap(edgesOf);
}

/** Edges whose boxes come near a shape: the others can have no part in the joint. */
function edgesNear(edges: readonly Edge[], shape: Shape, reach: Reach): Edge[] {
  const [west, south, east, north] = boxOf(shape);
  const [lon, lat] = [reach.metres / reach.east, reach.metres / reach.north];
  const around: Box = [west - lon, south - lat, east + lon, north + lat];
  return edges.filter(([a, b]) => boxesMeet(around, boxAround(a, b)));
}

function boxAround(a: Position, b: Position): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

/** Moves a corner onto a corner of the other outline, or else onto its edge, if one is near. */
function snap(at: Position, edges: readonly Edge[], reach: Reach): Position {
  const corners = edges.map(([corner]): Edge => [corner, corner]);
  return nearestOn(at, corners, reach) ?? nearestOn(at, edges, reach) ?? at;
}

function nearestOn(at: Position, edges: readonly Edge[], reach: Reach): Position | undefined {
  let best: Position | undefined;
  let least = reach.metres ** 2;
  for (const [a, b] of edges) {
    const { t, distance2 } = inMetres(at, a, b, reach);
    if (distance2 <= least) {
      least = distance2;
      best = t === 0 ? a : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    }
  }
  return best;
}

/** Cuts edges at the corners of the others that lie on them. */
function node(edges: readonly Edge[], others: readonly Edge[], reach: Reach): Edge[] {
  const cut = edges.flatMap(([a, b]) => {
    const on = others
      .map(([corner]) => ({ corner, ...inMetres(corner, a, b, reach) }))
      .filter(({ t, distance2 }) => t > 0 && t < 1 && distance2 <= reach.metres ** 2)
      .sort((p, q) => p.t - q.t);
    return edgesOf([a, ...on.map(({ corner }) => corner), b]);
  });
  return cut.filter(([a, b]) => !samePosition(a, b));
}

/** The nearest point of an edge, measured in metres around the place itself. */
function inMetres(at: Position, a: Position, b: Position, reach: Reach): ReturnType<typeof nearest> {
  const scaled = (p: Position): Position => [(p[0] - at[0]) * reach.east, (p[1] - at[1]) * reach.north];
  return nearest(scaled(a), scaled(b), [0, 0]);
}

/** Edges that run both ways lie between the two areas and fall away. */
function withoutShared(edges: readonly Edge[]): Edge[] {
  const ways = new Set(edges.map(([a, b]) => `${a}|${b}`));
  return edges.filter(([a, b]) => !ways.has(`${b}|${a}`));
}

/** Puts edges together to rings; where several go on, the one most to the right, so that rings touch but do not cross. */
function stitch(edges: readonly Edge[]): Ring[] | undefined {
  const from = new Map<string, Edge[]>();
  for (const edge of edges) from.set(String(edge[0]), [...(from.get(String(edge[0])) ?? []), edge]);
  const rings: Ring[] = [];
  for (let edge = takeAny(from); edge; edge = takeAny(from)) {
    const ring: Position[] = [...edge];
    let last = edge;
    while (!samePosition(ring[0] as Position, last[1])) {
      const next = takeRightmost(from, last);
      if (!next) return undefined;
      ring.push(next[1]);
      last = next;
    }
    rings.push(ring);
  }
  return rings;
}

function takeAny(from: Map<string, Edge[]>): Edge | undefined {
  for (const [key, list] of from) {
    const edge = list.pop();
    if (list.length === 0) from.delete(key);
    if (edge) return edge;
  }
  return undefined;
}

function takeRightmost(from: Map<string, Edge[]>, last: Edge): Edge | undefined {
  const key = String(last[1]);
  const list = from.get(key) ?? [];
  const best = [...list].sort((p, q) => angleLeft(last, p) - angleLeft(last, q))[0];
  from.set(
    key,
    list.filter((edge) => edge !== best),
  );
  if (list.length <= 1) from.delete(key);
  return best;
}

/** How far to the left an edge turns from the one before, from -π (sharp right) to π. */
function angleLeft([a, b]: Edge, [, c]: Edge): number {
  const forward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return Math.atan2(turn(a, b, c), forward);
}

/** Counter-clockwise rings bound parts, clockwise ones are holes of the part they lie in. */
function assemble(rings: readonly Ring[]): Shape {
  const outers = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  return shapeOf(outers.map((outer) => [outer, ...holes.filter((hole) => isWithin(hole, outer, outers.length))]));
}

function isWithin(hole: Ring, outer: Ring, outers: number): boolean {
  if (outers === 1) return true;
  const polygon: Polygon = { type: 'Polygon', coordinates: [outer] };
  return edgesOf(hole).every(([a, b]) => contains(polygon, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]));
}

/** Whether edges cross, or a corner or the middle of an edge lies inside the other and not just beside its outline. */
function doOverlap(
  still: readonly Edge[],
  moved: readonly Edge[],
  reach: Reach,
  [one, other]: [Shape, Shape],
): boolean {
  const reaches = (edges: readonly Edge[], shape: Shape, outline: readonly Edge[]): boolean =>
    edges
      .flatMap(([a, b]): Position[] => [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]])
      .some((at) => contains(shape, at) && !nearestOn(at, outline, reach));
  const doCross = still.some(([a, b]) => moved.some(([c, d]) => meet(a, b, c, d) === 'cross'));
  const areNested = contains(one, pointInside(other)) || contains(other, pointInside(one));
  return areNested || doCross || reaches(still, other, moved) || reaches(moved, one, still);
}

function lengthM(edges: readonly Edge[], { east, north }: Reach): number {
  return edges.reduce((sum, [a, b]) => sum + Math.hypot((b[0] - a[0]) * east, (b[1] - a[1]) * north), 0);
}
