import { sql } from 'kysely';
import { toMs } from '../../domain/calendar/instant.ts';
import { noRows, type WriteTx } from '../kit/db/client.ts';
import type { Job } from '../kit/jobs/job.ts';
import { beginning, closeBatch, findAuditRows, findLastBatch, oldestUnsealed } from './audit-chain.ts';

const rowsPerBatch = 5_000;
const alarmAfterMs = 5 * 60_000;
/** One process seals at a time. */
const lockKey = 7_205_116;

/**
 * Closes the audit's unsealed rows into the chain, each minute. A tail older than five minutes means that sealing stood still: an
 * alarm. The hash of each batch goes to the log too, so that a chain written anew disagrees with what left the machine.
 */
export const sealAudit: Job = {
  name: 'audit.seal',
  cron: '* * * * *',
  async run(ctx) {
    let isFirst = true;
    for (;;) {
      const sealed = await ctx.write(noRows, async (db) => {
        const oldest = await oldestUnsealed(db);
        const tailMs = oldest === undefined ? 0 : toMs(ctx.now()) - toMs(oldest);
        if (isFirst && tailMs > alarmAfterMs)
          ctx.log.error({ oldest, minutes: Math.round(tailMs / 60_000) }, 'audit.tail-unsealed');
        return sealOnce(db, ctx.now());
      });
      isFirst = false;
      if (sealed === undefined) return;
      ctx.log.info({ batch: sealed.id, rows: sealed.rowCount, hash: sealed.hash.toString('hex') }, 'audit.sealed');
      if (sealed.rowCount < rowsPerBatch) return;
    }
  },
};

/** Seals one batch of what waits; nothing if nothing does, or another process is at it. */
export async function sealOnce(db: WriteTx, now: string) {
  const lock = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${lockKey}) as free`.execute(db);
  if (!lock.rows[0]?.free) return undefined;
  const rows = await findAuditRows(db, { unsealed: rowsPerBatch });
  if (rows.length === 0) return undefined;
  const last = await findLastBatch(db);
  const batch = closeBatch((last?.id ?? 0) + 1, now, rows, last?.hash ?? beginning);
  await db.insertInto('auditBatches').values(batch).execute();
  const ids = `{${rows.map((row) => row.id).join(',')}}`;
  await sql`update audit_rows set batch_id = ${batch.id} where id = any (${ids}::uuid[])`.execute(db);
  return batch;
}
