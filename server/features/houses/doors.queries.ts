import { sql } from 'kysely';
import { refuse } from '../../../domain/refusals.ts';
import { areaTree } from '../../access/tree.ts';
import { houseRows, scopeFor, visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { type HouseRow, houseColumns, itemOf } from './house-rows.ts';
import { residentsByHouse } from './residents.queries.ts';

const mostDoors = 600;

/**
 * Every door of a building with who lives behind it, for a phone that will be without a signal: names as the asker may see them, no number of any kind.
 * Whoever takes names along leaves one line in the audit for the building.
 * @throws request.not-found beyond the asker's area
 */
export async function listDoors(ctx: ReadCtx, buildingId: number) {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(buildingId);
  const scope = await scopeFor(ctx, 'houses.read');
  const isSeen = building && (scope.whole.includes(building.communityId) || scope.buildings.includes(buildingId));
  if (building?.kind !== 'building' || !isSeen) throw refuse('request.not-found');
  const rows = await (await visibleHouses(ctx))
    .where('houses.buildingId', '=', buildingId)
    .where('houses.endedOn', 'is', null)
    .orderBy('houses.doorOrder')
    .orderBy('houses.id')
    .limit(mostDoors + 1)
    .select([...houseColumns, sql<boolean>`${houseRows(await scopeFor(ctx, 'people.read'))}`.as('seesPeople')])
    .execute();
  const shown = rows.slice(0, mostDoors);
  const open = shown.filter(({ seesPeople }) => seesPeople);
  const residents = await residentsByHouse(
    ctx,
    building.communityId,
    open.map(({ id }) => id),
  );
  if (residents.size > 0) {
    ctx.audit({
      action: 'houses.take-along',
      noun: 'houses',
      communityId: building.communityId,
      details: { buildingId, doors: open.length },
    });
  }
  return {
    buildingId,
    name: building.name,
    doors: shown.map((row) => {
      const all = (residents.get(row.id) ?? []).map(({ houseId: _, ...resident }) => resident);
      const now = all.filter(({ toOn }) => toOn === null);
      return {
        ...itemOf(tree, row as unknown as HouseRow),
        address: row.address,
        seesPeople: row.seesPeople,
        residentsNow: now,
        residentsBefore: all.length - now.length,
      };
    }),
    isCut: rows.length > mostDoors,
  };
}
