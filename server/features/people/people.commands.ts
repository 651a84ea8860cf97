import { sql } from 'kysely';
import type { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { maskIdNumber } from '../../../domain/identifiers/masks.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { serviceTags, type TagCode } from '../../../domain/registry/fields.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleHouses, visiblePeople } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { noteChanges } from '../../registry/changes.ts';
import {
  idToken,
  index,
  insertPeople,
  insertPhones,
  insertResidences,
  insertTags,
  resolvePersons,
} from '../../registry/person-rows.ts';
import { checkIdentity, checkPhones, type Sex } from './person-identity.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

/** The record of a person this actor may change, its row held until the transaction ends. */
export async function lockPerson(
  ctx: WriteCtx,
  ref: string,
  capability: 'people.write' | 'people.merge' = 'people.write',
) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx, capability))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select([
      'people.communityId',
      'people.id',
      'people.personId',
      'people.name',
      'people.sex',
      'people.bornOn',
      'people.idToken',
      'people.idMasked',
      'people.details',
      'people.lineage',
      'people.endedOn',
      'people.updatedAt',
    ])
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return {
    ...found,
    details: found.details as Record<string, string>,
    lineage: found.lineage as Record<string, string>,
  };
}

async function getHouseFor(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleHouses(ctx, 'people.write'))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .where('houses.endedOn', 'is', null)
    .select(['houses.communityId', 'houses.id', 'houses.address'])
    .executeTakeFirst();
  if (!found) throw refuse('people.house-unknown');
  return found;
}

/** The record a community holds already of an id number; the refusal names it. */
async function assertNew(ctx: WriteCtx, communityId: number, idNumber: string, exceptId?: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('communityId', '=', communityId)
    .where('idToken', '=', idToken(ctx, idNumber))
    .where('endedOn', 'is', null)
    .executeTakeFirst();
  if (found && found.id !== exceptId)
    throw new Refusal('people.exists', { with: { name: found.name }, current: { ref: toRef(communityId, found.id) } });
}

/** Registers a person in a community, with phones, home and tags. @throws people.exists, people.house-unknown, request.invalid */
export async function registerPerson(ctx: WriteCtx, input: Input<'people.register'>) {
  const home = input.home ? await getHouseFor(ctx, input.home.houseRef) : null;
  if (home && home.communityId !== input.communityId) throw refuse('people.house-unknown');
  // A grid worker registers behind the doors of their grid; only who holds the whole community registers without a door.
  if (!home && !holdsOver(await areaTree(ctx), ctx.actor, 'people.write', input.communityId))
    throw refuse('access.outside-scope');
  const identity = checkIdentity(input, ctx.now);
  const phones = checkPhones(input.phones, 'phones');
  const { communityId } = input;
  if (identity.idNumber) await assertNew(ctx, communityId, identity.idNumber);
  const [personId] = await resolvePersons(ctx, [identity.idNumber]);
  const id = ctx.newId();
  const source = { causeId: ctx.intentionId, cause: 'registration' as const };
  const lineage = Object.fromEntries(
    ['name', 'sex', 'bornOn', 'idNumber', ...Object.keys(input.details)].map((key) => [
      key,
      `entry:${ctx.intentionId}`,
    ]),
  );
  await insertPeople(ctx, communityId, [
    {
      id,
      personId: personId as string,
      name: identity.name,
      sex: identity.sex,
      bornOn: identity.bornOn,
      idKind: 'citizen',
      idNumber: identity.idNumber,
      phones,
      details: nonEmpty(input.details),
      lineage,
    },
  ]);
  if (home && input.home) {
    await insertResidences(ctx, communityId, [
      {
        id: ctx.newId(),
        peopleId: id,
        houseId: home.id,
        householdId: null,
        kind: input.home.kind,
        asWhat: input.home.asWhat,
        relationToHead: input.home.relationToHead,
        fromOn: input.home.fromOn,
        lineage: {},
      },
    ]);
  }
  await insertTags(
    ctx,
    communityId,
    input.tags.map((code) => tagRow(ctx, id, code as TagCode, '登记', businessDay(ctx.now))),
  );
  await noteChanges(ctx, communityId, source, [
    { noun: 'people', rowId: id, kind: 'created', before: {}, after: { name: identity.name } },
  ]);
  return { ref: toRef(communityId, id) };
}

function tagRow(ctx: WriteCtx, peopleId: string, code: TagCode, source: string, fromOn: string) {
  const { kind, basis } = serviceTags[code];
  return { id: ctx.newId(), peopleId, code, kind, source, basis, fromOn, lineage: {} };
}

const nonEmpty = (details: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(details).flatMap(([key, value]) =>
      value === undefined || value.trim() === '' ? [] : [[key, value.trim()]],
    ),
  );

/** Refuses a correction made on a record that has changed since it was read, with what it says now. */
function assertFresh(found: { readonly updatedAt: string; readonly name: string }, basedOn: string | undefined): void {
  if (basedOn !== undefined && Date.parse(basedOn) !== Date.parse(found.updatedAt))
    throw new Refusal('people.changed-meanwhile', { current: { updatedAt: found.updatedAt } });
}

/** Corrects a record: only what is given changes; who said so is kept per field. @throws people.changed-meanwhile, people.exists, request.invalid */
export async function correctPerson(ctx: WriteCtx, input: Input<'people.correct'>) {
  const found = await lockPerson(ctx, input.ref);
  assertFresh(found, input.basedOn);
  const typed = {
    name: input.name ?? found.name,
    sex: (input.sex ?? (input.idNumber === undefined ? found.sex : 'unknown')) as Sex,
    bornOn: input.bornOn === undefined ? (input.idNumber === undefined ? found.bornOn : null) : input.bornOn,
    idNumber: input.idNumber ?? null,
  };
  const identity = checkIdentity(typed, ctx.now);
  if (identity.idNumber) await assertNew(ctx, found.communityId, identity.idNumber, found.id);
  if (
    input.idNumber === undefined &&
    found.idToken &&
    (identity.sex !== found.sex || identity.bornOn !== found.bornOn)
  ) {
    throw new Refusal('request.invalid', {
      fields: [
        {
          path: 'idNumber',
          text: text(
            '性别和出生日期以证件号为准，请连同证件号一起更正。',
            'Sex and birth date follow the id number; correct it as well.',
          ),
        },
      ],
    });
  }
  const details = nonEmpty({ ...found.details, ...input.details });
  const changed = ['name', 'sex', 'bornOn', ...Object.keys(input.details)].filter(
    (key) => key in input || key in input.details,
  );
  const lineage = { ...found.lineage, ...Object.fromEntries(changed.map((key) => [key, `entry:${ctx.intentionId}`])) };
  const number = identity.idNumber;
  const personId = number ? ((await resolvePersons(ctx, [number]))[0] as string) : found.personId;
  await ctx.db
    .updateTable('people')
    .set({
      personId,
      name: identity.name,
      sex: identity.sex,
      bornOn: identity.bornOn,
      ...(number
        ? {
            idSealed: ctx.vault.seal('id-number', number),
            idToken: idToken(ctx, number),
            idMasked: maskIdNumber(number),
          }
        : {}),
      details: jsonb(details),
      lineage: jsonb(lineage),
      updatedAt: ctx.now,
    })
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .execute();
  await correctPhones(ctx, found.communityId, found.id, checkPhones(input.addPhones, 'addPhones'), input.removePhones);
  await index(ctx, found.communityId, 'person', [
    { id: found.id, words: searchTextOfPerson({ name: identity.name, formerName: details['formerName'] }) },
  ]);
  const before = { name: found.name, sex: found.sex, bornOn: found.bornOn, ...found.details };
  const after = {
    name: identity.name,
    sex: identity.sex,
    bornOn: identity.bornOn,
    ...details,
    ...(number ? { idNumber: '（已更正）' } : {}),
  };
  await noteChanges(ctx, found.communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'people', rowId: found.id, kind: 'updated', ...differing(before, after) },
  ]);
  return { ref: input.ref, updatedAt: ctx.now };
}

/** Only what differs, for the history. */
function differing(before: Record<string, unknown>, after: Record<string, unknown>) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  );
  const pick = (from: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

async function correctPhones(
  ctx: WriteCtx,
  communityId: number,
  peopleId: string,
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  if (remove.length > 0) {
    await ctx.db
      .deleteFrom('peoplePhones')
      .where('communityId', '=', communityId)
      .where('peopleId', '=', peopleId)
      .where('id', 'in', [...remove])
      .execute();
  }
  if (add.length > 0)
    await insertPhones(
      ctx,
      communityId,
      add.map((phone, at) => ({ peopleId, phone, position: 100 + at })),
    );
}

/** Ends the current residence in a house, if there is one. */
async function endResidence(
  ctx: WriteCtx,
  communityId: number,
  peopleId: string,
  houseId: string | null,
  on: string,
): Promise<number> {
  let ending = ctx.db
    .updateTable('residences')
    .set({ toOn: sql<string>`greatest(${on}::date, coalesce(from_on, ${on}::date))` })
    .where('communityId', '=', communityId)
    .where('peopleId', '=', peopleId)
    .where('toOn', 'is', null);
  if (houseId) ending = ending.where('houseId', '=', houseId);
  return Number((await ending.executeTakeFirst()).numUpdatedRows);
}

/**
 * Moves a person: one residence ends, another begins; within the community the record stays, in another a record opens there and no row moves.
 * @throws people.not-living-there, people.house-unknown
 */
export async function movePerson(ctx: WriteCtx, input: Input<'people.move'>) {
  const found = await lockPerson(ctx, input.ref);
  const from = input.fromHouseRef ? parseRef(input.fromHouseRef) : null;
  const ended = await endResidence(ctx, found.communityId, found.id, from?.id ?? null, input.on);
  if (from && ended === 0) throw refuse('people.not-living-there');
  const change = {
    noun: 'residences' as const,
    rowId: found.id,
    kind: 'ended' as const,
    before: {},
    after: { on: input.on },
  };
  await noteChanges(ctx, found.communityId, { cause: 'move', causeId: ctx.intentionId }, [change]);
  if (!input.toHouseRef) return { ref: input.ref };
  const to = await getHouseFor(ctx, input.toHouseRef);
  const peopleId = to.communityId === found.communityId ? found.id : await openRecordIn(ctx, found, to.communityId);
  await insertResidences(ctx, to.communityId, [
    {
      id: ctx.newId(),
      peopleId,
      houseId: to.id,
      householdId: null,
      kind: input.kind,
      asWhat: input.asWhat,
      relationToHead: input.relationToHead,
      fromOn: input.on,
      lineage: {},
    },
  ]);
  await noteChanges(ctx, to.communityId, { cause: 'move', causeId: ctx.intentionId }, [
    { noun: 'residences', rowId: peopleId, kind: 'created', before: {}, after: { address: to.address, on: input.on } },
  ]);
  return { ref: toRef(to.communityId, peopleId) };
}

/** The record another community holds of the same person, made from this one if there is none. */
async function openRecordIn(
  ctx: WriteCtx,
  found: Awaited<ReturnType<typeof lockPerson>>,
  communityId: number,
): Promise<string> {
  const there = await ctx.db
    .selectFrom('people')
    .select('id')
    .where('communityId', '=', communityId)
    .where('personId', '=', found.personId)
    .executeTakeFirst();
  if (there) return there.id;
  const own = await ctx.db
    .selectFrom('people')
    .select(['idKind', 'idSealed'])
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow();
  const phones = await ctx.db
    .selectFrom('peoplePhones')
    .select('sealed')
    .where('communityId', '=', found.communityId)
    .where('peopleId', '=', found.id)
    .orderBy('position')
    .execute();
  const id = ctx.newId();
  const lineage = Object.fromEntries(
    Object.keys(found.lineage).map((key) => [key, `move:${toRef(found.communityId, found.id)}`]),
  );
  await insertPeople(ctx, communityId, [
    {
      id,
      personId: found.personId,
      name: found.name,
      sex: found.sex as Sex,
      bornOn: found.bornOn,
      idKind: own.idKind,
      idNumber: own.idSealed ? ctx.vault.open('id-number', own.idSealed) : null,
      phones: phones.map((one) => ctx.vault.open('phone', one.sealed)),
      details: found.details,
      lineage,
    },
  ]);
  return id;
}

/** Ends a record: nobody is deleted, the homes are left on that day. */
export async function endPerson(ctx: WriteCtx, input: Input<'people.end'>) {
  const found = await lockPerson(ctx, input.ref);
  await ctx.db
    .updateTable('people')
    .set({ endedOn: input.on, endReason: input.reason, updatedAt: ctx.now })
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .execute();
  await endResidence(ctx, found.communityId, found.id, null, input.on);
  await ctx.db
    .updateTable('tags')
    .set({ toOn: input.on })
    .where('communityId', '=', found.communityId)
    .where('peopleId', '=', found.id)
    .where('toOn', 'is', null)
    .execute();
  await noteChanges(ctx, found.communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'people', rowId: found.id, kind: 'ended', before: {}, after: { on: input.on, reason: input.reason } },
  ]);
  return { ref: input.ref };
}

/** Gives a service tag; the same twice is once. */
export async function giveTag(ctx: WriteCtx, input: Input<'people.giveTag'>) {
  const found = await lockPerson(ctx, input.ref);
  await insertTags(ctx, found.communityId, [
    tagRow(ctx, found.id, input.code as TagCode, input.source || '登记', input.fromOn),
  ]);
  if (input.toOn) {
    await ctx.db
      .updateTable('tags')
      .set({ toOn: input.toOn })
      .where('communityId', '=', found.communityId)
      .where('peopleId', '=', found.id)
      .where('code', '=', input.code)
      .where('toOn', 'is', null)
      .execute();
  }
  return { ref: input.ref };
}

export async function endTag(ctx: WriteCtx, input: Input<'people.endTag'>) {
  const found = await lockPerson(ctx, input.ref);
  await ctx.db
    .updateTable('tags')
    .set({ toOn: input.on })
    .where('communityId', '=', found.communityId)
    .where('peopleId', '=', found.id)
    .where('id', '=', input.tagId)
    .execute();
  return { ref: input.ref };
}
