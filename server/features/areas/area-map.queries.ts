import { sql } from 'kysely';
import { z } from 'zod';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { contains, type Locator, makeLocator } from '../../../domain/geometry/contains.ts';
import type { Position, Shape } from '../../../domain/geometry/shapes.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { type AreaNode, type AreaTree, areaTree, type TreeReader } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { validOn } from './area-versions.ts';
import { type PathStep, pathIn } from './areas.queries.ts';

interface FeatureRow {
  readonly id: number;
  readonly kind: AreaKind;
  readonly name: string;
  readonly code: string | null;
  readonly parentId: number | null;
  readonly polygon: Shape | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly validFrom: string;
  readonly revision: number;
  readonly storeys: number | null;
}

/** The areas of one kind below an area as a GeoJSON collection, by id, page by page. */
export async function listFeatures(
  ctx: ReadCtx,
  input: { id: number; kind: AreaKind; on?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const on = input.on ?? businessDay(ctx.now);
  const after = fromCursor(input.cursor, z.number().int()) ?? 0;
  const ids = (await idsBelow(ctx, input.id, input.kind, on)).filter((id) => id > after).sort((a, b) => a - b);
  const { rows } = await sql<FeatureRow>`
    select a.id, a.kind, v.name, v.code, v.parent_id, v.polygon, v.lon, v.lat, v.valid_from, v.revision, (v.details ->> 'storeys')::int as storeys
    from area_versions v join areas a on a.id = v.area_id
    where v.area_id = any (${`{${ids.slice(0, input.limit + 1).join(',')}}`}::bigint[]) and ${validOn(on)}
    order by a.id
  `.execute(ctx.db);
  const page = pageUp(rows, input.limit, (row) => row.id);
  return {
    type: 'FeatureCollection' as const,
    features: page.items.map(featureOf),
    ...(page.next === undefined ? {} : { next: page.next }),
  };
}

function featureOf({ id, polygon, validFrom, revision, ...properties }: FeatureRow) {
  return {
    type: 'Feature' as const,
    id,
    geometry: polygon as never,
    properties: { ...properties, validFrom, stamp: `${validFrom}.${revision}` },
  };
}

async function idsBelow(ctx: ReadCtx, id: number, kind: AreaKind, on: string): Promise<readonly number[]> {
  if (on === businessDay(ctx.now)) {
    const tree = await areaTree(ctx);
    return tree.subtreeOf(id).flatMap((node) => (node.kind === kind && node.id !== id ? [node.id] : []));
  }
  const { rows } = await sql<{ areaId: number }>`
    with recursive down as (
      select ${id}::bigint as area_id
      union all
      select v.area_id from down join area_versions v on v.parent_id = down.area_id and ${validOn(on)}
    )
    select down.area_id from down join areas a on a.id = down.area_id where a.kind = ${kind} and a.id <> ${id}
  `.execute(ctx.db);
  return rows.map((row) => row.areaId);
}

/** What a point lies in, as far as outlines are drawn. */
export interface AreaPlace {
  readonly community: AreaNode | undefined;
  readonly grid: AreaNode | undefined;
  readonly building: AreaNode | undefined;
}

interface Outlines {
  readonly tree: AreaTree;
  readonly grid: Locator<AreaNode>;
  readonly community: Locator<AreaNode>;
}

const keptOutlines = new WeakMap<object, Outlines>();

/** The outlines of communities and grids in memory, for as long as the tree holds: about 1,200 polygons in a district. */
async function outlines(ctx: TreeReader): Promise<Outlines> {
  const tree = await areaTree(ctx);
  const kept = keptOutlines.get(ctx.shared);
  if (kept?.tree === tree) return kept;
  const on = businessDay(ctx.now);
  const { rows } = await sql<{ areaId: number; polygon: Shape }>`
    select v.area_id, v.polygon from area_versions v join areas a on a.id = v.area_id
    where a.kind in ('community', 'grid') and v.polygon is not null and ${validOn(on)}
    order by v.area_id
  `.execute(ctx.db);
  const ofKind = (kind: AreaKind) =>
    makeLocator(
      rows.flatMap(({ areaId, polygon }) => {
        const area = tree.byId.get(areaId);
        return area?.kind === kind ? [{ shape: polygon, area }] : [];
      }),
    );
  const fresh: Outlines = { tree, grid: ofKind('grid'), community: ofKind('community') };
  keptOutlines.set(ctx.shared, fresh);
  return fresh;
}

/** Degrees around a point in which the centre of a building that holds it must lie: half a kilometre. */
const nearDegrees = 0.005;

async function buildingAt(
  ctx: TreeReader,
  tree: AreaTree,
  under: AreaNode,
  point: Position,
): Promise<AreaNode | undefined> {
  const ids = tree.subtreeOf(under.id).flatMap((node) => (node.kind === 'building' ? [node.id] : []));
  if (ids.length === 0) return undefined;
  const [lon, lat] = point;
  const { rows } = await sql<{ areaId: number; polygon: Shape }>`
    select v.area_id, v.polygon from area_versions v
    where v.area_id = any (${`{${ids.join(',')}}`}::bigint[]) and v.polygon is not null and ${validOn(businessDay(ctx.now))}
      and v.lon between ${lon - nearDegrees} and ${lon + nearDegrees} and v.lat between ${lat - nearDegrees} and ${lat + nearDegrees}
    order by v.area_id
  `.execute(ctx.db);
  const found = rows.find(({ polygon }) => contains(polygon, point));
  return found && tree.byId.get(found.areaId);
}

/**
 * Community, grid and building at a point (WGS 84) by today's outlines. A building belongs to the grid it is assigned to,
 * wherever its ground lies. Costs no more than one query once the outlines are in memory.
 */
export async function findPlaceAt(ctx: TreeReader, point: Position): Promise<AreaPlace> {
  const { tree, grid: gridAt, community: communityAt } = await outlines(ctx);
  const drawnGrid = gridAt(point);
  const community = communityAt(point) ?? (drawnGrid && above(tree, drawnGrid.id, 'community'));
  if (!community) return { community: undefined, grid: undefined, building: undefined };
  const building = await buildingAt(ctx, tree, community, point);
  const ownGrid = building ? above(tree, building.id, 'grid') : drawnGrid;
  return { community, grid: ownGrid ?? (building ? undefined : drawnGrid), building };
}

function above(tree: AreaTree, id: number, kind: AreaKind): AreaNode | undefined {
  return tree.ancestorsOf(id).find((node) => node.kind === kind);
}

/** As `findPlaceAt`, for a screen: with the way down to the deepest. */
export async function showPlaceAt(ctx: ReadCtx, point: Position) {
  const place = await findPlaceAt(ctx, point);
  const deepest = place.building ?? place.grid ?? place.community;
  const step = (node: AreaNode | undefined): PathStep | null =>
    node ? { id: node.id, kind: node.kind, name: node.name } : null;
  return {
    community: step(place.community),
    grid: step(place.grid),
    building: step(place.building),
    path: deepest ? pathIn(await areaTree(ctx), deepest.id) : [],
  };
}
