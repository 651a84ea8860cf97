import type { z } from 'zod';
import type { houseCommands } from '../../../contract/houses.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { codeOf } from '../../../domain/registry/lists.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { noteChanges } from '../../registry/changes.ts';
import { getSeenPerson, type LockedHouse, lockHouse, lockHousehold, touchHouse } from './house-locks.ts';

type Input<K extends keyof typeof houseCommands> = z.output<(typeof houseCommands)[K]['input']>;

interface Living {
  readonly peopleId: string;
  readonly householdId: string | null;
  readonly relationToHead: string | null;
}

async function livingIn(ctx: WriteCtx, { communityId, id }: LockedHouse): Promise<readonly Living[]> {
  return ctx.db
    .selectFrom('residences')
    .select(['peopleId', 'householdId', 'relationToHead'])
    .where('communityId', '=', communityId)
    .where('houseId', '=', id)
    .where('toOn', 'is', null)
    .execute();
}

/** The members of a household to be, each of whom lives in the home now. @throws households.not-living-there naming who does not, request.not-found */
async function membersOf(ctx: WriteCtx, house: LockedHouse, refs: readonly string[]): Promise<readonly string[]> {
  const living = new Set((await livingIn(ctx, house)).map((one) => one.peopleId));
  const members: string[] = [];
  for (const ref of new Set(refs)) {
    const { communityId, id } = parseRef(ref);
    if (communityId !== house.communityId || !living.has(id))
      throw refuse('households.not-living-there', { name: (await getSeenPerson(ctx, ref)).name });
    members.push(id);
  }
  return members;
}

interface NewHousehold {
  readonly registerNo: string | null;
  readonly head: string;
  readonly members: readonly string[];
}

async function insertHousehold(
  ctx: WriteCtx,
  house: LockedHouse,
  { registerNo, head, members }: NewHousehold,
): Promise<string> {
  const id = ctx.newId();
  const { communityId } = house;
  await ctx.db
    .insertInto('households')
    .values({
      communityId,
      id,
      houseId: house.id,
      registerNo: registerNo || null,
      headPeopleId: head,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  await ctx.db
    .updateTable('residences')
    .set({ householdId: id })
    .where('communityId', '=', communityId)
    .where('houseId', '=', house.id)
    .where('toOn', 'is', null)
    .where('peopleId', 'in', [...members])
    .execute();
  await sayHead(ctx, house, id, head);
  await touchHouse(ctx, house);
  return id;
}

/** The head says 户主; whoever was said to be the head and is not any more is asked anew. */
async function sayHead(ctx: WriteCtx, { communityId }: LockedHouse, householdId: string, head: string): Promise<void> {
  const members = await ctx.db
    .selectFrom('residences')
    .select(['id', 'peopleId', 'relationToHead'])
    .where('communityId', '=', communityId)
    .where('householdId', '=', householdId)
    .where('toOn', 'is', null)
    .execute();
  for (const { id, peopleId, relationToHead } of members) {
    const isSaid = relationToHead !== null && codeOf('relation', relationToHead) === '02';
    if (isSaid === (peopleId === head)) continue;
    await ctx.db
      .updateTable('residences')
      .set({ relationToHead: peopleId === head ? '02' : null })
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .execute();
  }
}

async function noteHousehold(
  ctx: WriteCtx,
  { communityId }: LockedHouse,
  rowId: string,
  kind: 'created' | 'updated' | 'ended',
  said: { readonly before?: Record<string, unknown>; readonly after: Record<string, unknown> },
): Promise<void> {
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'households', rowId, kind, before: said.before ?? {}, after: said.after },
  ]);
  ctx.audit({ action: `households.${kind}`, noun: 'households', communityId, rowId });
}

/** Households that lost their last member end. */
async function endEmpty(ctx: WriteCtx, house: LockedHouse, households: readonly (string | null)[]): Promise<void> {
  const left = new Set((await livingIn(ctx, house)).map((one) => one.householdId));
  for (const id of new Set(households)) {
    if (id === null || left.has(id)) continue;
    await ctx.db
      .updateTable('households')
      .set({ endedOn: ctx.now, updatedAt: ctx.now })
      .where('communityId', '=', house.communityId)
      .where('id', '=', id)
      .where('endedOn', 'is', null)
      .execute();
  }
}

/** Forms a household of people who live in a home now; those who were of another one leave it. @throws households.not-living-there */
export async function formHousehold(ctx: WriteCtx, input: Input<'households.form'>) {
  const house = await lockHouse(ctx, input.houseRef, 'people.write');
  const members = await membersOf(ctx, house, [input.headRef, ...input.memberRefs]);
  const before = (await livingIn(ctx, house)).filter((one) => members.includes(one.peopleId));
  const head = parseRef(input.headRef).id;
  const id = await insertHousehold(ctx, house, { registerNo: input.registerNo, head, members });
  await endEmpty(
    ctx,
    house,
    before.map((one) => one.householdId),
  );
  await noteHousehold(ctx, house, id, 'created', { after: { members: members.length } });
  return { ref: toRef(house.communityId, id) };
}

/** Some of a household form another in the same home; somebody stays. @throws households.not-living-there, households.nobody-left */
export async function splitHousehold(ctx: WriteCtx, input: Input<'households.split'>) {
  const old = await lockHousehold(ctx, input.ref);
  const leaving = await membersOf(ctx, old.house, [input.headRef, ...input.memberRefs]);
  const here = (await livingIn(ctx, old.house)).filter((one) => one.householdId === old.id);
  const stranger = leaving.find((id) => !here.some((one) => one.peopleId === id));
  if (stranger) {
    const { name } = await getSeenPerson(ctx, toRef(old.communityId, stranger));
    throw refuse('households.not-a-member', { name });
  }
  const staying = here.filter((one) => !leaving.includes(one.peopleId));
  const [first] = staying;
  if (!first) throw refuse('households.nobody-left');
  const head = parseRef(input.headRef).id;
  const id = await insertHousehold(ctx, old.house, { registerNo: input.registerNo, head, members: leaving });
  if (old.headPeopleId !== null && leaving.includes(old.headPeopleId)) {
    // The head went: the household that stays has none until one is named.
    await ctx.db
      .updateTable('households')
      .set({ headPeopleId: null, updatedAt: ctx.now })
      .where('communityId', '=', old.communityId)
      .where('id', '=', old.id)
      .execute();
  }
  await noteHousehold(ctx, old.house, old.id, 'updated', { after: { split: toRef(old.communityId, id) } });
  await noteHousehold(ctx, old.house, id, 'created', { after: { members: leaving.length, from: input.ref } });
  return { ref: toRef(old.communityId, id) };
}

/** Names another member as head. @throws households.not-a-member */
export async function setHead(ctx: WriteCtx, input: Input<'households.setHead'>) {
  const household = await lockHousehold(ctx, input.ref);
  const { communityId, id, house } = household;
  const person = await getSeenPerson(ctx, input.headRef);
  const here = (await livingIn(ctx, house)).filter((one) => one.householdId === id);
  if (person.communityId !== communityId || !here.some((one) => one.peopleId === person.id))
    throw refuse('households.not-a-member', { name: person.name });
  await ctx.db
    .updateTable('households')
    .set({ headPeopleId: person.id, updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  await sayHead(ctx, house, id, person.id);
  const before = household.headPeopleId === null ? null : toRef(communityId, household.headPeopleId);
  await noteHousehold(ctx, house, id, 'updated', {
    before: { head: before },
    after: { head: toRef(communityId, person.id), headName: person.name },
  });
  await touchHouse(ctx, house);
  return { ref: input.ref };
}
