import { contains } from './contains.ts';
import { type GeometryRefusal, geometryFault } from './faults.ts';
import { crossing, meet } from './segments.ts';
import { edgesOf, type Polygon, type Position, polygonsOf, type Ring, type Shape, samePosition } from './shapes.ts';
import { checkShape } from './validity.ts';

/** How far the drawn ends are prolonged, in degrees (a centimetre), so that an end snapped to the outline goes through it. */
const prolongation = 1e-7;
/** Two hits nearer than this, in degrees, are one: the line runs through a corner. */
const sameHit = 1e-10;

interface Hit {
  /** Position along the line: number of the segment and how far along it. */
  readonly along: number;
  /** Position along the ring, likewise. */
  readonly around: number;
  readonly at: Position;
}

/**
 * Cuts an area in two along a drawn line that crosses it once, from outside to outside. Holes go with the side they lie on.
 * The parts share the cut corner by corner, cover the area and do not overlap.
 * @refuses geometry-split-not-across, geometry-split-several-parts, geometry-split-hole, and what `checkShape` refuses
 */
export function splitShape(
  shape: Shape,
  line: readonly Position[],
): { readonly ok: true; readonly parts: readonly [Polygon, Polygon] } | GeometryRefusal {
  const [polygon, ...more] = polygonsOf(shape);
  const [outer, ...holes] = polygon ?? [];
  if (!outer || more.length > 0) return geometryFault('geometry-split-several-parts');
  const path = prolong(line);
  const [first, second, ...others] = hitsOf(path, outer);
  if (!first || !second || others.length > 0) return geometryFault('geometry-split-not-across', others[0]?.at);
  const inner = path.slice(Math.floor(first.along) + 1, Math.floor(second.along) + 1);
  const cut: Position[] = withoutRepeats([first.at, ...inner, second.at]);
  if (!runsInside(cut, outer)) return geometryFault('geometry-split-not-across', first.at);
  if (holes.some((hole) => meetsRing(cut, hole))) return geometryFault('geometry-split-hole');
  return partsOf(outer, holes, [first, second], cut);
}

function partsOf(
  outer: Ring,
  holes: readonly Ring[],
  [first, second]: readonly [Hit, Hit],
  cut: readonly Position[],
): { readonly ok: true; readonly parts: readonly [Polygon, Polygon] } | GeometryRefusal {
  const sides: Ring[] = [
    [...cut, ...between(outer, second.around, first.around)],
    [...[...cut].reverse(), ...between(outer, first.around, second.around)],
  ].map((open) => closed(open));
  const parts: Polygon[] = [];
  for (const side of sides) {
    const own = holes.filter((hole) => contains({ type: 'Polygon', coordinates: [side] }, hole[0] as Position));
    const checked = checkShape({ type: 'Polygon', coordinates: [side, ...own] });
    if (!checked.ok) return checked;
    parts.push(checked.shape as Polygon);
  }
  return { ok: true, parts: parts as [Polygon, Polygon] };
}

/** The corners of a ring after one place and before another, going its way round. */
function between(ring: Ring, from: number, to: number): Position[] {
  const corners = ring.length - 1;
  const found: Position[] = [];
  const end = to > from ? to : to + corners;
  for (let i = Math.floor(from) + 1; i < end; i += 1) found.push(ring[i % corners] as Position);
  return found;
}

function closed(open: readonly Position[]): Ring {
  const plain = withoutRepeats(open);
  const [first, last] = [plain[0], plain.at(-1)];
  return first && last && !samePosition(first, last) ? [...plain, first] : plain;
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter((at, i) => i === 0 || !near(at, positions[i - 1] as Position));
}

function near(a: Position, b: Position): boolean {
  return Math.abs(a[0] - b[0]) <= sameHit && Math.abs(a[1] - b[1]) <= sameHit;
}

function hitsOf(path: readonly Position[], ring: Ring): Hit[] {
  const hits: Hit[] = [];
  edgesOf(path).forEach(([a, b], segment) => {
    edgesOf(ring).forEach(([c, d], edge) => {
      const found = crossing(a, b, c, d);
      if (found) hits.push({ along: segment + found.t, around: edge + found.u, at: onCorner(found.at, c, d) });
    });
  });
  hits.sort((one, other) => one.along - other.along);
  return hits.filter((hit, i) => !hits.slice(0, i).some((earlier) => near(earlier.at, hit.at)));
}

/** A hit at a corner is the corner itself. */
function onCorner(at: Position, c: Position, d: Position): Position {
  if (near(at, c)) return c;
  return near(at, d) ? d : at;
}

function runsInside(cut: readonly Position[], outer: Ring): boolean {
  const shape: Polygon = { type: 'Polygon', coordinates: [outer] };
  return edgesOf(cut).every(([a, b]) => contains(shape, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]));
}

function meetsRing(cut: readonly Position[], ring: Ring): boolean {
  return edgesOf(cut).some(([a, b]) => edgesOf(ring).some(([c, d]) => meet(a, b, c, d) !== 'none'));
}

function prolong(line: readonly Position[]): Position[] {
  const path = [...line];
  const [first, second] = [path[0], path[1]];
  const [last, before] = [path.at(-1), path.at(-2)];
  if (!first || !second || !last || !before) return path;
  path[0] = beyond(second, first);
  path[path.length - 1] = beyond(before, last);
  return path;
}

function beyond(from: Position, to: Position): Position {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length === 0) return to;
  const factor = prolongation / length;
  return [to[0] + (to[0] - from[0]) * factor, to[1] + (to[1] - from[1]) * factor];
}
