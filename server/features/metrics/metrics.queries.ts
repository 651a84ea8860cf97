import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { RateView } from '../../../contract/metrics.ts';
import { toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { businessDay, dayNumber, dayOf, dayStart, toIso } from '../../../domain/calendar/instant.ts';
import { moodOf } from '../../../domain/case/clocks.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { type Metric, metricCodes, metrics, minimumN } from '../../../domain/metrics/metrics.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { inMonth, ruleSql, weightSql } from '../../access/measure-rules.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

type Predicate = RawBuilder<SqlBool>;

interface Asked {
  readonly tree: AreaTree;
  readonly area: AreaNode;
  /** Cases of the area, within the actor's own scope. */
  readonly rows: Predicate;
}

/** The areas an actor may see figures of: where they hold the capability. */
function ownAreas(ctx: ReadCtx, tree: AreaTree): readonly AreaNode[] {
  return holdingsWith(ctx.actor, 'metrics.read').flatMap((holding) => {
    const node = holding.areaId === undefined ? undefined : tree.byId.get(holding.areaId);
    return node ? [node] : [];
  });
}

/** The desks' ids under an area, and the grid where only one is meant. */
function areaRows(tree: AreaTree, area: AreaNode): Predicate {
  if (area.kind === 'grid') return sql<SqlBool>`cases.grid_id = ${area.id}`;
  if (area.kind === 'building' || area.kind === 'unit')
    return sql<SqlBool>`cases.building_id = ${area.kind === 'unit' ? area.parentId : area.id}`;
  const desks = tree
    .subtreeOf(area.id)
    .flatMap((node) =>
      node.kind === 'community' || node.kind === 'street' || node.kind === 'district' ? [node.id] : [],
    );
  return sql<SqlBool>`cases.community_id = any (${`{${desks.join(',')}}`}::bigint[])`;
}

async function askedArea(ctx: ReadCtx, areaId: number | undefined): Promise<Asked> {
  const tree = await areaTree(ctx);
  const own = ownAreas(ctx, tree);
  const area = areaId === undefined ? own[0] : tree.byId.get(areaId);
  if (!area || !own.some((one) => tree.isWithin(area.id, one.id))) throw refuse('access.outside-scope');
  return { tree, area, rows: sql<SqlBool>`(${await caseRows(ctx, 'metrics.read')} and ${areaRows(tree, area)})` };
}

interface CountRow {
  readonly raisedToday: number;
  readonly raisedYesterdaySoFar: number;
  readonly onTheSpotToday: number;
  readonly closedToday: number;
  readonly closedYesterdaySoFar: number;
}

/** Today against yesterday up to the same minute: only cases raised or closed in these two days are looked at. */
async function liveCounts(ctx: ReadCtx, { rows }: Asked) {
  const today = businessDay(ctx.now);
  const yesterday = dayOf(dayNumber(today) - 1);
  const dayBefore = toIso(Date.parse(ctx.now) - 86_400_000);
  const moved = await sql<CountRow>`
    select
      count(*) filter (where cases.business_on = ${today}::date) as raised_today,
      count(*) filter (where cases.business_on = ${yesterday}::date and cases.raised_at <= ${dayBefore}::timestamptz) as raised_yesterday_so_far,
      count(*) filter (where cases.business_on = ${today}::date and cases.on_the_spot) as on_the_spot_today,
      count(*) filter (where cases.closed_on = ${today}::date) as closed_today,
      count(*) filter (where cases.closed_on = ${yesterday}::date and cases.closed_at <= ${dayBefore}::timestamptz) as closed_yesterday_so_far
    from cases
    where ${rows} and (cases.raised_at >= ${toIso(dayStart(dayNumber(yesterday)))}::timestamptz or cases.closed_on >= ${yesterday}::date)`.execute(
    ctx.db,
  );
  const isDeferred = sql`(cases.deferred_until is not null and cases.deferred_until >= ${today}::date)`;
  const open = await sql<{ open: number; late: number; soon: number; deferred: number; urgentOpen: number }>`
    select count(*) as open,
      count(*) filter (where not ${isDeferred} and cases.due_at <= ${ctx.now}::timestamptz) as late,
      count(*) filter (where not ${isDeferred} and cases.soon_at <= ${ctx.now}::timestamptz and cases.due_at > ${ctx.now}::timestamptz) as soon,
      count(*) filter (where ${isDeferred}) as deferred,
      count(*) filter (where cases.urgency = 'urgent') as urgent_open
    from cases where ${rows} and cases.phase <> 'closed'`.execute(ctx.db);
  const repeated = await sql<{ n: number }>`
    select count(*) as n from (
      select 1 from cases
      where ${rows} and cases.building_id is not null and cases.has_demand and cases.business_on > ${dayOf(dayNumber(today) - 30)}::date
      group by cases.building_id, coalesce(cases.category_id, 0) having count(*) >= 3
    ) again`.execute(ctx.db);
  return {
    ...(moved.rows[0] as CountRow),
    ...(open.rows[0] as { open: number; late: number; soon: number; deferred: number; urgentOpen: number }),
    repeated: repeated.rows[0]?.n ?? 0,
  };
}

function rateView(code: (typeof metricCodes)[number], numerator: number, denominator: number): RateView {
  const metric: Metric = metrics[code];
  const rounded = Math.round(numerator * 10) / 10;
  return {
    code,
    version: metric.version,
    title: metric.title,
    words: metric.words,
    numerator: rounded,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
    isGoodWhenLow: metric.isGoodWhenLow === true,
  };
}

/** Numerators and denominators of every metric for a month, one row a group: the whole, or each community or grid. */
async function monthSums(ctx: ReadCtx, rows: Predicate, month: string, groupBy: 'none' | 'community_id' | 'grid_id') {
  const columns = metricCodes.flatMap((code) => {
    const metric: Metric = metrics[code];
    const counted = sql`${inMonth(metric, month)} and ${ruleSql(metric.denominator, ctx.now)}`;
    const name = code.replace('-', '_');
    return [
      sql`count(*) filter (where ${counted}) as ${sql.raw(`den_${name}`)}`,
      sql`coalesce(sum(${weightSql(metric, ctx.now)}) filter (where ${counted}), 0)::float8 as ${sql.raw(`num_${name}`)}`,
    ];
  });
  // A case counts in a month by one of four days: whoever has none of them there is not read.
  const { from, before } = { from: `${month}-01`, before: nextMonth(month) };
  const touched = sql`((m.raised_on >= ${from}::date and m.raised_on < ${before}::date) or (m.handle_on >= ${from}::date and m.handle_on < ${before}::date)
    or (m.rated_on >= ${from}::date and m.rated_on < ${before}::date) or (m.closed_on >= ${from}::date and m.closed_on < ${before}::date))`;
  const group = groupBy === 'none' ? sql`0::bigint` : sql.raw(`cases.${groupBy}`);
  const found = await sql<Record<string, number | null>>`
    select ${group} as area_id,
      count(*) filter (where m.raised_on >= ${from}::date and m.raised_on < ${before}::date) as raised,
      count(*) filter (where m.closed_on >= ${from}::date and m.closed_on < ${before}::date) as closed,
      ${sql.join(columns)}
    from case_measures m join cases on cases.community_id = m.community_id and cases.id = m.case_id
    where ${rows} and ${touched}
    group by 1`.execute(ctx.db);
  return found.rows.map((row) => ({
    areaId: row['areaId'] ?? null,
    raised: row['raised'] ?? 0,
    closed: row['closed'] ?? 0,
    rates: metricCodes.map((code) => {
      const name = code.replace(/-(\w)/, (_, one: string) => one.toUpperCase());
      const key = name.charAt(0).toUpperCase() + name.slice(1);
      return rateView(code, Number(row[`num${key}`] ?? 0), Number(row[`den${key}`] ?? 0));
    }),
  }));
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
}

const emptyRates = () => metricCodes.map((code) => rateView(code, 0, 0));

/** Raised and closed of the last fourteen days; today is a part of a day and says so. */
async function trend(ctx: ReadCtx, { rows }: Asked) {
  const today = dayNumber(businessDay(ctx.now));
  const first = dayOf(today - 13);
  const raised = await sql<{
    on: string;
    n: number;
  }>`select cases.business_on as "on", count(*) as n from cases where ${rows} and cases.raised_at >= ${toIso(dayStart(today - 13))}::timestamptz group by 1`.execute(
    ctx.db,
  );
  const closed = await sql<{
    on: string;
    n: number;
  }>`select cases.closed_on as "on", count(*) as n from cases where ${rows} and cases.closed_on >= ${first}::date group by 1`.execute(
    ctx.db,
  );
  const nOf = (list: readonly { on: string; n: number }[], on: string) => list.find((row) => row.on === on)?.n ?? 0;
  return Array.from({ length: 14 }, (_, at) => {
    const on = dayOf(today - 13 + at);
    return { on, raised: nOf(raised.rows, on), closed: nOf(closed.rows, on), isPartial: at === 13 };
  });
}

const unsorted = text('未分类', 'Not sorted');

async function topCategories(ctx: ReadCtx, { rows }: Asked, month: string) {
  const found = await sql<{ categoryId: number | null; name: Text | null; n: number }>`
    select top.id as category_id, top.name, count(*) as n
    from cases left join categories c on c.id = cases.category_id left join categories top on top.id = coalesce(c.parent_id, c.id)
    where ${rows} and cases.business_on >= ${`${month}-01`}::date and cases.business_on < ${nextMonth(month)}::date
    group by 1, 2 order by n desc limit 10`.execute(ctx.db);
  return found.rows.map((row) => ({ categoryId: row.categoryId, name: row.name ?? unsorted, n: row.n }));
}

/** Open and late by the areas one step below: communities of a street or district, grids of a community. */
async function openBelow(ctx: ReadCtx, { tree, area, rows }: Asked) {
  const isByGrid = area.kind === 'community' || area.kind === 'grid';
  const column = sql.raw(isByGrid ? 'cases.grid_id' : 'cases.community_id');
  const found = await sql<{ areaId: number | null; open: number; late: number }>`
    select ${column} as area_id, count(*) as open, count(*) filter (where cases.due_at <= ${ctx.now}::timestamptz) as late
    from cases where ${rows} and cases.phase <> 'closed' group by 1`.execute(ctx.db);
  const counts = new Map(found.rows.map((row) => [row.areaId, row]));
  const below = tree.subtreeOf(area.id).filter((node) => node.kind === (isByGrid ? 'grid' : 'community'));
  return below.map((node) => ({
    areaId: node.id,
    name: node.name,
    kind: node.kind,
    open: counts.get(node.id)?.open ?? 0,
    late: counts.get(node.id)?.late ?? 0,
  }));
}

async function newest(types: CaseTypes, ctx: ReadCtx, { tree, rows }: Asked) {
  const found = await ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .where(rows)
    .orderBy('cases.raisedAt', 'desc')
    .limit(12)
    .select([
      'cases.communityId',
      'cases.id',
      'cases.type',
      'cases.stage',
      'cases.phase',
      'cases.raisedAt',
      'cases.gridId',
      'cases.dueAt',
      'cases.soonAt',
      'cases.deferredUntil',
      'cases.urgency',
      'categories.name',
    ])
    .execute();
  return found.flatMap((row) => {
    const type = types[row.type];
    if (!type) return [];
    return [
      {
        ref: toRef(row.communityId, row.id),
        at: row.raisedAt,
        category: (row.name as Text | null) ?? type.title,
        gridName: tree.byId.get(row.gridId ?? row.communityId)?.name ?? '',
        stageLabel: stageOf(type, row.stage).label,
        mood: moodOf({ ...row, isClosed: row.phase === 'closed' }, ctx.now),
        urgency: row.urgency as 'normal' | 'urgent',
      },
    ];
  });
}

/** What stands in the area: people and homes on record, grids, communities. */
async function baseFacts(ctx: ReadCtx, { tree, area }: Asked) {
  const nodes = tree.subtreeOf(area.id);
  const scope = await scopeFor(ctx, 'metrics.read');
  const desks = nodes.flatMap((node) => (node.kind === 'community' && scope.whole.includes(node.id) ? [node.id] : []));
  const list = `{${desks.join(',')}}`;
  const people = await sql<{
    n: number;
  }>`select count(distinct person_id) as n from people where community_id = any (${list}::bigint[]) and ended_on is null`.execute(
    ctx.db,
  );
  const houses = await sql<{
    n: number;
  }>`select count(*) as n from houses where community_id = any (${list}::bigint[]) and ended_on is null`.execute(
    ctx.db,
  );
  return {
    people: people.rows[0]?.n ?? 0,
    houses: houses.rows[0]?.n ?? 0,
    grids: nodes.filter((node) => node.kind === 'grid').length,
    communities: nodes.filter((node) => node.kind === 'community').length,
  };
}

/** The command surface in one answer. */
export async function showOverview(types: CaseTypes, ctx: ReadCtx, query: { readonly area?: number | undefined }) {
  const asked = await askedArea(ctx, query.area);
  const today = businessDay(ctx.now);
  const month = today.slice(0, 7);
  const [sums] = await monthSums(ctx, asked.rows, month, 'none');
  const { area, tree } = asked;
  return {
    asOf: ctx.now,
    today,
    month,
    area: { id: area.id, name: area.name, kind: area.kind },
    areas: ownAreas(ctx, tree)
      .flatMap((one) => [
        one,
        ...tree.childrenOf(one.id).filter((child) => child.kind === 'street' || child.kind === 'community'),
      ])
      .map((one) => ({ id: one.id, name: one.name })),
    counts: await liveCounts(ctx, asked),
    base: await baseFacts(ctx, asked),
    rates: sums?.rates ?? emptyRates(),
    trend: await trend(ctx, asked),
    categories: await topCategories(ctx, asked, month),
    grids: await openBelow(ctx, asked),
    recent: await newest(types, ctx, asked),
  };
}

/** A month's figures for each area one step below. */
export async function listRates(
  ctx: ReadCtx,
  query: { readonly area?: number | undefined; readonly month?: string | undefined },
) {
  const asked = await askedArea(ctx, query.area);
  const month = query.month ?? businessDay(ctx.now).slice(0, 7);
  const isByGrid = asked.area.kind === 'community' || asked.area.kind === 'grid';
  const sums = await monthSums(ctx, asked.rows, month, isByGrid ? 'grid_id' : 'community_id');
  const [total] = await monthSums(ctx, asked.rows, month, 'none');
  const below = asked.tree.subtreeOf(asked.area.id).filter((node) => node.kind === (isByGrid ? 'grid' : 'community'));
  const byArea = new Map(sums.map((row) => [row.areaId, row]));
  return {
    month,
    minimumN,
    rows: below.map((node) => {
      const found = byArea.get(node.id);
      return {
        areaId: node.id,
        name: node.name,
        raised: found?.raised ?? 0,
        closed: found?.closed ?? 0,
        rates: found?.rates ?? emptyRates(),
      };
    }),
    total: total?.rates ?? emptyRates(),
  };
}
