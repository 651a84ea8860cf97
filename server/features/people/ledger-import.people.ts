import { sql } from 'kysely';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { type Difference, type KnownRecord, mergeRecord } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { Sex, ToldPerson, ToldPhone } from '../../../domain/registry/ledger-intake/told-person.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Change } from '../../registry/changes.ts';
import { index, insertPeople, type NewPerson, resolvePersons } from '../../registry/person-rows.ts';
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
  readonly peopleId: string;
}

interface Gathered {
  readonly taken: TakenPerson[];
  readonly changes: Change[];
  phones: number;
  tags: number;
}

const cellOf = (told: ToldPerson, key: string): string => told.cells[key] ?? told.row;

function newPerson(source: Source, { told, peopleId }: Pairing, personId: string): NewPerson {
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

interface PhoneDraft {
  readonly id: string;
  readonly peopleId: string;
  readonly phone: ToldPhone;
  readonly position: number;
  readonly cell: string;
}

function newPhones(ctx: WriteCtx, { told, known, peopleId }: Pairing): PhoneDraft[] {
  const held = new Set(known?.phoneTokens);
  const first = known?.phoneTokens.length ?? 0;
  return told.phones
    .filter(({ number }) => !held.has(ctx.vault.token('phone', number).toString('hex')))
    .map((phone, n) => ({ id: ctx.newId(), peopleId, phone, position: first + n, cell: cellOf(told, 'phone') }));
}

async function writePhones(ctx: WriteCtx, source: Source, drafts: readonly PhoneDraft[]): Promise<void> {
  for (const part of inParts(drafts)) {
    await ctx.db
      .insertInto('peoplePhones')
      .values(
        part.map(({ id, peopleId, phone, position, cell }) => ({
          communityId: source.communityId,
          id,
          peopleId,
          position,
          sealed: ctx.vault.seal('phone', phone.number),
          token: ctx.vault.token('phone', phone.number),
          masked: maskPhone(phone.number),
          note: phone.note,
          lineage: jsonb({ phone: lineageOf(source, cell) }),
        })),
      )
      // Two identities of one person in one file name the same number.
      .onConflict((conflict) => conflict.columns(['communityId', 'peopleId', 'token']).doNothing())
      .execute();
  }
}

interface TagDraft {
  readonly id: string;
  readonly peopleId: string;
  readonly code: ToldPerson['tags'][number];
  readonly cell: string;
}

/** A no of the ledger ends nothing: what a person is owed is not taken away by a column filled by default. */
function newTags(ctx: WriteCtx, { told, known, peopleId }: Pairing): TagDraft[] {
  return told.tags
    .filter((code) => !known?.tags.includes(code))
    .map((code) => ({ id: ctx.newId(), peopleId, code, cell: cellOf(told, code) }));
}

async function writeTags(ctx: WriteCtx, source: Source, drafts: readonly TagDraft[]): Promise<void> {
  for (const part of inParts(drafts)) {
    await ctx.db
      .insertInto('tags')
      .values(
        part.map(({ id, peopleId, code, cell }) => ({
          communityId: source.communityId,
          id,
          peopleId,
          code,
          kind: serviceTags[code].kind,
          source: source.fileName,
          basis: serviceTags[code].basis,
          fromOn: source.today,
          lineage: jsonb({ tag: lineageOf(source, cell) }),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function pair(ctx: WriteCtx, source: Source, part: readonly ToldPerson[]) {
  const personIds = await resolvePersons(
    ctx,
    part.map((one) => one.idNumber),
  );
  const records = await findRecords(ctx, source.communityId, personIds);
  const pairs = part.map((told, i): Pairing => {
    const known = records.get(personIds[i] as string);
    return { told, known, peopleId: known?.id ?? ctx.newId() };
  });
  return { pairs, personIds };
}

const addedTo = (
  known: boolean,
  noun: 'people_phones' | 'tags',
  rowId: string,
  after: Record<string, unknown>,
): Change[] => (known ? [{ noun, rowId, kind: 'created', before: {}, after }] : []);

async function takePart(ctx: WriteCtx, source: Source, part: readonly ToldPerson[], into: Gathered): Promise<void> {
  const { pairs, personIds } = await pair(ctx, source, part);
  const fresh: NewPerson[] = [];
  const patches: Patch[] = [];
  const phones: PhoneDraft[] = [];
  const tags: TagDraft[] = [];
  for (const [i, pairing] of pairs.entries()) {
    const { told, known, peopleId } = pairing;
    const settled = known && merged(source, told, known);
    if (settled?.isEnded) {
      const { differences } = settled.merge;
      into.taken.push({ peopleId, state: 'unchanged', differences, isEnded: true, stood: 0 });
      continue;
    }
    const morePhones = newPhones(ctx, pairing);
    const moreTags = newTags(ctx, pairing);
    phones.push(...morePhones);
    tags.push(...moreTags);
    if (!settled) fresh.push(newPerson(source, pairing, personIds[i] as string));
    if (settled?.patch) patches.push(settled.patch);
    into.changes.push(
      ...(settled?.change ? [settled.change] : []),
      ...(known
        ? []
        : [{ noun: 'people', rowId: peopleId, kind: 'created', before: {}, after: { name: told.name } } as const]),
      ...morePhones.flatMap((one) =>
        addedTo(known !== undefined, 'people_phones', one.id, { peopleId, masked: maskPhone(one.phone.number) }),
      ),
      ...moreTags.flatMap((one) => addedTo(known !== undefined, 'tags', one.id, { peopleId, code: one.code })),
    );
    const isChanged = settled?.patch !== undefined || morePhones.length + moreTags.length > 0;
    into.taken.push({
      peopleId,
      state: known ? (isChanged ? 'updated' : 'unchanged') : 'created',
      differences: settled?.merge.differences ?? [],
      isEnded: false,
      stood: settled?.merge.stood.length ?? 0,
    });
  }
  await insertPeople(ctx, source.communityId, fresh);
  await writePatches(ctx, source.communityId, patches);
  const renamed = patches.filter((one) => one.details['formerName'] !== undefined);
  const nameOf = new Map(pairs.map(({ known, peopleId }) => [peopleId, known?.name ?? '']));
  await index(
    ctx,
    source.communityId,
    'person',
    renamed.map(({ id, details }) => ({
      id,
      words: searchTextOfPerson({ name: nameOf.get(id) ?? '', formerName: details['formerName'] }),
    })),
  );
  await writePhones(ctx, source, phones);
  await writeTags(ctx, source, tags);
  into.phones += phones.length;
  into.tags += tags.length;
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
