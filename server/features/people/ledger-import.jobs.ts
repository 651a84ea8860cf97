import { z } from 'zod';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import { importJobNames } from './ledger-import.commands.ts';
import { readLedger, runLedger } from './ledger-import.run.ts';
import { type ImportParts, type ImportTask, type ImportTools, importTools } from './ledger-import.tools.ts';
import { undoLedger } from './ledger-import.undo.ts';

const task = z.object({
  communityId: z.number(),
  importId: z.uuid(),
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('staff'), userId: z.string(), name: z.string() }),
    z.object({ kind: z.literal('integration'), key: z.string(), name: z.string() }),
  ]),
});

/** A preview that nobody runs is forgotten after so many days. */
const previewDays = 7;

function step(parts: ImportParts, name: string, go: (tools: ImportTools, task: ImportTask) => Promise<void>): Job {
  return {
    name,
    async run(job, data) {
      const given = task.parse(data);
      await go(importTools(parts, job, given), given);
    },
  };
}

async function forgetPreviews(parts: ImportParts, job: JobCtx): Promise<void> {
  const areas = await parts.database.pool.query<{ id: number }>('select distinct community_id as id from areas');
  const communities = areas.rows.map((row) => row.id);
  const before = toIso(toMs(job.now()) - previewDays * dayMs);
  const forgotten = await job.write({ communities, organisations: [] }, async (db) => {
    const old = await db
      .updateTable('imports')
      .set({ state: 'discarded', finishedAt: job.now() })
      .where('state', 'in', ['reading', 'previewed'])
      .where('madeAt', '<', before)
      .returning(['communityId', 'id'])
      .execute();
    for (const { communityId, id } of old) {
      await db.deleteFrom('importPages').where('communityId', '=', communityId).where('importId', '=', id).execute();
      await db.deleteFrom('importRows').where('communityId', '=', communityId).where('importId', '=', id).execute();
    }
    return old.length;
  });
  job.log.info({ forgotten }, 'imports.swept');
}

/** What carries imports on: reading, running, undoing, and each night the forgetting of previews nobody ran. */
export function importJobs(parts: ImportParts): readonly Job[] {
  return [
    step(parts, importJobNames.read, readLedger),
    step(parts, importJobNames.run, runLedger),
    step(parts, importJobNames.undo, undoLedger),
    { name: 'imports.sweep', cron: '40 3 * * *', run: (job) => forgetPreviews(parts, job) },
  ];
}
