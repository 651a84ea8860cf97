import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { keptDays } from './notices.queries.ts';

/** Each night: notices older than they are shown are forgotten; what happened stays with the matter. */
export const clearNotices: Job = {
  name: 'notices.clear',
  cron: '40 3 * * *',
  async run(ctx) {
    const before = toIso(toMs(ctx.now()) - keptDays * dayMs);
    const cleared = await ctx.write(await everywhere(ctx), (db) =>
      db.deleteFrom('notices').where('createdAt', '<', before).executeTakeFirst(),
    );
    ctx.log.info({ cleared: Number(cleared.numDeletedRows) }, 'notices.cleared');
  },
};
