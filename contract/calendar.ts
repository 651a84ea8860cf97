import { z } from 'zod';
import { calendarSchema } from '../domain/calendar/calendar.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { bilingual, isoDay, words } from './shapes.ts';

const dayName = words(30).pipe(z.string().min(1));
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const periods = z.array(z.tuple([clockTime, clockTime])).max(6);
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);

/** Opening hours of one part of the year; server and phone read them as domain/calendar does. */
export const season = z.object({
  from: monthDay,
  to: monthDay,
  periods: periods.min(1),
  weekends: periods.optional(),
  holidays: periods.optional(),
});

const namedDay = z.object({ date: isoDay, name: dayName });

/** Raised by each change of the calendar. */
const version = z.number().int();

const calendarYear = z.object({
  year: z.number().int(),
  version,
  /** Null while the notice for that year is not out: its days are computed from weekends alone. */
  published: z.object({ on: isoDay.nullable(), source: z.string().nullable() }).nullable(),
  days: z.array(z.object({ day: isoDay, kind: z.enum(['holiday', 'workday']), name: z.string() })),
  workdays: z.number().int(),
  may: z.object({ manage: z.boolean() }),
});
export type CalendarYear = z.output<typeof calendarYear>;

export const calendarRoutes = {
  'GET /calendar': route({
    access: { signedIn: 'any' },
    summary: text('工作日历', 'The working calendar'),
    output: z.object({ version, calendar: calendarSchema }),
  }),
  'GET /calendar/:year': route({
    access: { signedIn: 'any' },
    summary: text('一年的节假日和补班日', 'Holidays and make-up days of a year'),
    params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    output: calendarYear,
  }),
} as const;

const changed = z.object({ version });

export const calendarCommands = {
  'calendar.publishYear': command({
    access: { capability: 'calendar.manage' },
    summary: text('发布一年的放假安排', 'Publish the holidays of a year'),
    input: z.object({
      year: z.number().int().min(2000).max(2100),
      basedOn: version,
      publishedOn: isoDay.optional(),
      source: words(200).optional(),
      holidays: z.array(namedDay).min(1).max(120),
      makeupWorkdays: z.array(namedDay).max(60),
    }),
    output: changed,
  }),
  'calendar.setDay': command({
    access: { capability: 'calendar.manage' },
    summary: text('设定某一天', 'Set one day'),
    input: z.object({
      day: isoDay,
      /** `usual` makes it what its weekday says. */
      kind: z.enum(['holiday', 'workday', 'usual']),
      name: dayName.optional(),
    }),
    output: changed,
  }),
  'calendar.setHours': command({
    access: { capability: 'calendar.manage' },
    summary: text('设定办公时间', 'Set opening hours'),
    input: z.object({
      /** `office` is what working hours are counted by. */
      name: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
      basedOn: version,
      title: bilingual.extend({ zh: dayName, en: words(60).pipe(z.string().min(1)) }),
      seasons: z.array(season).min(1).max(12),
    }),
    output: changed,
  }),
  'calendar.removeHours': command({
    access: { capability: 'calendar.manage' },
    summary: text('删除一套开放时间', 'Remove a set of opening hours'),
    input: z.object({ name: z.string().max(30), basedOn: version }),
    output: changed,
  }),
} as const;
