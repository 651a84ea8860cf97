import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';

export const liveRoutes = {
  'GET /live': route({
    access: { capability: 'cases.read' },
    summary: text(
      '实时更新',
      'A stream that says when something of my areas changed, and nothing of what: ask again for it',
    ),
    output: z.unknown(),
    media: 'text/event-stream',
  }),
} as const;
