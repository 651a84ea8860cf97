import { sql } from 'kysely';
import type { z } from 'zod';
import type { gridCommands } from '../../../contract/grids.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { contains } from '../../../domain/geometry/contains.ts';
import { areaM2 } from '../../../domain/geometry/measure.ts';
import { beyondM2, overlapM2 } from '../../../domain/geometry/overlap.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { planChange, stampOf, versionOn } from '../../../domain/registry/dated.ts';
import { giveAreaIds } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { insertAreas } from '../../registry/area-rows.ts';
import { assertOver } from './area-scope.ts';
import {
  assertCodeFree,
  getStoredArea,
  lockArea,
  makerOf,
  type StoredArea,
  type StoredVersion,
  tidyPolygon,
  writeChange,
} from './area-versions.ts';
import { told } from './areas.commands.ts';
import { buildingsOf, standsAt, versionsUnder } from './grid-buildings.queries.ts';

type Input<K extends keyof typeof gridCommands> = z.output<(typeof gridCommands)[K]['input']>;

/** Less than this, in m², is the unsteadiness of a hand, not a claim to the neighbour's ground. */
export const drawingNoiseM2 = 10;

interface Drawing {
  readonly community: StoredArea;
  readonly shape: Shape;
  readonly from: string;
  readonly gridId: number;
}

const holdsFrom = (version: StoredVersion, from: string) => version.validTo === null || version.validTo > from;

/** Refuses an outline that reaches beyond its community or into a sibling; names the siblings. Gives the land that no grid covers. */
async function checkAgainstNeighbours(
  ctx: WriteCtx,
  { community, shape, from, gridId }: Drawing,
): Promise<number | null> {
  const ground = versionOn(community.versions, from)?.polygon ?? null;
  if (ground && beyondM2(shape, ground) > drawingNoiseM2) {
    throw refuse('areas.grid-outside', { community: community.versions.at(-1)?.name });
  }
  const siblings = (await versionsUnder(ctx.db, [community.id], 'grid', from)).filter((grid) => grid.id !== gridId);
  const outlines = siblings.flatMap(({ versions }) =>
    versions.filter(
      (version) => holdsFrom(version, from) && version.polygon !== null && version.parentId === community.id,
    ),
  );
  const overlapping = outlines.filter(({ polygon }) => polygon && overlapM2(shape, polygon) > drawingNoiseM2);
  if (overlapping.length > 0) {
    const names = [...new Set(overlapping.map(({ name }) => `“${name}”`))];
    throw new Refusal('areas.grid-overlaps', {
      with: { names: names.join('、') },
      current: { overlaps: [...new Set(overlapping.map(({ areaId }) => areaId))] },
    });
  }
  if (!ground) return null;
  const others = siblings.flatMap(({ versions }) => versionOn(versions, from)?.polygon ?? []);
  const covered = [shape, ...others].reduce((sum, outline) => sum + overlapM2(outline, ground), 0);
  return Math.max(0, Math.round(areaM2(ground) - covered));
}

/** Gives buildings a new parent from a day on: a new dated version each, in three statements whatever their number. */
export async function rehang(
  ctx: WriteCtx,
  buildings: readonly StoredArea[],
  toId: number,
  from: string,
  reason: string | undefined,
): Promise<number> {
  const today = businessDay(ctx.now);
  const plans = buildings.flatMap((building) => {
    const version = versionOn(building.versions, from);
    if (!version || version.parentId === toId) return [];
    const plan = planChange(building.versions, { from, today, basedOn: stampOf(version) });
    if (plan instanceof Refusal) throw plan;
    return [plan];
  });
  const made = { madeBy: jsonb(makerOf(ctx.actor)), madeAt: ctx.now, reason: reason ?? null };
  const inPlace = plans.filter((plan) => plan.kind === 'in-place').map((plan) => plan.version.areaId);
  if (inPlace.length > 0) {
    await ctx.db
      .updateTable('areaVersions')
      .set((is) => ({ parentId: toId, revision: is('revision', '+', 1), ...made }))
      .where('areaId', 'in', inPlace)
      .where('validFrom', '=', from)
      .execute();
  }
  const split = plans.filter((plan) => plan.kind === 'split').map((plan) => plan.version);
  if (split.length > 0) {
    const ids = split.map((version) => version.areaId);
    await sql`update area_versions set valid_to = ${from} where area_id = any (${ids}) and valid_from < ${from}::date
      and (valid_to is null or valid_to > ${from}::date)`.execute(ctx.db);
    await sql`
      insert into area_versions (area_id, valid_from, valid_to, parent_id, name, code, polygon, lon, lat, details, made_by, made_at, reason)
      select v.area_id, ${from}::date, ended.valid_to, ${toId}, v.name, v.code, v.polygon, v.lon, v.lat, v.details, ${made.madeBy}, ${ctx.now}, ${made.reason}
      from unnest(${ids}::bigint[], ${split.map((version) => version.validTo)}::date[]) as ended (area_id, valid_to)
      join area_versions v on v.area_id = ended.area_id and v.valid_to = ${from}::date
    `.execute(ctx.db);
  }
  return plans.length;
}

/** Takes the buildings inside an outline into its grid; those outside stay where they are. */
async function takeBuildings(
  ctx: WriteCtx,
  { community, shape, from, gridId }: Drawing,
  reason: string | undefined,
): Promise<number> {
  const inside = (await buildingsOf(ctx.db, community.id, from)).filter(({ versions }) => {
    const version = versionOn(versions, from);
    const point = version && standsAt(version);
    return point !== undefined && contains(shape, point);
  });
  return rehang(ctx, inside, gridId, from, reason);
}

async function countWithoutGrid(ctx: WriteCtx, communityId: number, from: string): Promise<number> {
  const buildings = await versionsUnder(ctx.db, [communityId], 'building', from);
  return buildings.filter(({ versions }) => versionOn(versions, from)?.parentId === communityId).length;
}

/** Draws a new grid of a community: inside it, beside its siblings, with the buildings that stand on it. */
export async function drawGrid(ctx: WriteCtx, input: Input<'areas.drawGrid'>) {
  await assertOver(ctx, 'areas.manage', input.communityId);
  const [id] = (await giveAreaIds(ctx.db, 'grid', 1)) as [number];
  const community = await getStoredArea(ctx.db, input.communityId);
  if (community.kind !== 'community') throw refuse('areas.not-a-community');
  if (!versionOn(community.versions, input.from)) throw refuse('dated.not-valid', { day: input.from });
  if (input.code !== undefined) await assertCodeFree(ctx.db, input.code, input.from);
  const outline = tidyPolygon(input.polygon);
  const drawing = { community, shape: outline.shape, from: input.from, gridId: id };
  const gapM2 = await checkAgainstNeighbours(ctx, drawing);
  const row = {
    id,
    kind: 'grid' as const,
    communityId: community.communityId,
    parentId: community.id,
    name: input.name,
    code: input.code ?? null,
    polygon: outline.shape,
    lon: outline.lon,
    lat: outline.lat,
    details: { gridKind: input.gridKind },
  };
  await insertAreas(ctx, [row], { from: input.from, madeBy: makerOf(ctx.actor), reason: input.reason });
  const movedBuildings = input.takesBuildings ? await takeBuildings(ctx, drawing, input.reason) : 0;
  await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.grid-drawn',
    noun: 'areas',
    communityId: community.communityId,
    details: { areaId: id, from: input.from, movedBuildings },
  });
  const withoutGrid = await countWithoutGrid(ctx, community.id, input.from);
  return { id, stamp: `${input.from}.1`, movedBuildings, withoutGrid, gapM2 };
}

/** Redraws a grid from a day on. Based on an older state it is refused: of two who redraw at once, one wins and the other is told. */
export async function redrawGrid(ctx: WriteCtx, input: Input<'areas.redrawGrid'>) {
  const grid = await lockArea(ctx, input.id);
  if (grid.kind !== 'grid') throw refuse('areas.not-a-grid');
  await assertOver(ctx, 'areas.manage', grid.id, grid.versions.at(-1)?.parentId);
  const plan = planChange(grid.versions, { from: input.from, today: businessDay(ctx.now), basedOn: input.basedOn });
  if (plan instanceof Refusal) throw told(plan, grid.versions);
  const community = await getStoredArea(ctx.db, plan.version.parentId ?? 0);
  const { shape, lon, lat } = tidyPolygon(input.polygon);
  const drawing = { community, shape, from: input.from, gridId: grid.id };
  const gapM2 = await checkAgainstNeighbours(ctx, drawing);
  const values = { ...plan.version, polygon: shape, lon, lat };
  const stamp = await writeChange(ctx, {
    plan,
    from: input.from,
    values: {
      parentId: values.parentId,
      name: values.name,
      code: values.code,
      polygon: shape,
      lon,
      lat,
      details: values.details,
    },
    reason: input.reason,
  });
  const movedBuildings = input.takesBuildings ? await takeBuildings(ctx, drawing, input.reason) : 0;
  await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.grid-redrawn',
    noun: 'areas',
    communityId: grid.communityId,
    details: { areaId: grid.id, from: input.from, movedBuildings },
  });
  const withoutGrid = await countWithoutGrid(ctx, community.id, input.from);
  return { id: grid.id, stamp, movedBuildings, withoutGrid, gapM2 };
}

/** Moves buildings by hand to a grid of their community, or back to the community itself. */
export async function moveBuildings(ctx: WriteCtx, input: Input<'areas.moveBuildings'>) {
  const to = await lockArea(ctx, input.toId);
  await assertOver(ctx, 'areas.manage', to.id, to.versions.at(-1)?.parentId);
  if (to.kind !== 'grid' && to.kind !== 'community') throw refuse('areas.not-a-grid');
  const target = versionOn(to.versions, input.from);
  if (!target) throw refuse('dated.not-valid', { day: input.from });
  const communityId = to.kind === 'community' ? to.id : (target.parentId ?? 0);
  const own = new Map((await buildingsOf(ctx.db, communityId, input.from)).map((building) => [building.id, building]));
  const ids = [...new Set(input.buildingIds)];
  const stranger = ids.find((id) => !own.has(id));
  if (stranger !== undefined) {
    const area = await getStoredArea(ctx.db, stranger);
    throw refuse('areas.other-community', { name: area.versions.at(-1)?.name ?? stranger });
  }
  const chosen = ids.flatMap((id) => own.get(id) ?? []);
  const moved = await rehang(ctx, chosen, to.id, input.from, input.reason);
  if (moved > 0) await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.buildings-moved',
    noun: 'areas',
    communityId: to.communityId,
    details: { toId: to.id, from: input.from, buildingIds: ids },
  });
  return { moved, same: ids.length - moved };
}
