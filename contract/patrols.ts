import { z } from 'zod';
import { cadenceSchema } from '../domain/cadence/cadence.ts';
import { hazardKindCodes } from '../domain/patrols/hazard-kinds.ts';
import { objectKindCodes } from '../domain/patrols/objects.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import {
  areaId,
  bilingual,
  isoDay,
  isoInstant,
  lonLat,
  pageOf,
  pageQuery,
  rowRef,
  statedDay,
  words,
} from './shapes.ts';

const kind = z.enum(objectKindCodes);
const checkItem = z.object({
  words: words(80).pipe(z.string().min(2)),
  /** What kind of hazard it would be. */
  hazard: z.enum(hazardKindCodes),
});
const checklist = z.array(checkItem).min(1).max(30);
const ofPlan = z.object({ id: z.uuid() });

export const patrolPlan = z.object({
  id: z.uuid(),
  name: z.string(),
  area: z.object({ id: z.number(), name: z.string() }),
  kind,
  cadence: cadenceSchema,
  /** Each object is entered, because a rule fixes the check; otherwise no entry means nothing found. */
  mustConfirm: z.boolean(),
  basis: z.string(),
  chief: z.object({ userId: z.uuid(), name: z.string() }).nullable(),
  version: z.number().int(),
  items: z.array(checkItem),
  beginsOn: isoDay,
  mayPlan: z.boolean(),
  /** As far as the asker sees them: all its objects, those that come round within a week, and entries that a rule wanted and nobody made. */
  counts: z.object({ objects: z.number().int(), soon: z.number().int(), missing: z.number().int() }),
});
export type PatrolPlan = z.output<typeof patrolPlan>;

const place = z.object({
  ref: rowRef,
  kind,
  /** What it is called; a building by the name of its area. */
  name: z.string(),
  areaId: z.number(),
  communityId: z.number(),
  gridName: z.string().nullable(),
  point: lonLat.nullable(),
});

/** An object, and whether the asker may take it off: whoever plans there, or added it. */
export const patrolObject = place.extend({ mayRetire: z.boolean() });
export type PatrolObject = z.output<typeof patrolObject>;

/** An object that comes round, with what is looked at there. */
export const patrolDue = place.extend({
  planId: z.uuid(),
  planName: z.string(),
  dueOn: isoDay,
  lastOn: isoDay.nullable(),
  mustConfirm: z.boolean(),
  basis: z.string(),
  chiefName: z.string().nullable(),
  items: z.array(checkItem),
});
export type PatrolDue = z.output<typeof patrolDue>;

export const patrolRepeat = z.object({
  /** A building, or a unit that hazards were sent to; never a person. */
  of: z.enum(['building', 'unit']),
  id: z.string(),
  name: z.string(),
  kind: z.enum(hazardKindCodes),
  label: bilingual,
  count: z.number().int(),
  open: z.number().int(),
  lastOn: isoDay,
});
export type PatrolRepeat = z.output<typeof patrolRepeat>;

export const patrolRoutes = {
  'GET /patrols/plans': route({
    access: { capability: 'areas.read' },
    summary: text('我这里的巡查计划', 'The patrol plans around me'),
    /** `plan`: this one alone. */
    query: pageQuery.extend({ plan: z.uuid().optional() }),
    output: pageOf(patrolPlan).extend({
      mayOpen: z.array(z.object({ id: z.number(), name: z.string() })),
    }),
  }),
  'GET /patrols/due': route({
    access: { capability: 'cases.raise' },
    summary: text('近期要巡查的对象', 'What comes round, soonest first'),
    query: pageQuery.extend({ plan: z.uuid().optional(), days: z.coerce.number().int().min(0).max(62).default(7) }),
    output: pageOf(patrolDue),
  }),
  'GET /patrols/objects': route({
    access: { capability: 'cases.raise' },
    summary: text('巡查对象', 'What patrols go to'),
    query: pageQuery.extend({ kind: kind.optional() }),
    output: pageOf(patrolObject),
  }),
  'GET /patrols/plans/:id/marks': route({
    access: { capability: 'responsibilities.manage' },
    summary: text('依法逐处检查的记录', 'The entries that a rule asks for'),
    params: ofPlan,
    query: pageQuery,
    output: pageOf(
      z.object({ id: z.uuid(), name: z.string(), on: isoDay, byName: z.string(), at: isoInstant, version: z.number() }),
    ),
  }),
  'GET /patrols/repeats': route({
    access: { capability: 'cases.read' },
    summary: text('一年内反复出现的隐患（按楼栋、单位）', 'Hazards that came back within a year, by building and unit'),
    output: z.object({ items: z.array(patrolRepeat) }),
  }),
} as const;

const description = z.object({
  name: words(40).pipe(z.string().min(2)),
  cadence: cadenceSchema,
  mustConfirm: z.boolean().default(false),
  basis: words(120).default(''),
  chiefId: z.uuid().nullable().default(null),
  items: checklist,
});

export const patrolCommands = {
  'patrols.open': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('新建巡查计划', 'Open a patrol plan'),
    input: description.extend({ areaId, kind, beginsOn: statedDay }),
    output: ofPlan.extend({ objects: z.number().int() }),
  }),
  'patrols.change': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('修改巡查计划、检查表', 'Change a plan or its checklist'),
    input: description.extend({ id: z.uuid() }),
    output: ofPlan.extend({ version: z.number().int() }),
  }),
  'patrols.close': command({
    access: { capability: 'responsibilities.manage' },
    summary: text('停用巡查计划', 'Close a plan'),
    input: ofPlan,
    output: ofPlan,
  }),
  'patrols.addObject': command({
    access: { capability: 'cases.raise' },
    summary: text('添加巡查对象', 'Add something that patrols go to'),
    input: z.object({ areaId, kind, name: words(60).pipe(z.string().min(2)), point: lonLat.nullable().default(null) }),
    output: z.object({ ref: rowRef }),
  }),
  'patrols.retireObject': command({
    access: { capability: 'cases.raise' },
    summary: text('移除巡查对象', 'Take an object off'),
    input: z.object({ ref: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
  'patrols.confirm': command({
    access: { capability: 'cases.raise' },
    summary: text(
      '登记已查、没有发现（仅限依法逐处检查的计划）',
      'Enter that nothing was found, where a rule asks for it',
    ),
    input: z.object({ planId: z.uuid(), ref: rowRef, on: statedDay }),
    output: z.object({ ref: rowRef, dueOn: isoDay }),
  }),
} as const;
