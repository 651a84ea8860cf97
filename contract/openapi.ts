import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';

export const openApiRoutes = {
  'GET /openapi.json': route({
    access: { open: 'The form of the interface holds nobody’s data; who builds against it reads it first.' },
    summary: text('接口文档', 'This interface as an OpenAPI 3.1 document'),
    output: z.record(z.string(), z.unknown()),
  }),
} as const;
