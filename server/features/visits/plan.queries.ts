import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import type { VisitPlan } from '../../../contract/visits.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { soonDays, visitPurposeCodes, visitRule, visitRuleCodes } from '../../../domain/visits/rules.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import { doorRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { linkedDoors, visitableRows } from './visits.scope.ts';

const nobody = { communities: [], houses: [] };

interface CountRow {
  readonly buildingId: number;
  readonly overdue: number;
  readonly today: number;
  readonly soon: number;
  readonly done: number;
}

function inArea(tree: AreaTree, area: number | undefined, of: string) {
  if (area === undefined) return sql<SqlBool>`true`;
  if (!tree.byId.has(area)) throw refuse('request.not-found');
  const buildings = tree.subtreeOf(area).filter(({ kind }) => kind === 'building');
  return sql<SqlBool>`${sql.ref(`${of}.buildingId`)} = any (${bigints(buildings.map(({ id }) => id))})`;
}

/** Households that are due and those visited this month, by building: each once, whatever is due behind its door. */
async function countByBuilding(ctx: ReadCtx, buildings: readonly number[]): Promise<readonly CountRow[]> {
  const scope = await scopeFor(ctx, 'visits.plan');
  const on = businessDay(ctx.now);
  // Every building has an index of its own days: a page costs what its grids hold, however large the ground is.
  const within = (of: string) => sql<SqlBool>`${sql.ref(`${of}.buildingId`)} = any (${bigints(buildings)})`;
  const { rows } = await sql<CountRow>`
    with doors as (
      select n.building_id, n.community_id, n.house_id, min(n.try_on) as try_on from visit_needs n
      where n.ended_on is null and not n.is_held and n.try_on <= ${dayOf(dayNumber(on) + soonDays)}::date
        and ${doorRows(scope, nobody, 'n')} and ${within('n')}
      group by 1, 2, 3),
    due as (
      select building_id, count(*) filter (where try_on < ${on}::date)::int as overdue, count(*) filter (where try_on = ${on}::date)::int as today,
        count(*) filter (where try_on > ${on}::date)::int as soon from doors group by 1),
    done as (
      select v.building_id, count(distinct v.house_id)::int as done from visits v
      where v.visited_on >= ${`${on.slice(0, 7)}-01`}::date and v.outcome <> 'not-home'
        and ${doorRows(scope, nobody, 'v')} and ${within('v')}
      group by 1)
    select coalesce(due.building_id, done.building_id) as building_id, coalesce(overdue, 0) as overdue, coalesce(today, 0) as today,
      coalesce(soon, 0) as soon, coalesce(done, 0) as done
    from due full join done on done.building_id = due.building_id`.execute(ctx.db);
  return rows;
}

interface PlanGround {
  /** A grid, or a community for the buildings of no grid. */
  readonly area: AreaNode;
  readonly community: AreaNode;
  readonly buildings: number[];
}

/** The grids of the actor's ground with their buildings, by community: out of memory, in an order that pages can go on in. */
async function planGround(ctx: ReadCtx, area: number | undefined): Promise<readonly PlanGround[]> {
  const tree = await areaTree(ctx);
  if (area !== undefined && !tree.byId.has(area)) throw refuse('request.not-found');
  const scope = await scopeFor(ctx, 'visits.plan');
  const [whole, single] = [new Set(scope.whole), new Set(scope.buildings)];
  const found = new Map<number, PlanGround>();
  for (const node of area === undefined ? tree.byId.values() : tree.subtreeOf(area)) {
    if (node.kind !== 'building' || !(whole.has(node.communityId) || single.has(node.id))) continue;
    const path = tree.ancestorsOf(node.id);
    const community = path.find(({ kind }) => kind === 'community');
    const own = path.find(({ kind }) => kind === 'grid') ?? community;
    if (!own || !community) continue;
    const ground = found.get(own.id) ?? { area: own, community, buildings: [] };
    ground.buildings.push(node.id);
    found.set(own.id, ground);
  }
  return [...found.values()].toSorted((a, b) => a.community.id - b.community.id || a.area.id - b.area.id);
}

/** Visits of this month that counted for each purpose: one visit once for each it served. */
async function countPurposes(ctx: ReadCtx, area: number | undefined) {
  const tree = await areaTree(ctx);
  const scope = await scopeFor(ctx, 'visits.plan');
  const on = businessDay(ctx.now);
  const pairs = visitRuleCodes.flatMap((rule) => visitRule(rule).purposes.map((purpose) => ({ rule, purpose })));
  const { rows } = await sql<{ purpose: string | null; visits: number }>`
    with mine as (
      select v.community_id, v.id from visits v
      where v.visited_on >= ${`${on.slice(0, 7)}-01`}::date and ${doorRows(scope, nobody, 'v')} and ${inArea(tree, area, 'v')})
    select p.purpose, count(distinct s.visit_id)::int as visits
    from mine join visit_served s on s.community_id = mine.community_id and s.visit_id = mine.id
      join unnest(${pairs.map(({ rule }) => rule)}::text[], ${pairs.map(({ purpose }) => purpose)}::text[]) as p (rule, purpose) on p.rule = s.rule
    group by 1
    union all select null, count(*)::int from mine`.execute(ctx.db);
  const of = (purpose: string | null) => rows.find((row) => row.purpose === purpose)?.visits ?? 0;
  return { purposes: visitPurposeCodes.map((purpose) => ({ purpose, visits: of(purpose) })), visits: of(null) };
}

const planPlace = z.tuple([z.number(), z.number()]);
/** Sums over all visits of a month are made for a street at most; above it the grids speak, a page at a time. */
const mostSummed = 60;

/** What is due and done by grid, in households, for whoever plans: never by who visits. Buildings of no grid stand under their community. */
export async function showPlan(
  ctx: ReadCtx,
  query: { readonly area?: number | undefined; readonly cursor?: string | undefined; readonly limit: number },
): Promise<VisitPlan> {
  const on = businessDay(ctx.now);
  const after = fromCursor(query.cursor, planPlace);
  const all = await planGround(ctx, query.area);
  const rest = after
    ? all.filter(({ community, area }) => community.id > after[0] || (community.id === after[0] && area.id > after[1]))
    : all;
  const { items, ...page } = pageUp(rest.slice(0, query.limit + 1), query.limit, ({ community, area }) => [
    community.id,
    area.id,
  ]);
  const counts = new Map<number, CountRow>();
  for (const row of await countByBuilding(
    ctx,
    items.flatMap(({ buildings }) => buildings),
  ))
    counts.set(row.buildingId, row);
  const sum = (buildings: readonly number[], of: 'overdue' | 'today' | 'soon' | 'done'): number =>
    buildings.reduce((total, id) => total + (counts.get(id)?.[of] ?? 0), 0);
  const isSummed = new Set(all.map(({ community }) => community.id)).size <= mostSummed;
  return {
    ...page,
    items: items.map(({ area, community, buildings }) => ({
      area: { id: area.id, name: area.name, community: community.name },
      overdue: sum(buildings, 'overdue'),
      today: sum(buildings, 'today'),
      soon: sum(buildings, 'soon'),
      done: sum(buildings, 'done'),
    })),
    on,
    monthFrom: `${on.slice(0, 7)}-01`,
    ...(isSummed ? await countPurposes(ctx, query.area) : { purposes: [], visits: null }),
  };
}

interface LinkRow {
  readonly communityId: number;
  readonly id: string;
  readonly houseId: string;
  readonly address: string;
  readonly duty: string;
  readonly userId: string;
  readonly name: string;
  readonly areaId: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly cover: { readonly name: string; readonly to: string | null } | null;
}

const linkPlace = z.tuple([z.string().max(80), z.uuid()]);

/** Who looks after which single doors: all of them for whoever plans there, one's own for the others. */
export async function listLinked(
  ctx: ReadCtx,
  query: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly area?: number | undefined;
    readonly q?: string | undefined;
  },
) {
  const tree = await areaTree(ctx);
  const on = businessDay(ctx.now);
  const after = fromCursor(query.cursor, linkPlace);
  const scope = await visitableRows(ctx, 'd', await linkedDoors(ctx));
  const { rows } = await sql<LinkRow>`
    select d.community_id, d.id, d.house_id, d.address, d.duty, d.area_id, d.user_id, u.name, d.valid_from, d.valid_to,
      (select jsonb_build_object('name', cu.name, 'to', c.valid_to) from responsibilities c join users cu on cu.id = c.user_id where c.community_id = d.community_id and c.house_id = d.house_id
        and c.duty = d.duty and c.covers_user_id = d.user_id and c.valid_from <= ${on}::date and (c.valid_to is null or c.valid_to > ${on}::date)
        order by c.id limit 1) as cover
    from (select r.*, h.building_id, h.address from responsibilities r
      join houses h on h.community_id = r.community_id and h.id = r.house_id where r.house_id is not null) d
    join users u on u.id = d.user_id
    where d.covers_user_id is null and d.valid_from <= ${on}::date and (d.valid_to is null or d.valid_to > ${on}::date)
      and ${scope} and ${inArea(tree, query.area, 'd')}
      ${query.q ? sql`and ${wordsIn(query.q, 'u.name', 'd.address')}` : sql``}
      ${after ? sql`and (u.name, d.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by u.name, d.id limit ${query.limit + 1}`.execute(ctx.db);
  const page = pageUp(rows, query.limit, (row) => [row.name, row.id]);
  return {
    ...page,
    items: page.items.map((row) => ({
      ref: toRef(row.communityId, row.id),
      houseRef: toRef(row.communityId, row.houseId),
      address: row.address,
      areaId: row.areaId,
      duty: row.duty,
      user: { userId: row.userId, name: row.name },
      coveredByName: row.cover?.name ?? null,
      coveredTo: row.cover?.to ?? null,
      from: row.validFrom,
      to: row.validTo,
      mayManage: holdsOver(tree, ctx.actor, 'responsibilities.manage', row.areaId),
    })),
  };
}
