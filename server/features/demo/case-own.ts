import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { dayNumberAt, dayOf, dayStart } from '../../../domain/calendar/instant.ts';
import { isWorkingDay } from '../../../domain/calendar/opening.ts';
import type { CaseState } from '../../../domain/case/state.ts';

/** A matter of the resident whom the demo lets sign in. */
export interface OwnMatter {
  readonly atMs: number;
  readonly origin: 'resident' | 'proof';
  readonly code: string;
  /** Where it is left, so that there is something to see or to answer; absent, it goes on as far as time allows. */
  readonly until?: string;
  /** Whether the story went where it was to go. */
  isRight(state: CaseState): boolean;
}

interface Wanted {
  /** Working days before today, at ten past nine; none is just now. */
  readonly workdaysAgo: number;
  readonly origin?: 'proof';
  readonly code: string;
  readonly until?: string;
  /** Beyond standing where it was left. */
  readonly also?: (state: CaseState) => boolean;
}

/** Each at another step: to be confirmed, being done, just reported, long done and rated, a proof that lacks something, one to be collected. */
const wanted: readonly Wanted[] = [
  { workdaysAgo: 4, code: 'facilities.yard-lamp', until: 'callback', also: ({ claim }) => claim === 'solved' },
  { workdaysAgo: 3, code: 'disputes.leak', until: 'handling' },
  { workdaysAgo: 0, code: 'environment.bin-full', until: 'raised' },
  {
    workdaysAgo: 28,
    code: 'facilities.fitness',
    also: ({ phase, outcome, parties }) =>
      phase === 'closed' && outcome === 'solved' && (parties[0]?.rating?.score ?? 0) > 3,
  },
  { workdaysAgo: 3, origin: 'proof', code: 'proof.participation', until: 'supplementing' },
  { workdaysAgo: 14, origin: 'proof', code: 'proof.residence', also: ({ stage }) => stage === 'issued' },
];

const minuteMs = 60_000;

/** The morning of a working day so many of them ago; none is three quarters of an hour ago. */
export function momentAgo(calendar: Calendar, nowMs: number, workdays: number): number {
  if (workdays === 0) return nowMs - 45 * minuteMs;
  let day = dayNumberAt(nowMs);
  for (let left = workdays; left > 0; ) {
    day -= 1;
    if (isWorkingDay(calendar, dayOf(day))) left -= 1;
  }
  return dayStart(day) + (9 * 60 + 10) * minuteMs;
}

/** Nothing of one's own is overdue in a demo that has just begun. */
function isInTime({ clocks }: CaseState, nowMs: number): boolean {
  return clocks.every(({ stoppedAt, dueAt }) => stoppedAt !== null || Date.parse(dueAt) > nowMs);
}

/** What the resident of the demo has asked for, oldest first. */
export function ownMatters(calendar: Calendar, nowMs: number, atMost: number): readonly OwnMatter[] {
  return wanted
    .slice(0, atMost)
    .map(
      ({ workdaysAgo, origin, code, until, also }): OwnMatter => ({
        atMs: momentAgo(calendar, nowMs, workdaysAgo),
        origin: origin ?? 'resident',
        code,
        ...(until === undefined ? {} : { until }),
        isRight: (state) =>
          (until === undefined || state.stage === until) && (also?.(state) ?? true) && isInTime(state, nowMs),
      }),
    )
    .sort((a, b) => a.atMs - b.atMs);
}
