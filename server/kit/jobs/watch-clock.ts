import { sql } from 'kysely';
import { noRows } from '../db/client.ts';
import type { Job } from './job.ts';

const awayMs = 30_000;

/**
 * Compares this machine's clock with the database's each minute: apart by more than half a minute is an alarm. Nothing is refused: what happens is ordered
 * by number, not by time, and limits keep the times they were written with.
 */
export const watchClock: Job = {
  name: 'clock.watch',
  cron: '* * * * *',
  async run(ctx) {
    const there = await ctx.write(noRows, async (db) => {
      const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db);
      return rows[0]?.at ?? ctx.now();
    });
    const apartMs = Date.parse(ctx.now()) - Date.parse(there);
    if (Math.abs(apartMs) > awayMs) ctx.log.error({ seconds: Math.round(apartMs / 1000) }, 'clock.apart');
  },
};
