import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { isoInstant, pageOf, pageQuery, statedInstant, words } from './shapes.ts';

/** Who did it, as the audit keeps it: staff by name and roles, others by kind alone. */
const auditActor = z.object({
  kind: z.enum(['staff', 'resident', 'link', 'outside', 'integration', 'system', 'anonymous']),
  userId: z.uuid().optional(),
  name: z.string().optional(),
  roles: z.array(z.string()).optional(),
});

const auditRow = z.object({
  id: z.uuid(),
  at: isoInstant,
  actor: auditActor,
  action: z.string(),
  noun: z.string(),
  communityId: z.number().nullable(),
  rowId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string().nullable(),
  /** The batch of the chain that holds it; null for the last minute's. */
  batchId: z.number().nullable(),
});
export type AuditRow = z.output<typeof auditRow>;

const auditFilter = z.object({
  from: statedInstant.optional(),
  /** Up to, not including. */
  to: statedInstant.optional(),
  action: z.string().max(80).optional(),
  noun: z.string().max(40).optional(),
  userId: z.uuid().optional(),
  /** The whole name of the person acting, as it was then. */
  name: words(40).optional(),
  rowId: z.uuid().optional(),
  personId: z.uuid().optional(),
});

/** Whether the chain holds: the newest part is checked now, the whole each night. */
const auditState = z.object({
  batches: z.number().int(),
  lastSealedAt: isoInstant.nullable(),
  /** What the newest batch hashes to; the log elsewhere has it, too. */
  head: z.string().nullable(),
  oldestUnsealedAt: isoInstant.nullable(),
  isNewestWhole: z.boolean(),
  lastFullCheck: z.object({ at: isoInstant, rows: z.number().int(), faults: z.number().int() }).nullable(),
});
export type AuditState = z.output<typeof auditState>;

export const auditRoutes = {
  'POST /audit': route({
    access: { capability: 'audit.read' },
    summary: text('查审计记录', 'The audit, newest first'),
    asks: pageQuery.extend(auditFilter.shape),
    output: pageOf(auditRow),
    audits: true,
  }),
  'GET /audit/state': route({
    access: { capability: 'audit.read' },
    summary: text('审计链是否完整', 'Whether the chain of the audit holds'),
    output: auditState,
  }),
  'POST /audit/export': route({
    access: { capability: 'audit.read' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text('导出审计记录（Excel）', 'Export the audit'),
    asks: auditFilter,
    output: z.unknown(),
  }),
} as const;
