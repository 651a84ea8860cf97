import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenToOwnRecord } from '../../access/row-scope.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { familyOf } from '../../registry/persons.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Tries a day to show that a record is one's own. */
export const triesADay = 5;

/** The resident who asks. @throws request.not-found for holders of links, who are known by one matter alone */
export function residentOf({ actor }: AnyCtx) {
  if (actor.kind !== 'resident') throw refuse('request.not-found');
  return actor;
}

/** What a resident has shown of who they are. */
export async function proofOf(ctx: AnyCtx): Promise<{ readonly personId: string | null; readonly triesLeft: number }> {
  const found = await ctx.db
    .selectFrom('recordProofs')
    .select(['personId', 'tries', 'triedOn'])
    .where('userId', '=', residentOf(ctx).userId)
    .executeTakeFirst();
  const tries = found?.triedOn === businessDay(ctx.now) ? found.tries : 0;
  return { personId: found?.personId ?? null, triesLeft: Math.max(0, triesADay - tries) };
}

/** The records of one person wherever they are registered, the latest first; erased ones and those joined to others left out. */
export async function recordsOf(ctx: AnyCtx, personId: string) {
  const family = await familyOf(ctx.db, personId);
  return ctx.db
    .selectFrom('people')
    .where('personId', 'in', [...family])
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .select(['communityId', 'id', 'personId', 'name', 'sex', 'bornOn', 'idKind', 'idSealed', 'idMasked'])
    .select(['details', 'lineage', 'endedOn', 'updatedAt'])
    .select(
      sql<boolean>`exists (select from people_limits l where l.community_id = people.community_id and l.people_id = people.id)`.as(
        'isLimited',
      ),
    )
    .orderBy('updatedAt', 'desc')
    .limit(50)
    .execute();
}
export type RecordRow = Awaited<ReturnType<typeof recordsOf>>[number];

/** The asker's own records; none where they have not shown which are theirs. */
export async function ownRecordRows(
  ctx: AnyCtx,
): Promise<{ readonly personId: string | null; readonly rows: readonly RecordRow[] }> {
  const { personId } = await proofOf(ctx);
  if (personId === null) return { personId, rows: [] };
  await widenToOwnRecord(ctx);
  return { personId, rows: await recordsOf(ctx, personId) };
}
