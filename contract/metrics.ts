import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, rowRef } from './shapes.ts';

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

const ratesQuery = z.object({ area: areaId.optional(), month: month.optional() });

/** A rate with its n; it opens into its cases by the filter `metric=<code>.denominator|numerator` with `month` and `area`. */
export const rateView = z.object({
  code: z.string(),
  version: z.number().int(),
  title: bilingual,
  words: bilingual,
  numerator: z.number(),
  denominator: z.number().int(),
  /** Null where nothing was counted. */
  value: z.number().nullable(),
  isGoodWhenLow: z.boolean(),
});
export type RateView = z.output<typeof rateView>;

export const metricRoutes = {
  'GET /metrics/overview': route({
    access: { capability: 'metrics.read' },
    summary: text(
      '运行态势：今天、走势、三率、类别、网格',
      'The command surface: today, trend, rates, categories, grids',
    ),
    query: z.object({ area: areaId.optional() }),
    output: z.object({
      asOf: isoInstant,
      today: isoDay,
      month,
      area: z.object({ id: z.number(), name: z.string(), kind: z.string() }),
      areas: z.array(z.object({ id: z.number(), name: z.string() })),
      counts: z.object({
        raisedToday: z.number().int(),
        raisedYesterdaySoFar: z.number().int(),
        closedToday: z.number().int(),
        closedYesterdaySoFar: z.number().int(),
        open: z.number().int(),
        late: z.number().int(),
        soon: z.number().int(),
        deferred: z.number().int(),
        onTheSpotToday: z.number().int(),
        urgentOpen: z.number().int(),
        /** 反复诉求: buildings with three or more demands of one category within thirty days. */
        repeated: z.number().int(),
      }),
      base: z.object({
        people: z.number().int(),
        houses: z.number().int(),
        grids: z.number().int(),
        communities: z.number().int(),
      }),
      rates: z.array(rateView),
      trend: z.array(
        z.object({ on: isoDay, raised: z.number().int(), closed: z.number().int(), isPartial: z.boolean() }),
      ),
      categories: z.array(z.object({ categoryId: z.number().nullable(), name: bilingual, n: z.number().int() })),
      grids: z.array(
        z.object({
          areaId: z.number(),
          name: z.string(),
          kind: z.string(),
          open: z.number().int(),
          late: z.number().int(),
        }),
      ),
      /** The newest matters by category and grid: no name, no door, no words of a person. */
      recent: z.array(
        z.object({
          ref: rowRef,
          at: isoInstant,
          category: bilingual,
          gridName: z.string(),
          stageLabel: bilingual,
          mood: z.enum(['calm', 'soon', 'late', 'deferred']),
          urgency: z.enum(['normal', 'urgent']),
        }),
      ),
    }),
  }),
  'GET /metrics/rates': route({
    access: { capability: 'metrics.read' },
    summary: text('一个月各下级区域的指标', 'A month’s figures by the areas below'),
    query: ratesQuery,
    output: z.object({
      month,
      /** Below so many a rate says little. */
      minimumN: z.number().int(),
      area: z.object({ id: z.number(), name: z.string(), kind: z.string() }),
      /** The areas one may look at: one's own and those a step below. */
      areas: z.array(z.object({ id: z.number(), name: z.string() })),
      /** In the order of the areas' codes: no order of merit. */
      rows: z.array(
        z.object({
          areaId: z.number(),
          name: z.string(),
          code: z.string().nullable(),
          raised: z.number().int(),
          closed: z.number().int(),
          /** In the order of `total`, which says what each of them counts. */
          numerators: z.array(z.number()),
          denominators: z.array(z.number().int()),
        }),
      ),
      raised: z.number().int(),
      closed: z.number().int(),
      total: z.array(rateView),
    }),
  }),
  'GET /metrics/sealed-totals': route({
    access: { capability: 'metrics.read' },
    summary: text(
      '保密类事项的月度件数和结果（满十件才公布）',
      'Sealed matters of a month by kind, and what they came to, from ten on',
    ),
    output: z.object({
      minimumN: z.number().int(),
      items: z.array(
        z.object({
          areaId: z.number(),
          name: z.string(),
          type: z.string(),
          title: bilingual,
          month,
          n: z.number().int(),
        }),
      ),
      /** What they came to in a year: counts alone, from ten on, and no sum whose difference would tell of fewer. */
      results: z.array(
        z.object({
          areaId: z.number(),
          name: z.string(),
          code: z.string(),
          version: z.number().int(),
          title: bilingual,
          words: bilingual,
          year: z.number().int(),
          n: z.number().int(),
          reached: z.number().int(),
          /** Per cent with two places. */
          percent: z.number(),
        }),
      ),
    }),
  }),
  'GET /metrics/rates/export': route({
    access: { capability: 'metrics.read' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text('导出一个月的指标（Excel）', 'Export a month’s figures by the areas below'),
    query: ratesQuery,
    output: z.unknown(),
  }),
} as const;
