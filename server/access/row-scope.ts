import { sql } from 'kysely';
import type { Actor } from '../../domain/access/actor.ts';
import { isSealedStorage, sealedStorageOf } from '../../domain/case/sealed.ts';
import { refuse } from '../../domain/refusals.ts';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';
import { type Database, noRows, type RowScope } from '../kit/db/client.ts';
import type { JobCtx } from '../kit/jobs/job.ts';
import { rowScopeOfStaff } from './scope.ts';
import { areaTree, treeInMemory } from './tree.ts';

/** What row-level security lets an actor's transaction see: an area's storage for staff, the one case's for a link, their cases' for a resident. */
export async function rowScopeOfActor(database: Database, actor: Actor, now: string): Promise<RowScope> {
  if (actor.kind === 'link' || actor.kind === 'follower' || actor.kind === 'outside')
    return { communities: [actor.communityId], organisations: [] };
  if (actor.kind === 'resident') {
    return database.read(noRows, async (db) => {
      const rows = await db
        .selectFrom('caseLinks')
        .select('communityId')
        .distinct()
        .where('kind', 'in', ['phone', 'follow-phone'])
        .where('keyHash', '=', Buffer.from(actor.phoneToken, 'base64url'))
        // A helper never comes near what is sealed.
        .$if(actor.through !== undefined, (own) => own.where('communityId', '<', sealedStorageOf(0)))
        .execute();
      return { communities: rows.map((row) => row.communityId), organisations: [] };
    });
  }
  if (actor.kind !== 'staff' && actor.kind !== 'integration') return noRows;
  const reader = { shared: database.pool, now, actor };
  const tree = treeInMemory(reader) ?? (await database.read(noRows, (db) => areaTree({ ...reader, db })));
  return rowScopeOfStaff(tree, actor);
}

/** Every storage id of the platform, sealed ones that hold anything included: what a job that looks for work over all of it declares as its scope. */
export async function everywhere(job: Pick<JobCtx, 'write'>): Promise<RowScope> {
  const found = await job.write(noRows, async (db) => {
    const areas = await db.selectFrom('areas').select('communityId').distinct().execute();
    const sealed = await db
      .selectFrom('syncCounters')
      .select('communityId')
      .where('communityId', '>=', sealedStorageOf(0))
      .execute();
    return [...areas, ...sealed];
  });
  return { communities: found.map((row) => row.communityId), organisations: [] };
}

/**
 * Lets one command reach the rows of one more community: a stranger's report goes where its place lies. Only intake uses it, and says why.
 * @param why kept in the audit
 * @throws request.not-found for a sealed storage: whoever asks by its address is told what everybody is
 */
export async function widenTo(ctx: ReadCtx | WriteCtx, communityId: number, why: string): Promise<void> {
  if (isSealedStorage(communityId)) throw refuse('request.not-found');
  await widen(ctx, [communityId], why);
}

/** Lets a command that begins a sealed matter write where it will lie: that matter, and no other there. */
export async function widenToSealed(ctx: WriteCtx, communityId: number, caseId: string, why: string): Promise<void> {
  await widen(ctx, [communityId, sealedStorageOf(communityId)], why);
  await workOnSealed(ctx, caseId);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names a sealed case that this transaction works on, besides those named before: who leaves its list may still write that they left. */
export async function workOnSealed(ctx: WriteCtx, caseId: string): Promise<void> {
  if (!uuid.test(caseId)) throw new Error('The id of a case is not a uuid');
  const named = sql.raw(`coalesce(nullif(current_setting('app.sealed_cases', true), '') || ',', '') || '${caseId}'`);
  await sql`select set_config('app.sealed_cases', ${named}, true)`.execute(ctx.db);
}

/**
 * Lets a resident's read reach every community for the records of the one identity they have shown to be theirs; the caller asks for those of that
 * identity alone. Their own look at their own record is no look at somebody: it is not written down.
 */
export async function widenToOwnRecord(ctx: ReadCtx | WriteCtx): Promise<void> {
  await everyCommunity(ctx);
}

/** Lets a command tell whether anything at all is left of something, wherever it is; it reads and writes by keys it has already. */
export async function everyCommunity(ctx: ReadCtx | WriteCtx): Promise<void> {
  const { byId } = await areaTree(ctx);
  const storages = [...byId.values()].map(({ communityId }) => communityId);
  const list = [...new Set([...ctx.rows.communities, ...storages])].join(',');
  await sql.raw(`set local app.communities = '${list}'`).execute(ctx.db);
}

async function widen(ctx: ReadCtx | WriteCtx, storageIds: readonly number[], why: string): Promise<void> {
  const list = [...new Set([...ctx.rows.communities, ...storageIds])].join(',');
  await sql.raw(`set local app.communities = '${list}'`).execute(ctx.db);
  ctx.audit({ action: 'scope.widened', noun: 'areas', communityId: storageIds.at(-1) as number, reason: why });
}
