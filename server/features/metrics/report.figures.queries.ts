import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { longestReportDays, type reportQuery } from '../../../contract/reports.ts';
import { businessDay, dayNumber, dayOf, weekdayOf } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import type { Days } from '../../access/measure-rules.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { type AskedArea, askedArea, communitiesUnder, gridsUnder } from './asked-area.ts';
import { byCode, type FigureArea, gridsOfPeriod } from './figure-areas.ts';
import { periodFigures, sumFigures } from './month-figures.ts';

export type ReportQuery = z.output<typeof reportQuery>;
type Predicate = RawBuilder<SqlBool>;

/** One matter in a list of notable ones: no name, no phone; its words only where they were asked for. */
export interface NotableMatter {
  readonly number: string;
  readonly category: Text;
  readonly grid: string;
  readonly unit: string;
  readonly at: string;
  readonly words: string;
  readonly n: number;
}

export interface NotableList {
  readonly code: 'late' | 'repeated' | 'urgent' | 'well';
  readonly label: Text;
  readonly items: readonly NotableMatter[];
  /** How many there are, however many are listed. */
  readonly n: number;
}

export interface ReportFigures {
  readonly asked: AskedArea;
  readonly days: Days;
  readonly to: string;
  readonly categoryName: Text | null;
  readonly now: ReturnType<typeof sumFigures>;
  readonly before: ReturnType<typeof sumFigures>;
  readonly beforeDays: Days;
  readonly open: number;
  readonly late: number;
  readonly onTheSpot: number;
  readonly sources: readonly { readonly source: string; readonly n: number }[];
  readonly categories: readonly { readonly name: Text | null; readonly n: number }[];
  readonly areas: readonly { readonly node: FigureArea; readonly figures: ReturnType<typeof sumFigures> }[];
  readonly notable: readonly NotableList[];
}

/** The days of a report. @throws request.invalid for a period that ends before it begins or is longer than a year */
export function daysOf({ kind, on, to }: ReportQuery): Days {
  const first = dayNumber(on);
  if (kind === 'day') return { from: on, before: dayOf(first + 1) };
  if (kind === 'week') {
    const monday = first - ((weekdayOf(first) + 6) % 7);
    return { from: dayOf(monday), before: dayOf(monday + 7) };
  }
  const last = dayNumber(to ?? on);
  if (last < first || last - first >= longestReportDays) throw refuse('request.invalid');
  return { from: on, before: dayOf(last + 1) };
}

/** As long a time just before. */
function daysBefore({ from, before }: Days): Days {
  const length = dayNumber(before) - dayNumber(from);
  return { from: dayOf(dayNumber(from) - length), before: from };
}

async function categoryOf(ctx: ReadCtx, id: number | undefined): Promise<Text | null> {
  if (id === undefined) return null;
  const found = await ctx.db.selectFrom('categories').select('name').where('id', '=', id).executeTakeFirst();
  if (!found) throw refuse('catalogue.unknown-category');
  return found.name as Text;
}

const within = (category: number | undefined): Predicate =>
  category === undefined
    ? sql<SqlBool>`true`
    : sql<SqlBool>`cases.category_id in (select id from categories where id = ${category} or parent_id = ${category})`;

interface Standing {
  readonly open: number;
  readonly late: number;
}

/** What is open at this moment, and how much of it is late. */
async function standing(ctx: ReadCtx, cases: Predicate): Promise<Standing> {
  const today = businessDay(ctx.now);
  const { rows } = await sql<Standing>`
    select count(*) as open, count(*) filter (where cases.due_at <= ${ctx.now}::timestamptz
      and not (cases.deferred_until is not null and cases.deferred_until >= ${today}::date)) as late
    from cases where ${cases} and cases.phase <> 'closed'`.execute(ctx.db);
  return rows[0] as Standing;
}

const raisedIn = ({ from, before }: Days): Predicate =>
  sql<SqlBool>`(cases.business_on >= ${from}::date and cases.business_on < ${before}::date)`;

async function bySource(ctx: ReadCtx, cases: Predicate, days: Days) {
  const { rows } = await sql<{ source: string; n: number; onTheSpot: number }>`
    select cases.source, count(*) as n, count(*) filter (where cases.on_the_spot) as on_the_spot from cases
    where ${cases} and ${raisedIn(days)} group by 1 order by n desc, 1`.execute(ctx.db);
  return rows;
}

async function byCategory(ctx: ReadCtx, cases: Predicate, days: Days) {
  const { rows } = await sql<{ name: Text | null; n: number }>`
    select top.name, count(*) as n from cases left join categories c on c.id = cases.category_id
      left join categories top on top.id = coalesce(c.parent_id, c.id)
    where ${cases} and ${raisedIn(days)} group by top.id, top.name order by n desc, top.id nulls last limit 10`.execute(
    ctx.db,
  );
  return rows;
}

const mostListed = 20;
const unsorted = text('未分类', 'Not sorted');

interface NotableRow {
  readonly number: string;
  readonly category: Text | null;
  readonly gridId: number | null;
  readonly communityId: number;
  readonly unit: string | null;
  readonly at: string;
  readonly words: string;
  readonly n: number;
  readonly total: number;
}

async function notableRows(
  ctx: ReadCtx,
  cases: Predicate,
  condition: Predicate,
  at: string,
): Promise<readonly NotableRow[]> {
  const column = sql.raw(`cases.${at}`);
  const { rows } = await sql<NotableRow>`
    select cases.number, categories.name as category, cases.grid_id, cases.community_id, organisations.name as unit, ${column} as at,
      cases.title as words, 1 as n, count(*) over () as total
    from cases left join categories on categories.id = cases.category_id left join organisations on organisations.id = cases.lead_organisation_id
      left join case_measures m on m.community_id = cases.community_id and m.case_id = cases.id
    where ${cases} and ${condition} order by ${column}, cases.id limit ${mostListed}`.execute(ctx.db);
  return rows;
}

/** Places with three and more demands of one category within the period: as the newest of them. */
async function repeatedRows(ctx: ReadCtx, cases: Predicate, days: Days): Promise<readonly NotableRow[]> {
  const { rows } = await sql<NotableRow>`
    select max(cases.number) as number, (array_agg(categories.name))[1] as category, max(cases.grid_id) as grid_id, cases.community_id,
      max(organisations.name) as unit, max(cases.raised_at) as at, max(cases.title) as words, count(*) as n, count(*) over () as total
    from cases left join categories on categories.id = cases.category_id left join organisations on organisations.id = cases.lead_organisation_id
    where ${cases} and ${raisedIn(days)} and cases.has_demand and cases.building_id is not null
    group by cases.community_id, cases.building_id, coalesce(cases.category_id, 0) having count(*) >= 3 order by count(*) desc, 1 limit ${mostListed}`.execute(
    ctx.db,
  );
  return rows;
}

async function notableLists(ctx: ReadCtx, { tree }: AskedArea, cases: Predicate, days: Days, withWords: boolean) {
  const listOf = (code: NotableList['code'], label: Text, rows: readonly NotableRow[]): NotableList => ({
    code,
    label,
    n: rows[0]?.total ?? 0,
    items: rows.map((row) => ({
      number: row.number,
      category: row.category ?? unsorted,
      grid: tree.byId.get(row.gridId ?? row.communityId)?.name ?? '',
      unit: row.unit ?? '',
      at: row.at,
      words: withWords ? row.words : '',
      n: row.n,
    })),
  });
  const late = sql<SqlBool>`(cases.phase <> 'closed' and cases.due_at <= ${ctx.now}::timestamptz
    and not (cases.deferred_until is not null and cases.deferred_until >= ${businessDay(ctx.now)}::date))`;
  const well = sql<SqlBool>`(m.is_solved and m.score >= 5 and m.redos = 0 and m.rated_on >= ${days.from}::date and m.rated_on < ${days.before}::date)`;
  return [
    listOf('late', text('超时未办结', 'Late and open'), await notableRows(ctx, cases, late, 'due_at')),
    listOf(
      'repeated',
      text('反复诉求（同楼栋同类三件以上）', 'Repeated demands'),
      await repeatedRows(ctx, cases, days),
    ),
    listOf(
      'urgent',
      text('紧急事项', 'Urgent matters'),
      await notableRows(ctx, cases, sql<SqlBool>`(cases.urgency = 'urgent' and ${raisedIn(days)})`, 'raised_at'),
    ),
    listOf(
      'well',
      text('办得好的（本人评价满分且未重办）', 'Well solved'),
      await notableRows(ctx, cases, well, 'raised_at'),
    ),
  ];
}

/** Everything a report says, counted by the code that counts for the screens; sealed matters count, but stand in no list. */
export async function reportFigures(
  ctx: ReadCtx,
  query: ReportQuery,
  sealed: readonly number[],
): Promise<ReportFigures> {
  const asked = await askedArea(ctx, query.area);
  const days = daysOf(query);
  const categoryName = await categoryOf(ctx, query.category);
  const cases = sql<SqlBool>`(${asked.rows} and ${within(query.category)})`;
  const listed = sql<SqlBool>`(${cases} and (cases.category_id is null or cases.category_id <> all (${`{${sealed.join(',')}}`}::bigint[])))`;
  const past = sql<SqlBool>`(${asked.pastRows} and ${within(query.category)})`;
  const figures = await periodFigures(ctx, past, days);
  const beforeDays = daysBefore(days);
  const sources = await bySource(ctx, cases, days);
  const isByGrid = asked.area.kind === 'community' || asked.area.kind === 'grid';
  const below =
    asked.area.kind === 'community'
      ? await gridsOfPeriod(ctx, asked.area.id, days)
      : await byCode(ctx, isByGrid ? gridsUnder(asked) : communitiesUnder(asked), days);
  const parts = Map.groupBy(figures, (one) => (isByGrid ? one.gridId : one.communityId));
  return {
    asked,
    days,
    to: dayOf(dayNumber(days.before) - 1),
    categoryName,
    now: sumFigures(figures),
    before: sumFigures(await periodFigures(ctx, past, beforeDays)),
    beforeDays,
    ...(await standing(ctx, cases)),
    onTheSpot: sources.reduce((sum, one) => sum + one.onTheSpot, 0),
    sources: sources.map(({ source, n }) => ({ source, n })),
    categories: await byCategory(ctx, cases, days),
    areas: below.map((node) => ({ node, figures: sumFigures(parts.get(node.id) ?? []) })),
    notable: await notableLists(ctx, asked, listed, days, query.words === 'yes'),
  };
}
