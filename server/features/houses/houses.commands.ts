import type { z } from 'zod';
import type { houseCommands } from '../../../contract/houses.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { doorKey, readDoorColumns } from '../../../domain/identifiers/address.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { noteChanges } from '../../registry/changes.ts';
import { insertHouses } from '../../registry/person-rows.ts';

type Input<K extends keyof typeof houseCommands> = z.output<(typeof houseCommands)[K]['input']>;

async function lockHouse(ctx: WriteCtx, ref: string, capability: 'houses.write' | 'people.write') {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleHouses(ctx, capability))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .select([
      'houses.communityId',
      'houses.id',
      'houses.floor',
      'houses.use',
      'houses.tenure',
      'houses.areaHundredthsM2',
      'houses.updatedAt',
    ])
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

/** Registers a door of a building; the same door written another way is the same home. @throws houses.exists, houses.not-a-building */
export async function registerHouse(ctx: WriteCtx, input: Input<'houses.register'>) {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(input.buildingId);
  const unit = input.unitId === null ? null : tree.byId.get(input.unitId);
  if (
    building?.kind !== 'building' ||
    (input.unitId !== null && (unit?.kind !== 'unit' || unit.parentId !== building.id))
  )
    throw refuse('houses.not-a-building');
  if (!holdsOver(tree, ctx.actor, 'houses.write', building.id)) throw refuse('access.outside-scope');
  const key = doorKey(readDoorColumns({ building: building.name, unit: unit?.name ?? '', room: input.room }));
  if (key === undefined)
    throw new Refusal('request.invalid', {
      fields: [{ path: 'room', text: text('请填写门牌，例如 501。', 'Please give a door, such as 501.') }],
    });
  const there = await ctx.db
    .selectFrom('houses')
    .select('id')
    .where('communityId', '=', building.communityId)
    .where('buildingId', '=', building.id)
    .where('doorKey', '=', key)
    .where('endedOn', 'is', null)
    .executeTakeFirst();
  if (there) throw new Refusal('houses.exists', { current: { ref: toRef(building.communityId, there.id) } });
  const id = ctx.newId();
  await insertHouses(ctx, building.communityId, [
    {
      id,
      buildingId: building.id,
      unitId: input.unitId,
      floor: input.floor,
      room: input.room,
      doorKey: key,
      address: `${building.name}${unit?.name ?? ''}${input.room}`,
      use: input.use,
      tenure: input.tenure,
      areaHundredthsM2: input.areaM2 === null ? null : Math.round(input.areaM2 * 100),
      details: {},
      lineage: {},
    },
  ]);
  await noteChanges(ctx, building.communityId, { cause: 'registration', causeId: ctx.intentionId }, [
    { noun: 'houses', rowId: id, kind: 'created', before: {}, after: { room: input.room } },
  ]);
  return { ref: toRef(building.communityId, id) };
}

/** Corrects a home; only what is given changes. @throws people.changed-meanwhile */
export async function correctHouse(ctx: WriteCtx, input: Input<'houses.correct'>) {
  const found = await lockHouse(ctx, input.ref, 'houses.write');
  if (input.basedOn !== undefined && Date.parse(input.basedOn) !== Date.parse(found.updatedAt))
    throw new Refusal('people.changed-meanwhile', { current: { updatedAt: found.updatedAt } });
  const after = {
    floor: input.floor === undefined ? found.floor : input.floor,
    use: input.use ?? found.use,
    tenure: input.tenure ?? found.tenure,
    areaHundredthsM2:
      input.areaM2 === undefined
        ? found.areaHundredthsM2
        : input.areaM2 === null
          ? null
          : Math.round(input.areaM2 * 100),
  };
  await ctx.db
    .updateTable('houses')
    .set({ ...after, updatedAt: ctx.now })
    .where('communityId', '=', found.communityId)
    .where('id', '=', found.id)
    .execute();
  const { communityId, id, updatedAt: _updatedAt, ...before } = found;
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'houses', rowId: id, kind: 'updated', before, after },
  ]);
  return { ref: input.ref, updatedAt: ctx.now };
}

/** Forms a household of people who live in a home now. @throws households.not-living-there naming who does not */
export async function formHousehold(ctx: WriteCtx, input: Input<'households.form'>) {
  const house = await lockHouse(ctx, input.houseRef, 'people.write');
  const members = [...new Set([input.headRef, ...input.memberRefs])].map(parseRef);
  const living = await ctx.db
    .selectFrom('residences')
    .select('peopleId')
    .where('communityId', '=', house.communityId)
    .where('houseId', '=', house.id)
    .where('toOn', 'is', null)
    .execute();
  const here = new Set(living.map((one) => one.peopleId));
  const missing = members.find((one) => one.communityId !== house.communityId || !here.has(one.id));
  if (missing) {
    const who = await ctx.db
      .selectFrom('people')
      .select('name')
      .where('communityId', '=', missing.communityId)
      .where('id', '=', missing.id)
      .executeTakeFirst();
    throw refuse('households.not-living-there', { name: who?.name ?? '' });
  }
  const id = ctx.newId();
  await ctx.db
    .insertInto('households')
    .values({
      communityId: house.communityId,
      id,
      houseId: house.id,
      registerNo: input.registerNo || null,
      headPeopleId: parseRef(input.headRef).id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  await ctx.db
    .updateTable('residences')
    .set({ householdId: id })
    .where('communityId', '=', house.communityId)
    .where('houseId', '=', house.id)
    .where('toOn', 'is', null)
    .where(
      'peopleId',
      'in',
      members.map((one) => one.id),
    )
    .execute();
  await noteChanges(ctx, house.communityId, { cause: 'registration', causeId: ctx.intentionId }, [
    { noun: 'households', rowId: id, kind: 'created', before: {}, after: { members: members.length } },
  ]);
  return { ref: toRef(house.communityId, id) };
}

/** Names another member as head. @throws households.not-living-there */
export async function setHead(ctx: WriteCtx, input: Input<'households.setHead'>) {
  const { communityId, id } = parseRef(input.ref);
  const household = await ctx.db
    .selectFrom('households')
    .select(['houseId', 'headPeopleId'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!household?.houseId) throw refuse('request.not-found');
  await lockHouse(ctx, toRef(communityId, household.houseId), 'people.write');
  const head = parseRef(input.headRef);
  const member = await ctx.db
    .selectFrom('residences')
    .select('id')
    .where('communityId', '=', communityId)
    .where('householdId', '=', id)
    .where('peopleId', '=', head.id)
    .where('toOn', 'is', null)
    .executeTakeFirst();
  if (head.communityId !== communityId || !member) throw refuse('households.not-living-there', { name: '' });
  await ctx.db
    .updateTable('households')
    .set({ headPeopleId: head.id, updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    {
      noun: 'households',
      rowId: id,
      kind: 'updated',
      before: { head: household.headPeopleId },
      after: { head: head.id },
    },
  ]);
  return { ref: input.ref };
}

/** Sets the owners from a day on; earlier ones end that day, none is rewritten. */
export async function setOwnerships(ctx: WriteCtx, input: Input<'ownerships.set'>) {
  const house = await lockHouse(ctx, input.houseRef, 'houses.write');
  const { communityId } = house;
  await ctx.db
    .updateTable('ownerships')
    .set({ toOn: input.on })
    .where('communityId', '=', communityId)
    .where('houseId', '=', house.id)
    .where('toOn', 'is', null)
    .execute();
  await ctx.db
    .insertInto('ownerships')
    .values(
      input.owners.map((owner) => {
        const person = owner.peopleRef ? parseRef(owner.peopleRef) : null;
        if (!person && !owner.organisationName) throw refuse('request.invalid');
        if (person && person.communityId !== communityId) throw refuse('people.house-unknown');
        return {
          communityId,
          id: ctx.newId(),
          houseId: house.id,
          peopleId: person?.id ?? null,
          organisationName: owner.organisationName || null,
          shareNum: owner.shareNum,
          shareDen: owner.shareDen,
          certificateNo: owner.certificateNo || null,
          fromOn: input.on,
          createdAt: ctx.now,
        };
      }),
    )
    .execute();
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    {
      noun: 'ownerships',
      rowId: house.id,
      kind: 'updated',
      before: {},
      after: { owners: input.owners.length, on: input.on },
    },
  ]);
  return { houseRef: input.houseRef };
}
