import { z } from 'zod';
import { text } from '../domain/text.ts';
import {
  shockCodes,
  visitOutcomeCodes,
  visitPurposeCodes,
  visitRuleCodes,
  visitWayCodes,
  wishHourCodes,
} from '../domain/visits/rules.ts';
import { command, route } from './route.ts';
import {
  areaId,
  bilingual,
  isoDay,
  isoInstant,
  pageOf,
  pageQuery,
  rowRef,
  statedDay,
  statedInstant,
  words,
} from './shapes.ts';

const rule = z.enum(visitRuleCodes);
const purpose = z.enum(visitPurposeCodes);
const outcome = z.enum(visitOutcomeCodes);
const way = z.enum(visitWayCodes);
const standing = z.enum(['overdue', 'today', 'soon', 'later']);

export const visitWish = z.object({
  isPhoneFirst: z.boolean(),
  hours: z.enum(wishHourCodes),
  isNoVisit: z.boolean(),
  isNoPhoto: z.boolean(),
});
export type VisitWish = z.output<typeof visitWish>;

const visitNeed = z.object({ rule, dueOn: isoDay, tryOn: isoDay, standing });

/** Somebody behind a due door: as much as the visit needs. */
export const visitPerson = z.object({
  ref: rowRef,
  name: z.string(),
  age: z.number().int().nullable(),
  /** Groups that stand open; those of health and need are never in a list. */
  tags: z.array(bilingual),
  needs: z.array(visitNeed),
  wish: visitWish.nullable(),
  hasPhone: z.boolean(),
  hasContact: z.boolean(),
});

const pastVisit = z.object({
  ref: rowRef,
  visitedOn: isoDay,
  way,
  outcome,
  words: z.string(),
  byName: z.string(),
});

/** One door with everything that one visit to it serves. */
export const visitDoor = z.object({
  houseRef: rowRef,
  address: z.string(),
  areaId: z.number(),
  buildingName: z.string(),
  gridName: z.string().nullable(),
  tryOn: isoDay,
  standing,
  /** What is due to the door itself. */
  needs: z.array(visitNeed),
  people: z.array(visitPerson),
  /** Whether it is one of the asker's own linked households. */
  isMine: z.boolean(),
  last: pastVisit.omit({ words: true }).nullable(),
});
export type VisitDoor = z.output<typeof visitDoor>;

const planLine = z.object({
  area: z.object({ id: z.number(), name: z.string(), community: z.string() }),
  /** Households, not people, and never by who visits them. */
  overdue: z.number().int(),
  today: z.number().int(),
  soon: z.number().int(),
  done: z.number().int(),
});

export const visitPlan = pageOf(planLine).extend({
  on: isoDay,
  monthFrom: isoDay,
  /** Visits of the month that counted for each purpose; one visit may count for several. None where the ground is larger than a street. */
  purposes: z.array(z.object({ purpose, visits: z.number().int() })),
  visits: z.number().int().nullable(),
});
export type VisitPlan = z.output<typeof visitPlan>;

const linkedDoor = z.object({
  /** The post's own ref: it is ended and covered as every post. */
  ref: rowRef,
  houseRef: rowRef,
  address: z.string(),
  areaId: z.number(),
  duty: z.string(),
  user: z.object({ userId: z.uuid(), name: z.string() }),
  /** Who stands in today, and until which day, that day not counted. */
  coveredByName: z.string().nullable(),
  coveredTo: isoDay.nullable(),
  /** The first day, and the one on which it no longer holds, where that is known. */
  from: isoDay,
  to: isoDay.nullable(),
  /** The asker may end it and let somebody stand in. */
  mayManage: z.boolean(),
});
export type LinkedDoor = z.output<typeof linkedDoor>;

const reception = z.object({
  id: z.uuid(),
  cameAt: isoInstant,
  who: z.string(),
  words: z.string(),
  caseRefs: z.array(rowRef),
  byName: z.string(),
});

/** A reception day or an evening of visits, with what came of it. */
export const visitDay = z.object({
  shiftId: z.uuid(),
  rotaName: z.string(),
  kind: z.enum(['reception', 'evening']),
  place: z.string(),
  areaId: z.number(),
  startsAt: isoInstant,
  endsAt: isoInstant,
  names: z.array(z.string()),
  receptions: z.array(reception),
  /** Doors visited that evening. */
  visits: z.number().int(),
  matters: z.number().int(),
});
export type VisitDay = z.output<typeof visitDay>;

export const visitRoutes = {
  'GET /visits/due': route({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('该走访的门', 'Doors that are due'),
    query: pageQuery.extend({
      /** How far ahead, in days. */
      ahead: z.coerce.number().int().min(0).max(62).default(7),
      area: areaId.optional(),
      rule: rule.optional(),
      /** The asker's own linked households alone. */
      mine: z.stringbool().optional(),
    }),
    output: pageOf(visitDoor).extend({ on: isoDay }),
  }),
  'GET /visits/doors/:house': route({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('一扇门的走访', 'The visits of one door'),
    params: z.object({ house: rowRef }),
    output: visitDoor.extend({ past: z.array(pastVisit) }),
  }),
  'GET /visits/people/:ref/phone': route({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('拨打该走访的人或其紧急联系人', 'The phone of somebody who is due, or of their emergency contact'),
    params: z.object({ ref: rowRef }),
    query: z.object({ of: z.enum(['person', 'contact']).default('person') }),
    audits: true,
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'GET /visits/plan': route({
    access: { capability: 'visits.plan' },
    summary: text('走访安排：各网格该走访和已走访的户数', 'What is due and done by grid, in households'),
    query: pageQuery.extend({ area: areaId.optional() }),
    output: visitPlan,
  }),
  'POST /visits/linked': route({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('联系户', 'Linked households'),
    asks: pageQuery.extend({
      area: areaId.optional(),
      /** Part of a name or an address. */
      q: words(30).optional(),
    }),
    output: pageOf(linkedDoor),
  }),
  'GET /visits/days': route({
    access: { capability: 'visits.record' },
    summary: text('接待日和夜访', 'Reception days and evenings of visits'),
    query: z.object({ from: statedDay, to: statedDay }),
    output: z.object({ items: z.array(visitDay) }),
  }),
  'GET /visits/certifications.xlsx': route({
    access: { capability: 'people.export' },
    summary: text('导出本年度待遇资格认证', 'This year’s confirmed entitlements as a spreadsheet'),
    query: z.object({ area: areaId.optional() }),
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    output: z.string(),
  }),
} as const;

export const visitCommands = {
  'visits.record': command({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('记录一次走访', 'Write down a visit'),
    input: z.object({
      house: rowRef,
      visitedAt: statedInstant,
      way,
      outcome,
      /** Whom it was about; everybody who is due behind the door where nobody is named. */
      people: z.array(rowRef).max(30).default([]),
      words: words(2000).default(''),
      nextOn: statedDay.nullable().default(null),
      /** Ids of the intentions by which matters were raised at the door. */
      raised: z.array(z.uuid()).max(5).default([]),
      shiftId: z.uuid().nullable().default(null),
    }),
    output: z.object({ ref: rowRef, served: z.array(z.object({ rule, nextOn: isoDay.nullable() })) }),
  }),
  'visits.keepWish': command({
    access: { capability: 'visits.record', or: 'visits.linked' },
    summary: text('记下居民对走访的意愿', 'Keep how somebody wishes to be visited'),
    input: visitWish.extend({ person: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
  'visits.tellShock': command({
    access: { capability: 'visits.record' },
    summary: text('登记突发情况，24 小时内探访', 'Tell of a shock: somebody looks in within 24 hours'),
    input: z.object({ house: rowRef, person: rowRef.optional(), shock: z.enum(shockCodes), happenedAt: statedInstant }),
    output: z.object({ dueOn: isoDay }),
  }),
  'visits.receive': command({
    access: { capability: 'visits.record' },
    summary: text('记下接待日来了谁、说了什么', 'Write down who came on a reception day'),
    input: z.object({
      shiftId: z.uuid(),
      cameAt: statedInstant,
      who: words(40).default(''),
      words: words(2000).pipe(z.string().min(1)),
      raised: z.array(z.uuid()).max(5).default([]),
    }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
