import { z } from 'zod';
import { categoryRule } from '../domain/case/category.ts';
import { ownCategoryRule } from '../domain/case/category-own.ts';
import { routingSends, routingTimes } from '../domain/case/routing.ts';
import { mostLabels } from '../domain/likeness/packed-model.ts';
import { text } from '../domain/text.ts';
import { areaPolygon } from './areas.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoInstant, statedInstant, words } from './shapes.ts';

const categoryId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const caseTypeCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A name in both languages, as somebody types it. */
const nameInput = z.object({
  zh: words(60).pipe(z.string().min(1)),
  en: words(120).pipe(z.string().min(1)),
});

export const categoryItem = z.object({
  id: z.number().int(),
  parentId: z.number().int().nullable(),
  caseType: z.string(),
  code: z.string(),
  name: bilingual,
  position: z.number().int(),
  isOpen: z.boolean(),
  icon: z.string().nullable(),
  /** How many rows of the duty list the reader sees for it. */
  dutyCount: z.number().int(),
});
export type CategoryItem = z.output<typeof categoryItem>;

/** A category with the rule that holds for it, its parents' words included: what the phone decides by. */
const categoryWithRule = z.object({
  id: z.number().int(),
  parentId: z.number().int().nullable(),
  caseType: z.string(),
  code: z.string(),
  name: bilingual,
  position: z.number().int(),
  rule: categoryRule,
});

/** What a resident's form is drawn from: no unit, no limit, nothing internal. */
const publicCategory = z.object({
  id: z.number().int(),
  parentId: z.number().int().nullable(),
  caseType: z.string(),
  name: bilingual,
  position: z.number().int(),
  icon: z.string().nullable(),
  photo: categoryRule.shape.photo,
  photoWhy: bilingual.optional(),
  questions: categoryRule.shape.questions,
  stoppers: categoryRule.shape.stoppers,
  outOfScope: categoryRule.shape.outOfScope,
});
export type PublicCategory = z.output<typeof publicCategory>;

const unit = z.object({ id: z.uuid(), name: z.string(), isInForce: z.boolean() });
const areaName = z.object({ id: z.number(), kind: z.string(), name: z.string() });

export const dutyRow = z.object({
  id: z.uuid(),
  categoryId: z.number().int(),
  categoryName: bilingual,
  area: areaName,
  lead: unit,
  helpers: z.array(unit),
  basis: z.string().nullable(),
  /** The state somebody looked at; a change based on an older one is refused. */
  stamp: z.string(),
  mayChange: z.boolean(),
});
export type DutyRow = z.output<typeof dutyRow>;

/** What the declaration of the case type says of a limit, where the category is silent. */
const typeLimit = z.object({
  key: z.string(),
  label: bilingual,
  limit: z.object({ unit: z.string(), n: z.number(), hours: z.string().optional() }),
  basis: bilingual,
  /** The law's own: a category may only be stricter. */
  isCeiling: z.boolean(),
});

export const categoryDetail = categoryItem.extend({
  /** Its own words alone. */
  own: ownCategoryRule,
  /** What holds, with the parents' words where it is silent. */
  rule: categoryRule,
  /** What would hold if it said nothing. */
  inherited: categoryRule,
  typeLimits: z.array(typeLimit),
  path: z.array(z.object({ id: z.number().int(), name: bilingual })),
  version: z.number().int(),
  updatedAt: isoInstant,
  mayChange: z.boolean(),
});
export type CategoryDetail = z.output<typeof categoryDetail>;

/** A routing rule as it is sent and shown; its place in the list is its position. */
const ruleInput = z.object({
  id: z.uuid(),
  name: words(60).pipe(z.string().min(1)),
  categoryIds: z.array(z.number().int().positive()).max(200).default([]),
  polygon: areaPolygon.nullable().default(null),
  times: routingTimes,
  sends: routingSends,
  isOn: z.boolean().default(true),
});

export const ruleList = z.object({
  area: areaName,
  items: z.array(
    ruleInput.extend({
      lead: unit,
      helpers: z.array(unit),
      categories: z.array(z.object({ id: z.number().int(), name: bilingual })),
    }),
  ),
  stamp: z.string(),
  mayChange: z.boolean(),
});
export type RuleList = z.output<typeof ruleList>;

const miss = z.enum(['off', 'area', 'category', 'polygon', 'no-point', 'time', 'unit']);

export const routePreview = z.object({
  by: z.enum(['rule', 'duty', 'nobody']),
  why: bilingual,
  lead: unit.nullable(),
  helpers: z.array(unit),
  urgency: z.enum(['normal', 'urgent']).nullable(),
  /** The rules in the order they were tried; the last one holds if its miss is null. */
  tried: z.array(
    z.object({ id: z.uuid(), name: z.string(), area: areaName, miss: miss.nullable(), missText: bilingual.nullable() }),
  ),
});
export type RoutePreview = z.output<typeof routePreview>;

const share = z.object({ n: z.number().int(), of: z.number().int() });

/** How well categories are suggested from words, as the newest model was measured. */
export const wordsAccuracy = z.object({
  version: z.number().int(),
  madeAt: isoInstant,
  /** Matters it was learned from; those it was measured on; how many different things these say. */
  examples: z.number().int(),
  measured: z.number().int(),
  groups: z.number().int(),
  /** Bytes it takes on a phone; 0 where there is none. */
  bytes: z.number().int(),
  top1: z.number().int(),
  top3: z.number().int(),
  categories: z.array(
    z.object({
      id: z.number().int(),
      name: bilingual,
      n: z.number().int(),
      /** Of those it was guessed for, how many are; of those that are, how many it was guessed for. */
      precision: share,
      recall: share,
    }),
  ),
  /** Guesses of like certainty: said on average, right in fact. */
  certainties: z.array(z.object({ from: z.number(), n: z.number().int(), said: z.number(), right: z.number().int() })),
});
export type WordsAccuracy = z.output<typeof wordsAccuracy>;

/** A model of words as it is sent: see `PackedModel`. */
const packedModel = z.object({
  labels: z.array(z.number().int()).max(mostLabels),
  grams: z.string(),
  pairs: z.string(),
  highest: z.number(),
  fit: z.object({ sharpness: z.number(), slope: z.number(), lift: z.number() }),
});

export const catalogueRoutes = {
  'GET /catalogue/words-model': route({
    access: {
      open: 'the words of a report stay on the phone until it is sent: what suggests a category comes to them; it holds nobody’s words',
    },
    summary: text('从文字推荐类别的模型', 'The model that suggests a category from words'),
    output: z.object({ version: z.number().int(), model: packedModel.nullable() }),
  }),
  'GET /catalogue/words-model/accuracy': route({
    access: { capability: 'catalogue.manage' },
    summary: text('推荐类别有多准', 'How well categories are suggested'),
    output: z.object({
      /** Absent until the first night; without figures where too little has been confirmed. */
      newest: wordsAccuracy.nullable(),
      isTooLittle: z.boolean(),
      fewest: z.number().int(),
      /** Of the last 90 days within the reader's area: how often something was suggested, taken, and still so after people had looked. */
      use: z.object({
        shown: z.number().int(),
        taken: z.number().int(),
        confirmed: z.number().int(),
        corrected: z.number().int(),
      }),
      /** Earlier models: when, from how many, how good. */
      earlier: z.array(
        z.object({
          version: z.number().int(),
          madeAt: isoInstant,
          examples: z.number().int(),
          measured: z.number().int(),
          top1: z.number().int(),
        }),
      ),
    }),
  }),
  'GET /catalogue': route({
    access: { capability: 'catalogue.read' },
    summary: text('职责清单：全部类别', 'Every category'),
    output: z.object({ items: z.array(categoryItem), mayManage: z.boolean() }),
  }),
  'GET /catalogue/public': route({
    access: { open: 'the portal draws its form from names, questions and stoppers; units and limits are not in it' },
    summary: text('给居民看的类别', 'Categories for the portal'),
    output: z.object({ items: z.array(publicCategory) }),
  }),
  'GET /catalogue/effective': route({
    access: { capability: 'catalogue.read' },
    summary: text('开放的类别及其规则', 'Open categories with the rules that hold'),
    output: z.object({ items: z.array(categoryWithRule) }),
  }),
  'GET /catalogue/duties': route({
    access: { capability: 'catalogue.read' },
    summary: text('职责清单：谁负责', 'The duty list'),
    query: z.object({ categoryId: categoryId.optional(), areaId: areaId.optional(), unitId: z.uuid().optional() }),
    output: z.object({ items: z.array(dutyRow), isCut: z.boolean() }),
  }),
  'GET /catalogue/routing-rules': route({
    access: { capability: 'catalogue.read' },
    summary: text('分派规则', 'The routing rules of an area, in order'),
    query: z.object({ areaId }),
    output: ruleList,
  }),
  'GET /catalogue/routing-areas': route({
    access: { capability: 'catalogue.read' },
    summary: text('有分派规则的区域', 'Areas that have or may have routing rules'),
    output: z.object({
      items: z.array(
        areaName.extend({ parentId: z.number().nullable(), ruleCount: z.number().int(), mayChange: z.boolean() }),
      ),
    }),
  }),
  'GET /catalogue/route-preview': route({
    access: { capability: 'catalogue.read' },
    summary: text('会派给谁，为什么', 'Who would get it, and why'),
    query: z.object({
      categoryId: categoryId.optional(),
      areaId,
      lon: z.coerce.number().min(-180).max(180).optional(),
      lat: z.coerce.number().min(-90).max(90).optional(),
      at: statedInstant.optional(),
    }),
    output: routePreview,
  }),
  'GET /catalogue/:id': route({
    access: { capability: 'catalogue.read' },
    summary: text('一个类别', 'One category'),
    params: z.object({ id: categoryId }),
    output: categoryDetail,
  }),
} as const;

const version = z.number().int().positive();
const changed = z.object({ id: z.number().int(), version: z.number().int() });

export const catalogueCommands = {
  'catalogue.learnWords': command({
    access: { capability: 'catalogue.manage' },
    summary: text('现在重新学习', 'Learn from confirmed matters now'),
    input: z.object({}),
    output: z.object({ isAsked: z.boolean() }),
  }),
  'catalogue.addCategory': command({
    access: { capability: 'catalogue.manage' },
    summary: text('新增类别', 'Add a category'),
    input: z.object({
      parentId: z.number().int().positive().nullable(),
      /** A sub-class opens what its class opens. */
      caseType: caseTypeCode,
      code: z
        .string()
        .regex(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/)
        .max(80),
      name: nameInput,
      rule: ownCategoryRule.prefault({}),
    }),
    output: changed,
  }),
  'catalogue.changeCategory': command({
    access: { capability: 'catalogue.manage' },
    summary: text('修改类别', 'Change a category'),
    input: z.object({
      id: z.number().int().positive(),
      /** The version that was looked at. */
      basedOn: version,
      name: nameInput.optional(),
      position: z.number().int().min(0).max(10_000).optional(),
      /** All its own words anew; what is left out is inherited. */
      rule: ownCategoryRule.optional(),
    }),
    output: changed,
  }),
  'catalogue.closeCategory': command({
    access: { capability: 'catalogue.manage' },
    summary: text('停用类别', 'Close a category: no new matters, old ones stay'),
    input: z.object({ id: z.number().int().positive(), basedOn: version }),
    output: changed,
  }),
  'catalogue.openCategory': command({
    access: { capability: 'catalogue.manage' },
    summary: text('重新启用类别', 'Open a closed category again'),
    input: z.object({ id: z.number().int().positive(), basedOn: version }),
    output: changed,
  }),
  'catalogue.setDuty': command({
    access: { capability: 'catalogue.manage' },
    summary: text('指定责任单位', 'Say who answers for a category in an area'),
    input: z.object({
      categoryId: z.number().int().positive(),
      areaId,
      leadOrganisationId: z.uuid(),
      helperOrganisationIds: z.array(z.uuid()).max(20).default([]),
      basis: words(200).default(''),
      /** The row that was looked at; null if there was none. */
      basedOn: z.string().max(60).nullable(),
    }),
    output: z.object({ id: z.uuid(), stamp: z.string() }),
  }),
  'catalogue.removeDuty': command({
    access: { capability: 'catalogue.manage' },
    summary: text('删除一条职责', 'Take a row off the duty list'),
    input: z.object({ id: z.uuid(), basedOn: z.string().max(60) }),
    output: z.object({ id: z.uuid() }),
  }),
  'catalogue.setRules': command({
    access: { capability: 'catalogue.manage' },
    summary: text('保存一个区域的分派规则', 'Set the whole ordered list of an area’s routing rules'),
    input: z.object({
      areaId,
      /** Which list was looked at. */
      basedOn: z.string().max(60),
      rules: z.array(ruleInput).max(100),
    }),
    output: z.object({ stamp: z.string(), count: z.number().int() }),
  }),
} as const;
