import { z } from 'zod';
import { hiddenTagCodes, openTagCodes, personDetails, tagCodes } from '../domain/registry/fields.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, words } from './shapes.ts';

const sex = z.enum(['male', 'female', 'unknown']);
const tagCode = z.enum(tagCodes as [string, ...string[]]);
/** Groups that stand open; those of health and need are asked for with a reason. */
const openTagCode = z.enum(openTagCodes as [string, ...string[]]);
const hiddenTagCode = z.enum(hiddenTagCodes as [string, ...string[]]);

/** Why somebody looks at what is masked; the words of the four chips. */
const lookReason = z.enum(['visit', 'case', 'service', 'correction']);
const residenceKind = z.enum(['registered', 'living', 'both']);
const asWhat = z.enum(['owner', 'member', 'tenant', 'guest', 'staff']);

/** Filters of people; `q` is part of a name (two characters and more across a district), a whole id number or a whole phone. */
export const peopleFilter = z.object({
  q: z.string().max(40).optional(),
  area: areaId.optional(),
  tag: openTagCode.optional(),
  sex: sex.optional(),
  ageFrom: z.coerce.number().int().min(0).max(130).optional(),
  ageTo: z.coerce.number().int().min(0).max(130).optional(),
  kind: residenceKind.optional(),
  asWhat: asWhat.optional(),
});

const personItem = z.object({
  ref: rowRef,
  name: z.string(),
  sex,
  bornOn: isoDay.nullable(),
  age: z.number().int().nullable(),
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  home: z.object({ houseRef: rowRef, words: z.string(), asWhat, kind: residenceKind }).nullable(),
  communityName: z.string(),
  tags: z.array(z.object({ code: z.string(), label: bilingual })),
});
export type PersonItem = z.output<typeof personItem>;

const personTag = z.object({
  id: z.uuid(),
  code: z.string(),
  label: bilingual,
  kind: z.string(),
  level: z.number().int(),
  source: z.string(),
  basis: z.string().nullable(),
  fromOn: isoDay,
  toOn: isoDay.nullable(),
  /** What belonging to the group brings; looked after again after so many days. */
  services: z.array(z.object({ label: bilingual, everyDays: z.number().int().nullable() })),
});

export const change = z.object({
  at: isoInstant,
  byName: z.string(),
  cause: z.string(),
  kind: z.string(),
  noun: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});

const personDetail = personItem.extend({
  personId: z.uuid(),
  idKind: z.string(),
  details: z.array(
    z.object({
      key: z.string(),
      label: bilingual,
      /** As it is kept: a code of a list, or words. */
      value: z.string(),
      text: bilingual,
      level: z.number().int(),
      source: z.string().nullable(),
    }),
  ),
  /** A note says whose it is, where it is not their own. */
  phones: z.array(z.object({ id: z.uuid(), masked: z.string(), note: z.string().nullable() })),
  residences: z.array(
    z.object({
      id: z.uuid(),
      houseRef: rowRef,
      householdRef: rowRef.nullable(),
      words: z.string(),
      kind: residenceKind,
      asWhat,
      relationToHead: z.string().nullable(),
      fromOn: isoDay.nullable(),
      toOn: isoDay.nullable(),
    }),
  ),
  ownerships: z.array(
    z.object({
      houseRef: rowRef,
      words: z.string(),
      share: z.string(),
      fromOn: isoDay.nullable(),
      toOn: isoDay.nullable(),
    }),
  ),
  /** Those that stand open; how many more there are is said, which ones only with a reason. */
  allTags: z.array(personTag),
  hiddenTags: z.number().int(),
  /** The same person's records in other communities this actor may see. */
  elsewhere: z.array(z.object({ ref: rowRef, communityName: z.string() })),
  changes: z.array(change),
  /** The record this one was joined to, and those that were joined to this one. */
  mergedInto: rowRef.nullable(),
  joined: z.array(z.object({ ref: rowRef, name: z.string() })),
  merges: z.array(z.object({ id: z.uuid(), at: isoInstant, otherName: z.string() })),
  /** My own grid: a dial button without a reason. */
  mayDial: z.boolean(),
  mayWrite: z.boolean(),
  mayReveal: z.boolean(),
  mayMerge: z.boolean(),
  endedOn: isoDay.nullable(),
  endReason: z.string().nullable(),
  updatedAt: isoInstant,
});
export type PersonDetail = z.output<typeof personDetail>;

const newPerson = z.object({
  communityId: areaId,
  name: words(40).refine((value) => value !== ''),
  sex: sex.default('unknown'),
  bornOn: isoDay.nullable().default(null),
  idNumber: z.string().max(30).nullable().default(null),
  phones: z.array(z.string().max(30)).max(6).default([]),
  details: personDetails.default({}),
  home: z
    .object({
      houseRef: rowRef,
      kind: residenceKind.default('both'),
      asWhat: asWhat.default('member'),
      relationToHead: words(20).nullable().default(null),
      fromOn: isoDay.nullable().default(null),
    })
    .nullable()
    .default(null),
  tags: z.array(tagCode).max(16).default([]),
});

export const peopleRoutes = {
  'POST /people': route({
    access: { capability: 'people.read' },
    summary: text('人口列表', 'People'),
    asks: pageQuery.extend(peopleFilter.shape),
    /** Cut: so many have the one character in their names that not all were looked at. */
    output: pageOf(personItem).extend({ isCut: z.boolean() }),
  }),
  'POST /people/count': route({
    access: { capability: 'people.read' },
    summary: text('符合条件的人数', 'How many people fit, counted up to a bound'),
    asks: peopleFilter,
    output: z.object({ count: z.number().int(), isMore: z.boolean() }),
  }),
  'POST /people/tagged': route({
    access: { capability: 'people.reveal' },
    audits: true,
    summary: text(
      '某一困难或健康类服务对象名单（需说明理由，留痕）',
      'The people of a hidden service group, with a reason',
    ),
    asks: pageQuery.extend({ ...peopleFilter.shape, tag: hiddenTagCode, reason: lookReason }),
    output: pageOf(personItem),
  }),
  'GET /people/fields': route({
    access: { capability: 'people.read' },
    summary: text('人口字段登记', 'The register of fields'),
    output: z.object({
      fields: z.array(
        z.object({
          key: z.string(),
          label: bilingual,
          level: z.number().int(),
          max: z.number().int(),
          purpose: bilingual,
          basis: z.string(),
          retentionYears: z.number(),
        }),
      ),
      tags: z.array(z.object({ code: z.string(), label: bilingual, kind: z.string(), basis: z.string() })),
    }),
  }),
  'POST /people/export': route({
    access: { capability: 'people.export' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text('导出人口（留痕、水印，证件和电话打码）', 'Export people, logged and watermarked, numbers masked'),
    asks: peopleFilter,
    output: z.unknown(),
  }),
  'GET /people/:ref': route({
    access: { capability: 'people.read' },
    summary: text('人员详情', 'One person'),
    params: z.object({ ref: rowRef }),
    output: personDetail,
  }),
  'GET /people/:ref/reveal': route({
    access: { capability: 'people.reveal' },
    audits: true,
    summary: text('查看完整证件号或电话', 'Reveal the id number or a phone'),
    params: z.object({ ref: rowRef }),
    query: z.object({
      field: z.enum(['id', 'phone']),
      phone: z.uuid().optional(),
      reason: lookReason.optional(),
    }),
    output: z.object({ value: z.string() }),
  }),
  'GET /people/:ref/tags': route({
    access: { capability: 'people.reveal' },
    audits: true,
    summary: text('查看全部服务标签（需说明理由，留痕）', 'All service groups of a person, with a reason'),
    params: z.object({ ref: rowRef }),
    query: z.object({ reason: lookReason }),
    output: z.object({ items: z.array(personTag) }),
  }),
} as const;

const basedOn = isoInstant.optional();

export const peopleCommands = {
  'people.register': command({
    access: { capability: 'people.write' },
    summary: text('登记一个人', 'Register a person'),
    input: newPerson,
    output: z.object({ ref: rowRef }),
  }),
  'people.correct': command({
    access: { capability: 'people.write' },
    summary: text('更正人员信息', 'Correct a person'),
    input: z.object({
      ref: rowRef,
      basedOn,
      name: words(40).optional(),
      sex: sex.optional(),
      bornOn: isoDay.nullable().optional(),
      idNumber: z.string().max(30).optional(),
      addPhones: z.array(z.string().max(30)).max(6).default([]),
      removePhones: z.array(z.uuid()).max(6).default([]),
      details: personDetails.default({}),
    }),
    output: z.object({ ref: rowRef, updatedAt: isoInstant }),
  }),
  'people.move': command({
    access: { capability: 'people.write' },
    summary: text('搬家：结束一处居住，开始另一处', 'Move: one residence ends, another begins'),
    input: z.object({
      ref: rowRef,
      fromHouseRef: rowRef.nullable().default(null),
      toHouseRef: rowRef.nullable().default(null),
      on: isoDay,
      kind: residenceKind.default('living'),
      asWhat: asWhat.default('member'),
      relationToHead: words(20).nullable().default(null),
    }),
    /** The record in the community moved to; the same as before within one community. */
    output: z.object({ ref: rowRef }),
  }),
  'people.end': command({
    access: { capability: 'people.write' },
    summary: text('注销档案（去世、迁出）', 'End a record (died, left)'),
    input: z.object({ ref: rowRef, on: isoDay, reason: z.enum(['died', 'left', 'mistake']) }),
    output: z.object({ ref: rowRef }),
  }),
  'people.merge': command({
    access: { capability: 'people.merge' },
    summary: text('合并重复档案', 'Merge two records of one person'),
    input: z.object({ keep: rowRef, drop: rowRef }),
    output: z.object({ mergeId: z.uuid(), ref: rowRef }),
  }),
  'people.undoMerge': command({
    access: { capability: 'people.merge' },
    summary: text('撤销合并', 'Undo a merge'),
    input: z.object({ ref: rowRef, mergeId: z.uuid() }),
    output: z.object({ ref: rowRef }),
  }),
  'people.giveTag': command({
    access: { capability: 'people.write' },
    summary: text('加服务标签', 'Give a service tag'),
    input: z.object({
      ref: rowRef,
      code: tagCode,
      source: words(60),
      fromOn: isoDay,
      toOn: isoDay.nullable().default(null),
    }),
    output: z.object({ ref: rowRef }),
  }),
  'people.endTag': command({
    access: { capability: 'people.write' },
    summary: text('结束服务标签', 'End a service tag'),
    input: z.object({ ref: rowRef, tagId: z.uuid(), on: isoDay }),
    output: z.object({ ref: rowRef }),
  }),
} as const;
