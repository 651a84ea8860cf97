import { sql } from 'kysely';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { actOnce, type CaseJobParts } from './cases.system.ts';

/** Every minute: stages that say what happens once their time is over. */
export function lapseJob(types: CaseTypes, parts: CaseJobParts): Job {
  const lapses = Object.values(types).flatMap(({ code, stages }) =>
    Object.entries(stages).flatMap(([stage, one]) =>
      'lapse' in one && one.lapse !== undefined ? [{ code, stage, action: one.lapse }] : [],
    ),
  );
  return {
    name: 'cases.lapse',
    cron: '* * * * *',
    async run(job) {
      const rows = await everywhere(job);
      for (const { code, stage, action } of lapses) {
        const over = await job.write(rows, (db) =>
          sql<{ communityId: number; caseId: string; id: string }>`
            select k.community_id, k.case_id, k.id from case_clocks k
            join cases c on c.community_id = k.community_id and c.id = k.case_id and c.type = ${code} and c.stage = ${stage}
            where k.stopped_at is null and k.kind = 'stage' and k.name = ${stage} and k.due_at <= ${job.now()}::timestamptz
            order by k.due_at limit 500`.execute(db),
        );
        for (const { communityId, caseId, id } of over.rows)
          await actOnce(types, parts, job, { communityId, caseId, action, entryId: deriveId(id, action) });
      }
    },
  };
}
