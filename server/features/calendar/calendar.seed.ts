import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadHolidayYears, usualHours, usualLateHours } from '../../../domain/calendar/calendar.ts';
import { text } from '../../../domain/text.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { hoursRow } from './calendar.commands.ts';
import { calendarKey, officeHours, readCalendarState } from './calendar.queries.ts';

const shipped = join(import.meta.dirname, '../../../data/holidays/cn_2020_2026.json');

type HoursInput = Parameters<typeof hoursRow>[2];

/** Loads the years that come with the platform, and the usual hours where none are set. Safe to run at every start: what is there stays. */
export async function seedCalendar(db: WriteTx): Promise<void> {
  const list = loadHolidayYears(JSON.parse(await readFile(shipped, 'utf8')));
  const known = new Set((await db.selectFrom('calendarYears').select('year').execute()).map(({ year }) => year));
  const missing = list.publishedYears.filter((year) => !known.has(year));
  const hasHours = await db.selectFrom('calendarHours').select('id').where('name', '=', officeHours).executeTakeFirst();
  if (missing.length === 0 && hasHours) return;
  const isMissing = (day: string) => missing.includes(Number(day.slice(0, 4)));
  const days = [
    ...Object.entries(list.holidays).map(([day, name]) => ({ day, kind: 'holiday', name })),
    ...Object.entries(list.makeUpWorkdays).map(([day, name]) => ({ day, kind: 'workday', name })),
  ].filter(({ day }) => isMissing(day));
  if (missing.length > 0) {
    const source = '国务院办公厅放假安排';
    await db
      .insertInto('calendarYears')
      .values(missing.map((year) => ({ year, source })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto('calendarDays')
      .values(days)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (!hasHours) await seedHours(db);
  const state = await readCalendarState(db);
  const value = jsonb({ ...state, version: state.version + 1 });
  await db
    .insertInto('settings')
    .values({ key: calendarKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

async function seedHours(db: WriteTx): Promise<void> {
  const office = { name: officeHours, title: text('办公时间', 'Office hours') };
  const late = { name: 'late', title: usualLateHours.title };
  const rows = [
    ...usualHours.map((season, position) => hoursRow(uuidv7(), office, season as HoursInput, position)),
    ...usualLateHours.seasons.map((season, position) => hoursRow(uuidv7(), late, season as HoursInput, position)),
  ];
  await db
    .insertInto('calendarHours')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
