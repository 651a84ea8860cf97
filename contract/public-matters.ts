import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { areaId, bilingual, isoDay, isoInstant, rowRef } from './shapes.ts';

/** A matter whose declaration publishes some of its fields: those, how far it has come, and what was said to all. Nobody is named. */
export const publicMatter = z.object({
  ref: rowRef,
  typeTitle: bilingual,
  title: z.string(),
  plain: bilingual,
  isClosed: z.boolean(),
  raisedOn: isoDay,
  fields: z.array(z.object({ key: z.string(), label: bilingual, text: z.string() })),
  /** What is planned by days, and how each stands today. */
  plan: z.array(
    z.object({ on: z.string().nullable(), words: z.string(), standing: z.enum(['reached', 'late', 'due']) }),
  ),
  way: z.array(z.object({ at: isoInstant, label: bilingual, words: z.string().nullable() })),
});
export type PublicMatter = z.output<typeof publicMatter>;

export const publicMatterRoutes = {
  'GET /public/matters': route({
    access: {
      open: 'what a community does with common money is published: the fields a declaration names, and words meant for all',
    },
    summary: text('社区公开的项目和进展', 'What the community publishes of its projects'),
    query: z.object({ areaId }),
    output: z.object({ community: z.string(), items: z.array(publicMatter) }),
  }),
} as const;
