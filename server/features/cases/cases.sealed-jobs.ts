import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { actOnce, type CaseJobParts } from './cases.system.ts';

/** Each morning: a sealed case whose list has nobody left whose account is on goes back to its intake of today, with an entry that says so. */
export function handBackJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.hand-back',
    cron: '40 5 * * *',
    async run(job) {
      const left = await job.write(await everywhere(job), (db) =>
        sql<{ communityId: number; caseId: string }>`
          select c.community_id, c.id as case_id from cases c
          where c.community_id >= ${sealedStorageOf(0)} and not exists (
            select from case_links l join users u on uuid_send(u.id) = l.key_hash and u.is_active
            where l.kind = 'member' and l.community_id = c.community_id and l.case_id = c.id)
          limit 500`.execute(db),
      );
      const day = businessDay(job.now());
      for (const { communityId, caseId } of left.rows)
        await actOnce(types, parts, job, {
          communityId,
          caseId,
          action: 'hand-back',
          entryId: deriveId(caseId, `hand-back:${day}`),
        });
    },
  };
}
