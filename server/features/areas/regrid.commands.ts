import { sql } from 'kysely';
import type { z } from 'zod';
import type { gridCommands } from '../../../contract/grids.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { mergeShapes } from '../../../domain/geometry/merge.ts';
import { beyondM2, overlapM2 } from '../../../domain/geometry/overlap.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { type DatedPlan, planChange, planClose } from '../../../domain/registry/dated.ts';
import { giveAreaIds } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { insertAreas } from '../../registry/area-rows.ts';
import { assertOver } from './area-scope.ts';
import {
  assertCodeFree,
  lockArea,
  makerOf,
  type StoredArea,
  type StoredVersion,
  tidyPolygon,
  writeChange,
} from './area-versions.ts';
import { told } from './areas.commands.ts';
import { buildingsUnder } from './grid-buildings.queries.ts';
import { drawingNoiseM2, rehang } from './grids.commands.ts';

type Input<K extends keyof typeof gridCommands> = z.output<(typeof gridCommands)[K]['input']>;

interface Planned {
  readonly grid: StoredArea;
  readonly plan: DatedPlan<StoredVersion>;
}

/** A grid that is about to change, as the person saw it. */
async function planFor(ctx: WriteCtx, id: number, basedOn: string, from: string): Promise<Planned> {
  const grid = await lockArea(ctx, id);
  if (grid.kind !== 'grid') throw refuse('areas.not-a-grid');
  await assertOver(ctx, 'areas.manage', grid.id, grid.versions.at(-1)?.parentId);
  const plan = planChange(grid.versions, { from, today: businessDay(ctx.now), basedOn });
  if (plan instanceof Refusal) throw told(plan, grid.versions);
  return { grid, plan };
}

/** Refuses parts that reach beyond what is divided or into each other. */
function assertParts(whole: Shape | null, parts: readonly (Shape | null)[], name: string): void {
  const drawn = parts.flatMap((part) => part ?? []);
  if (whole && drawn.some((part) => beyondM2(part, whole) > drawingNoiseM2))
    throw refuse('areas.grid-outside', { community: name });
  for (const [n, one] of drawn.entries())
    if (drawn.slice(n + 1).some((other) => overlapM2(one, other) > drawingNoiseM2))
      throw refuse('areas.grid-overlaps', { names: `“${name}”` });
}

const valuesOf = (
  version: StoredVersion,
  outline: { shape: Shape; lon: number; lat: number } | null,
  name?: string,
) => ({
  parentId: version.parentId,
  name: name ?? version.name,
  code: version.code,
  polygon: outline?.shape ?? version.polygon,
  lon: outline?.lon ?? version.lon,
  lat: outline?.lat ?? version.lat,
  details: version.details,
});

/** Open matters go with their place: today at once, later by the nightly job of that day. */
async function followGrids(ctx: WriteCtx, from: string): Promise<void> {
  if (from <= businessDay(ctx.now)) await ctx.jobs.send('cases.follow-grids', { day: from });
}

/**
 * Divides a grid from a day on. The first part is the grid itself, with its name, number, posts and rights; the others are new. What was before
 * that day stays with the grid of that day.
 */
export async function splitGrid(ctx: WriteCtx, input: Input<'areas.splitGrid'>) {
  const { grid, plan } = await planFor(ctx, input.id, input.basedOn, input.from);
  const buildings = await buildingsUnder(ctx.db, [grid.id], input.from);
  const asked = input.parts.flatMap((part) => part.buildingIds);
  const own = new Set(buildings.map(({ id }) => id));
  const wrong = [...new Set([...asked, ...own])].filter(
    (id) => !own.has(id) || asked.filter((one) => one === id).length !== 1,
  );
  if (wrong.length > 0) throw refuse('areas.parts-incomplete', { count: wrong.length });
  const outlines = input.parts.map(({ polygon }) => (polygon ? tidyPolygon(polygon) : null));
  assertParts(
    plan.version.polygon,
    outlines.map((one) => one?.shape ?? null),
    plan.version.name,
  );
  const [first, ...others] = input.parts.map((part, n) => ({ ...part, outline: outlines[n] ?? null }));
  if (!first) throw refuse('request.invalid');
  for (const { code } of others) if (code !== undefined) await assertCodeFree(ctx.db, code, input.from);
  await writeChange(ctx, {
    plan,
    from: input.from,
    values: valuesOf(plan.version, first.outline, first.name),
    reason: input.reason,
  });
  const ids = await giveAreaIds(ctx.db, 'grid', others.length);
  const rows = others.map((part, n) => ({
    ...valuesOf(plan.version, part.outline, part.name ?? `${plan.version.name}（${n + 2}）`),
    polygon: part.outline?.shape ?? null,
    id: ids[n] as number,
    kind: 'grid' as const,
    communityId: grid.communityId,
    code: part.code ?? null,
  }));
  await insertAreas(ctx, rows, { from: input.from, madeBy: makerOf(ctx.actor), reason: input.reason });
  let movedBuildings = 0;
  for (const [n, part] of others.entries()) {
    const moving = buildings.filter(({ id }) => part.buildingIds.includes(id));
    movedBuildings += await rehang(ctx, moving, ids[n] as number, input.from, input.reason);
  }
  const movedPosts = await spreadPosts(ctx, { gridIds: [grid.id, ...ids], from: input.from, posts: input.posts });
  await bumpTree(ctx.db);
  await followGrids(ctx, input.from);
  ctx.audit({
    action: 'areas.grid-split',
    noun: 'areas',
    communityId: grid.communityId,
    details: { areaId: grid.id, into: ids, from: input.from, movedBuildings, movedPosts },
  });
  return { ids: [grid.id, ...ids], movedBuildings, movedPosts };
}

/**
 * Merges neighbouring grids into one of them from a day on; the others end. What was before that day stays with the grid of that day.
 */
export async function mergeGrids(ctx: WriteCtx, input: Input<'areas.mergeGrids'>) {
  const { grid, plan } = await planFor(ctx, input.id, input.basedOn, input.from);
  const others: Planned[] = [];
  for (const { id, basedOn } of input.others) others.push(await planFor(ctx, id, basedOn, input.from));
  const outline = joinOutlines(
    plan.version,
    others.map((one) => one.plan.version),
  );
  const values = valuesOf(plan.version, outline ? tidyPolygon(outline) : null, input.name);
  const stamp = await writeChange(ctx, { plan, from: input.from, values, reason: input.reason });
  const buildings = await buildingsUnder(
    ctx.db,
    others.map((one) => one.grid.id),
    input.from,
  );
  const movedBuildings = await rehang(ctx, buildings, grid.id, input.from, input.reason);
  for (const one of others) await closeInto(ctx, one.grid, { into: grid.id, from: input.from, reason: input.reason });
  let movedPosts = 0;
  for (const one of others)
    movedPosts += await handOver(ctx, one.grid, { toId: grid.id, from: input.from, keeps: input.keepsPosts });
  await bumpTree(ctx.db);
  await followGrids(ctx, input.from);
  ctx.audit({
    action: 'areas.grids-merged',
    noun: 'areas',
    communityId: grid.communityId,
    details: {
      areaId: grid.id,
      merged: others.map((one) => one.grid.id),
      from: input.from,
      movedBuildings,
      movedPosts,
    },
  });
  return { id: grid.id, stamp, movedBuildings, movedPosts };
}

/** One outline of several, taking up whichever touches what there is so far. @throws areas.not-neighbours, areas.other-community */
function joinOutlines(kept: StoredVersion, others: readonly StoredVersion[]): Shape | null {
  const stranger = others.find((one) => one.parentId !== kept.parentId);
  if (stranger) throw refuse('areas.other-community', { name: stranger.name });
  let shape = kept.polygon;
  let left = others.filter((one) => one.polygon !== null);
  if (!shape) return left.length === 0 ? null : joinOutlines(left[0] as StoredVersion, left.slice(1));
  while (left.length > 0) {
    const joined = left.flatMap((one) => {
      const found = mergeShapes(shape as Shape, one.polygon as Shape);
      return found.ok ? [{ one, shape: found.shape }] : [];
    })[0];
    if (!joined) throw refuse('areas.not-neighbours', { name: left[0]?.name });
    shape = joined.shape;
    left = left.filter((one) => one !== joined.one);
  }
  return shape;
}

async function closeInto(
  ctx: WriteCtx,
  grid: StoredArea,
  { into, from, reason }: { into: number; from: string; reason: string | undefined },
): Promise<void> {
  const last = grid.versions.at(-1);
  const plan = planClose(grid.versions, {
    on: from,
    today: businessDay(ctx.now),
    basedOn: last ? `${last.validFrom}.${last.revision}` : '',
  });
  if (plan instanceof Refusal) throw told(plan, grid.versions);
  await ctx.db
    .updateTable('areaVersions')
    .set({
      validTo: from,
      revision: plan.revision + 1,
      reason: reason ?? plan.reason,
      details: jsonb({ ...plan.details, mergedInto: into }),
    })
    .where('areaId', '=', grid.id)
    .where('validFrom', '=', plan.validFrom)
    .execute();
}

/** The posts of a grid that hold on a day or later, stand-ins included. */
const postsFrom = (ctx: WriteCtx, grid: Pick<StoredArea, 'id' | 'communityId'>, from: string) =>
  ctx.db
    .selectFrom('responsibilities')
    .selectAll()
    .where('communityId', '=', grid.communityId)
    .where('areaId', '=', grid.id)
    .where('houseId', 'is', null)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', from)]))
    .orderBy('id')
    .execute();

type PostRow = Awaited<ReturnType<typeof postsFrom>>[number];

const later = (a: string, b: string): string => (a > b ? a : b);

/** Ends posts on a day; one that had not begun never holds. */
async function endPosts(ctx: WriteCtx, rows: readonly PostRow[], from: string): Promise<void> {
  for (const { id, communityId, validFrom } of rows)
    await ctx.db
      .updateTable('responsibilities')
      .set({ validTo: later(validFrom, from) })
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .execute();
}

/** Gives the same posts in another grid from a day on, and to whoever held rights over the old one the same over the new; who has them keeps them. */
async function copyPosts(ctx: WriteCtx, rows: readonly PostRow[], toId: number, from: string): Promise<number> {
  let given = 0;
  for (const { id: _id, areaId, ...row } of rows) {
    const validFrom = later(row.validFrom, from);
    const copied = await sql<{ id: string }>`
      insert into responsibilities (community_id, id, area_id, user_id, duty, line, is_lead, covers_user_id, published_phone, valid_from, valid_to)
      select ${row.communityId}, ${ctx.newId()}, ${toId}, ${row.userId}, ${row.duty}, ${row.line}, ${row.isLead}, ${row.coversUserId}, ${row.publishedPhone}, ${validFrom}::date, ${row.validTo}::date
      where not exists (select from responsibilities r where r.community_id = ${row.communityId} and r.area_id = ${toId} and r.user_id = ${row.userId}
        and r.duty = ${row.duty} and daterange(r.valid_from, r.valid_to) && daterange(${validFrom}::date, ${row.validTo}::date))
      returning id`.execute(ctx.db);
    given += copied.rows.length;
    await sql`
      insert into holdings (id, user_id, role, area_id, valid_from, valid_to, granted_by, granted_at)
      select gen_random_uuid(), h.user_id, h.role, ${toId}, greatest(h.valid_from, ${from}::date), h.valid_to, ${'userId' in ctx.actor ? ctx.actor.userId : null}, ${ctx.now}
      from holdings h where h.user_id = ${row.userId} and h.area_id = ${areaId} and h.role in ('grid-worker', 'building-lead')
        and (h.valid_to is null or h.valid_to > ${from}::date)
        and not exists (select from holdings n where n.user_id = h.user_id and n.role = h.role and n.area_id = ${toId}
          and daterange(n.valid_from, n.valid_to) && daterange(greatest(h.valid_from, ${from}::date), h.valid_to))`.execute(
      ctx.db,
    );
  }
  return given;
}

/** Puts posts of a divided grid where they hold from then on; whatever is not named stays in the first part. */
async function spreadPosts(
  ctx: WriteCtx,
  { gridIds, from, posts }: { gridIds: readonly number[]; from: string; posts: Input<'areas.splitGrid'>['posts'] },
): Promise<number> {
  const [firstId, ...others] = gridIds as [number, ...number[]];
  if (posts.length === 0) return 0;
  await assertOver(ctx, 'responsibilities.manage', firstId);
  const { communityId } = await lockArea(ctx, firstId);
  const rows = await postsFrom(ctx, { id: firstId, communityId }, from);
  let moved = 0;
  for (const { ref, parts } of posts) {
    const post = rows.find((row) => row.id === parseRef(ref).id);
    if (!post) throw refuse('request.not-found');
    const withCovers = rows.filter(
      (row) => row === post || (row.coversUserId === post.userId && row.duty === post.duty),
    );
    for (const part of new Set(parts)) {
      const toId = others[part - 1];
      if (part > 0 && toId !== undefined) moved += await copyPosts(ctx, withCovers, toId, from);
    }
    if (!parts.includes(0)) await endPosts(ctx, withCovers, from);
  }
  return moved;
}

/** The posts of a merged grid end; those in post go on in the grid that took it in, if so decided. */
async function handOver(
  ctx: WriteCtx,
  grid: StoredArea,
  { toId, from, keeps }: { toId: number; from: string; keeps: boolean },
): Promise<number> {
  const rows = await postsFrom(ctx, grid, from);
  if (rows.length > 0 && keeps) await assertOver(ctx, 'responsibilities.manage', toId);
  const moved = keeps ? await copyPosts(ctx, rows, toId, from) : 0;
  await endPosts(ctx, rows, from);
  return moved;
}
