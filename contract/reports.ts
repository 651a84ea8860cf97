import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, isoDay, statedDay } from './shapes.ts';

export const reportKinds = ['day', 'week', 'topic'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** The longest period of a report, in days. */
export const longestReportDays = 366;

/** A report of a day, of the week a day lies in (Monday to Sunday), or of a topic over any period. */
export const reportQuery = z.object({
  kind: z.enum(reportKinds),
  area: areaId.optional(),
  /** A day of the period; of a topic its first. */
  on: statedDay,
  /** The last day of a topic's period. */
  to: statedDay.optional(),
  /** A topic's category, with those under it. */
  category: z.coerce.number().int().positive().optional(),
  /** Whether notable matters bring what was said of them, as far as the reader may see it: words may name people. */
  words: z.enum(['no', 'yes']).default('no'),
});

export const reportRoutes = {
  'GET /reports/outline': route({
    access: { capability: 'metrics.read' },
    summary: text('报告里会有什么', 'What a report would hold'),
    query: reportQuery,
    output: z.object({
      title: z.string(),
      area: z.object({ id: z.number(), name: z.string() }),
      areas: z.array(z.object({ id: z.number(), name: z.string() })),
      from: isoDay,
      to: isoDay,
      raised: z.number().int(),
      closed: z.number().int(),
      open: z.number().int(),
      late: z.number().int(),
      /** How many matters each list of notable ones would hold. */
      notable: z.array(z.object({ code: z.string(), label: bilingual, n: z.number().int() })),
    }),
  }),
  'GET /reports/draft': route({
    access: { capability: 'metrics.read' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    summary: text(
      '日报、周报、专报草稿（Word，数字附来源）',
      'A report drafted from the records, each figure with its source',
    ),
    query: reportQuery,
    output: z.unknown(),
  }),
} as const;
