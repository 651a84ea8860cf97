import { z } from 'zod';
import { text } from '../domain/text.ts';
import { caseItem } from './case-views.ts';
import { placeInput } from './cases.ts';
import { command, route } from './route.ts';
import { bilingual, isoInstant, rowRef, words } from './shapes.ts';

/** A matter that may be the same, with what speaks for it. */
export const sameCandidate = z.object({
  item: caseItem,
  /** From 0 to 1. */
  score: z.number(),
  /** How alike the words are, from 0 to 1. */
  words: z.number(),
  isSameCategory: z.boolean(),
  isSameBuilding: z.boolean(),
  metres: z.number().nullable(),
  daysApart: z.number().int(),
  /** How many were merged into it already. */
  mergedCount: z.number().int(),
});
export type SameCandidate = z.output<typeof sameCandidate>;

/** Another matter as a line: its number, what it is, where it stands. */
export const linkedCase = z.object({
  ref: rowRef,
  number: z.string(),
  title: z.string(),
  stageLabel: bilingual,
  isClosed: z.boolean(),
  raisedAt: isoInstant,
});
export type LinkedCase = z.output<typeof linkedCase>;

/** A part of a matter: whose it is and how far it is. */
export const childCase = linkedCase.extend({
  categoryName: bilingual.nullable(),
  leadName: z.string().nullable(),
  dueAt: isoInstant.nullable(),
  mood: caseItem.shape.mood,
});
export type ChildCase = z.output<typeof childCase>;

export const caseRelationRoutes = {
  'POST /cases/:ref/same': route({
    access: { capability: 'cases.dispatch' },
    summary: text('可能是同一件事的事项', 'Matters that may be the same'),
    params: z.object({ ref: rowRef }),
    /** A number, or part of a title: looked for in the same community beside what is found by itself. */
    asks: z.object({ q: z.string().max(60).optional() }),
    output: z.object({ items: z.array(sameCandidate) }),
  }),
  'GET /cases/:ref/linked': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    summary: text('并案和分办的事项', 'Matters merged with it, and its parts'),
    params: z.object({ ref: rowRef }),
    output: z.object({
      /** The one it goes on with. */
      main: linkedCase.nullable(),
      merged: z.array(linkedCase),
      /** What it grew out of, and what grew out of it. */
      from: linkedCase.nullable(),
      ledTo: z.array(linkedCase),
      /** The one it is a part of. */
      parent: linkedCase.nullable(),
      children: z.array(childCase),
      /** 我也遇到: how many others met it, and how many of them say it is not solved. */
      followers: z.object({ count: z.number().int(), stillThere: z.number().int() }),
    }),
  }),
} as const;

export const caseRelationCommands = {
  'cases.merge': command({
    access: { capability: 'cases.dispatch' },
    summary: text('并案：与另一件事合并办理', 'Merge into another matter'),
    input: z.object({
      ref: rowRef,
      mainRef: rowRef,
      words: words(2000).default(''),
      basedOn: z.number().int().min(0).optional(),
    }),
    output: z.object({
      number: z.string(),
      mainRef: rowRef,
      mainNumber: z.string(),
      stage: z.string(),
      stageLabel: bilingual,
    }),
  }),
  'cases.split': command({
    access: { capability: 'cases.dispatch' },
    summary: text('分办：分成几个子事项，各派一个单位', 'Split into parts, each for a unit'),
    input: z.object({
      ref: rowRef,
      words: words(2000).default(''),
      basedOn: z.number().int().min(0).optional(),
      children: z
        .array(
          z.object({
            words: words(2000),
            categoryId: z.number().int().positive().nullable().default(null),
            leadOrganisationId: z.uuid(),
            /** Where the part lies; the parent's own place unless told. */
            place: placeInput.nullable().default(null),
          }),
        )
        .min(1)
        .max(8),
    }),
    output: z.object({
      ref: rowRef,
      children: z.array(z.object({ ref: rowRef, number: z.string(), stageLabel: bilingual })),
    }),
  }),
} as const;
