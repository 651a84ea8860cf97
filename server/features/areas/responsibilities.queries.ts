import { sql } from 'kysely';
import { z } from 'zod';
import type { Post, ResponsibleAnswer } from '../../../contract/responsibilities.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { findPlaceAt } from './area-map.queries.ts';
import { assertOver } from './area-scope.ts';
import { pathIn } from './areas.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

interface PostRow {
  readonly communityId: number;
  readonly id: string;
  readonly areaId: number;
  readonly userId: string;
  readonly name: string;
  readonly phoneMasked: string | null;
  readonly duty: string;
  readonly line: string | null;
  readonly isLead: boolean;
  readonly coversUserId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Posts on areas on a day (those of single doors are the door's own), with whoever stands in. The policies bound the rows; the caller has checked the areas. */
async function readPosts(
  ctx: AnyCtx,
  areaIds: readonly number[],
  on: string,
  houseId: string | null = null,
): Promise<readonly PostRow[]> {
  const { rows } = await sql<PostRow>`
    select r.community_id, r.id, r.area_id, r.user_id, u.name, u.phone_masked, r.duty, r.line, r.is_lead, r.covers_user_id, r.valid_from, r.valid_to
    from responsibilities r join users u on u.id = r.user_id
    where r.area_id = any (${`{${areaIds.join(',')}}`}::bigint[]) and (r.house_id is null or r.house_id = ${houseId}::uuid)
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by r.area_id, r.is_lead desc, r.duty, u.name, r.id
  `.execute(ctx.db);
  return rows;
}

/** Puts those who stand in beside those they cover; somebody who only stands in is no post of their own. */
function withCovers(rows: readonly PostRow[], tree: AreaTree): readonly Post[] {
  const covers = rows.filter((row) => row.coversUserId !== null);
  return rows
    .filter((row) => row.coversUserId === null)
    .map((row) => {
      const area = tree.byId.get(row.areaId);
      return {
        ref: toRef(row.communityId, row.id),
        area: { id: row.areaId, kind: (area?.kind ?? 'grid') as AreaKind, name: area?.name ?? '' },
        user: { userId: row.userId, name: row.name, phoneMasked: row.phoneMasked },
        duty: row.duty,
        line: row.line,
        isLead: row.isLead,
        validFrom: row.validFrom,
        validTo: row.validTo,
        coveredBy: covers
          .filter(
            (cover) => cover.coversUserId === row.userId && cover.areaId === row.areaId && cover.duty === row.duty,
          )
          .map((cover) => ({
            ref: toRef(cover.communityId, cover.id),
            userId: cover.userId,
            name: cover.name,
            phoneMasked: cover.phoneMasked,
            validFrom: cover.validFrom,
            validTo: cover.validTo,
          })),
      };
    });
}

const levelKinds: readonly AreaKind[] = ['unit', 'building', 'grid', 'community'];

/** Everybody responsible for an area on a day, from itself up to its community. */
export async function showResponsible(
  ctx: ReadCtx,
  input: { areaId: number; on?: string | undefined; house?: ResponsibleAnswer['house'] },
): Promise<ResponsibleAnswer> {
  const tree = await areaTree(ctx);
  if (!tree.byId.has(input.areaId)) throw refuse('request.not-found');
  await assertOver(ctx, 'areas.read', input.areaId);
  const on = input.on ?? businessDay(ctx.now);
  const levels = tree
    .ancestorsOf(input.areaId)
    .filter((node) => levelKinds.includes(node.kind) || node.id === input.areaId);
  const posts = withCovers(
    await readPosts(
      ctx,
      levels.map((node) => node.id),
      on,
      input.house ? parseRef(input.house.ref).id : null,
    ),
    tree,
  );
  return {
    on,
    levels: levels.map(({ id, kind, name }) => ({
      area: { id, kind, name },
      posts: posts.filter((post) => post.area.id === id),
    })),
    path: pathIn(tree, input.areaId),
    house: input.house ?? null,
  };
}

export interface DoorInput {
  readonly unit?: number | undefined;
  readonly building?: number | undefined;
  readonly house?: string | undefined;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
  readonly on?: string | undefined;
}

/** Who is responsible for a door: told by its house, stairwell, building, or a point on the map. */
export async function showResponsibleForDoor(ctx: ReadCtx, input: DoorInput): Promise<ResponsibleAnswer> {
  if (input.house !== undefined) return showResponsibleForHouse(ctx, input.house, input.on);
  const areaId = input.unit ?? input.building;
  if (areaId !== undefined) return showResponsible(ctx, { areaId, on: input.on });
  if (input.lon === undefined || input.lat === undefined) throw refuse('request.invalid');
  const place = await findPlaceAt(ctx, [input.lon, input.lat]);
  const deepest = place.building ?? place.grid ?? place.community;
  if (!deepest) throw refuse('areas.no-place');
  return showResponsible(ctx, { areaId: deepest.id, on: input.on });
}

async function showResponsibleForHouse(ctx: ReadCtx, ref: string, on: string | undefined): Promise<ResponsibleAnswer> {
  const { communityId, id } = parseRef(ref);
  const house = await (await visibleHouses(ctx))
    .select(['buildingId', 'unitId', 'address'])
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!house) throw refuse('request.not-found');
  return showResponsible(ctx, { areaId: house.unitId ?? house.buildingId, on, house: { ref, address: house.address } });
}

const postPlace = z.tuple([z.number(), z.number(), z.string(), z.string()]);
type PostPlace = z.output<typeof postPlace>;

/** The posts in an area and below it, wide areas first, page by page; those who stand in are shown beside whom they cover. */
export async function listPosts(
  ctx: ReadCtx,
  input: {
    id: number;
    on?: string | undefined;
    kind?: AreaKind | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const tree = await areaTree(ctx);
  if (!tree.byId.has(input.id)) throw refuse('request.not-found');
  await assertOver(ctx, 'areas.read', input.id);
  const on = input.on ?? businessDay(ctx.now);
  const nodes = tree.subtreeOf(input.id);
  const order = new Map(nodes.map((node, at) => [node.id, at]));
  const placeOf = (post: Post): PostPlace => [order.get(post.area.id) ?? 0, post.isLead ? 0 : 1, post.duty, post.ref];
  const rows = await readPosts(
    ctx,
    nodes.map((node) => node.id),
    on,
  );
  const all = withCovers(rows, tree).toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  const after = fromCursor(input.cursor, postPlace);
  const rest = all
    .filter((post) => input.kind === undefined || post.area.kind === input.kind)
    .filter((post) => after === undefined || comparePlaces(placeOf(post), after) > 0);
  return { ...pageUp(rest, input.limit, placeOf), on, total: all.length, vacant: vacantGrids(tree, nodes, all) };
}

function comparePlaces(a: PostPlace, b: PostPlace): number {
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] as number | string, b[i] as number | string];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** How many grids without anybody are named. */
const vacantNamed = 50;

function vacantGrids(tree: AreaTree, nodes: readonly AreaNode[], posts: readonly Post[]) {
  const staffed = new Set(posts.map((post) => post.area.id));
  const vacant = nodes.filter((node) => node.kind === 'grid' && !staffed.has(node.id));
  return {
    count: vacant.length,
    grids: vacant.slice(0, vacantNamed).map(({ id, name, parentId }) => ({
      id,
      name,
      community: (parentId === null ? undefined : tree.byId.get(parentId)?.name) ?? '',
    })),
  };
}

/** Whether the actor works over an area or somewhere inside it: those call each other. */
async function worksThere(ctx: AnyCtx, areaId: number): Promise<boolean> {
  const tree = await areaTree(ctx);
  return holdingsWith(ctx.actor, 'areas.read').some(
    ({ areaId: own }) => own !== undefined && (tree.isWithin(areaId, own) || tree.isWithin(own, areaId)),
  );
}

/** The phone of somebody in post, for colleagues over, in or under that area; the look is audited. */
export async function revealPostPhone(ctx: ReadCtx, ref: string): Promise<{ name: string; phone: string }> {
  const { communityId, id } = parseRef(ref);
  const row = await ctx.db
    .selectFrom('responsibilities as r')
    .innerJoin('users as u', 'u.id', 'r.userId')
    .select(['r.areaId', 'u.id as userId', 'u.name', 'u.phoneSealed'])
    .where('r.communityId', '=', communityId)
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row?.phoneSealed) throw refuse('request.not-found');
  if (!(await worksThere(ctx, row.areaId))) throw refuse('access.outside-scope');
  ctx.audit({
    action: 'responsibilities.phone-revealed',
    noun: 'responsibilities',
    communityId,
    rowId: id,
    details: { userId: row.userId, areaId: row.areaId },
  });
  return { name: row.name, phone: ctx.vault.open('phone', row.phoneSealed) };
}

/** How many candidates are shown at once; the rest is found by name. */
const candidateLimit = 50;

/** Active staff with a role in the community of an area, in an organisation that sits there, or above it. */
export async function listAssignable(ctx: ReadCtx, input: { id: number; q?: string | undefined }) {
  const tree = await areaTree(ctx);
  if (!tree.byId.has(input.id)) throw refuse('request.not-found');
  await assertOver(ctx, 'responsibilities.manage', input.id);
  const ids = candidateAreas(tree, input.id).map((node) => node.id);
  const areas = sql`${`{${ids.join(',')}}`}::bigint[]`;
  const on = businessDay(ctx.now);
  const words = input.q?.trim() ?? '';
  const { rows } = await sql<{ userId: string; name: string; phoneMasked: string | null; roles: string[] }>`
    select u.id as user_id, u.name, u.phone_masked, array_agg(distinct h.role order by h.role) as roles
    from users u join holdings h on h.user_id = u.id
    left join organisations o on o.id = h.organisation_id
    where u.kind = 'staff' and u.is_active
      and h.valid_from <= ${on}::date and (h.valid_to is null or h.valid_to > ${on}::date)
      and (h.area_id = any (${areas}) or o.area_id = any (${areas}))
      and (${words} = '' or position(${words} in u.name) > 0)
    group by u.id, u.name, u.phone_masked
    order by u.name, u.id limit ${candidateLimit}
  `.execute(ctx.db);
  return { items: rows };
}

/** Everything in the area's community and what lies above; for a street or district, its communities too. */
function candidateAreas(tree: AreaTree, id: number): readonly AreaNode[] {
  const above = tree.ancestorsOf(id);
  const community = above.find((node) => node.kind === 'community');
  return [...above, ...tree.subtreeOf(community?.id ?? id)];
}
