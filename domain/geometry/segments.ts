import type { Position } from './shapes.ts';

/** How two segments meet: not at all, in one point inside both, in one point at an end, or along a stretch. */
export type Meeting = 'none' | 'cross' | 'touch' | 'overlap';

/** Positive where c lies left of the way from a to b; exactly zero where c is one of them. */
export function turn(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** How segment ab meets segment cd. */
export function meet(a: Position, b: Position, c: Position, d: Position): Meeting {
  if (!boxesTouch(a, b, c, d)) return 'none';
  const [c1, d1] = [Math.sign(turn(a, b, c)), Math.sign(turn(a, b, d))];
  const [a1, b1] = [Math.sign(turn(c, d, a)), Math.sign(turn(c, d, b))];
  if (c1 === 0 && d1 === 0) return along(a, b, c, d);
  if (c1 * d1 > 0 || a1 * b1 > 0) return 'none';
  return c1 * d1 < 0 && a1 * b1 < 0 ? 'cross' : 'touch';
}

/** Where on ab, from 0 to 1, and on cd, the two cross; none where they are parallel or miss each other. */
export function crossing(
  a: Position,
  b: Position,
  c: Position,
  d: Position,
): { readonly t: number; readonly u: number; readonly at: Position } | undefined {
  const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (denominator === 0) return undefined;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator;
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / denominator;
  if (t < 0 || t > 1 || u < 0 || u > 1) return undefined;
  return { t, u, at: [c[0] + u * (d[0] - c[0]), c[1] + u * (d[1] - c[1])] };
}

/** The nearest point of ab to p: how far along it lies from 0 to 1, and its squared distance, in the units of the positions. */
export function nearest(a: Position, b: Position, p: Position): { readonly t: number; readonly distance2: number } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
  return { t, distance2: (a[0] + t * dx - p[0]) ** 2 + (a[1] + t * dy - p[1]) ** 2 };
}

function along(a: Position, b: Position, c: Position, d: Position): Meeting {
  // On one line: compare along the axis on which the segment is longer.
  const axis = Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]) ? 0 : 1;
  const from = Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]));
  const to = Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis]));
  if (from > to) return 'none';
  return from === to ? 'touch' : 'overlap';
}

function boxesTouch(a: Position, b: Position, c: Position, d: Position): boolean {
  return (
    Math.max(a[0], b[0]) >= Math.min(c[0], d[0]) &&
    Math.max(c[0], d[0]) >= Math.min(a[0], b[0]) &&
    Math.max(a[1], b[1]) >= Math.min(c[1], d[1]) &&
    Math.max(c[1], d[1]) >= Math.min(a[1], b[1])
  );
}
