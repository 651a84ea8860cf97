import { sql } from 'kysely';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { identifierFaults } from '../../../domain/identifiers/faults.ts';
import { type FieldProblem, Refusal, refuse } from '../../../domain/refusals.ts';
import { type HeldRow, type LedgerPerson, ledgerText } from '../../../domain/registry/ledger/ledger-result.ts';
import { isName, readName } from '../../../domain/registry/ledger/read-values.ts';
import { makerOf } from '../../access/bind-files.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { type ImportInput, lockImport } from './ledger-import.commands.ts';
import type { TakenPerson } from './ledger-import.people.ts';
import { type HeldContent, laterConflicts, settleRows, writeRows } from './ledger-import.rows.ts';
import type { Source } from './ledger-import.source.ts';
import { lockImports, type Told, takeIn } from './ledger-import.take-in.ts';
import { sourceOf } from './ledger-import.tools.ts';

/** The rows of an import that still wait, held until the transaction ends. @throws import.row-settled where one does not */
export async function lockOpenRows(
  ctx: WriteCtx,
  { communityId, id }: { readonly communityId: number; readonly id: string },
  kind: 'held' | 'conflict',
  rowIds: readonly string[],
) {
  const rows = await ctx.db
    .selectFrom('importRows')
    .select(['id', 'state', 'sealed', 'mark', 'peopleId'])
    .where('communityId', '=', communityId)
    .where('importId', '=', id)
    .where('kind', '=', kind)
    .where('id', 'in', rowIds.length > 0 ? [...rowIds] : ['00000000-0000-0000-0000-000000000000'])
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length < new Set(rowIds).size) throw refuse('request.not-found');
  if (rows.some((row) => row.state !== 'open')) throw refuse('import.row-settled');
  return rows;
}

/** Remembers on the import whom it has taken in since its run, and counts them. */
async function addPerson(
  ctx: WriteCtx,
  { communityId, importId }: Source,
  { peopleId, state }: Pick<TakenPerson, 'peopleId' | 'state'>,
): Promise<void> {
  await sql`
    update imports set people_ids = array_append(array_remove(people_ids, ${peopleId}::uuid), ${peopleId}::uuid),
      counts = jsonb_set(counts, array['people', ${state}::text], to_jsonb((counts -> 'people' ->> ${state})::int + 1))
    where community_id = ${communityId} and id = ${importId}::uuid
  `.execute(ctx.db);
}

type Mended = Pick<LedgerPerson, 'name' | 'idNumber' | 'document' | 'sexCode' | 'birthOn'>;

function mendedName(row: HeldRow, typed: string | undefined, problems: FieldProblem[]): string {
  const { name } = readName(typed ?? row.name);
  if (name === '') problems.push({ path: 'name', text: ledgerText('name-missing') });
  else if (!isName(name)) problems.push({ path: 'name', text: ledgerText('name-characters') });
  return name;
}

/** The row with what was typed; the same rules as in reading a ledger. @throws request.invalid naming the field */
function mend(row: HeldRow, typed: ImportInput<'imports.fixRow'>, now: string): Mended {
  const problems: FieldProblem[] = [];
  const name = mendedName(row, typed.name, problems);
  const number = (typed.idNumber ?? row.idText).trim();
  if (typed.documentKind) {
    if (number === '') problems.push({ path: 'idNumber', text: identifierFaults['id-missing'] });
    if (problems.length > 0) throw new Refusal('request.invalid', { fields: problems });
    return {
      name,
      document: { kind: typed.documentKind, number: number.toUpperCase() },
      ...(row.sexCode ? { sexCode: row.sexCode } : {}),
      ...(row.birthOn ? { birthOn: row.birthOn } : {}),
    };
  }
  const read = parseCitizenId(number, { today: businessDay(now), cell: 'text' });
  if (!read.ok) problems.push({ path: 'idNumber', text: identifierFaults[read.code] });
  if (!read.ok || problems.length > 0) throw new Refusal('request.invalid', { fields: problems });
  return { name, idNumber: read.normalized, sexCode: read.sexCode, birthOn: read.birthOn };
}

function toldOf({ row, house }: HeldContent, mended: Mended): Told {
  const { sheet, row: number, details, residenceKind } = row;
  const { relation, texts } = details;
  const residence = {
    sheet,
    row: number,
    person: 0,
    kind: residenceKind,
    ...(relation ? { relation } : {}),
    ...(texts.headName ? { headName: texts.headName } : {}),
    ...(texts.presence ? { presence: texts.presence } : {}),
  };
  return {
    people: [{ sheet, row: number, ...details, ...mended }],
    houses: house ? [house] : [],
    residences: house ? [{ ...residence, house: house.key }] : [],
  };
}

/** Mends a held row and takes it in, with everything else it says. @throws import.row-settled, request.invalid */
export async function fixRow(ctx: WriteCtx, input: ImportInput<'imports.fixRow'>) {
  const found = await lockImport(ctx, input.ref, ['done']);
  const [row] = await lockOpenRows(ctx, found, 'held', [input.rowId]);
  if (!row) throw refuse('request.not-found');
  const content = JSON.parse(ctx.vault.open('import-row', row.sealed)) as HeldContent;
  const told = toldOf(content, mend(content.row, input, ctx.now));
  await lockImports(ctx, found.communityId);
  const source = sourceOf(ctx, found);
  const taken = await takeIn(ctx, source, told);
  const person = taken.people[0] as (typeof taken.people)[number];
  const conflicts = laterConflicts(told, taken);
  await writeRows(ctx, source, conflicts);
  await settleRows(ctx, found.communityId, [row], {
    state: 'fixed',
    peopleId: person.peopleId,
    decision: {
      fixed: [input.name !== undefined ? 'name' : '', input.idNumber !== undefined ? 'idNumber' : ''].filter(Boolean),
    },
    decidedBy: makerOf(ctx.actor),
  });
  await addPerson(ctx, source, person);
  ctx.audit({
    action: 'imports.row-fixed',
    noun: 'imports',
    communityId: found.communityId,
    rowId: found.id,
    details: { row: row.id, peopleId: person.peopleId, state: person.state },
  });
  return {
    peopleRef: toRef(found.communityId, person.peopleId),
    state: person.state,
    conflicts: conflicts.length,
  };
}

/** Leaves held rows out for good. @throws import.row-settled */
export async function dropHeldRows(ctx: WriteCtx, { ref, rowIds, reason }: ImportInput<'imports.dropRow'>) {
  const found = await lockImport(ctx, ref, ['done']);
  const rows = await lockOpenRows(ctx, found, 'held', rowIds);
  await settleRows(ctx, found.communityId, rows, {
    state: 'dropped',
    decision: reason ? { reason } : {},
    decidedBy: makerOf(ctx.actor),
  });
  ctx.audit({
    action: 'imports.rows-dropped',
    noun: 'imports',
    communityId: found.communityId,
    rowId: found.id,
    ...(reason ? { reason } : {}),
    details: { rows: rows.length },
  });
  return { dropped: rows.length };
}
