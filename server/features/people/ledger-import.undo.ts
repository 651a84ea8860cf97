import { sql } from 'kysely';
import type { UndoCounts } from '../../../contract/imports.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { writeRows } from './ledger-import.rows.ts';
import { inParts, type Source, uuidList } from './ledger-import.source.ts';
import { lockImports } from './ledger-import.take-in.ts';
import { type ImportTask, type ImportTools, refreshStatistics, sourceOf } from './ledger-import.tools.ts';
import { removeHouseholds, removeHouses, removePeople, removePlaces } from './ledger-import.undo-rows.ts';
import { type Kept, type MadeChange, type NamedLater, restoreValues } from './ledger-import.undo-values.ts';

/** As for a run: tried again so often, then given up. */
const mostAttempts = 3;

async function madeChanges(ctx: WriteCtx, { communityId, importId }: Source): Promise<readonly MadeChange[]> {
  const rows = await ctx.db
    .selectFrom('changes')
    .select(['noun', 'rowId', 'kind', 'before', 'after'])
    .where('communityId', '=', communityId)
    .where('causeId', '=', importId)
    .where('cause', '=', 'import')
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows as unknown as readonly MadeChange[];
}

async function namedLater(ctx: WriteCtx, { communityId, importId }: Source): Promise<NamedLater> {
  const { rows } = await sql<{ people: string[] | null; houses: string[] | null }>`
    select array(select distinct unnest(i.people_ids) from imports i where i.community_id = this.community_id and i.state = 'done' and (i.finished_at, i.id) > (this.finished_at, this.id))::text[] as people,
      array(select distinct unnest(i.house_ids) from imports i where i.community_id = this.community_id and i.state = 'done' and (i.finished_at, i.id) > (this.finished_at, this.id))::text[] as houses
    from imports this where this.community_id = ${communityId} and this.id = ${importId}::uuid
  `.execute(ctx.db);
  return { people: new Set(rows[0]?.people), houses: new Set(rows[0]?.houses) };
}

/** What was said of rows that are no more goes with them. */
async function forgetChanges(ctx: WriteCtx, { communityId, importId }: Source, ids: readonly string[]): Promise<void> {
  for (const part of inParts(ids)) {
    await sql`delete from changes where community_id = ${communityId} and cause_id = ${importId}::uuid and row_id = any (${uuidList(part)}::uuid[])`.execute(
      ctx.db,
    );
  }
}

async function undo(ctx: WriteCtx, source: Source): Promise<{ counts: UndoCounts; kept: readonly Kept[] }> {
  const made = await madeChanges(ctx, source);
  const later = await namedLater(ctx, source);
  const values = await restoreValues(ctx, source, made, later);
  const people = await removePeople(ctx, source, made, later);
  await removeHouseholds(ctx, source, made);
  const houses = await removeHouses(ctx, source, made, later);
  const buildings = await removePlaces(ctx, source);
  await forgetChanges(ctx, source, [...people.removed, ...houses.removed]);
  const kept = [...values.kept, ...people.kept, ...houses.kept];
  return {
    counts: {
      people: people.removed.length,
      houses: houses.removed.length,
      buildings,
      restored: values.restored,
      kept: kept.length,
    },
    kept,
  };
}

async function everywhere(tools: ImportTools): Promise<readonly number[]> {
  const rows = await tools.write((ctx) => ctx.db.selectFrom('areas').select('communityId').distinct().execute());
  return rows.map((row) => row.communityId);
}

/** What an undo has come to, kept with the import. */
async function finish(ctx: WriteCtx, source: Source, before: unknown): Promise<void> {
  const { counts, kept } = await undo(ctx, source);
  await writeRows(
    ctx,
    source,
    kept.map(({ noun, reason, name, peopleId }) => ({
      kind: 'kept',
      sheet: noun,
      row: 0,
      cells: [],
      reasons: [reason],
      content: { ...(name ? { name } : {}) },
      ...(peopleId ? { peopleId } : {}),
    })),
  );
  await setUndone(ctx, source, {
    state: 'undone',
    undoneAt: ctx.now,
    counts: jsonb({ ...(before as object), undo: counts }),
    peopleIds: sql`'{}'`,
    houseIds: sql`'{}'`,
  });
  ctx.audit({
    action: 'imports.undone',
    noun: 'imports',
    communityId: source.communityId,
    rowId: source.importId,
    details: counts,
  });
}

async function setUndone(
  ctx: WriteCtx,
  { communityId, importId }: Pick<Source, 'communityId' | 'importId'>,
  set: Record<string, unknown>,
): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set(set)
    .where('communityId', '=', communityId)
    .where('id', '=', importId)
    .execute();
}

/** An undo that cannot be done is tried again by the queue, and given up after that: the import stands as it did. */
async function giveUp(tools: ImportTools, task: ImportTask): Promise<void> {
  await tools.write(async (ctx) => {
    const found = await ctx.db
      .updateTable('imports')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('communityId', '=', task.communityId)
      .where('id', '=', task.importId)
      .where('state', '=', 'undoing')
      .returning('attempts')
      .executeTakeFirst();
    if (!found || found.attempts < mostAttempts) return;
    const refusal = refuse('import.undo-failed');
    await setUndone(ctx, task, { state: 'done', failure: refusal.code, failureText: jsonb(refusal.text) });
  });
}

/**
 * Undoes an import: values it changed are put back where they are still as it left them, what it made is removed where nobody has touched or
 * used it since and no later import names it; the rest is kept and listed. One transaction, done once however often its job is run.
 */
export async function undoLedger(tools: ImportTools, task: ImportTask): Promise<void> {
  // Identities are shared by all communities: one may go only if no community names it.
  const communities = await everywhere(tools);
  await refreshStatistics(tools);
  try {
    await tools.write(async (ctx) => {
      await lockImports(ctx, task.communityId);
      const found = await ctx.db
        .selectFrom('imports')
        .select(['communityId', 'id', 'fileName', 'state', 'counts'])
        .where('communityId', '=', task.communityId)
        .where('id', '=', task.importId)
        .forUpdate()
        .executeTakeFirst();
      if (found?.state === 'undoing') await finish(ctx, sourceOf(ctx, found), found.counts);
    }, communities);
  } catch (error) {
    await giveUp(tools, task);
    throw error;
  }
}
