import { z } from 'zod';
import { type RegisterPart, registerParts } from '../domain/registry/register-words.ts';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { bilingual } from './shapes.ts';

const registerLine = z.object({
  key: z.string(),
  part: z.enum(Object.keys(registerParts) as [RegisterPart, ...RegisterPart[]]),
  of: bilingual.optional(),
  label: bilingual,
  /** 1 ordinary, 2 personal, 3 sensitive. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  purpose: bilingual,
  basis: z.string(),
  term: bilingual,
});

const open = 'Everybody may know what is registered of people, why and for how long; it holds nothing of anybody.';

export const fieldRegisterRoutes = {
  'GET /field-register': route({
    access: { open },
    summary: text('字段目录', 'Every field that may be held, with purpose, basis and term'),
    output: z.object({ items: z.array(registerLine) }),
  }),
  'GET /field-register/export': route({
    access: { open },
    summary: text('导出字段目录', 'The register as a spreadsheet or CSV'),
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh') }),
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    output: z.unknown(),
  }),
} as const;
