import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import { everywhere } from '../../access/row-scope.ts';
import { settingNow } from '../../access/settings.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { tellMissed } from './missed.ts';
import { planNeeds } from './plan-needs.ts';

/** Every ten minutes: what is due follows from the base, so that a new service group, a move or a death changes the lists by itself. */
const planJob: Job = {
  name: 'visits.plan',
  cron: '*/10 * * * *',
  async run(job) {
    let changed = 0;
    for (const communityId of (await everywhere(job)).communities) {
      if (isSealedStorage(communityId)) continue;
      changed += await job.write({ communities: [communityId], organisations: [] }, (db) =>
        planNeeds({ db, now: job.now(), newId: job.newId }, communityId),
      );
    }
    if (changed > 0) job.log.info({ changed }, 'visits.planned');
  },
};

/** Each hour: a missed visit to somebody who is watched over goes up a step. */
const missedJob: Job = {
  name: 'visits.missed',
  cron: '5 * * * *',
  async run(job) {
    let told = 0;
    for (const communityId of (await everywhere(job)).communities) {
      if (isSealedStorage(communityId)) continue;
      told += await job.write({ communities: [communityId], organisations: [] }, (db) =>
        tellMissed({ db, now: job.now(), shared: job }, communityId),
      );
    }
    if (told > 0) job.log.info({ told }, 'visits.missed-told');
  },
};

/** Each night: what was written down of a visit is forgotten after its term; that there was one stays as a count until the needs end. */
const forgetJob: Job = {
  name: 'visits.forget',
  cron: '50 3 * * *',
  async run(job) {
    const gone = await job.write(await everywhere(job), async (db) => {
      const days = await settingNow(db, 'visits.keptDays');
      const before = dayOf(dayNumber(businessDay(job.now())) - days);
      const visits = await db.deleteFrom('visits').where('visitedOn', '<', before).executeTakeFirst();
      await db.deleteFrom('visitReceptions').where('cameOn', '<', before).execute();
      await db
        .deleteFrom('visitNeeds')
        .where('endedOn', '<', before)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('visitServed')
                .select('visitServed.needId')
                .whereRef('visitServed.communityId', '=', 'visitNeeds.communityId')
                .whereRef('visitServed.needId', '=', 'visitNeeds.id'),
            ),
          ),
        )
        .execute();
      return Number(visits.numDeletedRows);
    });
    if (gone > 0) job.log.info({ gone }, 'visits.forgotten');
  },
};

export const visitJobs: readonly Job[] = [planJob, missedJob, forgetJob];
