import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { dayNumber, dayOf, dayStart, toIso } from '../../../domain/calendar/instant.ts';
import { type FigureReader, remembered } from '../../access/figures-memory.ts';
import { monthDays } from '../../access/measure-rules.ts';
import { communityRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { gathered } from '../../kit/db/jsonb.ts';
import { bigints } from '../../kit/db/lists.ts';
import type { AskedArea } from './asked-area.ts';
import { countDay, type DayCounts, type DayFigures, shownNewest, trendDays } from './day-counts.ts';

type Predicate = RawBuilder<SqlBool>;

function raisedByDay(cases: Predicate, firstDay: number) {
  return sql`select cases.community_id as "communityId", cases.business_on as "on", count(*) as n, count(*) filter (where cases.on_the_spot) as "onTheSpot"
    from cases where ${cases} and cases.raised_at >= ${toIso(dayStart(firstDay))}::timestamptz group by 1, 2`;
}

function closedByDay(cases: Predicate, firstDay: number) {
  return sql`select cases.community_id as "communityId", cases.closed_on as "on", count(*) as n, 0 as "onTheSpot"
    from cases where ${cases} and cases.closed_on >= ${dayOf(firstDay)}::date group by 1, 2`;
}

/** The very instants of yesterday, since today is compared with yesterday up to the same minute. */
function ofYesterday(cases: Predicate, today: string) {
  const yesterday = dayOf(dayNumber(today) - 1);
  return sql`
    select cases.community_id as "communityId", 'raised' as what, cases.raised_at as at from cases
      where ${cases} and cases.raised_at >= ${toIso(dayStart(dayNumber(yesterday)))}::timestamptz and cases.business_on = ${yesterday}::date
    union all
    select cases.community_id, 'closed', cases.closed_at from cases where ${cases} and cases.closed_on = ${yesterday}::date`;
}

/** 反复诉求: places with three and more demands of one category within thirty days. */
function repeatedIn(cases: Predicate, today: string) {
  const since = dayNumber(today) - 30;
  return sql`select again.community_id as "communityId", count(*) as n from (
      select cases.community_id from cases
      where ${cases} and cases.building_id is not null and cases.has_demand
        and cases.business_on > ${dayOf(since)}::date and cases.raised_at >= ${toIso(dayStart(since))}::timestamptz
      group by cases.community_id, cases.building_id, coalesce(cases.category_id, 0) having count(*) >= 3
    ) again group by 1`;
}

function categoriesOf(cases: Predicate, month: string) {
  const { from, before } = monthDays(month);
  return sql`select cases.community_id as "communityId", top.id as "categoryId", top.name, count(*) as n
    from cases left join categories c on c.id = cases.category_id left join categories top on top.id = coalesce(c.parent_id, c.id)
    where ${cases} and cases.business_on >= ${from}::date and cases.business_on < ${before}::date
      and cases.raised_at >= ${toIso(dayStart(dayNumber(from)))}::timestamptz
    group by 1, 2, 3`;
}

function openOf(cases: Predicate) {
  return sql`select cases.community_id as "communityId", cases.grid_id as "gridId", cases.due_at as "dueAt", cases.soon_at as "soonAt",
      cases.deferred_until as "deferredUntil", cases.urgency
    from cases where ${cases} and cases.phase <> 'closed'`;
}

/** The newest of each community, along its own index. */
const newestOf = (
  communities: readonly number[],
) => sql`select n.* from unnest(${bigints(communities)}) as of(id) cross join lateral (
    select cases.community_id as "communityId", cases.id, cases.type, cases.stage, cases.phase, cases.raised_at as "raisedAt", cases.grid_id as "gridId",
      cases.due_at as "dueAt", cases.soon_at as "soonAt", cases.deferred_until as "deferredUntil", cases.urgency, c.name
    from cases left join categories c on c.id = cases.category_id
    where cases.community_id = of.id order by cases.raised_at desc limit ${shownNewest}) n`;

const instant = (at: string): string => new Date(at).toISOString();
const instantOrNone = (at: string | null): string | null => (at === null ? null : instant(at));

const withInstants = <T extends { readonly dueAt: string | null; readonly soonAt: string | null }>(one: T): T => ({
  ...one,
  dueAt: instantOrNone(one.dueAt),
  soonAt: instantOrNone(one.soonAt),
});

interface Of {
  readonly cases: Predicate;
  /** The communities that are told apart. */
  readonly communities: readonly number[];
}

async function readDay(ctx: Pick<FigureReader, 'db'>, { cases, communities }: Of, today: string): Promise<DayFigures> {
  const firstDay = dayNumber(today) - trendDays + 1;
  const { rows } =
    await sql<DayFigures>`select ${gathered(openOf(cases))} as open, ${gathered(raisedByDay(cases, firstDay))} as raised,
    ${gathered(closedByDay(cases, firstDay))} as closed, ${gathered(ofYesterday(cases, today))} as yesterday,
    ${gathered(repeatedIn(cases, today))} as repeated, ${gathered(categoriesOf(cases, today.slice(0, 7)))} as categories,
    ${gathered(newestOf(communities))} as newest`.execute(ctx.db);
  const found = rows[0] as DayFigures;
  return {
    ...found,
    open: found.open.map(withInstants),
    newest: found.newest.map((one) => ({ ...withInstants(one), raisedAt: instant(one.raisedAt) })),
    yesterday: found.yesterday.map((one) => ({ ...one, at: instant(one.at) })),
  };
}

const parts = ['raised', 'closed', 'yesterday', 'open', 'repeated', 'categories', 'newest'] as const;

/** What belongs to each community. */
function split(figures: DayFigures, ids: readonly number[]): ReadonlyMap<number, DayFigures> {
  const groups = parts.map((part) =>
    Map.groupBy<number, { readonly communityId: number }>(figures[part], (one) => one.communityId),
  );
  return new Map(
    ids.map((id) => {
      const value = Object.fromEntries(parts.map((part, n) => [part, groups[n]?.get(id) ?? []]));
      return [id, value as unknown as DayFigures];
    }),
  );
}

/** What the wall shows of an area today, counted part by part: by communities where all of them are seen whole. */
export async function dayCounts(ctx: ReadCtx, asked: AskedArea, today: string): Promise<readonly DayCounts[]> {
  if (asked.desks !== undefined) return dayOfDesks(ctx, asked.desks, today);
  return [countDay(await readDay(ctx, { cases: asked.rows, communities: [] }, today), today)];
}

/** The same of whole communities, from memory as far as it goes. */
export function dayOfDesks(ctx: FigureReader, desks: readonly number[], today: string): Promise<readonly DayCounts[]> {
  return remembered(ctx, `day ${today}`, desks, async (stale) => {
    const found = split(await readDay(ctx, { cases: communityRows(stale), communities: stale }, today), stale);
    return new Map([...found].map(([id, figures]) => [id, { value: countDay(figures, today), until: null }]));
  });
}
