import { writeAudit } from '../../access/audit.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { AppParts } from '../../app.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { erasePerson } from '../../registry/erase-person.ts';
import { recordsToErase } from './people.retention.queries.ts';

const atOnce = 100;
const aNight = 20_000;
const actor = { kind: 'system', name: '保存期限' } as const;

/** Each night: records that ended longer ago than their fields may be kept are erased, in small bites, each written down. */
export const eraseRecordsJob = ({ vault }: Pick<AppParts, 'vault'>): Job => ({
  name: 'people.erase',
  cron: '40 2 * * *',
  async run(job) {
    const rows = await everywhere(job);
    let done = 0;
    for (let found = atOnce; found === atOnce && done < aNight; ) {
      found = await job.write(rows, async (db) => {
        const now = job.now();
        const due = await recordsToErase(db, now, atOnce);
        for (const key of due) await erasePerson({ db, now, vault }, key, 'term');
        const notes = due.map(({ communityId, id, personId }) => ({
          action: 'people.erased',
          noun: 'people',
          communityId,
          rowId: id,
          personId,
          reason: 'term',
        }));
        await writeAudit(db, { actor, requestId: 'job-people.erase' }, now, notes);
        return due.length;
      });
      done += found;
    }
    if (done > 0) job.log.info({ erased: done }, 'people.erased');
  },
});
