import { dayNumber, dayOf, weekdayOf } from '../calendar/instant.ts';
import { type Text, text } from '../text.ts';

/** What units give and communities need, by kind: what is asked for is looked for among the same. */
export const resourceKinds = {
  venue: text('场地', 'Rooms and grounds'),
  parking: text('停车位', 'Parking'),
  goods: text('物资', 'Goods'),
  health: text('医疗健康', 'Health'),
  law: text('法律服务', 'Legal help'),
  repair: text('维修便民', 'Repairs and services'),
  teaching: text('培训和文体', 'Courses, culture, sport'),
  hands: text('志愿人力', 'Volunteers'),
  jobs: text('就业岗位', 'Jobs and training'),
  other: text('其他', 'Other'),
} as const satisfies Record<string, Text>;
export type ResourceKind = keyof typeof resourceKinds;
export const resourceKindCodes = Object.keys(resourceKinds) as [ResourceKind, ...ResourceKind[]];

/** How it is counted. */
export const resourceUnits = {
  times: text('次', 'times'),
  hours: text('小时', 'hours'),
  items: text('件（份）', 'items'),
  places: text('个（名额、车位）', 'places'),
} as const satisfies Record<string, Text>;
export type ResourceUnit = keyof typeof resourceUnits;
export const resourceUnitCodes = Object.keys(resourceUnits) as [ResourceUnit, ...ResourceUnit[]];

/** How often the amount is promised anew. */
export const resourcePeriods = {
  once: text('总共', 'in all'),
  month: text('每月', 'a month'),
  quarter: text('每季度', 'a quarter'),
  year: text('每年', 'a year'),
} as const satisfies Record<string, Text>;
export type ResourcePeriod = keyof typeof resourcePeriods;
export const resourcePeriodCodes = Object.keys(resourcePeriods) as [ResourcePeriod, ...ResourcePeriod[]];

/** When something may be used or is wanted: days from and to, on these weekdays (0 for Sunday; none named: any), within these minutes of the day. */
export interface Window {
  readonly beginsOn: string;
  readonly endsOn: string | null;
  readonly weekdays: readonly number[];
  readonly hours: { readonly from: number; readonly to: number } | null;
}

export interface Promised extends Window {
  readonly kind: ResourceKind;
  readonly amount: number;
  readonly unit: ResourceUnit;
  readonly per: ResourcePeriod;
}

/** A part of a promise that was agreed for a day. */
export interface Use {
  readonly amount: number;
  readonly on: string;
}

/** The period of a promise that a day falls into. */
export function periodOf(per: ResourcePeriod, day: string): string {
  switch (per) {
    case 'once':
      return 'all';
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case 'year':
      return day.slice(0, 4);
  }
}

/** What is left of a promise in the period of a day; never less than nothing. */
export function leftOn({ amount, per }: Pick<Promised, 'amount' | 'per'>, uses: readonly Use[], day: string): number {
  return Math.max(0, amount - (usedByPeriod(per, uses).get(periodOf(per, day)) ?? 0));
}

/** The most that was used of a promise in any of its periods: a new amount may not be less. */
export function mostUsed(per: ResourcePeriod, uses: readonly Use[]): number {
  return Math.max(0, ...usedByPeriod(per, uses).values());
}

function usedByPeriod(per: ResourcePeriod, uses: readonly Use[]): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { amount, on } of uses) used.set(periodOf(per, on), (used.get(periodOf(per, on)) ?? 0) + amount);
  return used;
}

/** Whether a day lies in a window. */
export function isWithinWindow({ beginsOn, endsOn, weekdays }: Window, day: string): boolean {
  return (
    day >= beginsOn &&
    (endsOn === null || day <= endsOn) &&
    (weekdays.length === 0 || weekdays.includes(weekdayOf(dayNumber(day))))
  );
}

/** The hours that two windows share; `any` where neither names some, null where they share none. */
export function sharedHours(one: Window, other: Window): { from: number; to: number } | 'any' | null {
  if (!one.hours || !other.hours) return one.hours ?? other.hours ?? 'any';
  const from = Math.max(one.hours.from, other.hours.from);
  const to = Math.min(one.hours.to, other.hours.to);
  return from < to ? { from, to } : null;
}

/** So far ahead a first day is looked for. */
const aheadDays = 400;

/** The first day from `today` on that both windows know and on which something of the promise is left; undefined where there is none within 400 days. */
export function firstDay(need: Window, resource: Promised, uses: readonly Use[], today: string): string | undefined {
  const used = usedByPeriod(resource.per, uses);
  const begin = [today, need.beginsOn, resource.beginsOn].sort().at(-1) as string;
  const last = [need.endsOn, resource.endsOn].filter((day) => day !== null).sort()[0];
  const from = dayNumber(begin);
  for (let number = from; number < from + aheadDays; number += 1) {
    const day = dayOf(number);
    if (last !== undefined && day > last) return undefined;
    const left = resource.amount - (used.get(periodOf(resource.per, day)) ?? 0);
    if (left > 0 && isWithinWindow(need, day) && isWithinWindow(resource, day)) return day;
  }
  return undefined;
}
