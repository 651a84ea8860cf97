import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { bilingual, isoDay, pageOf, pageQuery, rowRef } from './shapes.ts';

/** Something about the property service or the common parts of an estate: what kind, where it stands and by when; nobody's words, nobody's door. */
const commonMatter = z.object({
  ref: rowRef,
  typeTitle: bilingual,
  /** For those on its list alone. */
  title: z.string().nullable(),
  /** Of an event. */
  category: bilingual.nullable(),
  /** The building, or the grid where it is of none. */
  place: z.string(),
  /** The property firm that has it. */
  lead: z.string(),
  stageLabel: bilingual,
  raisedOn: isoDay,
  /** Of a joint matter: the day it was before the meeting. */
  meetingOn: isoDay.nullable(),
  dueOn: isoDay.nullable(),
  isClosed: z.boolean(),
  isLate: z.boolean(),
  /** The asker is on its list, and may open it. */
  isListed: z.boolean(),
});
export type CommonMatter = z.output<typeof commonMatter>;

/** A project or a contract of purchased service with its money. */
const estateMoney = z.object({
  ref: rowRef,
  typeTitle: bilingual,
  name: z.string(),
  /** Of a contract. */
  provider: z.string().nullable(),
  /** Of a project. */
  sources: z.string().nullable(),
  /** 分: a budget or a contract's sum, and what was paid of it. */
  capFen: z.number().int().nullable(),
  paidFen: z.number().int(),
  stageLabel: bilingual,
  untilOn: isoDay.nullable(),
  isClosed: z.boolean(),
  isListed: z.boolean(),
});
export type EstateMoney = z.output<typeof estateMoney>;

/** A home as the owners' roster counts it: how many own it, never who. */
const rosterHome = z.object({
  ref: rowRef,
  building: z.string(),
  door: z.string(),
  /** 0.01 m². */
  areaHundredths: z.number().int().nullable(),
  owners: z.number().int(),
});
export type RosterHome = z.output<typeof rosterHome>;

const readers = { capability: 'estates.read' } as const;

export const estateRoutes = {
  'GET /estates/matters': route({
    access: readers,
    summary: text(
      '本小区物业和共有部分的事项（不含人员、门牌和原话）',
      'Matters of property service and common parts in the asker’s estate: no person, door or words',
    ),
    query: pageQuery.extend({ open: z.enum(['yes']).optional() }),
    output: pageOf(commonMatter),
  }),
  'GET /estates/money': route({
    access: readers,
    summary: text('本小区的社区项目和购买服务合同', 'Projects and contracts of the asker’s estate, with their money'),
    query: pageQuery,
    output: pageOf(estateMoney),
  }),
  'GET /estates/roster': route({
    access: { capability: 'owners.roster' },
    summary: text(
      '业主名册：每户专有面积和产权人数，不含姓名',
      'The owners’ roster: area and number of owners of each home, no names',
    ),
    query: pageQuery,
    output: pageOf(rosterHome).extend({
      /** Of all homes, with the first page alone. An owner of several homes is one head (民法典 278 counts area and heads). */
      totals: z
        .object({
          homes: z.number().int(),
          areaHundredths: z.number().int(),
          owners: z.number().int(),
          withoutOwner: z.number().int(),
          withoutArea: z.number().int(),
        })
        .nullable(),
    }),
  }),
} as const;
