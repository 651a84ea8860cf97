import { z } from 'zod';
import { limitSchema } from '../calendar/limit.ts';

const bilingual = z.object({ zh: z.string().min(1).max(400), en: z.string().min(1).max(800) });
const chip = z.object({ code: z.string().min(1).max(60), text: bilingual });

/**
 * How a category's question is answered: kinds of `fields.ts`, told as data. There is none for a number of a document, a phone or a
 * person, so that a question cannot ask for one.
 */
const questionKinds = ['flag', 'choice', 'number', 'day', 'text'] as const;

/** One thing a category asks whoever raises a matter of it. */
const question = z.object({
  /** Stays as it is for as long as the question means the same. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(40),
  label: bilingual,
  kind: z.enum(questionKinds),
  /** The options of a choice, in order. */
  of: z.array(chip).max(20).default([]),
  /** Of a number: what it counts. */
  unit: bilingual.optional(),
  min: z.number().min(-1_000_000).max(1_000_000).optional(),
  max: z.number().min(-1_000_000).max(1_000_000).optional(),
  hasDecimals: z.boolean().optional(),
  isRequired: z.boolean().default(false),
});
export type Question = z.output<typeof question>;

/** Which of a category's own limits a stage may take; the declaration gives the default, its basis and whether it is a ceiling. */
export const limitKeys = [
  'promise',
  'accept',
  'dispatch',
  'sign',
  'contact',
  'arrive',
  'handle',
  'check',
  'call-back',
  'close',
  'return',
  'arbitrate',
  'inquiry',
] as const;
export type LimitKey = (typeof limitKeys)[number];

/** Where a template is chosen: in answering the person, asking them, or giving a reason to whoever decides. */
export const templateUses = ['reply', 'question', 'return', 'extension'] as const;
export type TemplateUse = (typeof templateUses)[number];

/** What a category says: the unit of configuration. Stored as jsonb in categories.rule, edited in the browser, shipped to the phone. */
export const categoryRule = z.object({
  limits: z.partialRecord(z.enum(limitKeys), z.object({ limit: limitSchema, basis: z.string().max(200) })).default({}),
  /** Whether closing or settling needs a photo, and why the rule asks for one. */
  photo: z.enum(['none', 'at-report', 'at-done']).default('none'),
  photoWhy: bilingual.optional(),
  /** Asked of whoever raises a matter: at most so many that a call still takes a minute. */
  questions: z.array(question).max(8).default([]),
  /** Asked before anything is sent: a yes ends here, with where to go instead. Danger to life is handed over live. */
  stoppers: z
    .array(
      z.object({ code: z.string(), question: bilingual, instead: bilingual, phone: z.string().max(20).optional() }),
    )
    .max(6)
    .default([]),
  /** Chips by what they are for. */
  reasons: z
    .partialRecord(
      z.enum([
        'return',
        'decline',
        'extension',
        'deferral',
        'unsolved',
        'supervise',
        'supplement',
        'arbitrate',
        'transfer',
      ]),
      z.array(chip),
    )
    .default({}),
  /** Templates by stage and use; `{number}`, `{place}`, `{category}`, `{handler}` and `{due}` are filled in. */
  replies: z
    .array(z.object({ stage: z.string(), for: z.enum(templateUses).default('reply'), text: bilingual }))
    .default([]),
  /** Words by which the desk knows that this is not for us, and what to say. */
  outOfScope: z.array(z.object({ words: z.array(z.string().min(1)).min(1), say: bilingual })).default([]),
  isUrgentByDefault: z.boolean().default(false),
  /** Not shown to others, and to integrations as a number only. */
  isPrivate: z.boolean().default(false),
  /** Of streets, yards and stairwells: others meet it, too, so whoever is about to report may be shown that it is known. */
  isCommon: z.boolean().default(false),
  duplicateRadiusM: z.number().int().min(0).max(2000).default(150),
  /** Years a closed case keeps its personal values. */
  retentionYears: z.number().int().min(1).max(30).default(3),
  icon: z.string().max(40).optional(),
});
export type CategoryRule = z.output<typeof categoryRule>;

/** A category with nothing said: every default. */
export const plainCategory: CategoryRule = categoryRule.parse({});
