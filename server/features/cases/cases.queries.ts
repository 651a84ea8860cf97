import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { CaseItem, CaseTab } from '../../../contract/case-views.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { moodOf } from '../../../domain/case/clocks.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { Text } from '../../../domain/text.ts';
import { remembered } from '../../access/figures-memory.ts';
import { organisationsOf } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { communityRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { keyed } from '../../kit/db/statement-names.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { type CaseFilter, clockRows, filterRows, tabRows, wayOf } from './cases.filter.ts';
import { namesOf } from './cases.place.ts';

const itemColumns = [
  'cases.communityId',
  'cases.id',
  'cases.number',
  'cases.type',
  'cases.stage',
  'cases.phase',
  'cases.source',
  'cases.categoryId',
  'cases.urgency',
  'cases.title',
  'cases.placeWords',
  'cases.gridId',
  'cases.raisedAt',
  'cases.dueAt',
  'cases.dueKind',
  'cases.soonAt',
  'cases.deferredUntil',
  'cases.promiseDueAt',
  'cases.hasDemand',
  'cases.onTheSpot',
  'cases.outcome',
  'cases.closedAt',
  'cases.seq',
] as const;

/** The rows of a list: cases with the names of category, unit and handler, joined once. */
function itemQuery(ctx: ReadCtx) {
  return ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .leftJoin('organisations', 'organisations.id', 'cases.leadOrganisationId')
    .leftJoin('users', 'users.id', 'cases.handlerUserId')
    .select([
      ...itemColumns,
      'categories.name as categoryName',
      'organisations.name as leadName',
      'users.name as handlerName',
    ]);
}

export type ItemRow = Awaited<ReturnType<ReturnType<typeof itemQuery>['execute']>>[number];

/** A row as the lists show it. */
export function itemOf(types: CaseTypes, tree: AreaTree, now: string, row: ItemRow): CaseItem {
  const type = types[row.type];
  if (!type) throw new Error(`A case is of the type ${row.type}, which is not registered`);
  const isClosed = row.phase === 'closed';
  return {
    ref: toRef(row.communityId, row.id),
    number: row.number,
    type: row.type,
    typeTitle: type.title,
    stage: row.stage,
    stageLabel: stageOf(type, row.stage).label,
    phase: row.phase as CaseItem['phase'],
    source: row.source as CaseItem['source'],
    categoryId: row.categoryId,
    categoryName: (row.categoryName as Text | null) ?? null,
    urgency: row.urgency as CaseItem['urgency'],
    title: row.title,
    placeWords: row.placeWords ?? '',
    ...namesOf(tree, row),
    raisedAt: row.raisedAt,
    dueAt: isClosed ? null : row.dueAt,
    dueKind: isClosed ? null : row.dueKind,
    promiseDueAt: row.promiseDueAt,
    mood: moodOf({ dueAt: row.dueAt, soonAt: row.soonAt, deferredUntil: row.deferredUntil, isClosed }, now),
    leadName: row.leadName,
    handlerName: row.handlerName,
    hasDemand: row.hasDemand,
    onTheSpot: row.onTheSpot,
    outcome: row.outcome as CaseItem['outcome'],
    closedAt: row.closedAt,
    seq: row.seq,
  };
}

const place = z.tuple([z.string(), z.string()]);

/** Without a tab the inbox shows what is open; the cases behind a figure may be closed. */
function usualTab(filter: CaseFilter): CaseTab {
  return filter.metric || filter.repeated || filter.closedFrom || filter.outcome ? 'all' : 'open';
}

/** A page of the inbox: open cases soonest due first, closed ones (or on request) newest first. */
export async function listCases(
  types: CaseTypes,
  ctx: ReadCtx,
  query: CaseFilter & { readonly cursor?: string | undefined; readonly limit: number; readonly sort: 'due' | 'raised' },
) {
  const tab: CaseTab = query.tab ?? usualTab(query);
  const isByDue = query.sort === 'due' && tab !== 'closed' && tab !== 'all';
  const column = isByDue ? sql.ref<string>('cases.due_at') : sql.ref<string>('cases.raised_at');
  const after = fromCursor(query.cursor, place);
  const conditions = [
    await tabRows(types, ctx, tab),
    ...(query.clock ? [clockRows(ctx, query.clock)] : []),
    ...(await filterRows(ctx, query, await wayOf(ctx, query, isByDue))),
  ];
  if (after) {
    conditions.push(
      isByDue
        ? sql<boolean>`(cases.due_at, cases.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
        : sql<boolean>`(cases.raised_at, cases.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  }
  const direction = isByDue ? 'asc' : 'desc';
  const rows = await itemQuery(ctx)
    .where((eb) => eb.and(conditions))
    .orderBy(column, direction)
    .orderBy('cases.id', direction)
    .limit(query.limit + 1)
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(rows, query.limit, (row) => [isByDue ? row.dueAt : row.raisedAt, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(types, tree, ctx.now, row)) };
}

const openTabs = ['mine', 'raised', 'accepted', 'waiting', 'handling', 'checking', 'callback', 'open'] as const;

/** How many cases each tab and clock holds under the same filters: one statement over the open cases, one count of the closed. */
export async function countCases(types: CaseTypes, ctx: ReadCtx, filter: CaseFilter) {
  const scope = await filterRows(ctx, filter);
  const open = sql<boolean>`cases.phase <> 'closed'`;
  const tabs = await Promise.all(openTabs.map(async (tab) => [tab, await tabRows(types, ctx, tab)] as const));
  const row = await ctx.db
    .selectFrom('cases')
    .where((eb) => eb.and([...scope, open]))
    .select([
      ...tabs.map(([tab, rows]) => sql<number>`count(*) filter (where ${rows})`.as(tab)),
      ...(['soon', 'late', 'deferred', 'asked'] as const).map((clock) =>
        sql<number>`count(*) filter (where ${clockRows(ctx, clock)})`.as(clock),
      ),
    ])
    .executeTakeFirstOrThrow();
  const closed = await countClosed(ctx, filter, scope);
  const counts = row as Record<(typeof openTabs)[number] | 'soon' | 'late' | 'deferred' | 'asked', number>;
  return {
    tabs: {
      ...Object.fromEntries(openTabs.map((tab) => [tab, counts[tab]])),
      others: counts.open - counts.mine,
      closed,
      all: counts.open + closed,
    } as Record<CaseTab, number>,
    clocks: { soon: counts.soon, late: counts.late, deferred: counts.deferred, asked: counts.asked },
  };
}

/** What the closed cases of whole communities may be narrowed by and still be known by number. */
const counted: ReadonlySet<string> = new Set(['type', 'area', 'tab', 'clock']);

/** The communities whose closed cases a filter asks for, if the actor sees all of each and nothing else. */
async function countedCommunities(ctx: ReadCtx, filter: CaseFilter): Promise<readonly number[] | undefined> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || organisationsOf(actor).length > 0 || (actor.listedIn ?? []).length > 0)
    return undefined;
  if (Object.entries(filter).some(([key, value]) => value !== undefined && !counted.has(key))) return undefined;
  const { whole, partStorage } = await scopeFor(ctx, 'cases.read');
  if (partStorage.length > 0) return undefined;
  if (filter.area === undefined) return whole;
  const tree = await areaTree(ctx);
  const desks = new Set(tree.desksUnder(filter.area).map(({ id }) => id));
  return desks.size === 0 ? undefined : whole.filter((id) => desks.has(id));
}

/** The closed cases of communities by type, from memory as far as none has moved since. */
function closedByType(ctx: ReadCtx, communities: readonly number[]) {
  return remembered(ctx, 'closed', communities, async (stale) => {
    const rows = await ctx.db
      .selectFrom('cases')
      .where(sql<boolean>`${communityRows(stale)} and cases.phase = 'closed'`)
      .groupBy(['cases.communityId', 'cases.type'])
      .select(['cases.communityId', 'cases.type', sql<number>`count(*)`.as('n')])
      .execute();
    const found = Map.groupBy(rows, ({ communityId }) => communityId);
    return new Map(stale.map((id) => [id, { value: found.get(id) ?? [], until: null }]));
  });
}

/** How many closed cases a filter finds: of whole communities from memory, since there are too many to be counted for each who looks. */
async function countClosed(
  ctx: ReadCtx,
  filter: CaseFilter,
  scope: Awaited<ReturnType<typeof filterRows>>,
): Promise<number> {
  const communities = await countedCommunities(ctx, filter);
  if (communities !== undefined) {
    const rows = (await closedByType(ctx, communities)).flat();
    const wanted = filter.type === undefined ? rows : rows.filter(({ type }) => type === filter.type);
    return wanted.reduce((sum, { n }) => sum + n, 0);
  }
  const { n } = await ctx.db
    .selectFrom('cases')
    .where((eb) => eb.and([...scope, sql<boolean>`cases.phase = 'closed'`]))
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** The rows of particular cases, in the order given. */
export async function listItems(
  types: CaseTypes,
  ctx: ReadCtx,
  keys: readonly { readonly communityId: number; readonly id: string }[],
): Promise<CaseItem[]> {
  if (keys.length === 0) return [];
  const tree = await areaTree(ctx);
  const rows = await itemQuery(ctx)
    .where('cases.communityId', 'in', [...new Set(keys.map((key) => key.communityId))])
    .where(
      'cases.id',
      'in',
      keys.map((key) => key.id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.flatMap((key) => {
    const row = byId.get(key.id);
    return row ? [itemOf(types, tree, ctx.now, row)] : [];
  });
}

/** Those of some cases that satisfy a condition, the newest first; the keys lead to them. */
export async function listFitting(
  types: CaseTypes,
  ctx: ReadCtx,
  keys: readonly { readonly communityId: number; readonly id: string }[],
  fits: RawBuilder<SqlBool>,
  limit: number,
): Promise<CaseItem[]> {
  const communities = `{${keys.map(({ communityId }) => communityId).join(',')}}`;
  const ids = `{${keys.map(({ id }) => id).join(',')}}`;
  const rows = await itemQuery(ctx)
    .where(
      sql<boolean>`${sql.raw(keyed)} (cases.community_id, cases.id) in (select * from unnest(${communities}::bigint[], ${ids}::uuid[]))`,
    )
    .where(fits)
    .orderBy('cases.raisedAt', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(limit)
    .execute();
  const tree = await areaTree(ctx);
  return rows.map((row) => itemOf(types, tree, ctx.now, row));
}

const mapLimit = 2000;

/** Points for the map, the newest first, cut at two thousand. */
export async function mapCases(types: CaseTypes, ctx: ReadCtx, filter: CaseFilter) {
  const conditions = [
    await tabRows(types, ctx, filter.tab ?? usualTab(filter)),
    ...(filter.clock ? [clockRows(ctx, filter.clock)] : []),
    ...(await filterRows(ctx, filter)),
  ];
  const rows = await ctx.db
    .selectFrom('cases')
    .where((eb) => eb.and([...conditions, sql<boolean>`cases.lon is not null`]))
    .orderBy('cases.raisedAt', 'desc')
    .limit(mapLimit + 1)
    .select([
      'cases.communityId',
      'cases.id',
      'cases.title',
      'cases.lon',
      'cases.lat',
      'cases.phase',
      'cases.urgency',
      'cases.dueAt',
      'cases.soonAt',
      'cases.deferredUntil',
    ])
    .execute();
  return {
    isCut: rows.length > mapLimit,
    points: rows.slice(0, mapLimit).map((row) => ({
      ref: toRef(row.communityId, row.id),
      title: row.title,
      at: [row.lon as number, row.lat as number] as [number, number],
      mood: moodOf({ ...row, isClosed: row.phase === 'closed' }, ctx.now),
      phase: row.phase as CaseItem['phase'],
      urgency: row.urgency as CaseItem['urgency'],
    })),
  };
}

/** What else happened at a building in the last ninety days. */
export async function placeHistory(
  types: CaseTypes,
  ctx: ReadCtx,
  at: { readonly communityId: number; readonly id: string; readonly buildingId: number | null },
) {
  if (at.buildingId === null) return { count: 0, items: [] };
  const since = businessDay(Date.parse(ctx.now) - 90 * 86_400_000);
  const scope = await filterRows(ctx, { building: at.buildingId, raisedFrom: since });
  const rows = await ctx.db
    .selectFrom('cases')
    .where((eb) => eb.and([...scope, sql<boolean>`cases.id <> ${at.id}`]))
    .orderBy('cases.raisedAt', 'desc')
    .limit(20)
    .select([
      'cases.communityId',
      'cases.id',
      'cases.number',
      'cases.title',
      'cases.type',
      'cases.stage',
      'cases.raisedAt',
      sql<number>`count(*) over ()`.as('n'),
    ])
    .execute();
  return {
    count: rows[0]?.n ?? 0,
    items: rows.flatMap((row) => {
      const type = types[row.type];
      return type
        ? [
            {
              ref: toRef(row.communityId, row.id),
              number: row.number,
              title: row.title,
              stageLabel: stageOf(type, row.stage).label,
              raisedAt: row.raisedAt,
            },
          ]
        : [];
    }),
  };
}
