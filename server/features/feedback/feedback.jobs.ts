import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';

/** What was answered is kept for a year, what nobody answered for two. */
const answeredDays = 365;
const openDays = 730;

/** Every night: what was said long ago is forgotten, with its contact. */
export const clearFeedback: Job = {
  name: 'feedback.clear',
  cron: '47 3 * * *',
  async run(ctx) {
    const before = (days: number) => toIso(toMs(ctx.now()) - days * dayMs);
    await ctx.write(noRows, async (db) => {
      await db.deleteFrom('feedback').where('answeredAt', '<', before(answeredDays)).execute();
      await db.deleteFrom('feedback').where('madeAt', '<', before(openDays)).execute();
    });
  },
};
