import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { RosterHome } from '../../../contract/estates.ts';
import { toRef } from '../../../contract/shapes.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const place = z.tuple([z.number(), z.string().max(40), z.uuid()]);

const ofHouse = sql`from ownerships w where w.community_id = houses.community_id and w.house_id = houses.id and w.to_on is null`;
/** An owner by whom they are, so that two homes of one person are one head. */
const head = sql`coalesce(w.people_id::text, w.organisation_name)`;

async function rosterHouses(ctx: ReadCtx) {
  return (await visibleHouses(ctx, 'owners.roster')).where('houses.endedOn', 'is', null);
}

async function totalsOf(ctx: ReadCtx) {
  const houses = (await rosterHouses(ctx)).select([
    'houses.communityId',
    'houses.id',
    'houses.areaHundredthsM2',
    sql<boolean>`exists (select ${ofHouse})`.as('isOwned'),
  ]);
  return ctx.db
    .with('homes', () => houses)
    .selectFrom('homes')
    .select([
      sql<number>`count(*)::int`.as('homes'),
      sql<number>`coalesce(sum(homes.area_hundredths_m2), 0)::float8`.as('areaHundredths'),
      sql<number>`(select count(distinct (w.community_id, ${head}))::int from ownerships w join homes h on h.community_id = w.community_id and h.id = w.house_id
        where w.to_on is null)`.as('owners'),
      sql<number>`count(*) filter (where not homes.is_owned)::int`.as('withoutOwner'),
      sql<number>`count(*) filter (where homes.area_hundredths_m2 is null)::int`.as('withoutArea'),
    ])
    .executeTakeFirstOrThrow();
}

/** 业主名册 by building and door: area in 0.01 m² and how many own a home now. Nobody is named: whoever calls the owners asks them their names. */
export async function listRoster(ctx: ReadCtx, { cursor, limit }: Asked) {
  const tree = await areaTree(ctx);
  const after = fromCursor(cursor, place);
  let found = await rosterHouses(ctx);
  if (after)
    found = found.where(
      sql<SqlBool>`(houses.building_id, houses.door_order, houses.id) > (${after[0]}, ${after[1]}::text, ${after[2]}::uuid)`,
    );
  const rows = await found
    .orderBy('houses.buildingId')
    .orderBy('houses.doorOrder')
    .orderBy('houses.id')
    .limit(limit + 1)
    .select([
      'houses.communityId',
      'houses.id',
      'houses.buildingId',
      'houses.unitId',
      'houses.room',
      'houses.doorOrder',
      'houses.areaHundredthsM2',
      sql<number>`(select count(distinct ${head})::int ${ofHouse})`.as('owners'),
    ])
    .execute();
  const page = pageUp(rows, limit, (row) => [row.buildingId, row.doorOrder, row.id]);
  return {
    ...page,
    items: page.items.map(
      (row): RosterHome => ({
        ref: toRef(row.communityId, row.id),
        building: tree.byId.get(row.buildingId)?.name ?? '',
        door: [row.unitId === null ? '' : (tree.byId.get(row.unitId)?.name ?? ''), row.room].filter(Boolean).join(' '),
        areaHundredths: row.areaHundredthsM2 === null ? null : Number(row.areaHundredthsM2),
        owners: row.owners,
      }),
    ),
    totals: cursor === undefined ? await totalsOf(ctx) : null,
  };
}
