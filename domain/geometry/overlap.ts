import { areaM2, metresPerDegree } from './measure.ts';
import { crossing } from './segments.ts';
import { boxesMeet, boxOf, edgesOf, type Position, polygonsOf, type Shape } from './shapes.ts';

/** An edge from its southern to its northern end. */
interface Rising {
  readonly low: Position;
  readonly high: Position;
}

/** A stretch of a parallel inside a shape, from west to east. */
type Stretch = readonly [from: number, to: number];

/**
 * The area two shapes have in common, in square metres. Cuts the plane at every corner and crossing into slabs in which all
 * edges run straight past each other, so the sum is exact. Cost: slabs × edges alive in a slab.
 */
export function overlapM2(one: Shape, other: Shape): number {
  const [boxA, boxB] = [boxOf(one), boxOf(other)];
  if (!boxesMeet(boxA, boxB)) return 0;
  const [south, north] = [Math.max(boxA[1], boxB[1]), Math.min(boxA[3], boxB[3])];
  const [a, b] = [risingEdges(one, south, north), risingEdges(other, south, north)];
  const cuts = cutsOf(a, b, south, north);
  const lookA = sweepOver(a);
  const lookB = sweepOver(b);
  let degrees2 = 0;
  for (let i = 1; i < cuts.length; i += 1) {
    const [from, to] = [cuts[i - 1] as number, cuts[i] as number];
    const middle = (from + to) / 2;
    degrees2 += commonWidth(lookA(middle), lookB(middle)) * (to - from);
  }
  const { east, north: up } = metresPerDegree((south + north) / 2);
  return degrees2 * east * up;
}

/** The part of a shape that reaches beyond another, in square metres. */
export function beyondM2(shape: Shape, outer: Shape): number {
  return Math.max(0, areaM2(shape) - overlapM2(shape, outer));
}

function risingEdges(shape: Shape, south: number, north: number): Rising[] {
  return polygonsOf(shape)
    .flatMap((rings) => rings.flatMap(edgesOf))
    .map(([a, b]): Rising => (a[1] < b[1] ? { low: a, high: b } : { low: b, high: a }))
    .filter(({ low, high }) => low[1] < high[1] && low[1] <= north && high[1] >= south)
    .sort((p, q) => p.low[1] - q.low[1]);
}

/** Latitudes of all corners and of all crossings between the two. */
function cutsOf(a: readonly Rising[], b: readonly Rising[], south: number, north: number): number[] {
  const cuts = new Set([south, north]);
  for (const { low, high } of [...a, ...b]) {
    cuts.add(low[1]);
    cuts.add(high[1]);
  }
  for (const one of a) {
    for (const other of b) {
      if (other.low[1] > one.high[1]) break;
      if (other.high[1] < one.low[1] || eastOf(one) < westOf(other) || eastOf(other) < westOf(one)) continue;
      const found = crossing(one.low, one.high, other.low, other.high);
      if (found) cuts.add(found.at[1]);
    }
  }
  return [...cuts].filter((lat) => lat >= south && lat <= north).sort((p, q) => p - q);
}

const westOf = ({ low, high }: Rising) => Math.min(low[0], high[0]);
const eastOf = ({ low, high }: Rising) => Math.max(low[0], high[0]);

/** Answers the stretches inside a shape for latitudes asked from south to north. */
function sweepOver(edges: readonly Rising[]): (lat: number) => Stretch[] {
  let next = 0;
  let alive: Rising[] = [];
  return (lat) => {
    while (next < edges.length && (edges[next] as Rising).low[1] <= lat) {
      alive.push(edges[next] as Rising);
      next += 1;
    }
    alive = alive.filter((edge) => edge.high[1] > lat);
    const hits = alive.map((edge) => lonAt(edge, lat)).sort((p, q) => p - q);
    const stretches: Stretch[] = [];
    for (let i = 1; i < hits.length; i += 2) stretches.push([hits[i - 1] as number, hits[i] as number]);
    return stretches;
  };
}

function lonAt({ low, high }: Rising, lat: number): number {
  return low[0] + ((lat - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
}

function commonWidth(a: readonly Stretch[], b: readonly Stretch[]): number {
  let width = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [p, q] = [a[i] as Stretch, b[j] as Stretch];
    width += Math.max(0, Math.min(p[1], q[1]) - Math.max(p[0], q[0]));
    if (p[1] < q[1]) i += 1;
    else j += 1;
  }
  return width;
}
