import { sql } from 'kysely';
import { z } from 'zod';
import type { ImportCounts, ImportDetail, ImportItem, ImportSheet, UndoCounts } from '../../../contract/imports.ts';
import { importCounts, importRowKinds, undoCounts } from '../../../contract/imports.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type LedgerField, ledgerFields } from '../../../domain/registry/ledger/ledger-fields.ts';
import type { ColumnPlan, LedgerPlan, TablePlan } from '../../../domain/registry/ledger/ledger-plan.ts';
import { refusedKinds } from '../../../domain/registry/ledger/refused-columns.ts';
import {
  columnReasons,
  fieldLabel,
  isKeptField,
  sheetReasons,
} from '../../../domain/registry/ledger-intake/plan-words.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

/** The imports of the communities this actor may import into. */
export async function visibleImports(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const communities = holdingsWith(ctx.actor, 'people.import').flatMap(({ areaId }) =>
    areaId === undefined ? [] : tree.subtreeOf(areaId).flatMap((node) => (node.kind === 'community' ? [node.id] : [])),
  );
  return ctx.db
    .selectFrom('imports')
    .where(sql<boolean>`imports.community_id = any (${`{${communities.join(',')}}`}::bigint[])`);
}

/** An import this actor may see. */
export async function getImport(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleImports(ctx))
    .where('imports.communityId', '=', communityId)
    .where('imports.id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

interface ItemRow {
  readonly communityId: number;
  readonly id: string;
  readonly fileName: string;
  readonly state: string;
  readonly isDryRun: boolean;
  readonly doneRows: number;
  readonly totalRows: number;
  readonly madeAt: string;
  readonly madeBy: unknown;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
  readonly counts: unknown;
  readonly failure: string | null;
  readonly failureText: unknown;
  readonly openHeld: number;
  readonly openConflicts: number;
}

function countsOf(kept: unknown): ImportCounts | null {
  const parsed = importCounts.safeParse(kept);
  return parsed.success ? parsed.data : null;
}

function itemOf(row: ItemRow, tree: AreaTree): ImportItem {
  const { failure, failureText } = row;
  return {
    ref: toRef(row.communityId, row.id),
    communityId: row.communityId,
    communityName: tree.byId.get(row.communityId)?.name ?? '',
    fileName: row.fileName,
    state: row.state as ImportItem['state'],
    isDryRun: row.isDryRun,
    doneRows: row.doneRows,
    totalRows: row.totalRows,
    madeAt: row.madeAt,
    madeBy: (row.madeBy as { name?: string }).name ?? '',
    finishedAt: row.finishedAt,
    undoneAt: row.undoneAt,
    counts: countsOf(row.counts),
    open: { held: row.openHeld, conflicts: row.openConflicts },
    failure: failure === null ? null : { code: failure, text: failureText as { zh: string; en: string } },
  };
}

const openRows = (kind: 'held' | 'conflict') =>
  sql<number>`(select count(*)::int from import_rows r where r.community_id = imports.community_id and r.import_id = imports.id
    and r.kind = ${sql.lit(kind)} and r.state = 'open')`;

const place = z.tuple([z.string(), z.uuid()]);

/** A page of imports, the newest first. */
export async function listImports(
  ctx: ReadCtx,
  query: {
    readonly community?: number | undefined;
    readonly state?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
) {
  let rows = (await visibleImports(ctx)).orderBy('imports.madeAt', 'desc').orderBy('imports.id', 'desc');
  if (query.community !== undefined) rows = rows.where('imports.communityId', '=', query.community);
  rows = query.state ? rows.where('imports.state', '=', query.state) : rows.where('imports.state', '<>', 'discarded');
  const after = fromCursor(query.cursor, place);
  if (after)
    rows = rows.where(sql<boolean>`(imports.made_at, imports.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await rows
    .limit(query.limit + 1)
    .select([
      'imports.communityId',
      'imports.id',
      'imports.fileName',
      'imports.state',
      'imports.isDryRun',
      'imports.doneRows',
      'imports.totalRows',
      'imports.madeAt',
      'imports.madeBy',
      'imports.finishedAt',
      'imports.undoneAt',
      'imports.counts',
      'imports.failure',
      'imports.failureText',
      openRows('held').as('openHeld'),
      openRows('conflict').as('openConflicts'),
    ])
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(found as readonly ItemRow[], query.limit, (row) => [row.madeAt, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(row, tree)) };
}

function columnOf(column: ColumnPlan) {
  const field = column.field ?? null;
  return {
    letters: column.letters,
    header: column.header,
    field,
    fieldLabel: field === null ? null : (fieldLabel(field) ?? null),
    slot: column.slot ?? null,
    confidence: column.confidence,
    reason: column.reason,
    reasonText: columnReasons[column.reason],
    samples: [...column.samples],
    isHidden: column.hidden === true,
    isKept: field !== null && isKeptField(field),
  };
}

function tableOf(table: TablePlan) {
  const { place: at } = table;
  return {
    kind: table.kind,
    headerRows: [...table.headerRows],
    firstRow: table.firstRow,
    lastRow: table.lastRow,
    columns: table.columns.map(columnOf),
    place: at ? { building: at.building ?? null, unit: at.unit ?? null, from: at.from } : null,
    isRemembered: table.columns.some((column) => column.reason === 'remembered'),
  };
}

function sheetsOf(plan: Partial<LedgerPlan>): ImportSheet[] {
  return (plan.sheets ?? []).map((sheet) => ({
    name: sheet.name,
    isIncluded: sheet.included,
    isHidden: sheet.hidden,
    reason: sheet.reason ?? null,
    reasonText: sheet.reason ? sheetReasons[sheet.reason] : null,
    tables: sheet.tables.map(tableOf),
  }));
}

async function listedOf(ctx: ReadCtx, communityId: number, importId: string): Promise<ImportDetail['listed']> {
  const rows = await ctx.db
    .selectFrom('importRows')
    .select(({ fn }) => ['kind', 'state', fn.countAll<number>().as('count')])
    .where('communityId', '=', communityId)
    .where('importId', '=', importId)
    .groupBy(['kind', 'state'])
    .execute();
  const of = (kind: string, isOpen?: true): number =>
    rows
      .filter((row) => row.kind === kind && (!isOpen || row.state === 'open'))
      .reduce((sum, row) => sum + row.count, 0);
  return Object.fromEntries(
    importRowKinds.map((kind) => [kind, { all: of(kind), open: of(kind, true) }]),
  ) as ImportDetail['listed'];
}

/** Conflicts about phones and homes alone are settled lightly; all others are about who somebody is. */
async function openConflictsOf(ctx: ReadCtx, communityId: number, importId: string) {
  const { rows } = await sql<{ identity: number; contact: number }>`
    select count(*) filter (where not reasons <@ array['phone', 'home'])::int as identity,
      count(*) filter (where reasons <@ array['phone', 'home'])::int as contact
    from import_rows where community_id = ${communityId} and import_id = ${importId}::uuid and kind = 'conflict' and state = 'open'
  `.execute(ctx.db);
  return rows[0] ?? { identity: 0, contact: 0 };
}

/** One import: how its file is read, how far it is, and what came of it. */
export async function showImport(ctx: ReadCtx, ref: string): Promise<ImportDetail> {
  const row = await getImport(ctx, ref);
  const listed = await listedOf(ctx, row.communityId, row.id);
  const plan = row.plan as Partial<LedgerPlan>;
  const undone = undoCounts.safeParse((row.counts as { undo?: UndoCounts }).undo);
  return {
    ...itemOf({ ...row, openHeld: listed.held.open, openConflicts: listed.conflict.open }, await areaTree(ctx)),
    sheets: sheetsOf(plan),
    refusedColumns: (plan.refusedColumns ?? []).map((column) => ({ ...column, why: refusedKinds[column.kind] })),
    undo: undone.success ? undone.data : null,
    openConflicts: await openConflictsOf(ctx, row.communityId, row.id),
    listed,
  };
}

/** What a column of a ledger may be taken for. */
export function listLedgerFields() {
  return {
    fields: Object.entries(ledgerFields).map(([key, label]) => ({
      key,
      label,
      isKept: isKeptField(key as LedgerField),
    })),
  };
}
