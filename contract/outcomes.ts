import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, isoDay, pageOf, pageQuery, rowRef } from './shapes.ts';

/** A wish that came true or a project that was finished, as everybody may know it: cleared words, money, pictures that were released. */
const outcome = z.object({
  ref: rowRef,
  type: z.string(),
  typeTitle: bilingual,
  kindText: bilingual,
  /** As whoever screened it cleared them. */
  words: z.string(),
  outcome: z.string().nullable(),
  finishedOn: isoDay,
  /** What whoever did it is, never who. */
  takenBy: bilingual.nullable(),
  communityName: z.string(),
  budgetFen: z.number().int().nullable(),
  spentFen: z.number().int().nullable(),
  photos: z.array(rowRef),
});
export type Outcome = z.output<typeof outcome>;

/** A project that somebody has taken on, and how far it is. */
const underWay = z.object({
  ref: rowRef,
  kindText: bilingual,
  words: z.string(),
  takenBy: bilingual.nullable(),
  milestone: z.string().nullable(),
  milestoneOn: isoDay.nullable(),
  budgetFen: z.number().int().nullable(),
});
export type ProjectUnderWay = z.output<typeof underWay>;

/** A project that nobody has taken on yet: what is wanted, and how many residents said so. */
const proposed = z.object({
  ref: rowRef,
  kindText: bilingual,
  words: z.string(),
  budgetFen: z.number().int().nullable(),
  supports: z.number().int(),
  /** Whether the asker is among them. */
  isMine: z.boolean(),
});
export type ProposedProject = z.output<typeof proposed>;

export const outcomeRoutes = {
  'GET /public/outcomes': route({
    access: {
      open: 'what neighbours and units did for a community is shown to all: words cleared for everybody, nobody named, no door',
    },
    summary: text('达成的微心愿、完成的微项目', 'Wishes that came true and projects that were finished'),
    query: pageQuery.extend({ areaId }),
    output: pageOf(outcome).extend({
      community: z.string(),
      /** How many in all; orders are counted only. */
      done: z.object({ orders: z.number().int(), wishes: z.number().int(), projects: z.number().int() }),
      /** With the first page alone. */
      underWay: z.array(underWay),
      /** With the first page alone, the oldest first. */
      proposed: z.array(proposed),
      /** A resident is signed in for themselves, and may say what they want. */
      maySupport: z.boolean(),
    }),
  }),
} as const;
