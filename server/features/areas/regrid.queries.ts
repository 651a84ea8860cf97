import { sql } from 'kysely';
import type { GridProposal } from '../../../contract/grids.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { boundOf, splitBalanced, type Weighed } from '../../../domain/geometry/balanced-split.ts';
import { mergeShapes } from '../../../domain/geometry/merge.ts';
import type { Position } from '../../../domain/geometry/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { stampOf, versionOn } from '../../../domain/registry/dated.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { assertOver } from './area-scope.ts';
import { getStoredArea, type StoredArea } from './area-versions.ts';
import { buildingsUnder, gridsOf, standsAt } from './grid-buildings.queries.ts';

/** Households of each building: those on record, or its homes where no households were ever put down. */
async function householdsOf(
  db: ReadTx,
  communityId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; households: number; homes: number }>`
    select h.building_id as id, count(distinct f.id)::int as households, count(distinct h.id)::int as homes
    from houses h left join households f on f.community_id = h.community_id and f.house_id = h.id and f.ended_on is null
    where h.community_id = ${communityId} and h.building_id = any (${`{${ids.join(',')}}`}::bigint[]) and h.ended_on is null
    group by 1`.execute(db);
  return new Map(rows.map(({ id, households, homes }) => [id, households === 0 ? homes : households]));
}

/** A proposal that divides a grid into parts of about equal households, along its buildings; and the neighbours it could be merged with. */
export async function proposeSplit(
  ctx: ReadCtx,
  id: number,
  { parts, on = businessDay(ctx.now) }: { readonly parts: number; readonly on?: string | undefined },
): Promise<GridProposal> {
  await assertOver(ctx, 'areas.manage', id);
  const grid = await getStoredArea(ctx.db, id);
  if (grid.kind !== 'grid') throw refuse('areas.not-a-grid');
  const version = versionOn(grid.versions, on);
  if (!version) throw refuse('dated.not-valid', { day: on });
  const siblings = await gridsOf(ctx.db, version.parentId ?? 0, on);
  const ids = [id, ...siblings.map((one) => one.id)];
  const buildings = await buildingsUnder(ctx.db, ids, on);
  const households = await householdsOf(
    ctx.db,
    grid.communityId,
    buildings.map((one) => one.id),
  );
  const own = buildings.flatMap((one) => {
    const now = versionOn(one.versions, on);
    if (now?.parentId !== id) return [];
    return [{ id: one.id, name: now.name, at: standsAt(now), households: households.get(one.id) ?? 0 }];
  });
  const weighed = own.map(({ at, ...one }): Weighed => ({ ...one, at: at ?? middleOf(version) }));
  // Where nobody has been put down yet, every building counts alike.
  const isEmpty = weighed.every((one) => one.households === 0);
  const counted = isEmpty ? weighed.map((one) => ({ ...one, households: 1 })) : weighed;
  const found = splitBalanced(version.polygon, counted, parts);
  return {
    id,
    on,
    stamp: stampOf(version),
    name: version.name,
    households: weighed.reduce((sum, one) => sum + one.households, 0),
    buildings: own.map(({ at, ...one }) => ({ ...one, lon: at?.[0] ?? null, lat: at?.[1] ?? null })),
    parts:
      found?.map((part) => ({
        polygon: part.outline as never,
        buildingIds: part.buildings.map((one) => one.id),
        households: isEmpty ? 0 : part.households,
      })) ?? null,
    bound: boundOf(weighed, parts),
    neighbours: siblings
      .filter((one) => one.id !== id && touch(grid, one, on))
      .map((one) => {
        const now = versionOn(one.versions, on);
        const under = buildings.filter((building) => versionOn(building.versions, on)?.parentId === one.id);
        return {
          id: one.id,
          name: now?.name ?? '',
          stamp: now ? stampOf(now) : '',
          households: under.reduce((sum, building) => sum + (households.get(building.id) ?? 0), 0),
        };
      }),
  };
}

const middleOf = ({ lon, lat }: { readonly lon: number | null; readonly lat: number | null }): Position => [
  lon ?? 0,
  lat ?? 0,
];

/** Whether two grids share a border; of those that were never drawn nobody can say they do not. */
function touch(one: StoredArea, other: StoredArea, on: string): boolean {
  const [a, b] = [versionOn(one.versions, on)?.polygon, versionOn(other.versions, on)?.polygon];
  return !a || !b || mergeShapes(a, b).ok;
}
