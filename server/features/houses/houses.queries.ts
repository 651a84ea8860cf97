import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { HouseDetail } from '../../../contract/houses.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { doorKey, readDoorColumns } from '../../../domain/identifiers/address.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fieldText, houseFields } from '../../../domain/registry/fields.ts';
import { areaTree } from '../../access/tree.ts';
import { houseRows, scopeFor, visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { listChanges } from '../../registry/changes.ts';
import { filterRows, type HouseFilter, type HouseRow, houseColumns, itemOf } from './house-rows.ts';
import { listHouseholds, listOwners, listResidents, seesPeopleOf } from './residents.queries.ts';

const place = z.tuple([z.number(), z.string().max(40), z.uuid()]);

/** A page of homes, building by building, door by door. */
export async function listHouses(
  ctx: ReadCtx,
  query: HouseFilter & { readonly cursor?: string | undefined; readonly limit: number },
) {
  const parts = [...(await filterRows(ctx, query))];
  const after = fromCursor(query.cursor, place);
  if (after)
    parts.push(
      sql<SqlBool>`(houses.building_id, houses.door_order, houses.id) > (${after[0]}, ${after[1]}::text, ${after[2]}::uuid)`,
    );
  const rows = await ctx.db
    .selectFrom('houses')
    .where((eb) => eb.and(parts))
    .orderBy('houses.buildingId')
    .orderBy('houses.doorOrder')
    .orderBy('houses.id')
    .limit(query.limit + 1)
    .select(houseColumns)
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(rows as readonly HouseRow[], query.limit, (row) => [row.buildingId, row.doorOrder, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(tree, row)) };
}

const mostDoors = 600;

/** Every door of a building, by stairwell, the top floor first. */
export async function showBuilding(ctx: ReadCtx, buildingId: number) {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(buildingId);
  if (building?.kind !== 'building') throw refuse('request.not-found');
  const rows = (await (
    await visibleHouses(ctx)
  )
    .where('houses.buildingId', '=', buildingId)
    .where('houses.endedOn', 'is', null)
    .orderBy('houses.unitId', (order) => order.asc().nullsFirst())
    .orderBy('houses.floor', (order) => order.desc().nullsLast())
    .orderBy('houses.doorOrder')
    .limit(mostDoors + 1)
    .select(houseColumns)
    .execute()) as readonly HouseRow[];
  const scope = await scopeFor(ctx, 'houses.read');
  const isSeen = scope.whole.includes(building.communityId) || scope.buildings.includes(buildingId);
  if (!isSeen) throw refuse('request.not-found');
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

/** Who lives behind a door, told by building, stairwell and room as people say them. */
export async function showDoor(
  ctx: ReadCtx,
  query: { readonly building: number; readonly unit?: number | undefined; readonly room: string },
): Promise<HouseDetail> {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(query.building);
  const unit = query.unit === undefined ? undefined : tree.byId.get(query.unit);
  if (building?.kind !== 'building') throw refuse('request.not-found');
  const key = doorKey(readDoorColumns({ building: building.name, unit: unit?.name ?? '', room: query.room }));
  const found = await (await visibleHouses(ctx))
    .where('houses.buildingId', '=', building.id)
    .where('houses.doorKey', '=', key ?? '')
    .where('houses.endedOn', 'is', null)
    .select(['houses.communityId', 'houses.id'])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return showHouse(ctx, toRef(found.communityId, found.id));
}

/** One home: who lives there now and who did, its households and owners, what changed. */
export async function showHouse(ctx: ReadCtx, ref: string): Promise<HouseDetail> {
  const { communityId, id } = parseRef(ref);
  const row = await (await visibleHouses(ctx))
    .where('houses.communityId', '=', communityId)
    .where('houses.id', '=', id)
    .select([...houseColumns, 'houses.details'])
    .select([
      sql<boolean>`${houseRows(await scopeFor(ctx, 'houses.write'))}`.as('mayWrite'),
      sql<boolean>`${houseRows(await scopeFor(ctx, 'people.write'))}`.as('mayWritePeople'),
    ])
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  const tree = await areaTree(ctx);
  const home = { communityId, houseId: id };
  const seesPeople = await seesPeopleOf(ctx, home);
  const residents = seesPeople ? await listResidents(ctx, communityId, { houseId: id }) : [];
  const households = seesPeople ? await listHouseholds(ctx, home) : [];
  const details = row.details as Record<string, string>;
  const changes = await listChanges(ctx, communityId, id);
  return {
    ...itemOf(tree, row as HouseRow),
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
    owners: await listOwners(ctx, home, seesPeople),
    details: houseFields.flatMap((field) => {
      const value = details[field.key];
      return value ? [{ key: field.key, label: field.label, value, text: fieldText(field, value) }] : [];
    }),
    changes: seesPeople ? changes.map(({ causeId: _, ...change }) => change) : [],
    seesPeople,
    mayWrite: row.mayWrite,
    mayWritePeople: row.mayWritePeople,
    updatedAt: row.updatedAt,
  };
}

/** One household and its members, seen by those who may know who lives in its home. */
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
      'households.endedOn',
      'houses.address',
      sql<boolean>`${houseRows(await scopeFor(ctx, 'people.write'))}`.as('mayWrite'),
    ])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const members = await listResidents(ctx, communityId, { householdId: id });
  return {
    ref,
    registerNo: found.registerNo,
    houseRef: found.houseId === null ? null : toRef(communityId, found.houseId),
    houseWords: found.address,
    headRef: members.find((one) => one.isHead)?.ref ?? null,
    members,
    mayWrite: found.mayWrite && found.endedOn === null,
    updatedAt: found.updatedAt,
  };
}
