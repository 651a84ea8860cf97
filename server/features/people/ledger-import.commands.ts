import type { z } from 'zod';
import type { importCommands } from '../../../contract/imports.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { LedgerPlan } from '../../../domain/registry/ledger/ledger-plan.ts';
import { importStateTexts } from '../../../domain/registry/ledger-intake/import-words.ts';
import { bindFiles, makerOf } from '../../access/bind-files.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { dropPages } from './ledger-import.pages.ts';
import { behalfOf } from './ledger-import.tools.ts';

export type ImportInput<K extends keyof typeof importCommands> = z.output<(typeof importCommands)[K]['input']>;

/** The jobs that carry an import on. */
export const importJobNames = { read: 'imports.read', run: 'imports.run', undo: 'imports.undo' } as const;

async function assertMayImport(ctx: WriteCtx, communityId: number): Promise<void> {
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'people.import', communityId)) throw refuse('access.outside-scope');
}

/** An import this actor may work on, held until the transaction ends. @throws import.wrong-state */
export async function lockImport(ctx: WriteCtx, ref: string, states: readonly string[]) {
  const { communityId, id } = parseRef(ref);
  const found = await ctx.db
    .selectFrom('imports')
    .select(['communityId', 'id', 'state', 'fileName', 'plan', 'isDryRun'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  await assertMayImport(ctx, communityId);
  if (!states.includes(found.state)) throw refuse('import.wrong-state', { state: importStateTexts[found.state] });
  return found;
}

type LockedImport = Awaited<ReturnType<typeof lockImport>>;

async function setState(
  ctx: WriteCtx,
  { communityId, id }: Pick<LockedImport, 'communityId' | 'id'>,
  set: { state: string; [key: string]: unknown },
): Promise<void> {
  await ctx.db.updateTable('imports').set(set).where('communityId', '=', communityId).where('id', '=', id).execute();
}

async function carryOn(
  ctx: WriteCtx,
  name: string,
  { communityId, id }: Pick<LockedImport, 'communityId' | 'id'>,
): Promise<void> {
  await ctx.jobs.send(name, { communityId, importId: id, by: behalfOf(ctx.actor) });
}

/** Begins an import of an uploaded file; a job reads it. @throws import.not-a-community, import.not-a-table, files.not-there */
export async function startImport(ctx: WriteCtx, { communityId, fileId }: ImportInput<'imports.start'>) {
  await assertMayImport(ctx, communityId);
  if ((await areaTree(ctx)).byId.get(communityId)?.kind !== 'community') throw refuse('import.not-a-community');
  const id = ctx.newId();
  await bindFiles(ctx, communityId, 'imports', id, [fileId]);
  const file = await ctx.db
    .selectFrom('files')
    .select(['name', 'mediaType', 'sizeBytes'])
    .where('communityId', '=', communityId)
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  if (!/spreadsheetml|^text\//.test(file.mediaType)) throw refuse('import.not-a-table');
  await ctx.db
    .insertInto('imports')
    .values({
      communityId,
      id,
      fileId,
      fileName: file.name,
      state: 'reading',
      madeBy: jsonb({ ...makerOf(ctx.actor), name: behalfOf(ctx.actor).name }),
      madeAt: ctx.now,
    })
    .execute();
  await carryOn(ctx, importJobNames.read, { communityId, id });
  ctx.audit({
    action: 'imports.start',
    noun: 'imports',
    communityId,
    rowId: id,
    details: { sizeBytes: file.sizeBytes },
  });
  return { ref: toRef(communityId, id) };
}

/** Corrects how the file is read; it is understood anew. */
export async function replanImport(ctx: WriteCtx, { ref, overrides }: ImportInput<'imports.replan'>) {
  const found = await lockImport(ctx, ref, ['previewed']);
  await setState(ctx, found, { state: 'reading', overrides: jsonb(overrides), counts: jsonb({}), isDryRun: false });
  await carryOn(ctx, importJobNames.read, found);
  return { ref };
}

const readsAnything = ({ sheets }: LedgerPlan): boolean =>
  sheets.some((sheet) => sheet.included && sheet.tables.some((table) => table.kind !== 'other'));

/** Runs an import, or tries it. @throws import.nothing-to-read */
export async function runImport(ctx: WriteCtx, { ref, isDryRun }: ImportInput<'imports.run'>) {
  const found = await lockImport(ctx, ref, ['previewed']);
  if (!readsAnything(found.plan as LedgerPlan)) throw refuse('import.nothing-to-read');
  await setState(ctx, found, { state: 'queued', isDryRun, attempts: 0, doneRows: 0 });
  await carryOn(ctx, importJobNames.run, found);
  ctx.audit({
    action: 'imports.run',
    noun: 'imports',
    communityId: found.communityId,
    rowId: found.id,
    details: { isDryRun },
  });
  return { ref };
}

/** Gives up an import that has not been run; what was read of the file goes at once. */
export async function discardImport(ctx: WriteCtx, { ref }: ImportInput<'imports.discard'>) {
  const found = await lockImport(ctx, ref, ['reading', 'previewed', 'failed']);
  await setState(ctx, found, { state: 'discarded', finishedAt: ctx.now });
  await forgetFile(ctx, found);
  return { ref };
}

async function forgetFile(ctx: WriteCtx, { communityId, id }: LockedImport): Promise<void> {
  await dropPages(ctx, communityId, id);
  await ctx.db.deleteFrom('importRows').where('communityId', '=', communityId).where('importId', '=', id).execute();
  await ctx.db
    .updateTable('files')
    .set({ state: 'erased' })
    .where('communityId', '=', communityId)
    .where('noun', '=', 'imports')
    .where('rowId', '=', id)
    .execute();
}

/** Undoes a whole import: a job takes back what nobody has touched since. */
export async function undoImport(ctx: WriteCtx, { ref }: ImportInput<'imports.undo'>) {
  const found = await lockImport(ctx, ref, ['done']);
  await setState(ctx, found, { state: 'undoing', attempts: 0 });
  await carryOn(ctx, importJobNames.undo, found);
  ctx.audit({ action: 'imports.undo', noun: 'imports', communityId: found.communityId, rowId: found.id });
  return { ref };
}
