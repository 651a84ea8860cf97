import { z } from 'zod';
import { type Text, text } from '../text.ts';

/** What a clock counts: working days, office hours, hours round the clock, calendar days, days of a statutory period. */
export const clockUnits = ['working-days', 'working-hours', 'urgent-hours', 'days', 'legal-days'] as const;
export type ClockUnit = (typeof clockUnits)[number];

export const clockUnitTitles: Readonly<Record<ClockUnit, Text>> = {
  'working-days': text('个工作日', 'working days'),
  'working-hours': text('个工作时', 'working hours'),
  'urgent-hours': text('个紧急工作时', 'hours round the clock'),
  days: text('天', 'calendar days'),
  'legal-days': text('日（法定期间）', 'days (statutory period)'),
};

/** A time limit. `hours` names extra opening hours that working hours are counted by, such as `late`. */
export interface Limit {
  readonly unit: ClockUnit;
  readonly n: number;
  readonly hours?: string | undefined;
}

/** A limit from outside: days are whole, hours may be broken, and nothing runs longer than ten years. */
export const limitSchema = z
  .object({ unit: z.enum(clockUnits), n: z.number().positive().max(3660), hours: z.string().max(40).optional() })
  .refine(({ unit, n }) => unit.endsWith('hours') || Number.isInteger(n), { error: 'days are whole', path: ['n'] })
  .refine(({ unit, hours }) => hours === undefined || unit === 'working-hours', {
    error: 'only working hours are counted by opening hours',
    path: ['hours'],
  });
