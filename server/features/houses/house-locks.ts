import { parseRef, toRef } from '../../../contract/shapes.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { visibleHouses, visiblePeople } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';

/** A home this actor may change, its row held until the transaction ends. @throws request.not-found */
export async function lockHouse(ctx: WriteCtx, ref: string, capability: 'houses.write' | 'people.write') {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleHouses(ctx, capability))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .where('houses.endedOn', 'is', null)
    .select([
      'houses.communityId',
      'houses.id',
      'houses.floor',
      'houses.use',
      'houses.tenure',
      'houses.areaHundredthsM2',
      'houses.details',
      'houses.lineage',
      'houses.updatedAt',
    ])
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

export type LockedHouse = Awaited<ReturnType<typeof lockHouse>>;

/** Refuses a change made on a home that has changed since it was read, with what it says now. @throws people.changed-meanwhile */
export function assertFresh(
  { updatedAt, floor, use, tenure, areaHundredthsM2 }: LockedHouse,
  basedOn: string | undefined,
): void {
  if (basedOn === undefined || Date.parse(basedOn) === Date.parse(updatedAt)) return;
  throw new Refusal('people.changed-meanwhile', { current: { updatedAt, floor, use, tenure, areaHundredthsM2 } });
}

/** Marks a home as changed now. */
export async function touchHouse(ctx: WriteCtx, { communityId, id }: Pick<LockedHouse, 'communityId' | 'id'>) {
  await ctx.db
    .updateTable('houses')
    .set({ updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
}

/** Somebody of a community whom this actor sees. @throws request.not-found */
export async function getSeenPerson(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .where('people.mergedInto', 'is', null)
    .select(['people.communityId', 'people.id', 'people.name'])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

/** A household in a home whose people this actor may change, held until the transaction ends. @throws request.not-found */
export async function lockHousehold(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const household = await ctx.db
    .selectFrom('households')
    .select(['id', 'communityId', 'houseId', 'headPeopleId', 'registerNo'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('endedOn', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!household?.houseId) throw refuse('request.not-found');
  const house = await lockHouse(ctx, toRef(communityId, household.houseId), 'people.write');
  return { ...household, house };
}
