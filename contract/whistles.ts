import { z } from 'zod';
import { seatLevelCodes, summoningLevelCodes } from '../domain/case/summons-rules.ts';
import { organisationKindCodes } from '../domain/registry/organisation-kinds.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, statedDay, words } from './shapes.ts';

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

export const whistleRoutes = {
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
  'GET /whistles/units': route({
    access: { capability: 'cases.raise' },
    summary: text('这里可以吹哨的单位', 'Units that one may blow at for a place'),
    query: z.object({ areaId, q: words(60).optional() }),
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
