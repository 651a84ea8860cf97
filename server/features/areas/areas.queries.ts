import { sql } from 'kysely';
import type { AreaRow, AreaVersion, AreaView } from '../../../contract/areas.ts';
import { type Holding, holdingsOf } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { stampOf, versionOn } from '../../../domain/registry/dated.ts';
import { compareNames } from '../../../domain/registry/name-order.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { findByName } from './area-names.ts';
import { mayOver } from './area-scope.ts';
import { readAreas, type StoredArea, type StoredVersion, validOn } from './area-versions.ts';

type AnyCtx = ReadCtx | WriteCtx;

export interface PathStep {
  readonly id: number;
  readonly kind: AreaKind;
  readonly name: string;
}

/** A level of the tree holds no more than this in one answer. */
const levelLimit = 2000;

const kindOrder: Readonly<Record<AreaKind, number>> = {
  district: 0,
  street: 1,
  community: 2,
  grid: 3,
  building: 4,
  unit: 5,
};

/** In the order people look for them: wide before narrow, by code where there is one, else by name with numbers as numbers. */
function compareRows(a: AreaRow, b: AreaRow): number {
  if (a.kind !== b.kind) return kindOrder[a.kind] - kindOrder[b.kind];
  if (a.code !== null && b.code !== null && a.code !== b.code) return a.code < b.code ? -1 : 1;
  return compareNames(a.name, b.name) || a.id - b.id;
}

/** The rows of areas, as a level of the tree or the findings of a search. */
async function readRows(ctx: AnyCtx, where: ReturnType<typeof sql<boolean>>, on: string): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select a.id, a.kind, v.name, v.code, v.parent_id, coalesce((v.details ->> 'isPseudo')::boolean, false) as is_pseudo,
      v.polygon is not null as has_polygon,
      (select count(*) from area_versions c where c.parent_id = a.id and ${validOn(on, 'c')}) as child_count
    from area_versions v join areas a on a.id = v.area_id
    where ${where} and ${validOn(on)}
    limit ${levelLimit + 1}
  `.execute(ctx.db);
  return rows.sort(compareRows);
}

/** The topmost areas that holdings reach: their own, or where their organisation sits. */
export async function topmostAreas(ctx: AnyCtx, holdings: readonly Holding[]): Promise<readonly number[]> {
  const tree = await areaTree(ctx);
  const organisations = holdings.flatMap(({ organisationId }) => organisationId ?? []);
  const seats =
    organisations.length === 0
      ? []
      : await ctx.db.selectFrom('organisations').select('areaId').where('id', 'in', organisations).execute();
  const ids = new Set([...holdings.flatMap(({ areaId }) => areaId ?? []), ...seats.map(({ areaId }) => areaId)]);
  return [...ids].filter((id) => ![...ids].some((other) => other !== id && tree.isWithin(id, other)));
}

/** A level of the tree on a day: the areas under a parent, or the caller's own where none is given. */
export async function listTreeLevel(ctx: ReadCtx, input: { parent?: number | undefined; on?: string | undefined }) {
  const on = input.on ?? businessDay(ctx.now);
  const own = input.parent === undefined ? await topmostAreas(ctx, holdingsOf(ctx.actor)) : [];
  const where =
    input.parent === undefined
      ? sql<boolean>`v.area_id = any (${`{${own.join(',')}}`}::bigint[])`
      : sql<boolean>`v.parent_id = ${input.parent}`;
  const items = await readRows(ctx, where, on);
  return { on, items: items.slice(0, levelLimit), isCut: items.length > levelLimit };
}

/** Areas whose name holds the words or whose code begins with them; whole names first, then beginnings, wide before narrow. */
export async function searchAreas(
  ctx: ReadCtx,
  input: { q: string; kind?: AreaKind | undefined; under?: number | undefined; limit: number },
) {
  const tree = await areaTree(ctx);
  const words = input.q.toLowerCase();
  const rank = (name: string) => (name === words ? 0 : name.startsWith(words) ? 1 : 2);
  const fits = (id: number, kind: AreaKind) =>
    (input.kind === undefined || kind === input.kind) && (input.under === undefined || tree.isWithin(id, input.under));
  const named = findByName(tree, words)
    .filter((node) => fits(node.id, node.kind))
    .sort(
      (a, b) => rank(a.name) - rank(b.name) || kindOrder[a.kind] - kindOrder[b.kind] || compareNames(a.name, b.name),
    )
    .slice(0, input.limit)
    .map((node) => node.id);
  const coded = /^[\w-]+$/.test(input.q) ? await findByCode(ctx, input.q, input.limit) : [];
  const ids = [...new Set([...coded.filter((id) => fits(id, tree.byId.get(id)?.kind ?? 'unit')), ...named])];
  if (ids.length === 0) return { items: [] };
  const rows = await readRows(
    ctx,
    sql<boolean>`v.area_id = any (${`{${ids.join(',')}}`}::bigint[])`,
    businessDay(ctx.now),
  );
  const items = rows
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .slice(0, input.limit)
    .map((row) => ({ ...row, path: pathIn(tree, row.id) }));
  return { items };
}

async function findByCode(ctx: AnyCtx, code: string, limit: number): Promise<readonly number[]> {
  const on = businessDay(ctx.now);
  const { rows } = await sql<{ areaId: number }>`
    select v.area_id from area_versions v
    where v.code >= ${code} collate "C" and v.code < ${`${code}\u{10ffff}`} collate "C" and ${validOn(on)}
    order by v.code collate "C" limit ${limit}
  `.execute(ctx.db);
  return rows.map((row) => row.areaId);
}

/** The way from the district down to an area, from today's tree. */
export function pathIn(tree: AreaTree, id: number): PathStep[] {
  return tree
    .ancestorsOf(id)
    .map(({ id: step, kind, name }) => ({ id: step, kind, name }))
    .reverse();
}

/** The way from the district down to an area as it was on a day. */
async function pathOn(ctx: AnyCtx, id: number, on: string): Promise<PathStep[]> {
  if (on === businessDay(ctx.now)) {
    const path = pathIn(await areaTree(ctx), id);
    if (path.length > 0) return path;
  }
  const { rows } = await sql<PathStep>`
    with recursive up as (
      select v.area_id, v.parent_id, v.name, 0 as height from area_versions v where v.area_id = ${id} and ${validOn(on)}
      union all
      select v.area_id, v.parent_id, v.name, up.height + 1 from up join area_versions v on v.area_id = up.parent_id and ${validOn(on)}
    )
    select a.id, a.kind, up.name from up join areas a on a.id = up.area_id order by up.height desc
  `.execute(ctx.db);
  return rows;
}

/** An area as it was, is or will be on a day, with what is planned for it and what the asker may do. */
export async function getArea(ctx: ReadCtx, id: number, day?: string): Promise<AreaView> {
  const on = day ?? businessDay(ctx.now);
  const [area] = await readAreas(ctx.db, [id]);
  if (!area) throw refuse('request.not-found');
  const current = shownVersion(area, on);
  const counts = await countsBelow(ctx, id, on);
  const parents = await parentSteps(ctx, area.versions);
  return {
    id,
    kind: area.kind,
    communityId: area.communityId,
    on,
    current: viewOf(current, parents),
    planned: area.versions
      .filter((version) => version.validFrom > on && version !== current)
      .map((one) => viewOf(one, parents)),
    path: await pathOn(ctx, id, versionOn(area.versions, on) ? on : current.validFrom),
    lon: current.lon,
    lat: current.lat,
    counts,
    may: {
      read: await mayOver(ctx, 'areas.read', id, current.parentId),
      manage: await mayOver(ctx, 'areas.manage', id, current.parentId),
      staff: await mayOver(ctx, 'responsibilities.manage', id, current.parentId),
    },
  };
}

/** How many areas of each kind lie under an area on a day. */
async function countsBelow(ctx: AnyCtx, id: number, on: string): Promise<Partial<Record<AreaKind, number>>> {
  const counts: Partial<Record<AreaKind, number>> = {};
  if (on === businessDay(ctx.now)) {
    for (const node of (await areaTree(ctx)).subtreeOf(id))
      if (node.id !== id) counts[node.kind] = (counts[node.kind] ?? 0) + 1;
    return counts;
  }
  const { rows } = await sql<{ kind: AreaKind; count: number }>`
    with recursive down as (
      select ${id}::bigint as area_id
      union all
      select v.area_id from down join area_versions v on v.parent_id = down.area_id and ${validOn(on)}
    )
    select a.kind, count(*) as count from down join areas a on a.id = down.area_id where a.id <> ${id} group by a.kind
  `.execute(ctx.db);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** In force on the day, or else the last one before it, or else the first to come. */
function shownVersion(area: StoredArea, on: string): StoredVersion {
  const before = area.versions.findLast((version) => version.validFrom <= on);
  return versionOn(area.versions, on) ?? before ?? (area.versions[0] as StoredVersion);
}

/** Every version of an area, newest first. */
export async function listAreaHistory(ctx: ReadCtx, id: number): Promise<{ items: AreaVersion[] }> {
  const [area] = await readAreas(ctx.db, [id]);
  if (!area) throw refuse('request.not-found');
  const parents = await parentSteps(ctx, area.versions);
  return { items: area.versions.map((version) => viewOf(version, parents)).reverse() };
}

type ParentNames = ReadonlyMap<string, PathStep>;
const parentKey = (version: StoredVersion) => `${version.parentId}@${version.validFrom}`;

/** Each version's parent by the name it had when the version began. */
async function parentSteps(ctx: AnyCtx, versions: readonly StoredVersion[]): Promise<ParentNames> {
  const parents = await readAreas(ctx.db, [
    ...new Set(versions.flatMap(({ parentId }) => (parentId === null ? [] : [parentId]))),
  ]);
  const byId = new Map(parents.map((parent) => [parent.id, parent]));
  return new Map(
    versions.flatMap((version) => {
      const parent = byId.get(version.parentId ?? 0);
      if (!parent) return [];
      return [
        [parentKey(version), { id: parent.id, kind: parent.kind, name: shownVersion(parent, version.validFrom).name }],
      ];
    }),
  );
}

function viewOf(version: StoredVersion, parents: ParentNames): AreaVersion {
  const { name } = (version.madeBy ?? {}) as { name?: string };
  return {
    validFrom: version.validFrom,
    validTo: version.validTo,
    stamp: stampOf(version),
    name: version.name,
    code: version.code,
    parent: parents.get(parentKey(version)) ?? null,
    polygon: version.polygon as AreaVersion['polygon'],
    details: version.details,
    reason: version.reason,
    made: { name: name ?? null, at: version.madeAt },
  };
}
