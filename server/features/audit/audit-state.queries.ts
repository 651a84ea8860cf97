import { z } from 'zod';
import type { AuditState } from '../../../contract/audit.ts';
import { oldestUnsealed } from '../../access/audit-chain.ts';
import { verifyAudit } from '../../access/audit-verify.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

/** Where the verdict of the night is kept. */
export const verdictKey = 'audit.verdict';
export const verdict = z.object({ at: z.string(), rows: z.number(), faults: z.number() });

/** How many of the newest batches are checked whenever somebody looks. */
const newest = 3;

/** Whether the chain holds: the newest batches as they are now, the whole as of last night. */
export async function getAuditState(ctx: ReadCtx): Promise<AuditState> {
  const last = await ctx.db
    .selectFrom('auditBatches')
    .select(['id', 'sealedAt', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const kept = await ctx.db.selectFrom('settings').select('value').where('key', '=', verdictKey).executeTakeFirst();
  const { faults } = await verifyAudit(ctx.db, Math.max(1, (last?.id ?? 0) - newest + 1));
  return {
    batches: last?.id ?? 0,
    lastSealedAt: last?.sealedAt ?? null,
    head: last?.hash.toString('hex') ?? null,
    oldestUnsealedAt: (await oldestUnsealed(ctx.db)) ?? null,
    isNewestWhole: faults.length === 0,
    lastFullCheck: kept ? verdict.parse(kept.value) : null,
  };
}
