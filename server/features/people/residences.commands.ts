import { sql } from 'kysely';
import type { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertNotLater, type Change, noteChanges } from '../../registry/changes.ts';
import { insertPeople, insertResidences } from '../../registry/person-rows.ts';
import type { Sex } from './person-identity.ts';
import { getHouseFor, type LockedPerson, lockLiving, lockPerson, touchPerson } from './person-locks.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

interface Ended {
  readonly houseId: string;
  readonly address: string;
}

/** Ends current homes on a day, all or the one named. @returns those that were ended */
async function endResidences(
  ctx: WriteCtx,
  { communityId, id }: Pick<LockedPerson, 'communityId' | 'id'>,
  { houseId, on }: { readonly houseId: string | null; readonly on: string },
): Promise<readonly Ended[]> {
  let ending = ctx.db
    .updateTable('residences')
    .set({ toOn: sql<string>`greatest(${on}::date, coalesce(from_on, ${on}::date))` })
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where('toOn', 'is', null);
  if (houseId) ending = ending.where('houseId', '=', houseId);
  const ended = await ending.returning('houseId').execute();
  if (ended.length === 0) return [];
  const houses = await ctx.db
    .selectFrom('houses')
    .select(['id', 'address'])
    .where('communityId', '=', communityId)
    .where(
      'id',
      'in',
      ended.map((one) => one.houseId),
    )
    .execute();
  return houses.map((one) => ({ houseId: one.id, address: one.address }));
}

const endedChange = (id: string, on: string, { address }: Ended): Change => ({
  noun: 'residences',
  rowId: id,
  kind: 'ended',
  before: { address },
  after: { on },
});

async function livesIn(ctx: WriteCtx, communityId: number, peopleId: string, houseId: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('residences')
    .select('id')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', peopleId)
    .where('houseId', '=', houseId)
    .where('toOn', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** A record that ended by leaving lives again when somebody moves in; one that ended otherwise does not. @throws people.record-ended */
async function reopen(ctx: WriteCtx, found: LockedPerson): Promise<void> {
  if (found.endedOn === null) return;
  if (found.endReason !== 'left') throw refuse('people.record-ended', { name: found.name });
  await ctx.db
    .updateTable('people')
    .set({ endedOn: null, endReason: null })
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .execute();
}

/**
 * Moves a person: one home ends, another begins; within the community the record stays, in another a record opens there and no row moves.
 * @throws people.not-living-there, people.already-living-there, people.house-unknown, people.record-ended, request.invalid
 */
export async function movePerson(ctx: WriteCtx, input: Input<'people.move'>) {
  const found = await lockPerson(ctx, input.ref);
  assertNotLater(ctx.now, input.on, 'on');
  const to = input.toHouseRef ? await getHouseFor(ctx, input.toHouseRef) : null;
  if (to) await reopen(ctx, found);
  else if (found.endedOn !== null) throw refuse('people.record-ended', { name: found.name });
  const { communityId, id } = found;
  if (to?.communityId === communityId && (await livesIn(ctx, communityId, id, to.id)))
    throw refuse('people.already-living-there', { address: to.address });
  const from = input.fromHouseRef ? parseRef(input.fromHouseRef) : null;
  if (from && from.communityId !== communityId) throw refuse('people.not-living-there');
  const ended = await endResidences(ctx, found, { houseId: from?.id ?? null, on: input.on });
  if (ended.length === 0 && (from || !to)) throw refuse('people.not-living-there');
  const cause = { cause: 'move' as const, causeId: ctx.intentionId };
  await noteChanges(
    ctx,
    communityId,
    cause,
    ended.map((one) => endedChange(id, input.on, one)),
  );
  await touchPerson(ctx, found);
  ctx.audit({ action: 'people.moved', noun: 'people', communityId, rowId: id, personId: found.personId });
  if (!to) return { ref: input.ref };
  const peopleId = to.communityId === communityId ? id : await openRecordIn(ctx, found, to.communityId);
  const { kind, asWhat, relationToHead, on } = input;
  await insertResidences(ctx, to.communityId, [
    {
      id: ctx.newId(),
      peopleId,
      houseId: to.id,
      householdId: null,
      kind,
      asWhat,
      relationToHead,
      fromOn: on,
      lineage: {},
    },
  ]);
  await noteChanges(ctx, to.communityId, cause, [
    { noun: 'residences', rowId: peopleId, kind: 'created', before: {}, after: { address: to.address, on } },
  ]);
  return { ref: toRef(to.communityId, peopleId) };
}

/** The record another community holds of the same person, made from this one if there is none, opened again if it had ended. */
async function openRecordIn(ctx: WriteCtx, found: LockedPerson, communityId: number): Promise<string> {
  const there = await ctx.db
    .selectFrom('people')
    .select(['id', 'mergedInto'])
    .where('communityId', '=', communityId)
    .where('personId', '=', found.personId)
    .forUpdate()
    .executeTakeFirst();
  if (there) {
    const id = there.mergedInto ?? there.id;
    await ctx.db
      .updateTable('people')
      .set({ endedOn: null, endReason: null, updatedAt: ctx.now })
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .where('endReason', '=', 'left')
      .execute();
    return id;
  }
  const sealed = await ctx.db
    .selectFrom('people')
    .select(['idKind', 'idSealed'])
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow();
  const id = ctx.newId();
  const source = `move:${toRef(found.communityId, found.id)}`;
  await insertPeople(ctx, communityId, [
    {
      id,
      personId: found.personId,
      name: found.name,
      sex: found.sex as Sex,
      bornOn: found.bornOn,
      idKind: sealed.idKind,
      idNumber: sealed.idSealed ? ctx.vault.open('id-number', sealed.idSealed) : null,
      phones: [],
      details: found.details,
      lineage: Object.fromEntries(Object.keys(found.lineage).map((key) => [key, source])),
    },
  ]);
  await copyPhones(ctx, found, { communityId, id });
  await noteChanges(ctx, communityId, { cause: 'move', causeId: ctx.intentionId }, [
    { noun: 'people', rowId: id, kind: 'created', before: {}, after: { name: found.name } },
  ]);
  return id;
}

/** The phones go along as they are sealed, each with its note of whose it is. */
async function copyPhones(
  ctx: WriteCtx,
  from: Pick<LockedPerson, 'communityId' | 'id'>,
  to: Pick<LockedPerson, 'communityId' | 'id'>,
): Promise<void> {
  const phones = await ctx.db
    .selectFrom('peoplePhones')
    .select(['sealed', 'token', 'masked', 'position', 'note'])
    .where('communityId', '=', from.communityId)
    .where('peopleId', '=', from.id)
    .execute();
  if (phones.length === 0) return;
  await ctx.db
    .insertInto('peoplePhones')
    .values(phones.map((one) => ({ communityId: to.communityId, id: ctx.newId(), peopleId: to.id, ...one })))
    .execute();
}

/** Ends a record: nobody is deleted; homes and service groups end on that day. @throws people.record-ended, request.invalid */
export async function endPerson(ctx: WriteCtx, input: Input<'people.end'>) {
  const found = await lockLiving(ctx, input.ref);
  assertNotLater(ctx.now, input.on, 'on');
  const { communityId, id } = found;
  await ctx.db
    .updateTable('people')
    .set({ endedOn: input.on, endReason: input.reason, updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  const ended = await endResidences(ctx, found, { houseId: null, on: input.on });
  await ctx.db
    .updateTable('tags')
    .set({ toOn: sql<string>`greatest(${input.on}::date, from_on)` })
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where(sql<boolean>`(to_on is null or to_on > ${input.on}::date)`)
    .execute();
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'people', rowId: id, kind: 'ended', before: {}, after: { on: input.on, reason: input.reason } },
    ...ended.map((one) => endedChange(id, input.on, one)),
  ]);
  ctx.audit({
    action: 'people.ended',
    noun: 'people',
    communityId,
    rowId: id,
    personId: found.personId,
    reason: input.reason,
  });
  return { ref: input.ref };
}
