import { z } from 'zod';
import { seatLevelCodes, summoningLevelCodes } from '../domain/case/summons-rules.ts';
import { whistleClassCodes, whistleFigureCodes, whistleWays } from '../domain/metrics/whistles.ts';
import { organisationKindCodes } from '../domain/registry/organisation-kinds.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const areaName = z.object({ id: z.number(), kind: z.string(), name: z.string() });
const unitName = z.object({ id: z.uuid(), name: z.string(), isInForce: z.boolean() });

/** Whom people of a level may summon, for places in an area: kinds of units that sit at a level above the place, or one unit with all under it. */
export const summonsRule = z.object({
  id: z.uuid(),
  area: areaName,
  by: z.enum(summoningLevelCodes),
  /** Null where one unit is named. */
  seat: z.enum(seatLevelCodes).nullable(),
  kinds: z.array(z.enum(organisationKindCodes)),
  unit: unitName.nullable(),
  basis: z.string().nullable(),
  from: isoDay,
  /** The first day on which it holds no longer. */
  to: isoDay.nullable(),
  mayChange: z.boolean(),
});
export type SummonsRuleRow = z.output<typeof summonsRule>;

/** A period and an area; one’s own area and the last thirty days where none is said. */
const period = z.object({ area: areaId.optional(), from: statedDay.optional(), to: statedDay.optional() });

const rating = z.object({ n: z.number().int(), sum: z.number().int() });

/** One line of figures: counts of whistles and of units, each figure as numerator and denominator in the order of `figures`. */
const whistleLine = z.object({
  key: z.string(),
  name: bilingual,
  raised: z.number().int(),
  /** Agreed to or blown by phone: units were summoned. */
  blown: z.number().int(),
  units: z.number().int(),
  numerators: z.array(z.number().int()),
  denominators: z.array(z.number().int()),
  /** What who blew says of the units, and the units of who blew. */
  ratings: z.object({ units: rating, blower: rating }),
});
export type WhistleLine = z.output<typeof whistleLine>;

export const whistleRoutes = {
  'GET /whistles/figures': route({
    access: { capability: 'metrics.read' },
    summary: text('吹哨监测：按社区、类别、单位', 'What came of whistles, by community, class and unit'),
    query: period.extend({ class: z.enum(whistleClassCodes).optional() }),
    output: z.object({
      from: isoDay,
      to: isoDay,
      /** Below so many a rate says little. */
      minimumN: z.number().int(),
      area: z.object({ id: z.number(), name: z.string(), kind: z.string() }),
      areas: z.array(z.object({ id: z.number(), name: z.string() })),
      figures: z.array(
        z.object({
          code: z.enum(whistleFigureCodes),
          version: z.number().int(),
          title: bilingual,
          words: bilingual,
          of: z.enum(['whistles', 'units']),
          isGoodWhenLow: z.boolean(),
        }),
      ),
      total: whistleLine,
      /** In the order of the area tree: no order of merit. */
      byCommunity: z.array(whistleLine),
      byClass: z.array(whistleLine),
      /** By the level they were blown from and the one of the units, 社区吹街道 and so on; a whistle stands in each way it went. */
      byWay: z.array(whistleLine),
      byUnit: z.array(whistleLine),
      isCut: z.boolean(),
    }),
  }),
  'GET /whistles/behind': route({
    access: { capability: 'metrics.read' },
    summary: text('一个数字背后的哨', 'The whistles behind a number'),
    query: period.extend(pageQuery.shape).extend({
      class: z.enum(whistleClassCodes).optional(),
      community: areaId.optional(),
      unit: z.uuid().optional(),
      way: z.enum(whistleWays).optional(),
      figure: z.enum([...whistleFigureCodes, 'raised', 'blown']).optional(),
      part: z.enum(['numerator', 'denominator']).default('denominator'),
    }),
    output: pageOf(
      z.object({
        ref: rowRef,
        number: z.string(),
        className: bilingual,
        communityName: z.string(),
        raisedAt: isoInstant,
        stageLabel: bilingual,
        units: z.number().int(),
      }),
    ).extend({ total: z.number().int() }),
  }),
  'POST /whistles/assessment': route({
    access: { capability: 'cases.export' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text('导出吹哨双向考核表（Excel），写明用途', 'Export the assessment of both sides, for a stated purpose'),
    asks: period.extend({ purpose: words(200).pipe(z.string().min(4)) }),
    output: z.unknown(),
  }),
  'GET /whistles/rules': route({
    access: { capability: 'catalogue.read' },
    summary: text('吹哨规则：谁可以吹谁', 'Who may blow at whom'),
    output: z.object({
      items: z.array(summonsRule),
      isCut: z.boolean(),
      /** Where the reader may add one. */
      areas: z.array(areaName),
    }),
  }),
  'POST /whistles/units': route({
    access: { capability: 'cases.raise' },
    summary: text('这里可以吹哨的单位', 'Units that one may blow at for a place'),
    asks: z.object({ areaId, q: words(60).optional() }),
    output: z.object({
      /** False: nothing is recorded for one’s level, any unit may be summoned, and none is listed. */
      isBound: z.boolean(),
      items: z.array(z.object({ id: z.uuid(), name: z.string(), seat: z.string() })),
    }),
  }),
} as const;

export const whistleCommands = {
  'whistles.addRule': command({
    access: { capability: 'catalogue.manage' },
    summary: text('添加一条吹哨规则', 'Say whom people of a level may blow at'),
    input: z.object({
      areaId,
      by: z.enum(summoningLevelCodes),
      /** Units by where they sit and of which kind they are; or one unit. */
      seat: z.enum(seatLevelCodes).optional(),
      kinds: z.array(z.enum(organisationKindCodes)).max(20).default([]),
      organisationId: z.uuid().optional(),
      basis: words(200).default(''),
      /** Today where none is said. */
      from: statedDay.optional(),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  'whistles.endRule': command({
    access: { capability: 'catalogue.manage' },
    summary: text('停用一条吹哨规则', 'End a rule from today on'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
