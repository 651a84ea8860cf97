import type { Point } from './footprints.ts';
import type { Random } from './random.ts';

/** Something that stands somewhere and counts for so much. */
export interface Standing {
  readonly centre: Point;
  readonly ring: readonly Point[];
  readonly weight: number;
}

export interface Part<T> {
  /** Convex; the first point is not repeated. */
  readonly polygon: readonly Point[];
  readonly things: readonly T[];
}

/** How far a border may turn from north–south or east–west. */
const mostTurn = 0.12;
/** A border may leave the even share by so much to find a lane between the houses. */
const slack = 0.05;

/**
 * Cuts a convex piece of ground into parts without gap or overlap, each with its share of the weight: by halves, across the longer side,
 * along a line that meets as few outlines as it can.
 * @param shares of the parts, in order; there must be at least as many things as parts
 */
export function cutGround<T extends Standing>(
  random: Random,
  whole: Part<T>,
  shares: readonly number[],
): readonly Part<T>[] {
  if (shares.length === 1) return [whole];
  const half = Math.ceil(shares.length / 2);
  const left = shares.slice(0, half);
  const right = shares.slice(half);
  const [one, other] = cutOnce(random, whole, {
    share: sum(left) / sum(shares),
    least: left.length,
    leastBeyond: right.length,
  });
  return [...cutGround(random, one, left), ...cutGround(random, other, right)];
}

interface Cut {
  readonly share: number;
  /** Things needed on this side and on the other. */
  readonly least: number;
  readonly leastBeyond: number;
}

function cutOnce<T extends Standing>(random: Random, whole: Part<T>, cut: Cut): readonly [Part<T>, Part<T>] {
  const xs = whole.polygon.map(([x]) => x);
  const ys = whole.polygon.map(([, y]) => y);
  const isWide = Math.max(...xs) - Math.min(...xs) >= Math.max(...ys) - Math.min(...ys);
  const turn = (random.unit() * 2 - 1) * mostTurn;
  // From west to east, or from north to south: the order in which grids are numbered.
  const across: Point = isWide ? [Math.cos(turn), Math.sin(turn)] : [Math.sin(turn), -Math.cos(turn)];
  const things = whole.things.map((thing) => ({ thing, at: along(across, thing.centre) })).sort((a, b) => a.at - b.at);
  const border = bestBorder(things, across, cut);
  const [near, far] = splitPolygon(whole.polygon, across, border);
  return [
    { polygon: near, things: things.filter(({ at }) => at < border).map(({ thing }) => thing) },
    { polygon: far, things: things.filter(({ at }) => at >= border).map(({ thing }) => thing) },
  ];
}

function bestBorder(things: readonly { thing: Standing; at: number }[], across: Point, cut: Cut): number {
  const total = sum(things.map(({ thing }) => thing.weight));
  let best = { border: Number.NaN, cost: Number.POSITIVE_INFINITY };
  let before = 0;
  for (const [i, { thing, at }] of things.entries()) {
    const previous = things[i - 1];
    const off = Math.abs(before / total - cut.share);
    before += thing.weight;
    const isPossible =
      i >= cut.least && things.length - i >= cut.leastBeyond && previous !== undefined && at > previous.at;
    // Beyond the slack the share alone counts; it always exceeds what any number of crossings costs within.
    const floor = off <= slack ? off * 20 : 1000 + off * 1e6;
    if (!isPossible || floor >= best.cost) continue;
    const border = (previous.at + at) / 2;
    const cost = floor + (off <= slack ? crossings(things, across, border, i) : 0);
    if (cost < best.cost) best = { border, cost };
  }
  if (Number.isNaN(best.border)) throw new RangeError('there are too few buildings for so many parts');
  return best.border;
}

/** How many outlines a border would cut; only those near it are looked at. */
function crossings(
  things: readonly { thing: Standing; at: number }[],
  across: Point,
  border: number,
  from: number,
): number {
  const reach = 120;
  let count = 0;
  const look = (i: number): boolean => {
    const one = things[i];
    if (!one || Math.abs(one.at - border) > reach) return false;
    const sides = one.thing.ring.map((point) => along(across, point) < border);
    if (sides.includes(true) && sides.includes(false)) count += 1;
    return true;
  };
  for (let i = from; look(i); i += 1);
  for (let i = from - 1; look(i); i -= 1);
  return count;
}

function along(across: Point, point: Point): number {
  return across[0] * point[0] + across[1] * point[1];
}

function splitPolygon(polygon: readonly Point[], across: Point, border: number): readonly [Point[], Point[]] {
  const near: Point[] = [];
  const far: Point[] = [];
  for (const [i, point] of polygon.entries()) {
    const next = polygon[(i + 1) % polygon.length] as Point;
    const here = along(across, point) - border;
    const there = along(across, next) - border;
    (here < 0 ? near : far).push(point);
    if (here < 0 === there < 0) continue;
    const share = here / (here - there);
    const crossing: Point = [point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share];
    near.push(crossing);
    far.push(crossing);
  }
  return [near, far];
}

function sum(list: readonly number[]): number {
  return list.reduce((all, one) => all + one, 0);
}
