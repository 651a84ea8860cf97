import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import type { VisitPlan } from '../../../contract/visits.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { soonDays, visitPurposeCodes, visitRule, visitRuleCodes } from '../../../domain/visits/rules.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { doorRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { linkedDoors, visitableRows } from './visits.scope.ts';

const nobody = { communities: [], houses: [] };
const bigints = (list: readonly number[]) => sql`${`{${list.join(',')}}`}::bigint[]`;

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
async function countByBuilding(ctx: ReadCtx, area: number | undefined): Promise<readonly CountRow[]> {
  const tree = await areaTree(ctx);
  const scope = await scopeFor(ctx, 'visits.plan');
  const on = businessDay(ctx.now);
  const { rows } = await sql<CountRow>`
    with doors as (
      select n.building_id, n.community_id, n.house_id, min(n.try_on) as try_on from visit_needs n
      where n.ended_on is null and not n.is_held and n.try_on <= ${dayOf(dayNumber(on) + soonDays)}::date
        and ${doorRows(scope, nobody, 'n')} and ${inArea(tree, area, 'n')}
      group by 1, 2, 3),
    due as (
      select building_id, count(*) filter (where try_on < ${on}::date)::int as overdue, count(*) filter (where try_on = ${on}::date)::int as today,
        count(*) filter (where try_on > ${on}::date)::int as soon from doors group by 1),
    done as (
      select v.building_id, count(distinct v.house_id)::int as done from visits v
      where v.visited_on >= ${`${on.slice(0, 7)}-01`}::date and v.outcome <> 'not-home'
        and ${doorRows(scope, nobody, 'v')} and ${inArea(tree, area, 'v')}
      group by 1)
    select coalesce(due.building_id, done.building_id) as building_id, coalesce(overdue, 0) as overdue, coalesce(today, 0) as today,
      coalesce(soon, 0) as soon, coalesce(done, 0) as done
    from due full join done on done.building_id = due.building_id`.execute(ctx.db);
  return rows;
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

/** What is due and done by grid, in households, for whoever plans: never by who visits. Buildings of no grid stand under their community. */
export async function showPlan(ctx: ReadCtx, area: number | undefined): Promise<VisitPlan> {
  const tree = await areaTree(ctx);
  const on = businessDay(ctx.now);
  const lines = new Map<number, VisitPlan['lines'][number]>();
  for (const { buildingId, ...counts } of await countByBuilding(ctx, area)) {
    const path = tree.ancestorsOf(buildingId);
    const grid = path.find(({ kind }) => kind === 'grid') ?? path.find(({ kind }) => kind === 'community');
    if (!grid) continue;
    const community = path.find(({ kind }) => kind === 'community')?.name ?? '';
    const line = lines.get(grid.id) ?? {
      area: { id: grid.id, name: grid.name, community },
      ...{ overdue: 0, today: 0, soon: 0, done: 0 },
    };
    line.overdue += counts.overdue;
    line.today += counts.today;
    line.soon += counts.soon;
    line.done += counts.done;
    lines.set(grid.id, line);
  }
  return {
    on,
    monthFrom: `${on.slice(0, 7)}-01`,
    lines: [...lines.values()].toSorted(
      (a, b) => a.area.community.localeCompare(b.area.community, 'zh') || a.area.id - b.area.id,
    ),
    ...(await countPurposes(ctx, area)),
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
      ${query.q ? sql`and (position(${query.q} in u.name) > 0 or position(${query.q} in d.address) > 0)` : sql``}
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
