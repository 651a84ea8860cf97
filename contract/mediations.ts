import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { statedDay, words } from './shapes.ts';

export const mediationRoutes = {
  'POST /mediations/awards': route({
    access: { capability: 'mediation.read' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text(
      '导出以案定补清单：自己经办、已办结的调解，写明用途',
      'Export what mediators are paid for by case: the matters one keeps that are closed, for a stated purpose',
    ),
    /** The first and the last day of closing; a year at most. */
    asks: z.object({ from: statedDay, to: statedDay, purpose: words(200).pipe(z.string().min(4)) }),
    output: z.unknown(),
  }),
};
