import { sql } from 'kysely';
import type { ImportCounts } from '../../../contract/imports.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { mappingOf } from '../../../domain/registry/ledger/fingerprint.ts';
import type { ColumnMapping, LedgerPlan, SheetOverride } from '../../../domain/registry/ledger/ledger-plan.ts';
import type { LedgerResult } from '../../../domain/registry/ledger/ledger-result.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { dropPages, putPages, readPages } from './ledger-import.pages.ts';
import { parse } from './ledger-import.parser.ts';
import { dropRows, type RowDraft, rowDrafts, writeRows } from './ledger-import.rows.ts';
import { uuidList } from './ledger-import.source.ts';
import { lockImports, type TakenIn, takeIn } from './ledger-import.take-in.ts';
import { type ImportTask, type ImportTools, refreshStatistics, sourceOf } from './ledger-import.tools.ts';

/** A step that failed this often is given up: the user is told, and the log has why. */
const mostAttempts = 3;

async function setImport(
  ctx: WriteCtx,
  { communityId, importId }: ImportTask,
  set: Record<string, unknown>,
): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set(set)
    .where('communityId', '=', communityId)
    .where('id', '=', importId)
    .execute();
}

async function readImport(ctx: WriteCtx, { communityId, importId }: ImportTask) {
  return ctx.db
    .selectFrom('imports')
    .selectAll()
    .where('communityId', '=', communityId)
    .where('id', '=', importId)
    .executeTakeFirst();
}

async function rememberedMappings(ctx: WriteCtx, communityId: number): Promise<readonly ColumnMapping[]> {
  const rows = await ctx.db
    .selectFrom('importMappings')
    .select(['fingerprint', 'columns'])
    .where('communityId', '=', communityId)
    .execute();
  return rows.map((row) => ({ fingerprint: row.fingerprint, fields: row.columns as ColumnMapping['fields'] }));
}

/** The uploaded file is not needed any more: it holds what must not be kept. The nightly sweep removes its bytes. */
async function eraseFile(ctx: WriteCtx, { communityId, importId }: ImportTask): Promise<void> {
  await ctx.db
    .updateTable('files')
    .set({ state: 'erased' })
    .where('communityId', '=', communityId)
    .where('noun', '=', 'imports')
    .where('rowId', '=', importId)
    .execute();
}

/** Ends an import that cannot go on. Something unexpected is tried again first, by the queue. */
async function fail(tools: ImportTools, task: ImportTask, error: unknown, attempts: number): Promise<void> {
  if (!(error instanceof Refusal) && attempts < mostAttempts) throw error;
  const refusal = error instanceof Refusal ? error : refuse('import.failed');
  await tools.write(async (ctx) => {
    await setImport(ctx, task, {
      state: 'failed',
      failure: refusal.code,
      failureText: jsonb(refusal.text),
      finishedAt: ctx.now,
    });
    await dropPages(ctx, task.communityId, task.importId);
    await eraseFile(ctx, task);
  });
  if (!(error instanceof Refusal)) throw error;
}

async function bytesOf(tools: ImportTools, sha256: string): Promise<Buffer> {
  const held = await tools.parts.store.open(sha256);
  if (!held) throw refuse('files.not-there', { count: 1 });
  const parts: Buffer[] = [];
  for await (const part of held.stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What the file was read into is kept, the file is not. */
async function keepRead(
  tools: ImportTools,
  task: ImportTask,
  plan: LedgerPlan,
  pages: readonly Uint8Array[] | undefined,
): Promise<void> {
  await tools.write(async (ctx) => {
    if (pages) await putPages(ctx, task.communityId, task.importId, pages);
    await setImport(ctx, task, { state: 'previewed', plan: jsonb(plan), attempts: 0 });
    await eraseFile(ctx, task);
  });
}

/** Reads an uploaded ledger and understands how it is laid out; again with the user's corrections. Safe to run twice. */
export async function readLedger(tools: ImportTools, task: ImportTask): Promise<void> {
  const begun = await tools.write(async (ctx) => {
    const found = await readImport(ctx, task);
    if (found?.state !== 'reading') return undefined;
    await setImport(ctx, task, { attempts: found.attempts + 1 });
    const file = await ctx.db
      .selectFrom('files')
      .select('sha256')
      .where('communityId', '=', task.communityId)
      .where('id', '=', found.fileId)
      .executeTakeFirstOrThrow();
    return {
      found,
      sha256: file.sha256,
      remembered: await rememberedMappings(ctx, task.communityId),
      pages: await readPages(ctx, task.communityId, task.importId),
    };
  });
  if (!begun) return;
  const { found, sha256, remembered, pages } = begun;
  try {
    if (pages.length > 0) {
      const overrides = found.overrides as readonly SheetOverride[];
      await keepRead(tools, task, await parse({ kind: 'plan', pages, remembered, overrides }), undefined);
      return;
    }
    const bytes = await bytesOf(tools, sha256);
    const read = await parse({ kind: 'read', bytes, fileName: found.fileName, remembered });
    await keepRead(tools, task, read.plan, read.pages);
  } catch (error) {
    await fail(tools, task, error, found.attempts + 1);
  }
}

function countsOf(result: LedgerResult, taken: TakenIn, drafts: readonly RowDraft[]): ImportCounts {
  const { counts } = result;
  const of = (state: string): number => taken.people.filter((one) => one.state === state).length;
  const rehomed = taken.people.filter((one) => one.state === 'unchanged' && taken.rehomed.has(one.peopleId)).length;
  const conflicts = drafts.filter((draft) => draft.kind === 'conflict');
  const identity = conflicts.filter((draft) => 'of' in draft.content && draft.content.of === 'identity').length;
  return {
    rows: counts.rows,
    entries: counts.entries,
    people: { created: of('created'), updated: of('updated') + rehomed, unchanged: of('unchanged') - rehomed },
    houses: { created: taken.houses.created, updated: taken.houses.updated, unchanged: taken.houses.unchanged },
    ...taken.counts,
    held: counts.held,
    duplicates: counts.duplicates,
    houseRows: counts.houseRows,
    conflicts: { identity, contact: conflicts.length - identity },
    doubts: drafts.filter((draft) => draft.kind === 'doubt').length,
    ignored: counts.ignored,
    injected: counts.injected,
    refusedValues: result.refusedValues.length,
    stood: taken.people.reduce((sum, one) => sum + one.stood, 0),
    newBuildings: taken.made.flatMap(({ id, kind, name }) => (kind === 'building' ? [{ id, name }] : [])),
  };
}

async function remember(ctx: WriteCtx, communityId: number, plan: LedgerPlan): Promise<void> {
  const tables = plan.sheets.flatMap((sheet) => (sheet.included ? sheet.tables : []));
  const mappings = new Map(
    tables.filter((table) => table.fingerprint !== '').map((table) => [table.fingerprint, mappingOf(table).fields]),
  );
  for (const [fingerprint, fields] of mappings) {
    await ctx.db
      .insertInto('importMappings')
      .values({ communityId, fingerprint, columns: jsonb(fields), updatedAt: ctx.now })
      .onConflict((conflict) =>
        conflict
          .columns(['communityId', 'fingerprint'])
          .doUpdateSet((eb) => ({ columns: eb.ref('excluded.columns'), updatedAt: ctx.now })),
      )
      .execute();
  }
}

/** Thrown to take everything back that a try has written. */
class TriedOut extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('tried');
    this.outcome = outcome;
  }
}

interface Outcome {
  readonly counts: ImportCounts;
  readonly drafts: readonly RowDraft[];
}

interface Begun {
  readonly fileName: string;
  readonly isDryRun: boolean;
  readonly plan: LedgerPlan;
  readonly attempts: number;
  readonly pages: readonly Uint8Array[];
}

async function begin(tools: ImportTools, task: ImportTask): Promise<Begun | undefined> {
  return tools.write(async (ctx) => {
    const found = await readImport(ctx, task);
    if (found?.state !== 'queued' && found?.state !== 'running') return undefined;
    await setImport(ctx, task, { state: 'running', attempts: found.attempts + 1, doneRows: 0 });
    return {
      fileName: found.fileName,
      isDryRun: found.isDryRun,
      plan: found.plan as LedgerPlan,
      attempts: found.attempts + 1,
      pages: await readPages(ctx, task.communityId, task.importId),
    };
  });
}

/** Tells how far a run is, in a transaction of its own, so that others see it. */
const tellProgress = (tools: ImportTools, task: ImportTask, result: LedgerResult) => (doneRows: number) =>
  tools.write((ctx) => setImport(ctx, task, { doneRows, totalRows: result.counts.entries }));

async function write(
  ctx: WriteCtx,
  task: ImportTask,
  begun: Begun,
  result: LedgerResult,
  onDone: (done: number) => Promise<void>,
): Promise<void> {
  await lockImports(ctx, task.communityId);
  // Another worker may have taken this one for dead and gone through meanwhile.
  const now = await readImport(ctx, task);
  if (now?.state !== 'running') return;
  const source = sourceOf(ctx, { communityId: task.communityId, id: task.importId, fileName: begun.fileName });
  const taken = await takeIn(ctx, source, result, onDone);
  const drafts = rowDrafts(result, taken);
  const counts = countsOf(result, taken, drafts);
  if (begun.isDryRun) throw new TriedOut({ counts, drafts });
  await dropRows(ctx, source);
  await writeRows(ctx, source, drafts);
  await remember(ctx, task.communityId, begun.plan);
  await dropPages(ctx, task.communityId, task.importId);
  await setImport(ctx, task, {
    state: 'done',
    counts: jsonb(counts),
    doneRows: counts.entries,
    totalRows: counts.entries,
    finishedAt: ctx.now,
    peopleIds: sql`${uuidList([...new Set(taken.people.map((one) => one.peopleId))])}::uuid[]`,
    houseIds: sql`${uuidList([...new Set(taken.houses.idOf.values())])}::uuid[]`,
  });
  ctx.audit({
    action: 'imports.done',
    noun: 'imports',
    communityId: task.communityId,
    rowId: task.importId,
    details: { people: counts.people, houses: counts.houses, held: counts.held, conflicts: counts.conflicts },
  });
}

/** What a try would have done, without having done it. */
async function keepTried(tools: ImportTools, task: ImportTask, begun: Begun, outcome: Outcome): Promise<void> {
  await tools.write(async (ctx) => {
    const source = sourceOf(ctx, { communityId: task.communityId, id: task.importId, fileName: begun.fileName });
    await dropRows(ctx, source);
    // Whoever was made in the try is not there: rows name only people that are.
    const { rows } = await sql<{ id: string }>`
      select id from people where community_id = ${task.communityId}
        and id = any (${uuidList(outcome.drafts.flatMap((draft) => draft.peopleId ?? []))}::uuid[])`.execute(ctx.db);
    const there = new Set(rows.map((row) => row.id));
    await writeRows(
      ctx,
      source,
      outcome.drafts.map(({ peopleId, ...draft }) =>
        peopleId && there.has(peopleId) ? { ...draft, peopleId } : draft,
      ),
    );
    const counts = {
      ...outcome.counts,
      newBuildings: outcome.counts.newBuildings.map(({ name }) => ({ id: 0, name })),
    };
    await setImport(ctx, task, {
      state: 'previewed',
      attempts: 0,
      counts: jsonb(counts),
      doneRows: counts.entries,
      totalRows: counts.entries,
    });
  });
}

/**
 * Runs an import: everything in one transaction, so that it is done exactly once however often its job is run, and a worker that dies has done
 * nothing. A try does the same and takes it back.
 */
export async function runLedger(tools: ImportTools, task: ImportTask): Promise<void> {
  const begun = await begin(tools, task);
  if (!begun) return;
  try {
    const result = await parse({ kind: 'parse', pages: begun.pages, plan: begun.plan });
    const tell = tellProgress(tools, task, result);
    await tell(0);
    await tools.write((ctx) => write(ctx, task, begun, result, tell));
  } catch (error) {
    if (error instanceof TriedOut) return keepTried(tools, task, begun, error.outcome);
    return fail(tools, task, error, begun.attempts);
  }
  await refreshStatistics(tools);
}
