import { sql } from 'kysely';
import type { Actor } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { writeAudit } from '../../access/audit.ts';
import type { AppParts } from '../../app.ts';
import type { AuditNote, WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import type { JobCtx } from '../../kit/jobs/job.ts';
import type { Source } from './ledger-import.source.ts';

export type ImportParts = Pick<AppParts, 'vault' | 'queue' | 'database' | 'store'>;

/** On whose behalf an import goes on after its command has been answered. */
export type Behalf =
  | { readonly kind: 'staff'; readonly userId: string; readonly name: string }
  | { readonly kind: 'integration'; readonly key: string; readonly name: string };

/** One step of one import, as its job is sent. */
export interface ImportTask {
  readonly communityId: number;
  readonly importId: string;
  readonly by: Behalf;
}

/** Opens transactions over the import's community, with all that a command is given. */
export interface ImportTools {
  write<T>(work: (ctx: WriteCtx) => Promise<T>, communities?: readonly number[]): Promise<T>;
  readonly parts: ImportParts;
}

/** Who is named in what an import writes: roles were checked when they asked for it. */
function actorOf(by: Behalf): Actor {
  return { ...by, holdings: [] };
}

/** The person or program a command runs for, as its job remembers them. */
export function behalfOf(actor: Actor): Behalf {
  if (actor.kind === 'staff') return { kind: 'staff', userId: actor.userId, name: actor.name };
  if (actor.kind === 'integration') return { kind: 'integration', key: actor.key, name: actor.name };
  throw new Error(`No import is run for ${actor.kind}`);
}

/** The tools of a job that carries an import on; what it audits commits with what it writes. */
export function importTools(parts: ImportParts, job: JobCtx, { communityId, importId, by }: ImportTask): ImportTools {
  const actor = actorOf(by);
  const requestId = `import-${importId}`;
  return {
    parts,
    write: (work, communities = [communityId]) => {
      const rows = { communities, organisations: [] };
      return job.write(rows, async (db: WriteTx) => {
        const notes: AuditNote[] = [];
        const now = job.now();
        const answer = await work({
          db,
          shared: parts.database.pool,
          actor,
          rows,
          now,
          newId: job.newId,
          vault: parts.vault,
          log: job.log,
          requestId,
          audit: (note) => notes.push(note),
          intentionId: importId,
          madeAt: undefined,
          jobs: parts.queue.inside(db),
        });
        await writeAudit(db, { actor, requestId }, now, notes);
        return answer;
      });
    },
  };
}

/** Lets the database look at its tables anew, in a transaction of its own: what it saw while an import ran was neither full nor empty. */
export async function refreshStatistics(tools: ImportTools): Promise<void> {
  await tools.write((ctx) => sql`select refresh_statistics()`.execute(ctx.db));
}

/** What rows of an import are written under. */
export function sourceOf(
  ctx: Pick<WriteCtx, 'now'>,
  found: { readonly communityId: number; readonly id: string; readonly fileName: string },
): Source {
  return {
    communityId: found.communityId,
    importId: found.id,
    fileName: found.fileName,
    today: businessDay(ctx.now),
  };
}
