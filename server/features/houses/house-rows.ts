import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { HouseItem, houseFilter } from '../../../contract/houses.ts';
import { toRef } from '../../../contract/shapes.ts';
import { doorKey, readDoor } from '../../../domain/identifiers/address.ts';
import { piecesWithin } from '../../access/pieces.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { houseRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';

export type HouseFilter = z.output<typeof houseFilter>;
type Predicate = Expression<SqlBool>;

/** The columns of a home; those who only stand on the booklet do not live there. */
export const houseColumns = [
  'houses.communityId',
  'houses.id',
  'houses.buildingId',
  'houses.unitId',
  'houses.floor',
  'houses.room',
  'houses.address',
  'houses.doorKey',
  'houses.doorOrder',
  'houses.use',
  'houses.tenure',
  'houses.areaHundredthsM2',
  'houses.updatedAt',
  sql<number>`(select count(*) from residences r where r.community_id = houses.community_id and r.house_id = houses.id and r.to_on is null
    and r.kind <> 'registered')`.as('residents'),
] as const;

export interface HouseRow {
  readonly communityId: number;
  readonly id: string;
  readonly buildingId: number;
  readonly unitId: number | null;
  readonly floor: number | null;
  readonly room: string;
  readonly address: string;
  readonly doorKey: string;
  readonly doorOrder: string;
  readonly use: string;
  readonly tenure: string;
  readonly areaHundredthsM2: number | null;
  readonly updatedAt: string;
  readonly residents: number;
}

/** A row as the lists show it. */
export function itemOf(tree: AreaTree, row: HouseRow): HouseItem {
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

/** So many of those found by the pieces of their address are looked at. */
const mostFound = 5_000;

/** A door as people write it (3号楼2单元501, 3-2-501) finds by its key, other words by the pieces of the address. */
function wordRows(ctx: ReadCtx, q: string, storages: readonly number[]): Predicate {
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  const pieces = sql`select t.community_id, t.row_id from search_tokens t where t.kind = 'house' and ${piecesWithin(ctx, q, storages)} limit ${mostFound}`;
  const byAddress = sql<SqlBool>`((houses.community_id, houses.id) in (select f.community_id, f.row_id from (${pieces}) f) and houses.address like ${like})`;
  const door = readDoor(q);
  if (!door.building || !door.room) return byAddress;
  const byKey = sql`select k.community_id, k.id from houses k where k.door_key = ${doorKey(door)} and k.ended_on is null
    and k.community_id = any (${bigints(storages)})`;
  return sql<SqlBool>`((houses.community_id, houses.id) in (${byKey}) or ${byAddress})`;
}

/** Every filter as predicates; with them the actor's scope. */
export async function filterRows(ctx: ReadCtx, filter: HouseFilter): Promise<readonly Predicate[]> {
  const tree = await areaTree(ctx);
  const scope = await scopeFor(ctx, 'houses.read');
  const parts: Predicate[] = [houseRows(scope), sql<SqlBool>`houses.ended_on is null`];
  if (filter.tenure) parts.push(sql<SqlBool>`houses.tenure = ${filter.tenure}`);
  if (filter.use) parts.push(sql<SqlBool>`houses.use = ${filter.use}`);
  const q = filter.q?.trim() ?? '';
  if (q !== '') parts.push(wordRows(ctx, q, [...scope.whole, ...scope.partStorage]));
  if (filter.area === undefined) return parts;
  const node = tree.byId.get(filter.area);
  if (node?.kind === 'unit')
    parts.push(sql<SqlBool>`houses.unit_id = ${filter.area} and houses.building_id = ${node.parentId}`);
  else if (node?.kind === 'building') parts.push(sql<SqlBool>`houses.building_id = ${filter.area}`);
  else {
    const buildings = tree.subtreeOf(filter.area).flatMap((one) => (one.kind === 'building' ? [one.id] : []));
    parts.push(sql<SqlBool>`houses.building_id = any (${bigints(buildings)})`);
  }
  return parts;
}
