import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { CaseTab, caseFilter } from '../../../contract/case-views.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import type { CaseTypes, EndStage, Stage } from '../../../domain/case/define.ts';
import { type Metric, metrics } from '../../../domain/metrics/metrics.ts';
import { refuse } from '../../../domain/refusals.ts';
import { inMonth, ruleSql, weightSql } from '../../access/measure-rules.ts';
import { scopeWith } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { turnRows } from '../../access/turn-rows.ts';
import { caseRows, communityRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

export type CaseFilter = z.output<typeof caseFilter>;
type Predicate = Expression<SqlBool>;

/**
 * The state under which a stage is listed: its phase, but for those where somebody is called back (the turn is the caller's) and those that
 * wait for the person who asked (the turn is nobody else's).
 */
export function tabOfStage(stage: Stage | EndStage): CaseTab {
  if (!('turn' in stage)) return 'closed';
  if (stage.turn.some(({ relation }) => relation === 'caller')) return 'callback';
  return stage.turn.every(({ relation }) => relation === 'reporter') ? 'waiting' : stage.phase;
}

/** The stages of all types that are not listed under their phase. */
function stagesUnder(types: CaseTypes, tab: 'callback' | 'waiting'): readonly string[] {
  return Object.values(types).flatMap((type) =>
    Object.entries(type.stages).flatMap(([name, stage]) => (tabOfStage(stage) === tab ? [name] : [])),
  );
}

/** What each tab of the inbox means. */
export async function tabRows(types: CaseTypes, ctx: ReadCtx, tab: CaseTab): Promise<Predicate> {
  const isUnder = (one: 'callback' | 'waiting') =>
    sql<SqlBool>`cases.stage = any (${stagesUnder(types, one) as string[]}::text[])`;
  switch (tab) {
    case 'mine':
      return turnRows(types, ctx);
    case 'others':
      return sql<SqlBool>`(cases.phase <> 'closed' and (${await turnRows(types, ctx)}) is not true)`;
    case 'raised':
    case 'accepted':
    case 'handling':
    case 'checking':
      return sql<SqlBool>`(cases.phase = ${tab} and not ${isUnder('callback')} and not ${isUnder('waiting')})`;
    case 'callback':
    case 'waiting':
      return sql<SqlBool>`(cases.phase <> 'closed' and ${isUnder(tab)})`;
    case 'open':
      return sql<SqlBool>`cases.phase <> 'closed'`;
    case 'closed':
      return sql<SqlBool>`cases.phase = 'closed'`;
    case 'all':
      return sql<SqlBool>`true`;
  }
}

/** What each clock filter means, at this instant. */
export function clockRows(ctx: ReadCtx, clock: 'soon' | 'late' | 'deferred' | 'asked'): Predicate {
  const today = businessDay(ctx.now);
  const isDeferred = sql`(cases.deferred_until is not null and cases.deferred_until >= ${today}::date)`;
  if (clock === 'deferred') return sql<SqlBool>`(cases.phase <> 'closed' and ${isDeferred})`;
  if (clock === 'asked') return sql<SqlBool>`(cases.phase <> 'closed' and cases.due_kind = 'inquiry')`;
  const late = sql`cases.due_at <= ${ctx.now}::timestamptz`;
  const soon = sql`(cases.soon_at <= ${ctx.now}::timestamptz and cases.due_at > ${ctx.now}::timestamptz)`;
  return sql<SqlBool>`(cases.phase <> 'closed' and not ${isDeferred} and ${clock === 'late' ? late : soon})`;
}

/** Of an area; behind a figure those of a grid, be it closed since, are the ones that were raised in it. */
async function areaRows(ctx: ReadCtx, filter: CaseFilter): Promise<Predicate> {
  const areaId = filter.area as number;
  const tree = await areaTree(ctx);
  const node = tree.byId.get(areaId);
  const isOfThePast = filter.metric ?? filter.raisedFrom ?? filter.raisedTo ?? filter.closedFrom ?? filter.closedTo;
  if (!node || (node.kind === 'grid' && isOfThePast !== undefined))
    return sql<SqlBool>`exists (select from case_measures g where g.community_id = cases.community_id and g.case_id = cases.id and g.grid_id = ${areaId})`;
  if (node.kind === 'grid') return sql<SqlBool>`cases.grid_id = ${areaId}`;
  if (node.kind === 'building' || node.kind === 'unit')
    return sql<SqlBool>`cases.building_id = ${node.kind === 'unit' ? node.parentId : areaId}`;
  return communityRows(tree.desksUnder(areaId).map(({ id }) => id));
}

/** Words of two characters and more by their hashed pieces; one character finds by the beginning of the number alone. */
function wordRows(ctx: ReadCtx, q: string): Predicate {
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  const recheck = sql`(cases.number like ${like} or cases.fields::text like ${like} or cases.place_words like ${like}
    or cases.progress->>'answers' like ${like} or cases.outside_number like ${like})`;
  const pieces = ctx.vault.pieces(q);
  const { communities, organisations } = ctx.rows;
  // Whoever sees by area alone touches no matter elsewhere, not even to be refused it: how long a search takes tells nothing of it.
  const within =
    organisations.length > 0 ? sql`` : sql`and t.community_id = any (${`{${communities.join(',')}}`}::bigint[])`;
  return sql<SqlBool>`(exists (select from search_tokens t where t.community_id = cases.community_id and t.kind = 'case' and t.row_id = cases.id
    ${within} and t.tokens @> ${`{${pieces.join(',')}}`}::int[]) and ${recheck})`;
}

const and = (parts: readonly Predicate[]): Predicate => sql<SqlBool>`(${sql.join([...parts], sql` and `)})`;

/** Demands of one category at one building, three or more within the last thirty days, counted among the rows of a scope. */
function repeatedRows(ctx: ReadCtx, scope: Predicate): Predicate {
  const since = dayOf(dayNumber(businessDay(ctx.now)) - 30);
  const recent = sql`cases.building_id is not null and cases.has_demand and cases.business_on > ${since}::date`;
  return sql<SqlBool>`(${recent} and (cases.building_id, coalesce(cases.category_id, 0)) in (
    select cases.building_id, coalesce(cases.category_id, 0) from cases where ${scope} and ${recent} group by 1, 2 having count(*) >= 3))`;
}

/** The very cases behind a figure: `<metric>.denominator` or `<metric>.numerator`, in a month. */
function metricRows(ctx: ReadCtx, asked: string, month: string): Predicate {
  const [code, part] = asked.split('.');
  const metric: Metric | undefined = (metrics as Readonly<Record<string, Metric>>)[code ?? ''];
  if (!metric || (part !== 'numerator' && part !== 'denominator')) throw refuse('request.invalid');
  const reached = part === 'numerator' ? sql` and ${weightSql(metric, ctx.now)} > 0` : sql``;
  return sql<SqlBool>`exists (select from case_measures m where m.community_id = cases.community_id and m.case_id = cases.id
    and ${inMonth(metric, month)} and ${ruleSql(metric.denominator, ctx.now)}${reached})`;
}

/** How the rows are come by: `order` goes along the order of the list through all communities at once, which is shorter where most of them are seen. */
export type Way = 'any' | 'order';

/** Filters that lead to their rows by an index of their own, or to so few of the newest that walking along them would find none for long. */
const leading = [
  'lead',
  'building',
  'category',
  'repeated',
  'metric',
  'q',
  'raisedFrom',
  'raisedTo',
  'closedFrom',
  'closedTo',
] as const;

/** The way to a page of a list: all that is open is few enough to be walked through by its due times whatever else is asked. */
export async function wayOf(ctx: ReadCtx, filter: CaseFilter, isByDue: boolean): Promise<Way> {
  if (!isByDue && leading.some((key) => filter[key] !== undefined)) return 'any';
  const tree = await areaTree(ctx);
  const { whole } = scopeWith(tree, ctx.actor, 'cases.read');
  return whole.length > 1 && 2 * whole.length > tree.desks ? 'order' : 'any';
}

/** Every filter but the tab and the clock as predicates; with the actor's own scope before them. */
export async function filterRows(ctx: ReadCtx, filter: CaseFilter, way: Way = 'any'): Promise<readonly Predicate[]> {
  const communityId = sql.raw(way === 'order' ? '(cases.community_id + 0)' : 'cases.community_id');
  const parts: Predicate[] = [await caseRows(ctx, 'cases.read', communityId)];
  const same = (column: string, value: unknown) => parts.push(sql<SqlBool>`${sql.ref(`cases.${column}`)} = ${value}`);
  if (filter.type) same('type', filter.type);
  if (filter.source) same('source', filter.source);
  if (filter.urgency) same('urgency', filter.urgency);
  if (filter.lead) same('lead_organisation_id', filter.lead);
  if (filter.outcome) same('outcome', filter.outcome);
  if (filter.building) same('building_id', filter.building);
  if (filter.onTheSpot) same('on_the_spot', filter.onTheSpot === 'yes');
  if (filter.demand) same('has_demand', filter.demand === 'yes');
  if (filter.category !== undefined) {
    parts.push(
      sql<SqlBool>`cases.category_id in (select id from categories where id = ${filter.category} or parent_id = ${filter.category})`,
    );
  }
  if (filter.area !== undefined) parts.push(await areaRows(ctx, filter));
  if (filter.raisedFrom) parts.push(sql<SqlBool>`cases.business_on >= ${filter.raisedFrom}::date`);
  if (filter.raisedTo) parts.push(sql<SqlBool>`cases.business_on <= ${filter.raisedTo}::date`);
  if (filter.closedFrom) parts.push(sql<SqlBool>`cases.closed_on >= ${filter.closedFrom}::date`);
  if (filter.closedTo) parts.push(sql<SqlBool>`cases.closed_on <= ${filter.closedTo}::date`);
  if (filter.repeated) parts.push(repeatedRows(ctx, and(parts)));
  if (filter.metric) parts.push(metricRows(ctx, filter.metric, filter.month ?? businessDay(ctx.now).slice(0, 7)));
  if (filter.q && filter.q.trim() !== '') parts.push(wordRows(ctx, filter.q.trim()));
  return parts;
}
