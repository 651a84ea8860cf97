import { sql } from 'kysely';
import type { PublicGrid } from '../../../contract/responsibilities.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import { type AreaNode, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

type Point = [number, number];

/** Where areas lie today, by id. */
async function pointsOf(ctx: ReadCtx, ids: readonly number[]): Promise<ReadonlyMap<number, Point>> {
  const { rows } = await sql<{ id: number; lon: number; lat: number }>`
    select v.area_id as id, v.lon, v.lat from area_versions v
    where v.area_id = any (${`{${ids.join(',')}}`}::bigint[]) and v.lon is not null
      and v.valid_from <= ${businessDay(ctx.now)}::date and (v.valid_to is null or v.valid_to > ${businessDay(ctx.now)}::date)
  `.execute(ctx.db);
  return new Map(rows.map(({ id, lon, lat }) => [id, [lon, lat]]));
}

/** Every community by street and name, for a resident to say where they live. */
export async function listPublicCommunities(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const communities = [...tree.byId.values()].filter(({ kind }) => kind === 'community');
  const points = await pointsOf(
    ctx,
    communities.map(({ id }) => id),
  );
  const items = communities.map(({ id, name }) => ({
    id,
    name,
    streetName: tree.ancestorsOf(id).find(({ kind }) => kind === 'street')?.name ?? null,
    point: points.get(id) ?? null,
  }));
  const order = new Intl.Collator('zh');
  return {
    items: items.toSorted(
      (a, b) => order.compare(a.streetName ?? '', b.streetName ?? '') || order.compare(a.name, b.name),
    ),
  };
}

/** Those in post in a grid today. Somebody who is away is shown by whoever stands in, under the post's own number. */
async function workersOf(ctx: ReadCtx, grid: AreaNode | undefined): Promise<PublicGrid['workers']> {
  if (!grid) return [];
  const on = businessDay(ctx.now);
  const { rows } = await sql<PublicGrid['workers'][number]>`
    select coalesce(s.name, u.name) as name, r.duty, s.id is not null as is_stand_in,
      coalesce(c.published_phone, r.published_phone) as phone
    from responsibilities r join users u on u.id = r.user_id
    left join responsibilities c on c.community_id = r.community_id and c.area_id = r.area_id and c.duty = r.duty
      and c.covers_user_id = r.user_id and c.valid_from <= ${on}::date and (c.valid_to is null or c.valid_to > ${on}::date)
    left join users s on s.id = c.user_id
    where r.community_id = ${grid.communityId} and r.area_id = ${grid.id} and r.covers_user_id is null and u.is_active
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by r.is_lead desc, r.duty, u.name, r.id
  `.execute(ctx.db);
  return rows;
}

/** The number a community answers at: its committee's first, then its party branch's, then any office of its own. */
export async function deskOf(ctx: ReadCtx, communityId: number): Promise<PublicGrid['desk']> {
  const on = businessDay(ctx.now);
  const { rows } = await sql<{ name: string; phone: string }>`
    select coalesce(o.short_name, o.name) as name, o.phone from organisations o
    where o.area_id = ${communityId} and o.kind in ('committee', 'party', 'government') and o.phone is not null
      and o.valid_from <= ${on}::date and (o.valid_to is null or o.valid_to > ${on}::date)
    order by array_position(array['committee', 'party', 'government'], o.kind), o.name, o.id limit 1
  `.execute(ctx.db);
  return rows[0] ?? null;
}

/**
 * Whose grid a place lies in, who works there and whom to call: what the law has every grid publish. Names and numbers of posts alone;
 * a person's own phone is never in it. Looks are not audited, since everybody may look.
 * @throws request.not-found for a place that lies in no community
 */
export async function showPublicGrid(ctx: ReadCtx, areaId: number): Promise<PublicGrid> {
  const tree = await areaTree(ctx);
  const path = tree.ancestorsOf(areaId);
  const [area] = path;
  const community = path.find(({ kind }) => kind === 'community');
  if (!area || !community) throw refuse('request.not-found');
  const grid = path.find(({ kind }) => kind === 'grid');
  await widenTo(ctx, community.communityId, 'posts that are published');
  const inside = path.filter(({ kind }) => kind === 'building' || kind === 'unit').reverse();
  return {
    areaId,
    kind: area.kind,
    words: inside.length > 0 ? inside.map(({ name }) => name).join('') : area.name,
    community: { id: community.id, name: community.name },
    gridName: grid?.name ?? null,
    point: (await pointsOf(ctx, [areaId])).get(areaId) ?? null,
    workers: await workersOf(ctx, grid),
    desk: await deskOf(ctx, community.id),
  };
}
