import { dayNumber, dayStart, toIso, toMs } from '../calendar/instant.ts';

/** A stretch of time, half open: its end is no longer in it. Instants are ISO 8601 in UTC. */
export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Whether two stretches share a moment; one that ends where the other begins does not. */
export function overlaps(a: Span, b: Span): boolean {
  return toMs(a.startsAt) < toMs(b.endsAt) && toMs(b.startsAt) < toMs(a.endsAt);
}

/** Whether a moment lies in a stretch. */
export function holds(span: Span, at: string): boolean {
  return toMs(span.startsAt) <= toMs(at) && toMs(at) < toMs(span.endsAt);
}

/** What of a window nobody covers, in order, without empty stretches. */
export function gapsIn(window: Span, covered: readonly Span[]): readonly Span[] {
  const end = toMs(window.endsAt);
  let free = toMs(window.startsAt);
  const gaps: Span[] = [];
  const inOrder = covered.toSorted((a, b) => toMs(a.startsAt) - toMs(b.startsAt));
  for (const span of inOrder) {
    const from = Math.min(toMs(span.startsAt), end);
    if (from > free) gaps.push({ startsAt: toIso(free), endsAt: toIso(from) });
    free = Math.max(free, toMs(span.endsAt));
  }
  if (free < end) gaps.push({ startsAt: toIso(free), endsAt: toIso(end) });
  return gaps;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A stretch of a business day, Asia/Shanghai; an end that is not after its start lies on the next day. */
export function spanOn(day: string, from: string, to: string): Span {
  const start = dayStart(dayNumber(day));
  const [first, last] = [minutesOf(from), minutesOf(to)];
  return {
    startsAt: toIso(start + first * 60_000),
    endsAt: toIso(start + (last > first ? last : last + 24 * 60) * 60_000),
  };
}

/** The business days from one to another, both in it. */
export function windowOf(from: string, to: string): Span {
  return { startsAt: toIso(dayStart(dayNumber(from))), endsAt: toIso(dayStart(dayNumber(to) + 1)) };
}
