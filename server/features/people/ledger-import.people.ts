import { sql } from 'kysely';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { type Difference, type KnownRecord, mergeRecord } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { Sex, ToldPerson } from '../../../domain/registry/ledger-intake/told-person.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { Change } from '../../registry/changes.ts';
import {
  index,
  insertPeople,
  insertPhones,
  insertTags,
  type NewPerson,
  type NewTag,
  resolvePersons,
} from '../../registry/person-rows.ts';
import { findRecords, type StoredRecord } from './ledger-import.records.ts';
import { inParts, lineageOf, rowsAtOnce, type Source, updated, uuidList } from './ledger-import.source.ts';

/** What became of one person of a ledger. */
export interface TakenPerson {
  readonly peopleId: string;
  readonly state: 'created' | 'updated' | 'unchanged';
  readonly differences: readonly Difference[];
  /** The record has ended: nothing of the ledger is taken until somebody says that the person lives here again. */
  readonly isEnded: boolean;
  /** How many values entered by hand stand against the ledger. */
  readonly stood: number;
}

export interface TakenPeople {
  readonly people: readonly TakenPerson[];
  readonly phones: number;
  readonly tags: number;
  readonly changes: readonly Change[];
}

interface Pairing {
  readonly told: ToldPerson;
  readonly known: StoredRecord | undefined;
  readonly personId: string;
  readonly peopleId: string;
}

interface Gathered {
  readonly taken: TakenPerson[];
  readonly changes: Change[];
  phones: number;
  tags: number;
}

const cellOf = (told: ToldPerson, key: string): string => told.cells[key] ?? told.row;

function newPerson(source: Source, { told, peopleId, personId }: Pairing): NewPerson {
  const keys = ['name', 'sex', 'bornOn', 'idNumber', ...Object.keys(told.details)];
  return {
    id: peopleId,
    personId,
    name: told.name,
    sex: told.sex,
    bornOn: told.bornOn,
    idKind: told.idKind,
    idNumber: told.idNumber,
    // Written apart, with where they came from.
    phones: [],
    details: told.details,
    lineage: Object.fromEntries(keys.map((key) => [key, lineageOf(source, cellOf(told, key))])),
  };
}

interface Patch {
  readonly id: string;
  readonly sex: Sex;
  readonly bornOn: string | null;
  readonly details: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, string>>;
}

async function writePatches(ctx: WriteCtx, communityId: number, patches: readonly Patch[]): Promise<void> {
  if (patches.length === 0) return;
  await sql`
    update people set sex = told.sex, born_on = told.born_on, details = told.details::jsonb, lineage = told.lineage::jsonb, updated_at = ${ctx.now}
    from (select unnest(${uuidList(patches.map((one) => one.id))}::uuid[]) as id, unnest(${patches.map((one) => one.sex)}::text[]) as sex,
      unnest(${patches.map((one) => one.bornOn)}::date[]) as born_on, unnest(${patches.map((one) => JSON.stringify(one.details))}::text[]) as details,
      unnest(${patches.map((one) => JSON.stringify(one.lineage))}::text[]) as lineage) as told
    where people.community_id = ${communityId} and people.id = told.id
  `.execute(ctx.db);
}

const knownOf = (record: StoredRecord): KnownRecord => ({
  name: record.name,
  sex: record.sex,
  bornOn: record.bornOn,
  details: record.details,
  lineage: record.lineage,
  endReason: record.endedOn === null ? null : (record.endReason ?? 'left'),
});

/** A known person: what changes, and whether anything does. */
function merged(source: Source, told: ToldPerson, known: StoredRecord) {
  const merge = mergeRecord(knownOf(known), told);
  const isEnded = known.endedOn !== null;
  const keys = [...Object.keys(merge.identity), ...Object.keys(merge.details)];
  if (isEnded || keys.length === 0) return { merge, isEnded, patch: undefined, change: undefined };
  const added = Object.fromEntries(keys.map((key) => [key, lineageOf(source, cellOf(told, key))]));
  const patch: Patch = {
    id: known.id,
    sex: merge.identity.sex ?? known.sex,
    bornOn: merge.identity.bornOn ?? known.bornOn,
    details: { ...known.details, ...merge.details },
    lineage: { ...known.lineage, ...added },
  };
  const was = { ...known.details, sex: known.sex, bornOn: known.bornOn };
  const before = Object.fromEntries(keys.map((key) => [key, was[key as keyof typeof was] ?? null]));
  const after = { ...merge.identity, ...merge.details };
  const change = updated('people', known.id, { before, after }, { before: known.lineage, after: added });
  return { merge, isEnded, patch, change };
}

function newPhones(ctx: WriteCtx, source: Source, { told, known, peopleId }: Pairing) {
  const held = new Set(known?.phoneTokens);
  const first = known?.phoneTokens.length ?? 0;
  const lineage = { phone: lineageOf(source, cellOf(told, 'phone')) };
  return told.phones
    .filter(({ number }) => !held.has(ctx.vault.token('phone', number).toString('hex')))
    .map(({ number, note }, n) => ({ id: ctx.newId(), peopleId, phone: number, note, position: first + n, lineage }));
}

/** A no of the ledger ends nothing: what a person is owed is not taken away by a column filled by default. */
function newTags(ctx: WriteCtx, source: Source, { told, known, peopleId }: Pairing): NewTag[] {
  return told.tags
    .filter((code) => !known?.tags.includes(code))
    .map((code) => ({
      id: ctx.newId(),
      peopleId,
      code,
      kind: serviceTags[code].kind,
      source: source.fileName,
      basis: serviceTags[code].basis,
      fromOn: source.today,
      lineage: { tag: lineageOf(source, cellOf(told, code)) },
    }));
}

async function pair(ctx: WriteCtx, source: Source, list: readonly ToldPerson[]): Promise<readonly Pairing[]> {
  const personIds = await resolvePersons(
    ctx,
    list.map((one) => one.idNumber),
  );
  const records = await findRecords(ctx, source.communityId, personIds);
  return list.map((told, i): Pairing => {
    const personId = personIds[i] as string;
    const known = records.get(personId);
    return { told, known, personId, peopleId: known?.id ?? ctx.newId() };
  });
}

/** What a part of the people comes to, before it is written. */
interface Part {
  readonly fresh: NewPerson[];
  readonly patches: Patch[];
  readonly phones: ReturnType<typeof newPhones>;
  readonly tags: NewTag[];
}

/** What was added to a record that was there, each by itself: of a new record it goes without saying. */
function additions(known: boolean, phones: Part['phones'], tags: Part['tags']): Change[] {
  if (!known) return [];
  return [
    ...phones.map(
      ({ id, peopleId, phone }): Change => ({
        noun: 'people_phones',
        rowId: id,
        kind: 'created',
        before: {},
        after: { peopleId, masked: maskPhone(phone) },
      }),
    ),
    ...tags.map(
      ({ id, peopleId, code }): Change => ({
        noun: 'tags',
        rowId: id,
        kind: 'created',
        before: {},
        after: { peopleId, code },
      }),
    ),
  ];
}

/** Settles one person: made, changed or as they were. */
function settle(
  ctx: WriteCtx,
  source: Source,
  pairing: Pairing,
  part: Part,
): { readonly taken: TakenPerson; readonly changes: readonly Change[] } {
  const { told, known, peopleId } = pairing;
  const found = known && merged(source, told, known);
  const differences = found?.merge.differences ?? [];
  if (found?.isEnded)
    return { taken: { peopleId, state: 'unchanged', differences, isEnded: true, stood: 0 }, changes: [] };
  const phones = newPhones(ctx, source, pairing);
  const tags = newTags(ctx, source, pairing);
  part.phones.push(...phones);
  part.tags.push(...tags);
  if (!found) part.fresh.push(newPerson(source, pairing));
  if (found?.patch) part.patches.push(found.patch);
  const made: Change[] = found
    ? []
    : [{ noun: 'people', rowId: peopleId, kind: 'created', before: {}, after: { name: told.name } }];
  const isChanged = found?.patch !== undefined || phones.length + tags.length > 0;
  return {
    taken: {
      peopleId,
      state: found ? (isChanged ? 'updated' : 'unchanged') : 'created',
      differences,
      isEnded: false,
      stood: found?.merge.stood.length ?? 0,
    },
    changes: [...made, ...(found?.change ? [found.change] : []), ...additions(known !== undefined, phones, tags)],
  };
}

async function writePart(ctx: WriteCtx, source: Source, part: Part, pairs: readonly Pairing[]): Promise<void> {
  await insertPeople(ctx, source.communityId, part.fresh);
  await writePatches(ctx, source.communityId, part.patches);
  const nameOf = new Map(pairs.map(({ known, peopleId }) => [peopleId, known?.name ?? '']));
  const renamed = part.patches.filter((one) => one.details['formerName'] !== undefined);
  await index(
    ctx,
    source.communityId,
    'person',
    renamed.map(({ id, details }) => ({
      id,
      words: searchTextOfPerson({ name: nameOf.get(id) ?? '', formerName: details['formerName'] }),
    })),
  );
  await insertPhones(ctx, source.communityId, part.phones);
  await insertTags(ctx, source.communityId, part.tags);
}

async function takePart(ctx: WriteCtx, source: Source, list: readonly ToldPerson[], into: Gathered): Promise<void> {
  const pairs = await pair(ctx, source, list);
  const part: Part = { fresh: [], patches: [], phones: [], tags: [] };
  for (const pairing of pairs) {
    const { taken, changes } = settle(ctx, source, pairing, part);
    into.taken.push(taken);
    into.changes.push(...changes);
  }
  await writePart(ctx, source, part, pairs);
  into.phones += part.phones.length;
  into.tags += part.tags.length;
}

/**
 * Takes people in, each once: by their number a record is found or made, phones are joined, empty fields filled. `onDone` is told how many
 * are done after each thousand.
 */
export async function takePeople(
  ctx: WriteCtx,
  source: Source,
  people: readonly ToldPerson[],
  onDone: (count: number) => Promise<void>,
): Promise<TakenPeople> {
  const into: Gathered = { taken: [], changes: [], phones: 0, tags: 0 };
  for (const [n, part] of inParts(people).entries()) {
    await takePart(ctx, source, part, into);
    await onDone(Math.min(people.length, (n + 1) * rowsAtOnce));
  }
  return { people: into.taken, phones: into.phones, tags: into.tags, changes: into.changes };
}
