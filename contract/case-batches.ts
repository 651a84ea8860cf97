import { z } from 'zod';
import { text } from '../domain/text.ts';
import { offerView } from './case-views.ts';
import { route } from './route.ts';
import { rowRef } from './shapes.ts';

/** How many matters one batch may hold, and of how many one question may ask what can be done. */
export const batchMost = { cases: 200, asked: 40 } as const;

export const caseBatchRoutes = {
  'GET /cases/offers': route({
    access: { capability: 'cases.read' },
    summary: text('几件事项各能办什么', 'What may be done on several matters'),
    query: z.object({
      /** References, joined by commas. */
      refs: z
        .string()
        .max(70 * batchMost.asked)
        .transform((value) => value.split(','))
        .pipe(z.array(rowRef).min(1).max(batchMost.asked)),
    }),
    output: z.object({
      items: z.array(
        z.object({
          ref: rowRef,
          number: z.string(),
          type: z.string(),
          seq: z.number().int(),
          offers: z.array(offerView),
        }),
      ),
    }),
  }),
} as const;
