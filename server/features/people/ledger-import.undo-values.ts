import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { type Change, noteChanges } from '../../registry/changes.ts';
import { index } from '../../registry/person-rows.ts';
import { inParts, isFrom, type Source } from './ledger-import.source.ts';

/** A change an import made, as it is read back. */
export interface MadeChange {
  readonly noun: Change['noun'];
  readonly rowId: string;
  readonly kind: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Something an undo left standing, and why. */
export interface Kept {
  readonly noun: Change['noun'];
  readonly rowId: string;
  readonly reason: 'touched' | 'named-later' | 'in-use';
  readonly name?: string;
  readonly peopleId?: string;
}

/** Whom and which homes other imports name that were run since. */
export interface NamedLater {
  readonly people: ReadonlySet<string>;
  readonly houses: ReadonlySet<string>;
}

interface CurrentRow {
  readonly id: string;
  readonly lineage: Readonly<Record<string, string>>;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly [column: string]: unknown;
}

const tables = {
  people: 'people',
  houses: 'houses',
  residences: 'residences',
  households: 'households',
} as const;
type Table = keyof typeof tables;

/** Columns of their own; every other key stands in `details`. */
const columns: Readonly<Record<Table, readonly string[]>> = {
  people: ['name', 'sex', 'bornOn', 'endedOn', 'endReason'],
  houses: ['floor', 'use', 'tenure', 'areaHundredthsM2'],
  residences: ['kind', 'asWhat', 'relationToHead', 'householdId'],
  households: ['headPeopleId', 'registerNo'],
};

async function currentRows(
  ctx: WriteCtx,
  table: Table,
  communityId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CurrentRow>> {
  const found = new Map<string, CurrentRow>();
  for (const part of inParts([...new Set(ids)])) {
    const rows = await ctx.db
      .selectFrom(table)
      .selectAll()
      .where('communityId', '=', communityId)
      .where('id', 'in', [...part])
      .forUpdate()
      .execute();
    for (const row of rows) found.set(row.id, row as unknown as CurrentRow);
  }
  return found;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The row as it was, as far as its values are still those the import put there. */
function restored(table: Table, row: CurrentRow, { before, after }: MadeChange) {
  const own = new Set(columns[table]);
  const lineageBefore = (before['$lineage'] ?? {}) as Record<string, string | null>;
  const lineageAfter = (after['$lineage'] ?? {}) as Record<string, string>;
  const lineage = { ...row.lineage } as Record<string, string>;
  const details = { ...row.details } as Record<string, unknown>;
  const set: Record<string, unknown> = {};
  let touched = false;
  for (const key of Object.keys(after).filter((one) => !one.startsWith('$'))) {
    const now = own.has(key) ? row[key] : details[key];
    const isOurs = lineageAfter[key] === undefined || row.lineage[key] === lineageAfter[key];
    if (!same(now, after[key]) || !isOurs) {
      touched = true;
      continue;
    }
    if (own.has(key)) set[key] = before[key] ?? null;
    else if (before[key] === null || before[key] === undefined) delete details[key];
    else details[key] = before[key];
    const was = lineageBefore[key];
    if (was) lineage[key] = was;
    else delete lineage[key];
  }
  return { set, details, lineage, touched, isChanged: !same(lineage, row.lineage) || Object.keys(set).length > 0 };
}

const isNamed = (table: Table, row: CurrentRow, later: NamedLater): boolean => {
  if (table === 'people') return later.people.has(row.id);
  if (table === 'residences') return later.people.has(row['peopleId'] as string);
  return later.houses.has(table === 'houses' ? row.id : (row['houseId'] as string));
};

async function restoreTable(
  ctx: WriteCtx,
  source: Source,
  table: Table,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ restored: number; kept: Kept[] }> {
  const mine = made.filter((one) => one.noun === table && one.kind === 'updated');
  const rows = new Map(
    await currentRows(
      ctx,
      table,
      source.communityId,
      mine.map((one) => one.rowId),
    ),
  );
  const kept: Kept[] = [];
  const noted: Change[] = [];
  const renamed: string[] = [];
  for (const change of mine) {
    const row = rows.get(change.rowId);
    if (!row) continue;
    if (isNamed(table, row, later)) {
      kept.push(keptOf(table, row, 'named-later'));
      continue;
    }
    const { set, details, lineage, touched, isChanged } = restored(table, row, change);
    if (touched) kept.push(keptOf(table, row, 'touched'));
    if (!isChanged) continue;
    const values = {
      ...set,
      ...(row.details ? { details: jsonb(details) } : {}),
      lineage: jsonb(lineage),
      ...('updatedAt' in row ? { updatedAt: ctx.now } : {}),
    };
    await ctx.db
      .updateTable(table)
      .set(values)
      .where('communityId', '=', source.communityId)
      .where('id', '=', row.id)
      .execute();
    rows.set(row.id, { ...row, ...set, details, lineage });
    if (table === 'people') renamed.push(row.id);
    noted.push({ noun: table, rowId: row.id, kind: 'updated', before: change.after, after: change.before });
  }
  await indexNames(
    ctx,
    source,
    [...new Set(renamed)].flatMap((id) => rows.get(id) ?? []),
  );
  await noteChanges(ctx, source.communityId, { cause: 'import', causeId: ctx.newId() }, noted);
  return { restored: noted.length, kept };
}

async function indexNames(ctx: WriteCtx, source: Source, rows: readonly CurrentRow[]): Promise<void> {
  await index(
    ctx,
    source.communityId,
    'person',
    rows.map(({ id, name, details }) => ({
      id,
      words: searchTextOfPerson({ name: String(name), formerName: details?.['formerName'] as string | undefined }),
    })),
  );
}

function keptOf(table: Table, row: CurrentRow, reason: Kept['reason']): Kept {
  const peopleId = table === 'people' ? row.id : (row['peopleId'] as string | undefined);
  const name = (row['name'] ?? row['address']) as string | undefined;
  return { noun: table, rowId: row.id, reason, ...(name ? { name } : {}), ...(peopleId ? { peopleId } : {}) };
}

/** Homes that the import ended are lived in again, unless somebody has gone on from there. */
async function reviveHomes(ctx: WriteCtx, source: Source, made: readonly MadeChange[], later: NamedLater) {
  const kept: Kept[] = [];
  let count = 0;
  for (const change of made.filter((one) => one.noun === 'residences' && one.kind === 'ended')) {
    const peopleId = String(change.before['peopleId']);
    const isKept = later.people.has(peopleId);
    const revived = isKept
      ? 0n
      : (
          await ctx.db
            .updateTable('residences')
            .set({ toOn: null })
            .where('communityId', '=', source.communityId)
            .where('id', '=', change.rowId)
            .where('toOn', '=', String(change.after['toOn']))
            .executeTakeFirst()
        ).numUpdatedRows;
    if (revived > 0n) count += 1;
    else kept.push({ noun: 'residences', rowId: change.rowId, reason: isKept ? 'named-later' : 'touched', peopleId });
  }
  return { restored: count, kept };
}

/** Numbers that a decision took away come back. */
async function revivePhones(ctx: WriteCtx, source: Source, made: readonly MadeChange[], later: NamedLater) {
  let count = 0;
  for (const change of made.filter((one) => one.noun === 'people_phones' && one.kind === 'ended')) {
    const { peopleId, masked, $sealed, $kept } = change.before as {
      peopleId: string;
      masked: string;
      $sealed: string;
      $kept: { position: number; note: string | null; lineage: Record<string, string> };
    };
    if (later.people.has(peopleId)) continue;
    const sealed = Buffer.from($sealed, 'base64');
    const number = ctx.vault.open('phone', sealed);
    await ctx.db
      .insertInto('peoplePhones')
      .values({
        communityId: source.communityId,
        id: change.rowId,
        peopleId,
        sealed,
        token: ctx.vault.token('phone', number),
        masked,
        position: $kept.position,
        note: $kept.note,
        lineage: jsonb($kept.lineage),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    count += 1;
  }
  return { restored: count, kept: [] as Kept[] };
}

/** What the import added to those who were there before: phones, tags, homes, owners. */
async function removeAdded(
  ctx: WriteCtx,
  source: Source,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ restored: number; kept: Kept[] }> {
  const kept: Kept[] = [];
  let count = 0;
  const added = (noun: Change['noun']) =>
    made
      .filter((one) => one.noun === noun && one.kind === 'created')
      .filter(({ after, rowId }) => {
        const peopleId = after['peopleId'] as string | null | undefined;
        if (!peopleId || !later.people.has(peopleId)) return true;
        kept.push({ noun, rowId, reason: 'named-later', peopleId });
        return false;
      })
      .map((one) => one.rowId);
  for (const [noun, table, key] of [
    ['people_phones', 'peoplePhones', 'phone'],
    ['tags', 'tags', 'tag'],
    ['ownerships', 'ownerships', 'owner'],
    ['residences', 'residences', 'home'],
  ] as const) {
    for (const part of inParts(added(noun))) {
      const rows = await ctx.db
        .selectFrom(table)
        .selectAll()
        .where('communityId', '=', source.communityId)
        .where('id', 'in', [...part])
        .execute();
      const isMine = (row: (typeof rows)[number]): boolean => {
        const lineage = row.lineage as Record<string, string>;
        const hasEnded = 'toOn' in row && row.toOn !== null && lineage['toOn'] === undefined;
        return isFrom(source, lineage[key]) && !hasEnded;
      };
      const gone = rows.filter(isMine).map((row) => row.id);
      for (const row of rows.filter((one) => !isMine(one))) kept.push({ noun, rowId: row.id, reason: 'touched' });
      if (gone.length === 0) continue;
      await ctx.db.deleteFrom(table).where('communityId', '=', source.communityId).where('id', 'in', gone).execute();
      count += gone.length;
    }
  }
  return { restored: count, kept };
}

/** Takes back what an import changed of rows that were there before it, newest first. */
export async function restoreValues(
  ctx: WriteCtx,
  source: Source,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ readonly restored: number; readonly kept: readonly Kept[] }> {
  const steps = [
    await removeAdded(ctx, source, made, later),
    await revivePhones(ctx, source, made, later),
    await reviveHomes(ctx, source, made, later),
    await restoreTable(ctx, source, 'residences', made, later),
    await restoreTable(ctx, source, 'households', made, later),
    await restoreTable(ctx, source, 'people', made, later),
    await restoreTable(ctx, source, 'houses', made, later),
  ];
  return {
    restored: steps.reduce((sum, step) => sum + step.restored, 0),
    kept: steps.flatMap((step) => step.kept),
  };
}
