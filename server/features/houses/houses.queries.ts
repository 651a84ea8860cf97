import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { HouseDetail, HouseItem, houseFilter } from '../../../contract/houses.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { ageAt } from '../../../domain/calendar/instant.ts';
import { doorKey, readDoor } from '../../../domain/identifiers/address.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { houseRows, scopeFor, visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

type Filter = z.output<typeof houseFilter>;
type Predicate = Expression<SqlBool>;

const columns = [
  'houses.communityId',
  'houses.id',
  'houses.buildingId',
  'houses.unitId',
  'houses.floor',
  'houses.room',
  'houses.address',
  'houses.doorKey',
  'houses.use',
  'houses.tenure',
  'houses.areaHundredthsM2',
  'houses.updatedAt',
  sql<number>`(select count(*) from residences r where r.community_id = houses.community_id and r.house_id = houses.id and r.to_on is null)`.as(
    'residents',
  ),
] as const;

interface Row {
  readonly communityId: number;
  readonly id: string;
  readonly buildingId: number;
  readonly unitId: number | null;
  readonly floor: number | null;
  readonly room: string;
  readonly address: string;
  readonly doorKey: string;
  readonly use: string;
  readonly tenure: string;
  readonly areaHundredthsM2: number | null;
  readonly updatedAt: string;
  readonly residents: number;
}

function itemOf(tree: AreaTree, row: Row): HouseItem {
  return {
    ref: toRef(row.communityId, row.id),
    words: row.address,
    buildingId: row.buildingId,
    buildingName: tree.byId.get(row.buildingId)?.name ?? '',
    unitName: row.unitId === null ? null : (tree.byId.get(row.unitId)?.name ?? null),
    floor: row.floor,
    room: row.room,
    use: row.use as HouseItem['use'],
    tenure: row.tenure as HouseItem['tenure'],
    areaM2: row.areaHundredthsM2 === null ? null : row.areaHundredthsM2 / 100,
    residents: row.residents,
    communityName: tree.byId.get(row.communityId)?.name ?? '',
  };
}

/** A door as people write it (3号楼2单元501, 3-2-501) finds by its key, other words by the pieces of the address. */
function wordRows(ctx: ReadCtx, q: string): Predicate {
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  const pieces = sql<SqlBool>`(exists (select from search_tokens t where t.community_id = houses.community_id and t.kind = 'house' and t.row_id = houses.id
    and t.tokens @> ${`{${ctx.vault.pieces(q).join(',')}}`}::int[]) and houses.address like ${like})`;
  const door = readDoor(q);
  if (!door.building || !door.room) return pieces;
  return sql<SqlBool>`(houses.door_key = ${doorKey(door)} or ${pieces})`;
}

async function filterRows(ctx: ReadCtx, filter: Filter): Promise<readonly Predicate[]> {
  const tree = await areaTree(ctx);
  const parts: Predicate[] = [houseRows(await scopeFor(ctx, 'houses.read')), sql<SqlBool>`houses.ended_on is null`];
  if (filter.tenure) parts.push(sql<SqlBool>`houses.tenure = ${filter.tenure}`);
  if (filter.use) parts.push(sql<SqlBool>`houses.use = ${filter.use}`);
  if (filter.q && filter.q.trim() !== '') parts.push(wordRows(ctx, filter.q.trim()));
  if (filter.area !== undefined) {
    const node = tree.byId.get(filter.area);
    if (node?.kind === 'unit') parts.push(sql<SqlBool>`houses.unit_id = ${filter.area}`);
    else {
      const buildings = tree.subtreeOf(filter.area).flatMap((one) => (one.kind === 'building' ? [one.id] : []));
      parts.push(sql<SqlBool>`houses.building_id = any (${`{${buildings.join(',')}}`}::bigint[])`);
    }
  }
  return parts;
}

const place = z.tuple([z.number(), z.uuid()]);

/** A page of homes in the order of their records. */
export async function listHouses(
  ctx: ReadCtx,
  query: Filter & { readonly cursor?: string | undefined; readonly limit: number },
) {
  const parts = [...(await filterRows(ctx, query))];
  const after = fromCursor(query.cursor, place);
  if (after) parts.push(sql<SqlBool>`(houses.community_id, houses.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await ctx.db
    .selectFrom('houses')
    .where((eb) => eb.and(parts))
    .orderBy('houses.communityId')
    .orderBy('houses.id')
    .limit(query.limit + 1)
    .select(columns)
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(rows as readonly Row[], query.limit, (row) => [row.communityId, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(tree, row)) };
}

const mostDoors = 600;

/** Every door of a building, by unit, the top floor first. */
export async function showBuilding(ctx: ReadCtx, buildingId: number) {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(buildingId);
  if (building?.kind !== 'building') throw refuse('request.not-found');
  const rows = (await (
    await visibleHouses(ctx)
  )
    .where('houses.buildingId', '=', buildingId)
    .where('houses.endedOn', 'is', null)
    .orderBy('houses.unitId')
    .orderBy('houses.floor', (order) => order.desc().nullsLast())
    .orderBy('houses.room')
    .limit(mostDoors + 1)
    .select(columns)
    .execute()) as readonly Row[];
  const units = Map.groupBy(rows.slice(0, mostDoors), (row) => row.unitId);
  return {
    buildingId,
    name: building.name,
    gridName: tree.ancestorsOf(buildingId).find((one) => one.kind === 'grid')?.name ?? null,
    units: [...units].map(([unitId, list]) => ({
      unitId,
      name: unitId === null ? null : (tree.byId.get(unitId)?.name ?? null),
      houses: list.map((row) => itemOf(tree, row)),
    })),
    isCut: rows.length > mostDoors,
  };
}

async function residentsOf(
  ctx: ReadCtx,
  communityId: number,
  where: { readonly houseId?: string; readonly householdId?: string },
) {
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
    .where('residences.communityId', '=', communityId);
  if (where.houseId) asked = asked.where('residences.houseId', '=', where.houseId);
  if (where.householdId) asked = asked.where('residences.householdId', '=', where.householdId);
  const rows = await asked
    .orderBy('residences.createdAt')
    .select([
      'people.id',
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
    ])
    .execute();
  return rows.map(({ id, bornOn, headPeopleId, ...rest }) => ({
    ...rest,
    ref: toRef(communityId, id),
    age: ageAt(bornOn, ctx.now),
    isHead: headPeopleId === id,
  }));
}

/** One home: who lives there now and who did, its households and owners. */
export async function showHouse(ctx: ReadCtx, ref: string): Promise<HouseDetail> {
  const { communityId, id } = parseRef(ref);
  const row = (await (
    await visibleHouses(ctx)
  )
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .select(columns)
    .executeTakeFirst()) as Row | undefined;
  if (!row) throw refuse('request.not-found');
  const tree = await areaTree(ctx);
  const residents = await residentsOf(ctx, communityId, { houseId: id });
  const households = await ctx.db
    .selectFrom('households')
    .leftJoin('people', (join) =>
      join
        .onRef('people.communityId', '=', 'households.communityId')
        .onRef('people.id', '=', 'households.headPeopleId'),
    )
    .where('households.communityId', '=', communityId)
    .where('households.houseId', '=', id)
    .where('households.endedOn', 'is', null)
    .select(['households.id', 'households.registerNo', 'people.name'])
    .execute();
  const owners = await ctx.db
    .selectFrom('ownerships')
    .leftJoin('people', (join) =>
      join.onRef('people.communityId', '=', 'ownerships.communityId').onRef('people.id', '=', 'ownerships.peopleId'),
    )
    .where('ownerships.communityId', '=', communityId)
    .where('ownerships.houseId', '=', id)
    .orderBy('ownerships.createdAt', 'desc')
    .select([
      'people.id',
      'people.name',
      'ownerships.organisationName',
      'ownerships.shareNum',
      'ownerships.shareDen',
      'ownerships.certificateNo',
      'ownerships.fromOn',
      'ownerships.toOn',
    ])
    .execute();
  const scope = await scopeFor(ctx, 'houses.write');
  return {
    ...itemOf(tree, row),
    address: row.address,
    doorKey: row.doorKey,
    residentsNow: residents.filter((one) => one.toOn === null),
    residentsBefore: residents.filter((one) => one.toOn !== null),
    households: households.map((one) => ({
      ref: toRef(communityId, one.id),
      registerNo: one.registerNo,
      headName: one.name,
      members: residents.filter((resident) => resident.householdId === one.id && resident.toOn === null).length,
    })),
    owners: owners.map((one) => ({
      name: one.name ?? one.organisationName ?? '',
      ref: one.id === null ? null : toRef(communityId, one.id),
      share: `${one.shareNum}/${one.shareDen}`,
      certificateNo: one.certificateNo,
      fromOn: one.fromOn,
      toOn: one.toOn,
    })),
    mayWrite: scope.whole.includes(communityId) || scope.buildings.includes(row.buildingId),
    updatedAt: row.updatedAt,
  };
}

/** One household and its members. */
export async function showHousehold(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await ctx.db
    .selectFrom('households')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'households.communityId').onRef('houses.id', '=', 'households.houseId'),
    )
    .where('households.communityId', '=', communityId)
    .where('households.id', '=', id)
    .where(houseRows(await scopeFor(ctx, 'people.read')))
    .select([
      'households.registerNo',
      'households.houseId',
      'households.headPeopleId',
      'households.updatedAt',
      'houses.address',
    ])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return {
    ref,
    registerNo: found.registerNo,
    houseRef: found.houseId === null ? null : toRef(communityId, found.houseId),
    houseWords: found.address,
    headRef: found.headPeopleId === null ? null : toRef(communityId, found.headPeopleId),
    members: await residentsOf(ctx, communityId, { householdId: id }),
    updatedAt: found.updatedAt,
  };
}
