import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { noRows } from '../../kit/db/client.ts';
import type { Meter } from '../../kit/http/slice.ts';
import type { Job } from '../../kit/jobs/job.ts';

const dayMs = 86_400_000;
const messagesKeptDays = 366;
const refusalsKeptDays = 30;

/** Takes away what devices said a year ago, and what was not taken a month ago. */
export const clearOldMessages: Job = {
  name: 'sensors.clear-old',
  cron: '41 3 * * *',
  async run(ctx) {
    const before = (days: number): string => toIso(toMs(ctx.now()) - days * dayMs);
    await ctx.write(noRows, async (db) => {
      await db.deleteFrom('sensorMessages').where('heardAt', '<', before(messagesKeptDays)).execute();
      await db.deleteFrom('sensorRefusals').where('lastAt', '<', before(refusalsKeptDays)).execute();
    });
  },
};

/** For Prometheus: what came over the line to the broker, and whether it is up (heard of within a minute). */
export const messageMeter: Meter = {
  name: 'linli_sensor_line',
  help: 'Messages of the broker since its first one: taken, refused (they wait to be looked at); up is 1 while the line is held',
  label: 'what',
  sql: `select v.label, v.n from sensor_line l cross join lateral (values
    ('taken', l.taken::float8), ('refused', l.refused::float8),
    ('up', case when l.state = 'connected' and l.seen_at > now() - interval '1 minute' then 1 else 0 end)) as v (label, n)`,
};
