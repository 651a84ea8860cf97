import { z } from 'zod';
import { type Calendar, factsOf } from '../calendar/calendar.ts';
import { dayEnd, dayNumber, dayNumberAt, dayOf, type Instant, toIso, toMs } from '../calendar/instant.ts';
import { type Text, text } from '../text.ts';

/** How often something comes round: once in so many days, weeks or months, counted from the last time; a year is twelve months. */
export type Rhythm = { readonly every: 'days' | 'weeks' | 'months'; readonly n: number };

/**
 * When something is due again. `rolls` keeps the day off weekends and holidays, by the working calendar: to the working day before it,
 * so that nothing is later than its rhythm, or to the one after.
 */
export type Cadence = Rhythm & { readonly rolls?: 'back' | 'forward' | undefined };

const rolls = z.enum(['back', 'forward']).optional();

/** A cadence from outside: whole days up to a month, whole weeks up to a year, whole months up to five years. */
export const cadenceSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('days'), n: z.number().int().min(1).max(31), rolls }),
  z.object({ every: z.literal('weeks'), n: z.number().int().min(1).max(52), rolls }),
  z.object({ every: z.literal('months'), n: z.number().int().min(1).max(60), rolls }),
]);

const each = (every: Rhythm['every'], n: number, keeping?: 'back' | 'forward'): Cadence =>
  keeping === undefined ? { every, n } : { every, n, rolls: keeping };

export const daily = (keeping?: 'back' | 'forward'): Cadence => each('days', 1, keeping);
export const weekly = (keeping?: 'back' | 'forward'): Cadence => each('weeks', 1, keeping);
export const monthly = (keeping?: 'back' | 'forward'): Cadence => each('months', 1, keeping);
export const quarterly = (keeping?: 'back' | 'forward'): Cadence => each('months', 3, keeping);
export const halfYearly = (keeping?: 'back' | 'forward'): Cadence => each('months', 6, keeping);
export const yearly = (keeping?: 'back' | 'forward'): Cadence => each('months', 12, keeping);

/** The same date so many months later, or the last day of a month that has no such date. */
export function addMonths(day: string, n: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n;
  const first = (at: number): string =>
    `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  const start = dayNumber(first(months));
  const length = dayNumber(first(months + 1)) - start;
  return dayOf(start + Math.min(Number(day.slice(8, 10)), length) - 1);
}

/** The day a rhythm names after a day, whatever weekday it is. */
function plainNext({ every, n }: Cadence, last: string): string {
  return every === 'months' ? addMonths(last, n) : dayOf(dayNumber(last) + (every === 'weeks' ? 7 * n : n));
}

/** The working day at or next to a day, in one direction. */
function workingBeside(calendar: Calendar, day: string, direction: 'back' | 'forward'): string {
  const step = direction === 'back' ? -1 : 1;
  let number = dayNumber(day);
  while (!factsOf(calendar, number).isWorking) number += step;
  return dayOf(number);
}

/**
 * The day something is due after it was last done on a day: always later than that day. A working day is taken where the cadence says so;
 * where there is none before it (a daily round at a weekend, a weekly one over a long holiday), the first one after.
 */
export function nextDue(cadence: Cadence, last: string, calendar: Calendar): string {
  const plain = plainNext(cadence, last);
  if (cadence.rolls === undefined) return plain;
  const rolled = workingBeside(calendar, plain, cadence.rolls);
  return rolled > last ? rolled : workingBeside(calendar, plain, 'forward');
}

/**
 * The first day for something that was never done: spread over one round by a number of its own, so that what is entered in one import
 * does not fall due on one day. Never before `from`, and within one round of it.
 * @param spread any whole number that stays the same for the one concerned
 */
export function firstDue(cadence: Cadence, from: string, spread: number, calendar: Calendar): string {
  const start = dayNumber(from);
  const length = dayNumber(plainNext(cadence, from)) - start;
  const day = dayOf(start + (Math.abs(Math.trunc(spread)) % length));
  if (cadence.rolls === undefined) return day;
  const rolled = workingBeside(calendar, day, cadence.rolls);
  return rolled >= from ? rolled : workingBeside(calendar, day, 'forward');
}

/** How a due day stands on a day: over, today, within the days looked ahead, or later. */
export type Standing = 'overdue' | 'today' | 'soon' | 'later';

export function standingOn(dueOn: string, today: string, aheadDays: number): Standing {
  const left = dayNumber(dueOn) - dayNumber(today);
  if (left < 0) return 'overdue';
  if (left === 0) return 'today';
  return left <= aheadDays ? 'soon' : 'later';
}

/** When something must be done that has to follow a shock within so many hours, round the clock: the moment, and the day it falls on. */
export function dueAfterShock(shockAt: Instant, hours: number): { readonly dueAt: string; readonly dueOn: string } {
  const ms = toMs(shockAt) + Math.round(hours * 3_600_000);
  return { dueAt: toIso(ms), dueOn: dayOf(dayNumberAt(ms)) };
}

/** Whether a moment lies after the last moment of a day. */
export function isPast(day: string, now: Instant): boolean {
  return toMs(now) > dayEnd(dayNumber(day));
}

const known: Readonly<Record<string, Text>> = {
  'days-1': text('每天', 'daily'),
  'weeks-1': text('每周', 'weekly'),
  'weeks-2': text('每两周', 'every two weeks'),
  'months-1': text('每月', 'monthly'),
  'months-3': text('每季度', 'quarterly'),
  'months-6': text('每半年', 'every half-year'),
  'months-12': text('每年', 'yearly'),
};

/** A cadence in words: 每月, monthly. */
export function cadenceText({ every, n }: Cadence): Text {
  const found = known[`${every}-${n}`];
  if (found) return found;
  if (every === 'days') return text(`每 ${n} 天`, `every ${n} days`);
  return every === 'weeks' ? text(`每 ${n} 周`, `every ${n} weeks`) : text(`每 ${n} 个月`, `every ${n} months`);
}
