import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { everywhere } from '../../access/row-scope.ts';
import { settingNow } from '../../access/settings.ts';
import type { Job } from '../../kit/jobs/job.ts';

/** Each night: notices older than they are shown are forgotten; what happened stays with the matter. */
export const clearNotices: Job = {
  name: 'notices.clear',
  cron: '40 3 * * *',
  async run(ctx) {
    const cleared = await ctx.write(await everywhere(ctx), async (db) => {
      const keptDays = await settingNow(db, 'notices.keptDays');
      const before = toIso(toMs(ctx.now()) - keptDays * dayMs);
      return db.deleteFrom('notices').where('createdAt', '<', before).executeTakeFirst();
    });
    ctx.log.info({ cleared: Number(cleared.numDeletedRows) }, 'notices.cleared');
  },
};
