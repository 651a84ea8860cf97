import { z } from 'zod';
import { itemGuide } from '../domain/service-items/guide.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, rowRef } from './shapes.ts';

const itemId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A limit of an item in words, with where it comes from. */
const itemLimit = z.object({ label: bilingual, limit: bilingual, basis: bilingual });

const guideView = z.object({
  summary: bilingual,
  who: bilingual,
  materials: z.array(
    z.object({
      code: z.string(),
      label: bilingual,
      isRequired: z.boolean(),
      /** What of the base stands for it, in words; null: it is always brought. */
      record: bilingual.nullable(),
    }),
  ),
  steps: z.array(bilingual),
  result: bilingual,
  /** What it stands on: laws of the register, and a local rule. */
  basis: z.array(z.object({ title: bilingual, words: bilingual })),
  words: z.array(z.string()),
  platform: z.object({ name: bilingual, address: z.string().optional() }).nullable(),
});

/** An item as residents see it. */
export const publicItem = z.object({
  /** The category it is. */
  id: z.number().int(),
  caseType: z.string(),
  name: bilingual,
  className: bilingual.nullable(),
  guide: guideView,
  /** The person's own clock and the first answer. */
  limits: z.array(itemLimit),
  /** What the form asks beside contact and place. */
  asks: z.array(bilingual),
});
export type PublicItem = z.output<typeof publicItem>;

/** An item as whoever keeps the catalogue sees it. */
export const keptItem = z.object({
  id: z.number().int(),
  caseType: z.string(),
  code: z.string(),
  name: bilingual,
  className: bilingual.nullable(),
  /** Null: nobody has described it yet. */
  guide: itemGuide.nullable(),
  isPublished: z.boolean(),
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
});
export type KeptItem = z.output<typeof keptItem>;

const materialState = z.object({
  code: z.string(),
  label: bilingual,
  isRequired: z.boolean(),
  held: z.object({ what: bilingual, from: z.string(), day: isoDay, shown: z.string().nullable() }).nullable(),
});

/** How the materials of an item stand for one person. */
export const itemMaterials = z.object({
  /** Whether the base knows this person by their phone: one record, no more. */
  isKnown: z.boolean(),
  materials: z.array(materialState),
});
export type ItemMaterials = z.output<typeof itemMaterials>;

export const serviceItemRoutes = {
  'GET /service-items/public': route({
    access: {
      open: 'the guide of what can be applied for is published: who may, what to bring, how long, on what basis',
    },
    summary: text('办事目录和指南', 'What can be applied for, with its guide'),
    output: z.object({ items: z.array(publicItem) }),
  }),
  'GET /service-items': route({
    access: { capability: 'catalogue.read' },
    summary: text('全部办事事项，含未发布的', 'Every item, those not published too'),
    output: z.object({
      items: z.array(keptItem),
      mayManage: z.boolean(),
      sources: z.array(z.object({ key: z.string(), title: bilingual, words: bilingual })),
    }),
  }),
  'GET /service-items/:id/mine': route({
    access: { signedIn: 'resident' },
    audits: true,
    summary: text('我有哪些材料已在登记，不用再交', 'Which materials of mine are on record already'),
    params: z.object({ id: itemId }),
    query: z.object({ areaId }),
    output: itemMaterials,
  }),
  'POST /service-items/:id/known': route({
    access: { capability: 'people.read' },
    audits: true,
    summary: text('申请人有哪些材料已在登记', 'Which materials of an applicant are on record'),
    params: z.object({ id: itemId }),
    asks: z.object({ areaId, phone: z.string().min(5).max(30) }),
    output: itemMaterials,
  }),
  'GET /service-items/of-case/:ref': route({
    access: { capability: 'cases.read' },
    summary: text('一件申请的材料和指南', 'The guide and the materials of one application'),
    params: z.object({ ref: rowRef }),
    output: z.object({
      item: publicItem.nullable(),
      isKnown: z.boolean(),
      materials: z.array(materialState),
    }),
  }),
} as const;

export const serviceItemCommands = {
  'service-items.describe': command({
    access: { capability: 'catalogue.manage' },
    summary: text('编写、发布或撤下一个办事事项的指南', 'Write, publish or take back the guide of an item'),
    input: z.object({
      /** The category it is. */
      id: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
      guide: itemGuide,
      isPublished: z.boolean(),
      /** The version that was looked at; 0 where there was none. */
      basedOn: z.number().int().min(0).max(1_000_000_000),
    }),
    output: z.object({ id: z.number().int(), version: z.number().int() }),
  }),
} as const;
