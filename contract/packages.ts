import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoInstant, statedDay, words } from './shapes.ts';

/** So many matters one package may hold; more are asked for in parts. */
export const mostPackaged = 500;
/** A package can be fetched for so many days. */
export const packageDays = 7;

const packageView = z.object({
  id: z.uuid(),
  title: z.string(),
  purpose: z.string(),
  state: z.enum(['waiting', 'ready', 'failed', 'ended']),
  total: z.number().int(),
  done: z.number().int(),
  sizeBytes: z.number().int(),
  madeAt: isoInstant,
  expiresAt: isoInstant,
});
export type PackageView = z.output<typeof packageView>;

export const packageRoutes = {
  'GET /packages': route({
    access: { capability: 'cases.export' },
    summary: text('我要过的迎检包', 'The packages I asked for, newest first'),
    output: z.object({ items: z.array(packageView) }),
  }),
  'GET /packages/:id/file': route({
    access: { capability: 'cases.export' },
    audits: true,
    media: 'application/zip',
    summary: text('下载迎检包（留痕）', 'The package as one ZIP, for whoever asked for it'),
    params: z.object({ id: z.uuid() }),
    output: z.unknown(),
  }),
} as const;

export const packageCommands = {
  'packages.order': command({
    access: { capability: 'cases.export' },
    summary: text('整理迎检包：说明用途，按类别、区域、期限', 'Put records of a topic together, for a stated purpose'),
    input: z.object({
      purpose: words(200).pipe(z.string().min(4)),
      area: areaId,
      from: statedDay,
      to: statedDay,
      type: z.string().max(40).optional(),
      category: z.number().int().positive().optional(),
      closedOnly: z.boolean().default(true),
    }),
    output: z.object({ id: z.uuid(), total: z.number().int() }),
  }),
  'packages.drop': command({
    access: { capability: 'cases.export' },
    summary: text('删除迎检包', 'Drop a package before its time'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
} as const;
