import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { dayMs, dayNumberAt, dayStart, weekdayOf } from '../../../domain/calendar/instant.ts';
import type { Limit } from '../../../domain/calendar/limit.ts';
import { addOpenMs, nextOpeningMs } from '../../../domain/calendar/opening.ts';
import { type Random, weighted } from './random.ts';

const minuteMs = 60_000;
/** Matters go back about eighteen months. */
const spanDays = 548;

const residentHours = weighted<number>(
  [2, 1, 0.5, 0.5, 0.5, 1, 4, 9, 14, 16, 15, 12, 9, 9, 11, 12, 11, 10, 10, 12, 13, 11, 8, 4].map((n, hour) => [
    hour,
    n,
  ]),
);
const officeHours = weighted<number>([
  [8, 2],
  [9, 9],
  [10, 11],
  [11, 7],
  [14, 7],
  [15, 9],
  [16, 8],
  [17, 4],
]);
/** From Sunday to Saturday. */
const dayShares = [0.62, 1.2, 1.08, 1.05, 1.02, 1.06, 0.68];

/**
 * When matters are raised: evenly over eighteen months, and besides more often in the last weeks, by the rhythm of day and week; oldest first.
 * @param recentShare how many of them belong to the last weeks, so that a small demo has something on its desks today
 */
export function raisingTimes(
  random: Random,
  { count, nowMs, recentShare }: { readonly count: number; readonly nowMs: number; readonly recentShare: number },
): readonly number[] {
  const times: number[] = [];
  while (times.length < count) {
    const daysAgo = random.chance(recentShare) ? -Math.log(1 - random.unit()) * 7 : random.unit() * spanDays;
    const day = dayNumberAt(nowMs) - Math.floor(daysAgo);
    if (daysAgo >= spanDays || !random.chance((dayShares[weekdayOf(day)] ?? 1) / 1.2)) continue;
    const at = dayStart(day) + residentHours.draw(random) * 60 * minuteMs + random.between(0, 3_599_999);
    if (at < nowMs - minuteMs) times.push(at);
  }
  return times.sort((a, b) => a - b);
}

/** The same day in office hours: when staff report what they see. */
export function inOffice(random: Random, at: number, nowMs: number): number {
  const moved = dayStart(dayNumberAt(at)) + officeHours.draw(random) * 60 * minuteMs + random.between(0, 3_599_999);
  return moved < nowMs - minuteMs ? moved : at;
}

/** So many minutes of open time later. */
export function workingLater(calendar: Calendar, at: number, minutes: number): number {
  return addOpenMs(calendar, nextOpeningMs(calendar, at), Math.round(minutes * minuteMs));
}

/** A share of a limit later: by the clock for urgent hours and calendar days, otherwise in open time. */
export function shareOfLimit(calendar: Calendar, at: number, limit: Limit, share: number): number {
  if (limit.unit === 'urgent-hours') return at + Math.round(limit.n * share * 60 * minuteMs);
  if (limit.unit === 'days' || limit.unit === 'legal-days') return at + Math.round(limit.n * share * dayMs);
  const minutes = limit.unit === 'working-hours' ? limit.n * 60 : limit.n * 390;
  return workingLater(calendar, at, minutes * share);
}

/** Some hours later, but not at night: when a person answers. */
export function whenAwake(random: Random, at: number, hours: number): number {
  const then = at + Math.round(hours * 60 * minuteMs);
  const start = dayStart(dayNumberAt(then));
  const hour = (then - start) / (60 * minuteMs);
  if (hour >= 8 && hour < 22) return then;
  const morning = hour < 8 ? start : start + dayMs;
  return morning + random.between(8 * 60, 11 * 60) * minuteMs;
}

/** Mostly short, now and then long: minutes around a middle value. */
export function someMinutes(random: Random, middle: number): number {
  return middle * (0.25 + 2.6 * random.unit() ** 2.2);
}
