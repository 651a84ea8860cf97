import { contains } from './contains.ts';
import { centroid, distanceM, metresPerDegree } from './measure.ts';
import { boxOf, edgesOf, type Position, polygonsOf, type Shape } from './shapes.ts';
import { splitShape } from './split.ts';

/** A building with how many households live in it. */
export interface Weighed {
  readonly id: number;
  readonly at: Position;
  readonly households: number;
}

/** A part of a grid: its border, where the grid has one that could be cut, and the buildings on its ground. */
export interface GridPart {
  readonly outline: Shape | null;
  readonly buildings: readonly Weighed[];
  readonly households: number;
}

const directions = 36;

const sumOf = (buildings: readonly Weighed[]): number => buildings.reduce((sum, one) => sum + one.households, 0);

interface Cut {
  readonly near: readonly Weighed[];
  readonly far: readonly Weighed[];
  readonly outlines: readonly [Shape | null, Shape | null];
  /** By how many households the near side misses its share. */
  readonly miss: number;
}

/** Metres east and north of a point. */
function planeAround([lon, lat]: Position) {
  const { east, north } = metresPerDegree(lat);
  return {
    to: (at: Position): readonly [number, number] => [(at[0] - lon) * east, (at[1] - lat) * north],
    from: (x: number, y: number): Position => [lon + x / east, lat + y / north],
  };
}

/** The place in an order of buildings where a share of the households comes nearest, at least one building on each side. */
function placeOfShare(
  ordered: readonly (readonly [number, Weighed])[],
  wanted: number,
  least: number,
  most: number,
): number {
  let [best, bestMiss, sum] = [least, Infinity, 0];
  for (const [n, [along, one]] of ordered.entries()) {
    sum += one.households;
    const next = ordered[n + 1];
    // Two at one height cannot be told apart by a line.
    if (n + 1 < least || n + 1 > most || !next || next[0] - along < 0.01) continue;
    const miss = Math.abs(sum - wanted);
    if (miss < bestMiss) [best, bestMiss] = [n + 1, miss];
  }
  return bestMiss === Infinity ? 0 : best;
}

/** Cuts along one direction where the share comes nearest; undefined where the line does not go across once. */
function cutAlong(
  outline: Shape | null,
  buildings: readonly Weighed[],
  { angle, share, least, most }: { angle: number; share: number; least: number; most: number },
): Cut | undefined {
  const plane = planeAround(outline ? centroid(outline) : (buildings[0] as Weighed).at);
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const along = ({ at }: Weighed): number => {
    const [x, y] = plane.to(at);
    return x * dx + y * dy;
  };
  const ordered = buildings
    .map((one) => [along(one), one] as const)
    .toSorted(([a, one], [b, other]) => a - b || one.id - other.id);
  const place = placeOfShare(ordered, sumOf(buildings) * share, least, most);
  if (place === 0) return undefined;
  const [before, after] = [ordered[place - 1], ordered[place]] as [
    readonly [number, Weighed],
    readonly [number, Weighed],
  ];
  const [near, far] = [ordered.slice(0, place), ordered.slice(place)].map((side) => side.map(([, one]) => one)) as [
    Weighed[],
    Weighed[],
  ];
  const miss = Math.abs(sumOf(near) - sumOf(buildings) * share);
  if (!outline) return { near, far, outlines: [null, null], miss };
  const height = (before[0] + after[0]) / 2;
  const [west, south, east, north] = boxOf(outline);
  const corner = plane.to([west, south]);
  const other = plane.to([east, north]);
  const reach = Math.hypot(other[0] - corner[0], other[1] - corner[1]);
  const line = [-reach, reach].map((side) => plane.from(height * dx - side * dy, height * dy + side * dx));
  const cut = splitShape(outline, line);
  if (!cut.ok) return undefined;
  const isNear = contains(cut.parts[0], before[1].at) || contains(cut.parts[1], after[1].at);
  const outlines: Cut['outlines'] = isNear ? [cut.parts[0], cut.parts[1]] : [cut.parts[1], cut.parts[0]];
  return { near, far, outlines, miss };
}

/** The best of many directions: nearest to the share, and of those within a household of it the shortest new border. */
function bestCut(
  outline: Shape | null,
  buildings: readonly Weighed[],
  parts: readonly [number, number],
): Cut | undefined {
  const share = parts[0] / (parts[0] + parts[1]);
  const within = { share, least: parts[0], most: buildings.length - parts[1] };
  let best: Cut | undefined;
  for (let n = 0; n < directions; n += 1) {
    const cut = cutAlong(outline, buildings, { ...within, angle: (Math.PI * n) / directions });
    if (!cut) continue;
    if (!best || cut.miss < best.miss - 0.5 || (cut.miss < best.miss + 0.5 && borderM(cut) < borderM(best))) best = cut;
  }
  return best;
}

/** Metres around the parts: the shorter the new border, the rounder they are. */
function borderM({ outlines }: Cut): number {
  const edges = outlines.flatMap((one) => (one ? polygonsOf(one).flat().flatMap(edgesOf) : []));
  return edges.reduce((sum, [from, to]) => sum + distanceM(from, to), 0);
}

/**
 * Divides a grid into parts of about equal households: cut in two by a straight line between buildings, and those again. Each part is one piece,
 * each building is in exactly one, and where every cut can be made no part misses an equal share by more than `boundOf` says.
 * @returns undefined where there are fewer buildings than parts, or no line goes across the outline once
 */
export function splitBalanced(
  outline: Shape | null,
  buildings: readonly Weighed[],
  parts: number,
): readonly GridPart[] | undefined {
  if (parts < 1 || buildings.length < parts) return undefined;
  if (parts === 1) return [{ outline, buildings, households: sumOf(buildings) }];
  const halves = [Math.floor(parts / 2), Math.ceil(parts / 2)] as const;
  const cut = bestCut(outline, buildings, halves);
  if (!cut) return undefined;
  const near = splitBalanced(cut.outlines[0], cut.near, halves[0]);
  const far = splitBalanced(cut.outlines[1], cut.far, halves[1]);
  return near && far ? [...near, ...far] : undefined;
}

/** How far a part may be from an equal share where cuts can be made between any two buildings: half the largest building for each time it is cut. */
export function boundOf(buildings: readonly Weighed[], parts: number): number {
  const largest = Math.max(0, ...buildings.map(({ households }) => households));
  return (largest / 2) * Math.ceil(Math.log2(Math.max(1, parts)));
}
