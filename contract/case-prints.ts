import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { bilingual, isoInstant, rowRef } from './shapes.ts';

const printQuery = z.object({ print: z.string().max(40), language: z.enum(['zh', 'en']).default('zh') });
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const casePrintRoutes = {
  'GET /cases/:ref/print.pdf': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    audits: true,
    media: 'application/pdf',
    summary: text('打印事项的文书（留痕）', 'A paper of a matter as PDF; written down'),
    params: z.object({ ref: rowRef }),
    query: printQuery,
    output: z.unknown(),
  }),
  'GET /cases/:ref/print.docx': route({
    access: { capability: 'cases.read', or: 'cases.take-part' },
    audits: true,
    media: docx,
    summary: text('事项的文书 DOCX（留痕）', 'A paper of a matter as DOCX; written down'),
    params: z.object({ ref: rowRef }),
    query: printQuery,
    output: z.unknown(),
  }),
  'GET /track/print.pdf': route({
    access: { signedIn: 'resident' },
    audits: true,
    media: 'application/pdf',
    summary: text('给本人的文书（链接）', 'A paper given to the person (by link)'),
    query: printQuery,
    output: z.unknown(),
  }),
  'GET /my/cases/:ref/print.pdf': route({
    access: { signedIn: 'resident', helper: ['track'] },
    audits: true,
    media: 'application/pdf',
    summary: text('给本人的文书', 'A paper given to the person'),
    params: z.object({ ref: rowRef }),
    query: printQuery,
    output: z.unknown(),
  }),
  'POST /papers/check': route({
    access: {
      open: 'whoever is handed a paper may ask whether it is genuine; limited per address, names nobody in full',
    },
    perMinute: 10,
    audits: true,
    summary: text('核验文书真伪：编号和校验码', 'Whether a paper is genuine, by number and code'),
    asks: z.object({ number: z.string().max(40), code: z.string().max(40) }),
    output: z.object({
      /** `void`: it was given out and does not hold any more. */
      verdict: z.enum(['genuine', 'void', 'unknown']),
      title: bilingual.nullable(),
      issuer: z.string().nullable(),
      issuedAt: isoInstant.nullable(),
      voidedAt: isoInstant.nullable(),
      /** The person's name, masked: to be held against the paper. */
      nameMasked: z.string().nullable(),
    }),
  }),
} as const;
