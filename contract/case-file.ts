import { z } from 'zod';
import { text } from '../domain/text.ts';
import { caseDetail } from './case-views.ts';
import { route } from './route.ts';
import { bilingual, isoInstant, rowRef } from './shapes.ts';

/** Full names and phones stand in a file only with one of these reasons, or where the matter is in one's own name. */
const printQuery = z.object({
  contacts: z.enum(['masked', 'full']).default('masked'),
  reason: z.enum(['handling', 'checking', 'call-back', 'correction']).optional(),
  language: z.enum(['zh', 'en']).default('zh'),
});

const caseFile = z.object({
  matter: caseDetail.omit({ offers: true, prints: true, placeHistory: true, mayDial: true }),
  /** In the order of the matter's parties. */
  contacts: z.array(z.object({ kind: bilingual, name: z.string(), phone: z.string() })),
  printedBy: z.string(),
  printedAt: isoInstant,
  /** Who took it and when, as it stands on every page. */
  stamp: bilingual,
});
export type CaseFile = z.output<typeof caseFile>;

export const caseFileRoutes = {
  'GET /cases/:ref/case-file': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    audits: true,
    summary: text('事项档案（打印用，留痕）', 'The file of a matter, for print; written down'),
    params: z.object({ ref: rowRef }),
    query: printQuery,
    output: caseFile,
  }),
  'GET /cases/:ref/case-file.pdf': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    audits: true,
    media: 'application/pdf',
    summary: text('事项档案 PDF（留痕、水印）', 'The file of a matter as PDF, stamped and written down'),
    params: z.object({ ref: rowRef }),
    query: printQuery,
    output: z.unknown(),
  }),
} as const;
