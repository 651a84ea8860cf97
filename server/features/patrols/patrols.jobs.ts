import { businessDay } from '../../../domain/calendar/instant.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { rollDues } from './patrols.dues.ts';

/** Shortly after midnight what came round yesterday comes round again; the hours after repeat it in case a night was missed. */
export const rollPatrols: Job = {
  name: 'patrols.roll',
  cron: '12 * * * *',
  async run(ctx) {
    const now = ctx.now();
    const moved = await ctx.write(await everywhere(ctx), async (db) => {
      const { calendar } = await getCalendar({ db, shared: ctx });
      return rollDues(db, businessDay(now), calendar);
    });
    if (moved > 0) ctx.log.info({ moved }, 'patrols.rolled');
  },
};
