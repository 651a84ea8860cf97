import type { CaseTypes } from '../../../domain/case/define.ts';
import { writeAudit } from '../../access/audit.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { AuditNote } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { blurCase } from './blur-case.ts';
import { casesToForget, type ToForget } from './cases.forget.queries.ts';
import { takeSyncSeq } from './cases.store.ts';
import type { CaseJobParts } from './cases.system.ts';
import { eraseCase } from './erase-case.ts';

const atOnce = 50;
const aNight = 20_000;
const actor = { kind: 'system', name: '个人信息删除' } as const;

/** One bite: each matter under its lock, what was erased meanwhile left alone; written down with the deed. */
async function forgetSome(
  types: CaseTypes,
  parts: CaseJobParts,
  { db, now }: { readonly db: WriteTx; readonly now: string },
  found: readonly ToForget[],
): Promise<void> {
  const notes: AuditNote[] = [];
  for (const { communityId, id, isTicket } of found) {
    const held = await db
      .selectFrom('cases')
      .select('id')
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .where('erasedAt', 'is', null)
      .where('closedOn', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (!held) continue;
    const deed = { db, now, vault: parts.vault };
    await blurCase(types, deed, { communityId, id });
    if (isTicket) await eraseCase(types, deed, { communityId, id });
    const action = isTicket ? 'cases.erased' : 'cases.blurred';
    notes.push({ action, noun: 'cases', communityId, rowId: id, reason: 'asked' });
  }
  await writeAudit(db, { actor, requestId: 'job-cases.forget' }, now, notes);
  for (const { communityId, rowId } of notes) await takeSyncSeq(db, communityId as number, rowId as string);
}

/**
 * When a record was erased, and each night for what was still open then: closed matters of the erased lose the door of their own home, and tickets of the
 * hotline, which keeps its own, their words. In small bites; broken off it goes on where it stopped.
 */
export function forgetCasesJob(types: CaseTypes, parts: CaseJobParts): Job {
  return {
    name: 'cases.forget',
    cron: '55 2 * * *',
    async run(job) {
      const rows = await everywhere(job);
      let done = 0;
      for (let found = atOnce; found === atOnce && done < aNight; done += found)
        found = await job.write(rows, async (db) => {
          const due = await casesToForget(db, atOnce);
          await forgetSome(types, parts, { db, now: job.now() }, due);
          return due.length;
        });
      if (done > 0) job.log.info({ forgotten: done }, 'cases.forgotten');
    },
  };
}
