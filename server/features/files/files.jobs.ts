import { sql } from 'kysely';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { RowScope, WriteTx } from '../../kit/db/client.ts';
import type { Job, JobCtx } from '../../kit/jobs/job.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { lockBytes } from './stage-file.ts';

const stagedForDays = 7;
const sumsAtOnce = 500;

/** Each night: forgets staged files that became part of nothing within seven days, then removes bytes that no row names. */
export function sweepFiles(store: StorePort): Job {
  return {
    name: 'files.sweep',
    cron: '20 3 * * *',
    async run(ctx) {
      const rows = await everywhere(ctx);
      const before = toIso(toMs(ctx.now()) - stagedForDays * dayMs);
      const forgotten = await ctx.write(rows, (db) =>
        db.deleteFrom('files').where('state', '=', 'staged').where('createdAt', '<', before).executeTakeFirst(),
      );
      let removed = 0;
      let sums: string[] = [];
      for await (const sum of store.list()) {
        sums.push(sum);
        if (sums.length < sumsAtOnce) continue;
        removed += await removeUnnamed(ctx, store, rows, sums);
        sums = [];
      }
      removed += await removeUnnamed(ctx, store, rows, sums);
      ctx.log.info({ forgotten: Number(forgotten.numDeletedRows), removed }, 'files.swept');
    },
  };
}

async function removeUnnamed(ctx: JobCtx, store: StorePort, rows: RowScope, sums: readonly string[]): Promise<number> {
  if (sums.length === 0) return 0;
  const named = await ctx.write(rows, (db) => namedAmong(db, sums));
  let removed = 0;
  for (const sum of sums.filter((one) => !named.has(one))) {
    await ctx.write(rows, async (db) => {
      await lockBytes(db, sum);
      if ((await namedAmong(db, [sum])).has(sum)) return;
      await store.remove(sum);
      removed += 1;
    });
  }
  return removed;
}

/** The hashes that a row names; an erased file's row names none. */
async function namedAmong(db: WriteTx, sums: readonly string[]): Promise<ReadonlySet<string>> {
  const list = sql`${`{${sums.join(',')}}`}::text[]`;
  const { rows } = await sql<{ sum: string }>`
    select sha256 as sum from files where sha256 = any (${list}) and state <> 'erased'
    union
    select thumb_sha256 from files where thumb_sha256 = any (${list}) and state <> 'erased'
    union
    select sha256 from package_entries where sha256 = any (${list})
  `.execute(db);
  return new Set(rows.map((row) => row.sum));
}
