import { noRows } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';

/** Takes away what has ended: sessions, codes, counters, half-way sign-ons. */
export const clearEnded: Job = {
  name: 'identity.clear-ended',
  cron: '17 3 * * *',
  async run(ctx) {
    const now = ctx.now();
    await ctx.write(noRows, async (db) => {
      await db.deleteFrom('sessions').where('expiresAt', '<=', now).execute();
      await db.deleteFrom('phoneCodes').where('expiresAt', '<=', now).execute();
      await db.deleteFrom('rememberedDevices').where('expiresAt', '<=', now).execute();
      await db.deleteFrom('throttles').where('endsAt', '<=', now).execute();
      await db.deleteFrom('verifications').where('expiresAt', '<=', now).execute();
    });
  },
};
