import { z } from 'zod';
import { type Text, text } from '../text.ts';
import { dayEnd, dayExists, dayOf, dayStart, weekdayOf } from './instant.ts';

/** From and to, such as 09:00 and 12:00; an end of 24:00 is midnight. A night shift is written as two periods. */
export type Period = readonly [from: string, to: string];

/** Opening hours of one part of the year, ends included; `from` after `to` runs over the new year. */
export interface Season {
  /** MM-DD. */
  readonly from: string;
  readonly to: string;
  /** On working days, make-up days among them. */
  readonly periods: readonly Period[];
  /** On weekend days that are no holiday; closed where absent. */
  readonly weekends?: readonly Period[] | undefined;
  /** On public holidays; closed where absent. */
  readonly holidays?: readonly Period[] | undefined;
}

/** Opening hours beside the office's, such as the late hours of a service hall. */
export interface HoursSet {
  readonly title: Text;
  readonly seasons: readonly Season[];
}

/**
 * What working time is counted by: plain JSON, the same on the server and on the phone.
 * It is never changed in place; an edit makes a new object, and everything derived is kept per object.
 */
export interface Calendar {
  /** Years whose holiday list is out. */
  readonly publishedYears: readonly number[];
  /** Day → name of the holiday. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Weekend day that is worked → the holiday it makes up for. */
  readonly makeUpWorkdays: Readonly<Record<string, string>>;
  /** Office hours by season; the first season that holds a day counts. */
  readonly hours: readonly Season[];
  readonly extraHours: Readonly<Record<string, HoursSet>>;
  /** Whether a weekend counts as a legal holiday when the last day of a statutory period falls on it. */
  readonly weekendsRollLegalDays: boolean;
}

/** The part of a calendar that the yearly notice decides. */
export type HolidayYears = Pick<Calendar, 'publishedYears' | 'holidays' | 'makeUpWorkdays'>;

export type DayKind = 'workday' | 'make-up' | 'weekend' | 'holiday';

/** What a calendar knows of one day. */
export interface DayFacts {
  /** Days since 1970-01-01. */
  readonly number: number;
  readonly day: string;
  /** 0 for Sunday. */
  readonly weekday: number;
  readonly kind: DayKind;
  readonly isWorking: boolean;
  /** Name of the holiday, or of the one a make-up day is worked for. */
  readonly name: string | undefined;
  readonly isPublished: boolean;
}

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const period = z.tuple([clockTime, clockTime]).readonly();
const periods = z
  .array(period)
  .refine((list) => list.every(([from, to], i) => from < to && (i === 0 || (list[i - 1]?.[1] ?? '') <= from)), {
    error: 'periods must be in order, without overlap, each ending after it begins',
  })
  .readonly();
const monthDay = z.string().refine((value) => dayExists(`2024-${value}`), { error: 'not a day of a year' });
const season = z
  .object({
    from: monthDay,
    to: monthDay,
    periods: periods.refine((list) => list.length > 0, { error: 'a working day has opening hours' }),
    weekends: periods.optional(),
    holidays: periods.optional(),
  })
  .readonly();
const seasons = z
  .array(season)
  .refine((list) => daysOfYear().every((day) => list.some((one) => holds(one, day))), {
    error: 'the seasons must cover the whole year',
  })
  .readonly();
const dayNames = z.record(z.string().refine(dayExists, { error: 'not a day' }), z.string());

/** Checks a calendar that comes from outside: days that exist, seasons that cover the year, periods in order. */
export const calendarSchema: z.ZodType<Calendar> = z.object({
  publishedYears: z.array(z.number().int()).readonly(),
  holidays: dayNames,
  makeUpWorkdays: dayNames,
  hours: seasons,
  extraHours: z.record(
    z.string(),
    z.object({ title: z.object({ zh: z.string(), en: z.string() }), seasons }).readonly(),
  ),
  weekendsRollLegalDays: z.boolean(),
});

const namedDays = z.array(z.object({ date: z.string().refine(dayExists), name: z.string() }));
const holidayFile = z.record(z.string().regex(/^\d{4}$/), z.object({ holidays: namedDays, makeupWorkdays: namedDays }));

/** Reads the holiday file `{year: {holidays, makeupWorkdays}}`; throws ZodError for another shape. */
export function loadHolidayYears(json: unknown): HolidayYears {
  const years = Object.entries(holidayFile.parse(json));
  const named = (days: z.output<typeof namedDays>): [string, string][] => days.map(({ date, name }) => [date, name]);
  return {
    publishedYears: years.map(([year]) => Number(year)).sort((a, b) => a - b),
    holidays: Object.fromEntries(years.flatMap(([, year]) => named(year.holidays))),
    makeUpWorkdays: Object.fromEntries(years.flatMap(([, year]) => named(year.makeupWorkdays))),
  };
}

/** Office hours until the district sets its own: longer midday rest in summer. */
export const usualHours: readonly Season[] = [
  {
    from: '05-01',
    to: '09-30',
    periods: [
      ['09:00', '12:00'],
      ['14:30', '18:00'],
    ],
  },
  {
    from: '10-01',
    to: '04-30',
    periods: [
      ['09:00', '12:00'],
      ['14:00', '17:30'],
    ],
  },
];

/** Late hours of service halls: to 21:00, in autumn and winter to 20:00, weekends all day. */
export const usualLateHours: HoursSet = {
  title: text('延时服务', 'Late hours'),
  seasons: [
    { from: '03-01', to: '08-31', periods: [['09:00', '21:00']], weekends: [['09:00', '21:00']] },
    { from: '09-01', to: '02-29', periods: [['09:00', '20:00']], weekends: [['09:00', '20:00']] },
  ],
};

/** Makes a calendar of the published years, with the usual hours where none are given. */
export function makeCalendar(years: HolidayYears, own: Partial<Omit<Calendar, keyof HolidayYears>> = {}): Calendar {
  return { ...years, hours: usualHours, extraHours: { late: usualLateHours }, weekendsRollLegalDays: true, ...own };
}

interface Derived {
  readonly published: ReadonlySet<number>;
  readonly facts: Map<number, DayFacts>;
  readonly openings: Map<string, Map<number, readonly number[]>>;
}

const derived = new WeakMap<Calendar, Derived>();

function derivedOf(calendar: Calendar): Derived {
  const kept = derived.get(calendar);
  if (kept) return kept;
  const fresh: Derived = { published: new Set(calendar.publishedYears), facts: new Map(), openings: new Map() };
  derived.set(calendar, fresh);
  return fresh;
}

/** What the calendar knows of a numbered day. Cost: computed once per day and calendar. */
export function factsOf(calendar: Calendar, number: number): DayFacts {
  const { facts, published } = derivedOf(calendar);
  const kept = facts.get(number);
  if (kept) return kept;
  const day = dayOf(number);
  const weekday = weekdayOf(number);
  const kind = kindOf(calendar, day, weekday);
  const fresh: DayFacts = {
    number,
    day,
    weekday,
    kind,
    isWorking: kind === 'workday' || kind === 'make-up',
    name: calendar.holidays[day] ?? calendar.makeUpWorkdays[day],
    isPublished: published.has(Number(day.slice(0, 4))),
  };
  facts.set(number, fresh);
  return fresh;
}

function kindOf(calendar: Calendar, day: string, weekday: number): DayKind {
  if (calendar.holidays[day] !== undefined) return 'holiday';
  if (calendar.makeUpWorkdays[day] !== undefined) return 'make-up';
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
}

/** The opening times of a numbered day as moments [from, to, from, to …] in ms; `hours` names an extra set, else the office's. */
export function openingsOf(calendar: Calendar, number: number, hours?: string): readonly number[] {
  const { openings } = derivedOf(calendar);
  const name = hours ?? '';
  let ofSet = openings.get(name);
  if (!ofSet) {
    ofSet = new Map();
    openings.set(name, ofSet);
  }
  const kept = ofSet.get(number);
  if (kept) return kept;
  const fresh = periodsOn(calendar, factsOf(calendar, number), hours)
    .flat()
    .map((time) => momentOf(number, time));
  ofSet.set(number, fresh);
  return fresh;
}

/** The opening periods of a day; RangeError for hours the calendar does not have. */
export function periodsOn(calendar: Calendar, facts: DayFacts, hours?: string): readonly Period[] {
  const list = hours === undefined ? calendar.hours : calendar.extraHours[hours]?.seasons;
  if (!list) throw new RangeError(`no opening hours named ${hours}`);
  const found = list.find((one) => holds(one, facts.day.slice(5)));
  if (!found) return [];
  if (facts.isWorking) return found.periods;
  return (facts.kind === 'holiday' ? found.holidays : found.weekends) ?? [];
}

/** When the office closes on a working day, in ms; the end of the day where it has no hours. */
export function closingOf(calendar: Calendar, number: number): number {
  return openingsOf(calendar, number).at(-1) ?? dayEnd(number);
}

function momentOf(number: number, time: string): number {
  return dayStart(number) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
}

function holds(one: Season, monthAndDay: string): boolean {
  if (one.from <= one.to) return one.from <= monthAndDay && monthAndDay <= one.to;
  return one.from <= monthAndDay || monthAndDay <= one.to;
}

function daysOfYear(): string[] {
  // 2024 is a leap year: day 19723 is 2024-01-01.
  return Array.from({ length: 366 }, (_, i) => dayOf(19_723 + i).slice(5));
}
