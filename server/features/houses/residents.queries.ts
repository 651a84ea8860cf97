import { sql } from 'kysely';
import { toRef } from '../../../contract/shapes.ts';
import { ageAt } from '../../../domain/calendar/instant.ts';
import { maskName } from '../../../domain/identifiers/masks.ts';
import { choiceText, codeOf } from '../../../domain/registry/lists.ts';
import { houseRows, personRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

interface Home {
  readonly communityId: number;
  readonly houseId: string;
}

/** Whether this actor may know who lives behind a door. */
export async function seesPeopleOf(ctx: ReadCtx, { communityId, houseId }: Home): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('houses')
    .where(houseRows(await scopeFor(ctx, 'people.read')))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', houseId)
    .select('houses.id')
    .executeTakeFirst();
  return found !== undefined;
}

/** A relation as people say it, whatever word a ledger had for it. */
const relationWords = (kept: string | null): string | null =>
  kept === null ? null : choiceText('relation', codeOf('relation', kept) ?? kept).zh;

/**
 * Who lives or lived behind a door, or belongs to a household. The caller has made sure that the asker may know; where somebody has moved out of the
 * asker's area since, the name stays and the way to their record does not. Rows of records that were joined to others are left out.
 */
export async function listResidents(
  ctx: ReadCtx,
  communityId: number,
  where: { readonly houseId?: string; readonly householdId?: string },
) {
  return (await residentsWhere(ctx, communityId, where, 500)).map(({ houseId: _, ...resident }) => resident);
}

/** Who lives or lived behind each of several doors of one storage, by door. The caller has made sure that the asker may know. */
export async function residentsByHouse(ctx: ReadCtx, communityId: number, houseIds: readonly string[]) {
  if (houseIds.length === 0) return new Map<string, never[]>();
  const rows = await residentsWhere(ctx, communityId, { houseIds }, 10_000);
  return Map.groupBy(rows, ({ houseId }) => houseId);
}

interface ResidentsWhere {
  readonly houseId?: string;
  readonly houseIds?: readonly string[];
  readonly householdId?: string;
}

async function residentsWhere(ctx: ReadCtx, communityId: number, where: ResidentsWhere, most: number) {
  const isSeen = sql<boolean>`${personRows(await scopeFor(ctx, 'people.read'))}`;
  let asked = ctx.db
    .selectFrom('residences')
    .innerJoin('people', (join) =>
      join.onRef('people.communityId', '=', 'residences.communityId').onRef('people.id', '=', 'residences.peopleId'),
    )
    .leftJoin('households', (join) =>
      join
        .onRef('households.communityId', '=', 'residences.communityId')
        .onRef('households.id', '=', 'residences.householdId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('people.mergedInto', 'is', null);
  if (where.houseId) asked = asked.where('residences.houseId', '=', where.houseId);
  if (where.houseIds) asked = asked.where('residences.houseId', 'in', where.houseIds);
  if (where.householdId) asked = asked.where('residences.householdId', '=', where.householdId);
  const rows = await asked
    .orderBy('residences.createdAt')
    .orderBy('residences.id')
    .limit(most)
    .select([
      'people.id',
      'residences.houseId',
      'people.name',
      'people.sex',
      'people.bornOn',
      'residences.asWhat',
      'residences.kind',
      'residences.relationToHead',
      'residences.fromOn',
      'residences.toOn',
      'residences.householdId',
      'households.headPeopleId',
      isSeen.as('isSeen'),
    ])
    .execute();
  return rows.map(({ id, bornOn, headPeopleId, isSeen: seen, relationToHead, ...rest }) => ({
    ...rest,
    relationToHead: relationWords(relationToHead),
    ref: seen ? toRef(communityId, id) : null,
    age: ageAt(bornOn, ctx.now),
    isHead: headPeopleId === id,
  }));
}

/** The owners of a home, those of now first. Who may not see people is told the first character of a name. */
export async function listOwners(ctx: ReadCtx, { communityId, houseId }: Home, seesPeople: boolean) {
  const isSeen = sql<boolean>`${personRows(await scopeFor(ctx, 'people.read'))}`;
  const rows = await ctx.db
    .selectFrom('ownerships')
    .leftJoin('people', (join) =>
      join.onRef('people.communityId', '=', 'ownerships.communityId').onRef('people.id', '=', 'ownerships.peopleId'),
    )
    .where('ownerships.communityId', '=', communityId)
    .where('ownerships.houseId', '=', houseId)
    .where('people.mergedInto', 'is', null)
    .orderBy(sql`ownerships.to_on is null`, 'desc')
    .orderBy('ownerships.createdAt', 'desc')
    .limit(200)
    .select([
      'people.id',
      'people.name',
      'ownerships.organisationName',
      'ownerships.shareNum',
      'ownerships.shareDen',
      'ownerships.certificateNo',
      'ownerships.fromOn',
      'ownerships.toOn',
      isSeen.as('isSeen'),
    ])
    .execute();
  return rows.map((one) => ({
    name: one.organisationName ?? (seesPeople ? one.name : maskName(one.name ?? '')) ?? '',
    ref: one.id === null || !one.isSeen ? null : toRef(communityId, one.id),
    share: `${one.shareNum}/${one.shareDen}`,
    certificateNo: seesPeople ? one.certificateNo : null,
    fromOn: one.fromOn,
    toOn: one.toOn,
  }));
}

/** The households of a home that have not ended. */
export async function listHouseholds(ctx: ReadCtx, { communityId, houseId }: Home) {
  return ctx.db
    .selectFrom('households')
    .leftJoin('people', (join) =>
      join
        .onRef('people.communityId', '=', 'households.communityId')
        .onRef('people.id', '=', 'households.headPeopleId'),
    )
    .where('households.communityId', '=', communityId)
    .where('households.houseId', '=', houseId)
    .where('households.endedOn', 'is', null)
    .orderBy('households.createdAt')
    .orderBy('households.id')
    .limit(100)
    .select(['households.id', 'households.registerNo', 'people.name'])
    .execute();
}
