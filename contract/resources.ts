import { z } from 'zod';
import { resourceKindCodes, resourcePeriodCodes, resourceUnitCodes } from '../domain/resources/promise.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const kind = z.enum(resourceKindCodes);
const unit = z.enum(resourceUnitCodes);
const per = z.enum(resourcePeriodCodes);
const area = z.object({ id: z.number(), name: z.string() });
const minute = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);
const hours = z
  .object({ from: minute, to: minute })
  .refine(({ from, to }) => from < to, {
    params: { text: text('结束时间要晚于开始时间。', 'The end must be after the beginning.') },
  })
  .nullable()
  .default(null);
/** 0 for Sunday; none named: any day. */
const weekdays = z.array(z.number().int().min(0).max(6)).max(7);
const amount = z.number().int().min(1).max(100_000);
const title = words(60).pipe(z.string().min(2));
const details = words(500);

const promised = z.object({
  id: z.uuid(),
  area,
  organisation: z.object({ id: z.uuid(), name: z.string() }),
  kind,
  title: z.string(),
  details: z.string(),
  amount: z.number().int(),
  unit,
  per,
  beginsOn: isoDay,
  endsOn: isoDay.nullable(),
  weekdays,
  hours,
  /** Of the period that today falls into. */
  left: z.number().int(),
  mayChange: z.boolean(),
});
export type PromisedResource = z.output<typeof promised>;

const need = z.object({
  id: z.uuid(),
  area,
  kind,
  title: z.string(),
  details: z.string(),
  amount: z.number().int(),
  unit,
  beginsOn: isoDay,
  endsOn: isoDay.nullable(),
  weekdays,
  hours,
  /** What has been agreed of it. */
  met: z.number().int(),
  isClosed: z.boolean(),
  mayManage: z.boolean(),
});
export type ResourceNeed = z.output<typeof need>;

const use = z.object({
  id: z.uuid(),
  resource: z.object({ title: z.string(), organisationName: z.string() }),
  need: z.object({ title: z.string(), areaName: z.string() }),
  amount: z.number().int(),
  unit,
  on: isoDay,
  isReleased: z.boolean(),
  /** The joint matter it is followed as, for those who may see it. */
  matter: z.object({ ref: rowRef, number: z.string(), stageLabel: bilingual, isClosed: z.boolean() }).nullable(),
  mayRelease: z.boolean(),
});
export type ResourceUse = z.output<typeof use>;

const fit = z.object({
  resource: promised,
  on: isoDay,
  amount: z.number().int(),
  isWhole: z.boolean(),
  reasons: z.array(bilingual),
});
export type ResourceFit = z.output<typeof fit>;

const readers = { capability: 'cases.read' } as const;
const filters = pageQuery.extend({
  areaId: areaId.optional(),
  kind: kind.optional(),
  q: words(60).optional(),
});

export const resourceRoutes = {
  'POST /resources': route({
    access: readers,
    summary: text('资源清单：单位承诺提供什么', 'What member units promised to give'),
    asks: filters.extend({ organisationId: z.uuid().optional() }),
    output: pageOf(promised),
  }),
  'POST /resources/needs': route({
    access: readers,
    summary: text('需求清单：社区需要什么', 'What communities need'),
    asks: filters.extend({ open: z.enum(['yes']).optional() }),
    output: pageOf(need),
  }),
  'GET /resources/needs/:id/fits': route({
    access: { capability: 'cases.dispatch' },
    summary: text('哪些资源适合这项需求，为什么', 'Which promises serve a need, and why'),
    params: z.object({ id: z.uuid() }),
    output: z.object({ need, items: z.array(fit) }),
  }),
  'GET /resources/uses': route({
    access: readers,
    summary: text('项目清单：资源和需求对接成的事项', 'What was agreed between promises and needs'),
    query: pageQuery.extend({
      areaId: areaId.optional(),
      resourceId: z.uuid().optional(),
      needId: z.uuid().optional(),
    }),
    output: pageOf(use),
  }),
  'GET /resources/places': route({
    access: readers,
    summary: text(
      '可以替哪些单位、在哪里登记资源和需求',
      'For which units, and where, one may state promises and needs',
    ),
    output: z.object({
      /** The units one acts for, with the places their promises may be for. */
      units: z.array(z.object({ id: z.uuid(), name: z.string(), areas: z.array(area) })),
      /** Where one states needs, matches, and writes down promises of any unit. */
      areas: z.array(area),
    }),
  }),
  'GET /resources/lists.xlsx': route({
    access: { capability: 'cases.export' },
    summary: text('导出资源、需求、项目三张清单', 'The three lists as a spreadsheet'),
    query: z.object({ areaId: areaId.optional() }),
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    output: z.string(),
  }),
} as const;

const ofOne = z.object({ id: z.uuid() });
const window = {
  beginsOn: statedDay,
  endsOn: statedDay.nullable().default(null),
  weekdays: weekdays.default([]),
  hours,
};
/** The unit itself, or the community in its name. */
const promisers = { capability: 'cases.dispatch', or: 'cases.handle' } as const;

export const resourceCommands = {
  'resources.promise': command({
    access: promisers,
    summary: text('登记资源承诺', 'State a promise of a unit'),
    input: z.object({ organisationId: z.uuid(), areaId, kind, title, details, amount, unit, per, ...window }),
    output: ofOne,
  }),
  'resources.change': command({
    access: promisers,
    summary: text('修改资源承诺', 'Change a promise'),
    input: ofOne.extend({ title, details, amount, endsOn: statedDay.nullable() }),
    output: ofOne,
  }),
  'resources.withdraw': command({
    access: promisers,
    summary: text('撤回资源承诺', 'Withdraw a promise; what was agreed stays'),
    input: ofOne,
    output: ofOne,
  }),
  'resources.need': command({
    access: { capability: 'cases.dispatch' },
    summary: text('登记需求', 'State what a community needs'),
    input: z.object({ areaId, kind, title, details, amount, unit, ...window }),
    output: ofOne,
  }),
  'resources.closeNeed': command({
    access: { capability: 'cases.dispatch' },
    summary: text('关闭需求', 'Close a need'),
    input: ofOne,
    output: ofOne,
  }),
  'resources.match': command({
    access: { capability: 'cases.dispatch' },
    summary: text('对接：一键立为联席会事项', 'Match a promise with a need: a joint matter begins'),
    input: z.object({ resourceId: z.uuid(), needId: z.uuid(), amount, on: statedDay }),
    output: z.object({ id: z.uuid(), ref: rowRef, number: z.string() }),
  }),
  'resources.release': command({
    access: { capability: 'cases.dispatch' },
    summary: text('没有用上，退回额度', 'It came to nothing: what was promised is free again'),
    input: ofOne,
    output: ofOne,
  }),
} as const;
