import { sql } from 'kysely';
import type { z } from 'zod';
import type { calendarCommands, season } from '../../../contract/calendar.ts';
import { calendarSchema } from '../../../domain/calendar/calendar.ts';
import { isWeekendDay } from '../../../domain/calendar/holiday-list.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { calendarKey, mayManageCalendar, officeHours, readCalendar, readCalendarState } from './calendar.queries.ts';

type Input<K extends keyof typeof calendarCommands> = z.output<(typeof calendarCommands)[K]['input']>;

/** Lets one change at a time happen, by somebody whose role holds everywhere; tells who comes second. Gives the version before. */
async function beginChange(ctx: WriteCtx, basedOn: number | undefined): Promise<number> {
  if (!(await mayManageCalendar(ctx))) throw refuse('access.outside-scope');
  await ctx.db
    .insertInto('settings')
    .values({ key: calendarKey, value: jsonb({ version: 0, weekendsRollLegalDays: true }), updatedAt: ctx.now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  await ctx.db.selectFrom('settings').select('key').where('key', '=', calendarKey).forUpdate().execute();
  const { version } = await readCalendarState(ctx.db);
  if (basedOn !== undefined && basedOn !== version)
    throw new Refusal('dated.changed-meanwhile', { current: { version } });
  return version;
}

async function endChange(ctx: WriteCtx, before: number, action: string, details: Record<string, unknown>) {
  const { weekendsRollLegalDays } = await readCalendarState(ctx.db);
  const version = before + 1;
  const calendar = await readCalendar(ctx.db, weekendsRollLegalDays);
  if (!calendarSchema.safeParse(calendar).success) throw refuse('calendar.hours-broken');
  await ctx.db
    .updateTable('settings')
    .set({
      value: jsonb({ version, weekendsRollLegalDays }),
      updatedAt: ctx.now,
      updatedBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
    })
    .where('key', '=', calendarKey)
    .execute();
  ctx.audit({ action, noun: 'calendar', details });
  await ctx.jobs.send('cases.recount-clocks', { version });
  return { version };
}

function assertDays(input: Input<'calendar.publishYear'>): void {
  const seen = new Set<string>();
  for (const { date } of [...input.holidays, ...input.makeupWorkdays]) {
    if (Number(date.slice(0, 4)) !== input.year)
      throw refuse('calendar.day-of-other-year', { day: date, year: input.year });
    if (seen.has(date)) throw refuse('calendar.day-twice', { day: date });
    seen.add(date);
  }
  const odd = input.makeupWorkdays.find(({ date }) => !isWeekendDay(date));
  if (odd) throw refuse('calendar.not-make-up', { day: odd.date });
}

/** Publishes a year's list, or puts a corrected one in its place; due times that were provisional can then be made final. */
export async function publishYear(ctx: WriteCtx, input: Input<'calendar.publishYear'>) {
  assertDays(input);
  const before = await beginChange(ctx, input.basedOn);
  const row = { publishedOn: input.publishedOn ?? null, source: input.source ?? null };
  await ctx.db
    .insertInto('calendarYears')
    .values({ year: input.year, ...row })
    .onConflict((conflict) => conflict.column('year').doUpdateSet(row))
    .execute();
  await sql`delete from calendar_days where day >= ${`${input.year}-01-01`}::date and day < ${`${input.year + 1}-01-01`}::date`.execute(
    ctx.db,
  );
  await ctx.db
    .insertInto('calendarDays')
    .values([
      ...input.holidays.map(({ date, name }) => ({ day: date, kind: 'holiday', name })),
      ...input.makeupWorkdays.map(({ date, name }) => ({ day: date, kind: 'workday', name })),
    ])
    .execute();
  return endChange(ctx, before, 'calendar.year-published', {
    year: input.year,
    holidays: input.holidays.length,
    makeUp: input.makeupWorkdays.length,
  });
}

/** Makes one day a holiday, a make-up workday, or what its weekday says. */
export async function setCalendarDay(ctx: WriteCtx, input: Input<'calendar.setDay'>) {
  if (input.kind === 'workday' && !isWeekendDay(input.day)) throw refuse('calendar.not-make-up', { day: input.day });
  const before = await beginChange(ctx, undefined);
  await ctx.db.deleteFrom('calendarDays').where('day', '=', input.day).execute();
  if (input.kind !== 'usual') {
    const name = input.name ?? (input.kind === 'holiday' ? '放假' : '补班');
    await ctx.db.insertInto('calendarDays').values({ day: input.day, kind: input.kind, name }).execute();
  }
  return endChange(ctx, before, 'calendar.day-set', { day: input.day, kind: input.kind });
}

/** Sets a whole set of opening hours, all its seasons at once. */
export async function setHours(ctx: WriteCtx, input: Input<'calendar.setHours'>) {
  const before = await beginChange(ctx, input.basedOn);
  await ctx.db.deleteFrom('calendarHours').where('name', '=', input.name).execute();
  await ctx.db
    .insertInto('calendarHours')
    .values(input.seasons.map((one, position) => hoursRow(ctx.newId(), input, one, position)))
    .execute();
  return endChange(ctx, before, 'calendar.hours-set', { name: input.name, seasons: input.seasons.length });
}

/** One season of a set as a row. */
export function hoursRow(
  id: string,
  { name, title }: { readonly name: string; readonly title: unknown },
  { from, to, periods, weekends, holidays }: z.output<typeof season>,
  position: number,
) {
  return {
    id,
    name,
    title: jsonb(title),
    position,
    fromMd: from,
    toMd: to,
    periods: jsonb(periods),
    weekendPeriods: weekends ? jsonb(weekends) : null,
    holidayPeriods: holidays ? jsonb(holidays) : null,
  };
}

/** Removes a set of opening hours beside the office's. */
export async function removeHours(ctx: WriteCtx, input: Input<'calendar.removeHours'>) {
  if (input.name === officeHours) throw refuse('calendar.office-needed');
  const before = await beginChange(ctx, input.basedOn);
  const gone = await ctx.db.deleteFrom('calendarHours').where('name', '=', input.name).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('request.not-found');
  return endChange(ctx, before, 'calendar.hours-removed', { name: input.name });
}
