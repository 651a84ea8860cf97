import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';
import { isoInstant, pageOf, pageQuery, statedInstant } from './shapes.ts';

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

export const auditRoutes = {
  'GET /audit': route({
    access: { capability: 'audit.read' },
    summary: text('查审计记录', 'The audit, newest first'),
    query: pageQuery.extend({
      from: statedInstant.optional(),
      /** Up to, not including. */
      to: statedInstant.optional(),
      action: z.string().max(80).optional(),
      noun: z.string().max(40).optional(),
      userId: z.uuid().optional(),
      rowId: z.uuid().optional(),
      personId: z.uuid().optional(),
    }),
    output: pageOf(auditRow),
    audits: true,
  }),
} as const;
