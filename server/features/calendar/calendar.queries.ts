import { sql } from 'kysely';
import type { CalendarYear } from '../../../contract/calendar.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import {
  type Calendar,
  factsOf,
  type HoursSet,
  makeCalendar,
  type Season,
  usualHours,
} from '../../../domain/calendar/calendar.ts';
import { dayNumber } from '../../../domain/calendar/instant.ts';
import { areaTree, type TreeReader } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';

/** The name of the hours that working time is counted by. */
export const officeHours = 'office';
/** Where the calendar's version and its rules are kept. */
export const calendarKey = 'calendar';

export interface CalendarState {
  readonly version: number;
  readonly weekendsRollLegalDays: boolean;
}

/** The version of the calendar and the rules beside its days. */
export async function readCalendarState(db: ReadTx): Promise<CalendarState> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', calendarKey).executeTakeFirst();
  const value = (row?.value ?? {}) as Partial<CalendarState>;
  return { version: value.version ?? 0, weekendsRollLegalDays: value.weekendsRollLegalDays ?? true };
}

interface HoursRow {
  readonly name: string;
  readonly title: unknown;
  readonly fromMd: string;
  readonly toMd: string;
  readonly periods: unknown;
  readonly weekendPeriods: unknown;
  readonly holidayPeriods: unknown;
}

function seasonOf(row: HoursRow): Season {
  return {
    from: row.fromMd,
    to: row.toMd,
    periods: row.periods as Season['periods'],
    ...(row.weekendPeriods === null ? {} : { weekends: row.weekendPeriods as Season['periods'] }),
    ...(row.holidayPeriods === null ? {} : { holidays: row.holidayPeriods as Season['periods'] }),
  };
}

function hoursOf(rows: readonly HoursRow[]): Pick<Calendar, 'hours' | 'extraHours'> {
  const sets = Map.groupBy(rows, (row) => row.name);
  const extra = [...sets].filter(([name]) => name !== officeHours);
  return {
    hours: sets.get(officeHours)?.map(seasonOf) ?? usualHours,
    extraHours: Object.fromEntries(
      extra.map(([name, seasons]) => [
        name,
        { title: seasons[0]?.title as HoursSet['title'], seasons: seasons.map(seasonOf) },
      ]),
    ),
  };
}

/** The calendar as it is stored, read afresh. */
export async function readCalendar(db: ReadTx, weekendsRollLegalDays: boolean): Promise<Calendar> {
  const years = await db.selectFrom('calendarYears').select('year').orderBy('year').execute();
  const days = await db.selectFrom('calendarDays').select(['day', 'kind', 'name']).orderBy('day').execute();
  const hours = await db
    .selectFrom('calendarHours')
    .select(['name', 'title', 'fromMd', 'toMd', 'periods', 'weekendPeriods', 'holidayPeriods'])
    .orderBy('name')
    .orderBy('position')
    .execute();
  const ofKind = (kind: string) =>
    Object.fromEntries(days.filter((day) => day.kind === kind).map(({ day, name }) => [day, name]));
  return makeCalendar(
    { publishedYears: years.map(({ year }) => year), holidays: ofKind('holiday'), makeUpWorkdays: ofKind('workday') },
    { ...hoursOf(hours), weekendsRollLegalDays },
  );
}

const kept = new WeakMap<object, { readonly version: number; readonly calendar: Calendar }>();

/**
 * The working calendar, the same object for as long as it holds, so that what is derived from it is kept.
 * Costs one keyed read.
 */
export async function getCalendar({
  db,
  shared,
}: Pick<TreeReader, 'db' | 'shared'>): Promise<{ version: number; calendar: Calendar }> {
  const { version, weekendsRollLegalDays } = await readCalendarState(db);
  const cached = kept.get(shared);
  if (cached?.version === version) return cached;
  const fresh = { version, calendar: await readCalendar(db, weekendsRollLegalDays) };
  kept.set(shared, fresh);
  return fresh;
}

/** Whether the actor may change the calendar: it holds for the whole installation, so their role must too. */
export async function mayManageCalendar(ctx: ReadCtx | WriteCtx): Promise<boolean> {
  const tree = await areaTree(ctx);
  return holdingsWith(ctx.actor, 'calendar.manage').some(
    ({ areaId }) => areaId !== undefined && tree.byId.get(areaId)?.parentId === null,
  );
}

/** Holidays and make-up days of one year, and how many days are worked in it. */
export async function getCalendarYear(ctx: ReadCtx, year: number): Promise<CalendarYear> {
  const { version, calendar } = await getCalendar(ctx);
  const row = await ctx.db
    .selectFrom('calendarYears')
    .select(['publishedOn', 'source'])
    .where('year', '=', year)
    .executeTakeFirst();
  const { rows: days } = await sql<CalendarYear['days'][number]>`
    select day, kind, name from calendar_days where day >= ${`${year}-01-01`}::date and day < ${`${year + 1}-01-01`}::date order by day
  `.execute(ctx.db);
  return {
    year,
    version,
    published: row ? { on: row.publishedOn, source: row.source } : null,
    days,
    workdays: workdaysIn(calendar, year),
    may: { manage: await mayManageCalendar(ctx) },
  };
}

function workdaysIn(calendar: Calendar, year: number): number {
  const [first, end] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  let count = 0;
  for (let day = first; day < end; day += 1) if (factsOf(calendar, day).isWorking) count += 1;
  return count;
}

/** The working calendar alone, for whoever counts time by it. */
export async function loadCalendar(ctx: Pick<TreeReader, 'db' | 'shared'>): Promise<Calendar> {
  return (await getCalendar(ctx)).calendar;
}
