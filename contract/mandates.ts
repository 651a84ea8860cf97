import { z } from 'zod';
import { type HelperRelation, helperRelations, type MandateCover, mandateCovers } from '../domain/access/mandates.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, statedDay, words } from './shapes.ts';

const cover = z.enum(Object.keys(mandateCovers) as [MandateCover, ...MandateCover[]]);
const relation = z.enum(Object.keys(helperRelations) as [HelperRelation, ...HelperRelation[]]);
const somebody = z.object({ name: words(40).pipe(z.string().min(2)), phone: z.string().min(5).max(30) });

/** How a mandate stands: holding, past its last day, or ended before. */
const mandateState = z.enum(['good', 'over', 'ended']);

const terms = {
  relation,
  covers: z.array(cover).min(1).max(Object.keys(mandateCovers).length),
  /** The first day on which it holds no longer. */
  endsOn: statedDay,
};

const mandateRow = z.object({
  id: z.uuid(),
  relation,
  covers: z.array(cover),
  given: z.enum(['own', 'counter']),
  givenAt: isoInstant,
  endsOn: isoDay,
  state: mandateState,
  endedAt: isoInstant.nullable(),
  endedBy: z.enum(['elder', 'helper', 'desk']).nullable(),
});

const deed = z.object({
  at: isoInstant,
  number: z.string(),
  /** For the one it was done for, who opens it. */
  ref: rowRef,
  label: bilingual,
});

const ownMandate = mandateRow.extend({
  /** The other side: whom I asked, or whom I help. */
  name: z.string(),
  phoneMasked: z.string(),
  /** The last ones done, newest first. */
  deeds: z.array(deed),
});
export type OwnMandate = z.output<typeof ownMandate>;

const deskMandate = mandateRow.extend({
  elder: z.object({ name: z.string(), phone: z.string() }),
  helper: z.object({ name: z.string(), phone: z.string() }),
  area: z.object({ id: z.number(), name: z.string() }).nullable(),
  witness: z.string().nullable(),
  deeds: z.number().int(),
});
export type DeskMandate = z.output<typeof deskMandate>;

const ended = z.object({ id: z.uuid() });

export const mandateRoutes = {
  'GET /my/mandates': route({
    access: { signedIn: 'resident' },
    summary: text('我的帮手，和我帮的人', 'My helpers, and whom I help'),
    output: z.object({ given: z.array(ownMandate), helping: z.array(ownMandate) }),
  }),
  'POST /mandates': route({
    access: { capability: 'people.write' },
    audits: true,
    summary: text('代办委托', 'Mandates of helpers'),
    asks: pageQuery.extend({
      state: z.enum(['good', 'past']).default('good'),
      /** Of the one who is helped or who helps: finds those given by themselves, too. */
      phone: z.string().min(5).max(30).optional(),
    }),
    output: pageOf(deskMandate),
  }),
} as const;

export const mandateCommands = {
  'mandates.give': command({
    access: { signedIn: 'resident' },
    summary: text('请一位帮手代办', 'Ask somebody to act for me'),
    input: z.object({ name: somebody.shape.name, helper: somebody, ...terms }),
    output: ended,
  }),
  'mandates.end': command({
    access: { signedIn: 'resident' },
    summary: text('停止代办委托（双方都可以）', 'Stop a mandate: either side'),
    input: z.object({ id: z.uuid() }),
    output: ended,
  }),
  'mandates.register': command({
    access: { capability: 'people.write' },
    summary: text('当面登记代办委托', 'Register a mandate given in person'),
    input: z.object({
      areaId,
      elder: somebody,
      helper: somebody,
      ...terms,
      /** That the one who is helped said so in person, before whoever registers it. */
      saidInPerson: z.literal(true),
    }),
    output: ended,
  }),
  'mandates.endFor': command({
    access: { capability: 'people.write' },
    summary: text('应本人要求停止代办委托', 'Stop a mandate as its giver asks'),
    input: z.object({ id: z.uuid() }),
    output: ended,
  }),
} as const;
