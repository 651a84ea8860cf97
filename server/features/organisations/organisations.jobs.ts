import { businessDay } from '../../../domain/calendar/instant.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { bringIntoForce } from './organisations.commands.ts';

/** Shortly after midnight, what was planned for today comes into force; the hours after repeat it in case a night was missed. */
export const organisationsIntoForce: Job = {
  name: 'organisations.into-force',
  cron: '5 * * * *',
  async run(ctx) {
    const changed = await ctx.write(noRows, (db) => bringIntoForce(db, businessDay(ctx.now())));
    if (changed > 0) ctx.log.info({ changed }, 'organisations.into-force');
  },
};
