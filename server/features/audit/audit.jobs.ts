import { verifyAudit } from '../../access/audit-verify.ts';
import { noRows } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { verdictKey } from './audit-state.queries.ts';

/** Checks the whole chain each night; what does not agree is an alarm, and the audit administrator sees it. */
export const checkAudit: Job = {
  name: 'audit.check',
  cron: '23 2 * * *',
  async run(ctx) {
    const at = ctx.now();
    const found = await ctx.write(noRows, async (db) => {
      const { rows, faults } = await verifyAudit(db);
      const value = jsonb({ at, rows, faults: faults.length });
      await db
        .insertInto('settings')
        .values({ key: verdictKey, value, updatedAt: at })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updatedAt: at }))
        .execute();
      return faults;
    });
    if (found.length > 0) ctx.log.error({ faults: found.slice(0, 20), count: found.length }, 'audit.not-whole');
  },
};
