import { pointInside } from '../../../domain/geometry/measure.ts';
import type { Position } from '../../../domain/geometry/shapes.ts';
import { versionOn } from '../../../domain/registry/dated.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { readAreas, type StoredArea, type StoredVersion } from './area-versions.ts';

/** Areas of a kind that hang under others on a day or later. */
export async function versionsUnder(
  db: ReadTx,
  parentIds: readonly number[],
  kind: string,
  from: string,
): Promise<readonly StoredArea[]> {
  if (parentIds.length === 0) return [];
  const rows = await db
    .selectFrom('areaVersions as v')
    .innerJoin('areas as a', 'a.id', 'v.areaId')
    .select('a.id')
    .distinct()
    .where('v.parentId', 'in', [...parentIds])
    .where('a.kind', '=', kind)
    .where((is) => is.or([is('v.validTo', 'is', null), is('v.validTo', '>', from)]))
    .execute();
  return readAreas(
    db,
    rows.map((row) => row.id),
  );
}

/** Where a building stands: its point, or one inside its outline. */
export function standsAt(version: StoredVersion): Position | undefined {
  if (version.polygon) return pointInside(version.polygon);
  return version.lon === null || version.lat === null ? undefined : [version.lon, version.lat];
}

/** Buildings of a community on a day, under the community itself or one of its grids. */
export async function buildingsOf(db: ReadTx, communityId: number, from: string): Promise<readonly StoredArea[]> {
  const grids = await versionsUnder(db, [communityId], 'grid', from);
  const parents = [communityId, ...grids.map((grid) => grid.id)];
  const buildings = await versionsUnder(db, parents, 'building', from);
  return buildings.filter(({ versions }) => parents.includes(versionOn(versions, from)?.parentId ?? 0));
}

/** The grids of a community on a day. */
export async function gridsOf(db: ReadTx, communityId: number, on: string): Promise<readonly StoredArea[]> {
  const grids = await versionsUnder(db, [communityId], 'grid', on);
  return grids.filter(({ versions }) => versionOn(versions, on)?.parentId === communityId);
}

/** The buildings of grids on a day. */
export async function buildingsUnder(
  db: ReadTx,
  gridIds: readonly number[],
  on: string,
): Promise<readonly StoredArea[]> {
  const buildings = await versionsUnder(db, gridIds, 'building', on);
  return buildings.filter(({ versions }) => gridIds.includes(versionOn(versions, on)?.parentId ?? 0));
}
