import { parseRef } from '../../../contract/shapes.ts';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { isImported } from '../../../domain/registry/ledger-intake/merge-record.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import { makerOf } from '../../access/bind-files.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { type Change, noteChanges } from '../../registry/changes.ts';
import { index, insertPhones } from '../../registry/person-rows.ts';
import { type ImportInput, lockImport } from './ledger-import.commands.ts';
import { lockOpenRows } from './ledger-import.fix.commands.ts';
import { type HomeLink, storedResidences, writeHomes } from './ledger-import.homes.ts';
import { takeHouseholds } from './ledger-import.households.ts';
import { lockRecords, type StoredRecord } from './ledger-import.records.ts';
import { type ConflictContent, settleRows } from './ledger-import.rows.ts';
import { lineageOf, type Source, updated } from './ledger-import.source.ts';
import { lockImports, takeIn } from './ledger-import.take-in.ts';
import { sourceOf } from './ledger-import.tools.ts';

type Choice = 'keep' | 'replace' | 'both';
type Field = ConflictContent['fields'][number];

/** One conflict being settled, with the record it is about. */
interface Settling {
  readonly ctx: WriteCtx;
  readonly source: Source;
  readonly record: StoredRecord;
  readonly content: ConflictContent;
  readonly changes: Change[];
}

const bothMean: ReadonlySet<Field['field']> = new Set(['phone', 'home']);
const columnOf = { name: 'name', sex: 'sex', bornOn: 'bornOn' } as const;

/** Puts the ledger's value in the record, unless somebody has put a third there meanwhile. */
async function replaceIdentity({ ctx, source, record, changes }: Settling, field: Field): Promise<void> {
  const column = columnOf[field.field as keyof typeof columnOf];
  const now = record[column];
  const value = column === 'sex' ? sexOf(field.other) : field.other;
  if (now === value) return;
  if (now !== (column === 'sex' ? sexOf(field.kept) : field.kept) && !isImported(record.lineage[column]))
    throw new Refusal('import.row-outdated', { with: { name: record.name } });
  const lineage = { [column]: lineageOf(source, field.cell ?? 'decision') };
  await ctx.db
    .updateTable('people')
    .set({ [column]: value, lineage: jsonb({ ...record.lineage, ...lineage }), updatedAt: ctx.now })
    .where('communityId', '=', source.communityId)
    .where('id', '=', record.id)
    .execute();
  if (column === 'name')
    await index(ctx, source.communityId, 'person', [
      { id: record.id, words: searchTextOfPerson({ name: value, formerName: record.details['formerName'] }) },
    ]);
  const values = { before: { [column]: now }, after: { [column]: value } };
  changes.push(updated('people', record.id, values, { before: record.lineage, after: lineage }));
}

/** A conflict of two rows says a sex by its code. */
function sexOf(words: string): string {
  return words === '1' ? 'male' : words === '2' ? 'female' : words;
}

const numbersOf = (words: string): string[] => words.split('、').filter((number) => number !== '');

async function replacePhones({ ctx, source, record, changes }: Settling, field: Field, choice: Choice): Promise<void> {
  const others = numbersOf(field.other);
  const gone = choice === 'replace' ? numbersOf(field.kept).filter((number) => !others.includes(number)) : [];
  if (gone.length > 0) {
    const removed = await ctx.db
      .deleteFrom('peoplePhones')
      .where('communityId', '=', source.communityId)
      .where('peopleId', '=', record.id)
      .where(
        'token',
        'in',
        gone.map((number) => ctx.vault.token('phone', number)),
      )
      .returning(['id', 'sealed', 'masked', 'position', 'note', 'lineage'])
      .execute();
    changes.push(
      ...removed.map(
        ({ id, sealed, masked, ...kept }): Change => ({
          noun: 'people_phones',
          rowId: id,
          kind: 'ended',
          before: { peopleId: record.id, masked, $sealed: sealed.toString('base64'), $kept: kept },
          after: {},
        }),
      ),
    );
  }
  const known = new Set(record.phoneTokens);
  const fresh = others
    .filter((number) => !known.has(ctx.vault.token('phone', number).toString('hex')))
    .map((phone, n) => ({
      id: ctx.newId(),
      peopleId: record.id,
      phone,
      position: record.phoneTokens.length + n,
      lineage: { phone: lineageOf(source, field.cell ?? 'decision') },
    }));
  await insertPhones(ctx, source.communityId, fresh);
  changes.push(
    ...fresh.map(
      ({ id, phone }): Change => ({
        noun: 'people_phones',
        rowId: id,
        kind: 'created',
        before: {},
        after: { peopleId: record.id, masked: maskPhone(phone) },
      }),
    ),
  );
}

/** The ledger's home beside or in place of where the record says somebody lives. */
async function replaceHome({ ctx, source, record, content, changes }: Settling, choice: Choice): Promise<void> {
  const { told } = content;
  const residence = told?.residences[0];
  const person = told?.people[0];
  if (!told || !residence || !person) throw refuse('import.row-settled');
  // The home itself stands since the run; only the living in it waited.
  const bare = await takeIn(ctx, source, { people: [], houses: told.houses, residences: [] });
  const houseId = bare.houses.idOf.get(residence.house);
  if (houseId === undefined) throw refuse('import.row-settled');
  const address = bare.houses.addressOf.get(residence.house) ?? '';
  const link: HomeLink = { residence, person, peopleId: record.id, houseId, address, isKnown: true };
  const stored = (await storedResidences(ctx, source.communityId, [link])).filter((one) => one.toOn === null);
  if (stored.some((one) => one.houseId === houseId)) return;
  const rivals = choice === 'replace' ? stored.filter((one) => one.kind !== 'registered') : [];
  const plan = {
    inserts: [link],
    matches: [],
    ends: rivals.map((one) => ({ stored: one, on: source.today })),
    conflicts: [],
  };
  const households = await takeHouseholds(ctx, source, plan);
  changes.push(...households.changes, ...(await writeHomes(ctx, source, plan, households.householdOf)));
}

/** Opens a record again that had ended, and takes in what the ledger says. */
async function reopen({ ctx, source, record, content, changes }: Settling): Promise<void> {
  if (record.endedOn === null) return;
  await ctx.db
    .updateTable('people')
    .set({ endedOn: null, endReason: null, updatedAt: ctx.now })
    .where('communityId', '=', source.communityId)
    .where('id', '=', record.id)
    .execute();
  const values = {
    before: { endedOn: record.endedOn, endReason: record.endReason },
    after: { endedOn: null, endReason: null },
  };
  changes.push(updated('people', record.id, values, { before: record.lineage, after: {} }));
  if (content.told) await takeIn(ctx, source, content.told);
}

async function settleField(settling: Settling, field: Field, choice: Choice): Promise<void> {
  if (choice === 'keep') return;
  if (choice === 'both' && !bothMean.has(field.field)) throw refuse('request.invalid');
  if (field.field === 'phone') return replacePhones(settling, field, choice);
  if (field.field === 'home') return replaceHome(settling, choice);
  if (field.field === 'ended') return reopen(settling);
  return replaceIdentity(settling, field);
}

interface Decision {
  readonly rowId: string;
  readonly choice: Choice;
  readonly fields?: Readonly<Record<string, Choice>> | undefined;
}

/** Batches answer what an answer means something for: "both" keeps what cannot be both. */
const choiceFor = (decision: Decision, field: Field, isBatch: boolean): Choice => {
  const choice = decision.fields?.[field.field] ?? decision.choice;
  return isBatch && choice === 'both' && !bothMean.has(field.field) ? 'keep' : choice;
};

async function openConflicts(
  ctx: WriteCtx,
  { communityId, id }: { readonly communityId: number; readonly id: string },
  of: 'identity' | 'contact',
): Promise<readonly string[]> {
  const rows = await ctx.db
    .selectFrom('importRows')
    .select(['id', 'sealed'])
    .where('communityId', '=', communityId)
    .where('importId', '=', id)
    .where('kind', '=', 'conflict')
    .where('state', '=', 'open')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) =>
    (JSON.parse(ctx.vault.open('import-row', row.sealed)) as ConflictContent).of === of ? [row.id] : [],
  );
}

/** Settles conflicts: what stands is kept, the ledger's value put in its place, or (phones and homes) both are kept. @throws import.row-settled, import.row-outdated */
export async function decideConflicts(ctx: WriteCtx, input: ImportInput<'imports.decide'>) {
  const found = await lockImport(ctx, input.ref, ['done']);
  const { all } = input;
  const batch = all
    ? (await openConflicts(ctx, found, all.of)).map((rowId): Decision => ({ rowId, choice: all.choice }))
    : [];
  const single = new Set(input.decisions.map((one) => one.rowId));
  const decisions: readonly Decision[] = [...input.decisions, ...batch.filter((one) => !single.has(one.rowId))];
  await lockImports(ctx, found.communityId);
  const source = sourceOf(ctx, found);
  for (const decision of decisions) {
    const [row] = await lockOpenRows(ctx, found, 'conflict', [decision.rowId]);
    if (!row) continue;
    const content = JSON.parse(ctx.vault.open('import-row', row.sealed)) as ConflictContent;
    const changes: Change[] = [];
    for (const field of content.fields) {
      const record = (await lockRecords(ctx, found.communityId, row.peopleId ? [row.peopleId] : [])).get(
        row.peopleId ?? '',
      );
      if (!record) throw refuse('import.row-settled');
      await settleField(
        { ctx, source, record, content, changes },
        field,
        choiceFor(decision, field, !single.has(decision.rowId)),
      );
    }
    await noteChanges(ctx, found.communityId, { cause: 'import', causeId: found.id }, changes);
    const decided = Object.fromEntries(
      content.fields.map((field) => [field.field, choiceFor(decision, field, !single.has(decision.rowId))]),
    );
    await settleRows(ctx, found.communityId, [row], {
      state: 'fixed',
      decision: decided,
      decidedBy: makerOf(ctx.actor),
    });
  }
  ctx.audit({
    action: 'imports.decided',
    noun: 'imports',
    communityId: parseRef(input.ref).communityId,
    rowId: found.id,
    details: { decided: decisions.length, ...(all ? { all } : {}) },
  });
  return { decided: decisions.length };
}
