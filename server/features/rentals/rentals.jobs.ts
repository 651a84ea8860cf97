import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { lapseDays } from '../../../domain/rentals/declarations.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { Job } from '../../kit/jobs/job.ts';

const dayMs = 86_400_000;

/** Each night: what nobody confirmed is forgotten, name and number. */
export const rentalLapseJob: Job = {
  name: 'rentals.lapse',
  cron: '35 3 * * *',
  async run(job) {
    const before = toIso(toMs(job.now()) - lapseDays * dayMs);
    const lapsed = await job.write(await everywhere(job), (db) =>
      db
        .updateTable('rentalDeclarations')
        .set({ state: 'lapsed', name: '', phoneSealed: null, phoneMasked: '', settledAt: job.now() })
        .where('state', '=', 'open')
        .where('declaredAt', '<', before)
        .executeTakeFirst(),
    );
    if (Number(lapsed.numUpdatedRows) > 0) job.log.info({ lapsed: Number(lapsed.numUpdatedRows) }, 'rentals.lapsed');
  },
};
