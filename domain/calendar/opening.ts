import { type Calendar, factsOf, openingsOf } from './calendar.ts';
import { businessDay, dayNumber, dayNumberAt, type Instant, toIso, toMs } from './instant.ts';

/** No opening hours leave a place closed longer than this; a search beyond it would be one without end. */
const searchDays = 400;

/** Whether a day is worked: neither weekend nor holiday, or a make-up day. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  return factsOf(calendar, dayNumber(day)).isWorking;
}

/** Whether it is open at a moment; a closing time itself is closed. */
export function isOpenAt(calendar: Calendar, at: Instant, hours?: string): boolean {
  const ms = toMs(at);
  return nextOpeningMs(calendar, ms, hours) === ms;
}

/** The moment itself if it is open, else the next opening. */
export function nextOpening(calendar: Calendar, at: Instant, hours?: string): string {
  return toIso(nextOpeningMs(calendar, toMs(at), hours));
}

/** The moment itself if it is open, else the next opening, in ms. */
export function nextOpeningMs(calendar: Calendar, ms: number, hours?: string): number {
  const first = dayNumberAt(ms);
  for (let day = first; day < first + searchDays; day += 1) {
    const times = openingsOf(calendar, day, hours);
    for (let i = 0; i < times.length; i += 2) {
      if (ms < (times[i + 1] ?? 0)) return Math.max(ms, times[i] ?? 0);
    }
  }
  throw new RangeError('these opening hours never open');
}

/**
 * The moment when so much open time has passed, in ms; a period used up exactly ends at its closing time.
 * Additive: a and then b is a + b. Nothing to add leaves the moment as it is.
 */
export function addOpenMs(calendar: Calendar, ms: number, amountMs: number, hours?: string): number {
  if (amountMs <= 0) return ms;
  let left = amountMs;
  let closedDays = 0;
  for (let day = dayNumberAt(ms); closedDays < searchDays; day += 1) {
    const times = openingsOf(calendar, day, hours);
    closedDays = times.length === 0 ? closedDays + 1 : 0;
    for (let i = 0; i < times.length; i += 2) {
      const from = Math.max(ms, times[i] ?? 0);
      const open = Math.max(0, (times[i + 1] ?? 0) - from);
      if (left <= open) return from + left;
      left -= open;
    }
  }
  throw new RangeError('these opening hours never open');
}

/** How much open time lies between two moments, in ms; none if they are in the wrong order. */
export function openMsBetween(calendar: Calendar, from: number, to: number, hours?: string): number {
  let sum = 0;
  for (let day = dayNumberAt(from); day <= dayNumberAt(to); day += 1) {
    const times = openingsOf(calendar, day, hours);
    for (let i = 0; i < times.length; i += 2) {
      sum += Math.max(0, Math.min(to, times[i + 1] ?? 0) - Math.max(from, times[i] ?? 0));
    }
  }
  return sum;
}

/** The nth working day after a day, the day itself not counted; none is the day itself. Additive. */
export function addWorkingDays(calendar: Calendar, day: string, n: number): string {
  return factsOf(calendar, addWorkingDaysNumber(calendar, dayNumber(day), n)).day;
}

/** The same by numbers of days. */
export function addWorkingDaysNumber(calendar: Calendar, start: number, n: number): number {
  let day = start;
  for (let left = n; left > 0; ) {
    day += 1;
    if (factsOf(calendar, day).isWorking) left -= 1;
  }
  return day;
}

/** The moment when so many working hours have passed, and the business day it falls on. */
export function addWorkingHours(
  calendar: Calendar,
  at: Instant,
  n: number,
  hours?: string,
): { at: string; on: string } {
  const ms = addOpenMs(calendar, toMs(at), Math.round(n * 3_600_000), hours);
  return { at: toIso(ms), on: businessDay(ms) };
}
