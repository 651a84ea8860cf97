import type { CaseTypes } from '../../../domain/case/define.ts';
import { writeAudit } from '../../access/audit.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { AuditNote } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { casesToErase } from './cases.retention.queries.ts';
import { takeSyncSeq } from './cases.store.ts';
import type { CaseJobParts } from './cases.system.ts';
import { eraseCase } from './erase-case.ts';

/** So many in one transaction, and so many in one night: others wait for nothing, and what is left goes the next night. */
const atOnce = 50;
/** What is due is looked up for so many at a time. */
const listed = 2_000;
const aNight = 20_000;
const actor = { kind: 'system', name: '保存期限' } as const;

/** One bite: each case under its lock, what was erased already left alone; written down with the deed. */
async function eraseSome(
  types: CaseTypes,
  parts: CaseJobParts,
  { db, now }: { readonly db: WriteTx; readonly now: string },
  keys: Awaited<ReturnType<typeof casesToErase>>,
): Promise<void> {
  const notes: AuditNote[] = [];
  for (const key of keys) {
    const held = await db
      .selectFrom('cases')
      .select('id')
      .where('communityId', '=', key.communityId)
      .where('id', '=', key.id)
      .where('erasedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!held) continue;
    await eraseCase(types, { db, now, vault: parts.vault }, key);
    notes.push({ action: 'cases.erased', noun: 'cases', communityId: key.communityId, rowId: key.id, reason: 'term' });
  }
  await writeAudit(db, { actor, requestId: 'job-cases.erase' }, now, notes);
  for (const { communityId, rowId } of notes) await takeSyncSeq(db, communityId as number, rowId as string);
}

/**
 * Each night: closed cases whose category's term has run out lose their personal values. In small bites, each written down; a night that breaks off goes on
 * where it stopped, since what was erased says so itself.
 */
export function eraseCasesJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.erase',
    cron: '10 2 * * *',
    async run(job) {
      const rows = await everywhere(job);
      let done = 0;
      for (let found = listed; found === listed && done < aNight; done += found) {
        const due = await job.write(rows, (db) => casesToErase(db, job.now(), listed));
        for (let at = 0; at < due.length; at += atOnce)
          await job.write(rows, (db) => eraseSome(types, parts, { db, now: job.now() }, due.slice(at, at + atOnce)));
        found = due.length;
      }
      if (done > 0) job.log.info({ erased: done }, 'cases.erased');
    },
  };
}
