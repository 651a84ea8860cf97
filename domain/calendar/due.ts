import type { Text } from '../text.ts';
import { type Calendar, closingOf, type DayFacts, factsOf, openingsOf } from './calendar.ts';
import { explain, type Story } from './due-words.ts';
import { dayEnd, dayNumberAt, type Instant, toIso, toMs } from './instant.ts';
import type { ClockUnit, Limit } from './limit.ts';
import { addOpenMs, addWorkingDaysNumber, nextOpeningMs, openMsBetween } from './opening.ts';

/** When a clock runs out, and why then. */
export interface Due {
  /** ISO 8601, UTC. A day that ends at 24:00 is given as its last millisecond. */
  readonly dueAt: string;
  /** The business day of `dueAt`. */
  readonly dueOn: string;
  /** The moment the counting begins: the next opening for working hours, otherwise the start itself. */
  readonly countsFrom: string;
  /** Some day that was counted lies outside the published holiday lists and was judged by its weekday alone. */
  readonly provisional: boolean;
  /** False for a statutory last day outside the published lists: it must not be told to anybody as final. */
  readonly final: boolean;
  readonly why: Text;
}

/**
 * The moment a clock runs out, with its reason in words.
 * working-days: the closing time of the nth working day after the day of the start, which is not counted.
 * working-hours: from the next opening on, across closed hours; may end at a closing time, never inside closed hours.
 * urgent-hours: round the clock. days: 24:00 of the nth day after the start's.
 * legal-days: like days, and a last day on a legal holiday rolls to the first day after it (24:00).
 * Days outside the published years are judged by weekdays alone and the result is `provisional`.
 * @basis 民法典 201–203 for legal-days; for the other units the house rule of the limit
 */
export function dueAt(calendar: Calendar, startedAt: Instant, limit: Limit): Due {
  const story = tell[limit.unit](calendar, toMs(startedAt), limit);
  const missing = story.provisionalYears.length > 0;
  return {
    dueAt: toIso(story.due),
    dueOn: factsOf(calendar, dayNumberAt(story.due)).day,
    countsFrom: toIso(story.from),
    provisional: missing,
    final: !(missing && limit.unit === 'legal-days'),
    why: explain(calendar, story),
  };
}

type Teller = (calendar: Calendar, start: number, limit: Limit) => Story;

const tell: Readonly<Record<ClockUnit, Teller>> = {
  'working-days': (calendar, start, limit) => {
    const first = dayNumberAt(start);
    const last = addWorkingDaysNumber(calendar, first, wholeDays(limit));
    const due = last === first ? start : closingOf(calendar, last);
    return { limit, start, from: start, due, ...judged(calendar, first + 1, last, (day) => day.isWorking) };
  },
  'working-hours': (calendar, start, limit) => {
    const { n, hours } = limit;
    const due = addOpenMs(calendar, start, Math.round(n * 3_600_000), hours);
    const from = n > 0 ? nextOpeningMs(calendar, start, hours) : start;
    const isOpenDay = (day: DayFacts): boolean => openingsOf(calendar, day.number, hours).length > 0;
    return { limit, start, from, due, ...judged(calendar, dayNumberAt(start), dayNumberAt(due), isOpenDay) };
  },
  'urgent-hours': (_, start, limit) => ({
    limit,
    start,
    from: start,
    due: start + Math.round(limit.n * 3_600_000),
    skipped: [],
    makeUps: [],
    provisionalYears: [],
  }),
  days: (_, start, limit) => {
    const due = dayEnd(dayNumberAt(start) + wholeDays(limit));
    return { limit, start, from: start, due, skipped: [], makeUps: [], provisionalYears: [] };
  },
  'legal-days': (calendar, start, limit) => {
    const lastCounted = dayNumberAt(start) + wholeDays(limit);
    let last = lastCounted;
    while (isLegalHoliday(calendar, factsOf(calendar, last))) last += 1;
    const found = judged(calendar, lastCounted, last, (day) => day.number === last);
    return { limit, start, from: start, due: dayEnd(last), lastCounted, ...found };
  },
};

/**
 * How much of a clock is used at a moment, in its unit; the counterpart of `dueAt`: at the due time exactly `n`
 * (a rolled statutory day counts on). Working days and days count whole, when they have ended.
 */
export function usedBetween(
  calendar: Calendar,
  from: Instant,
  to: Instant,
  limit: Pick<Limit, 'unit' | 'hours'>,
): number {
  const [start, end] = [toMs(from), toMs(to)];
  if (end <= start) return 0;
  if (limit.unit === 'urgent-hours') return (end - start) / 3_600_000;
  if (limit.unit === 'working-hours') return openMsBetween(calendar, start, end, limit.hours) / 3_600_000;
  const [first, last] = [dayNumberAt(start), dayNumberAt(end)];
  if (limit.unit !== 'working-days') return Math.max(0, last - first - (end >= dayEnd(last) ? 0 : 1));
  let used = 0;
  for (let day = first + 1; day <= last; day += 1) {
    if (factsOf(calendar, day).isWorking && closingOf(calendar, day) <= end) used += 1;
  }
  return used;
}

function wholeDays(limit: Limit): number {
  if (!Number.isInteger(limit.n)) throw new RangeError(`days are whole: ${limit.n}`);
  return limit.n;
}

function isLegalHoliday(calendar: Calendar, day: DayFacts): boolean {
  return day.kind === 'holiday' || (day.kind === 'weekend' && calendar.weekendsRollLegalDays);
}

/** Goes over the days a clock looked at: which were passed over, which were worked instead, which are outside the lists. */
function judged(
  calendar: Calendar,
  first: number,
  last: number,
  counts: (day: DayFacts) => boolean,
): Pick<Story, 'skipped' | 'makeUps' | 'provisionalYears'> {
  const skipped: DayFacts[] = [];
  const makeUps: DayFacts[] = [];
  const years = new Set<number>();
  for (let number = first; number <= last; number += 1) {
    const day = factsOf(calendar, number);
    if (!day.isPublished) years.add(Number(day.day.slice(0, 4)));
    if (!counts(day)) skipped.push(day);
    else if (day.kind === 'make-up') makeUps.push(day);
  }
  return { skipped, makeUps, provisionalYears: [...years] };
}
