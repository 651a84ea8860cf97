import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { PromisedResource, ResourceNeed } from '../../../contract/resources.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { byFit, fitOf, type Wanted } from '../../../domain/resources/fit.ts';
import { leftOn, type ResourceKind, type Use } from '../../../domain/resources/promise.ts';
import { fill, type Text, text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import {
  type AnyCtx,
  isPlace,
  placedRows,
  placesAround,
  type ResourceRow,
  resourceColumns,
  resourceRows,
  type StoredResource,
  unitsOf,
  usesOf,
  withHours,
} from './resources-scope.queries.ts';

interface Asked {
  readonly areaId?: number | undefined;
  readonly kind?: ResourceKind | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** So many promises are looked at for one need. */
const mostLooked = 2000;
const mostFits = 50;
const mostPlaces = 300;
const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

const before = (of: string, place: readonly [string, string] | undefined) =>
  place
    ? sql`and (${sql.ref(`${of}.made_at`)}, ${sql.ref(`${of}.id`)}) < (${place[0]}::timestamptz, ${place[1]}::uuid)`
    : sql``;

/** Whether the actor states and changes a promise: in the unit's name, or for its place. */
export async function changers(ctx: AnyCtx) {
  const tree = await areaTree(ctx);
  const units = new Set((await unitsOf(ctx, 'cases.handle')).map(({ id }) => id));
  return ({ organisationId, areaId }: Pick<ResourceRow, 'organisationId' | 'areaId'>): boolean =>
    units.has(organisationId) || holdsOver(tree, ctx.actor, 'cases.dispatch', areaId);
}

const areaOf = (tree: AreaTree, id: number) => ({ id, name: tree.byId.get(id)?.name ?? '' });

async function viewer(ctx: ReadCtx, rows: readonly ResourceRow[]) {
  const tree = await areaTree(ctx);
  const mayChange = await changers(ctx);
  const uses = await usesOf(
    ctx,
    rows.map(({ id }) => id),
  );
  const today = businessDay(ctx.now);
  return (row: ResourceRow): PromisedResource => ({
    id: row.id,
    area: areaOf(tree, row.areaId),
    organisation: { id: row.organisationId, name: row.organisationName },
    kind: row.kind,
    title: row.title,
    details: row.details,
    amount: row.amount,
    unit: row.unit,
    per: row.per,
    beginsOn: row.beginsOn,
    endsOn: row.endsOn,
    weekdays: [...row.weekdays],
    hours: row.hours,
    left: leftOn(row, uses.get(row.id) ?? [], today),
    mayChange: mayChange(row),
  });
}

/** 资源清单: what units promised around the asker, the newest first; those withdrawn or over are left out. */
export async function listResources(ctx: ReadCtx, asked: Asked & { readonly organisationId?: string | undefined }) {
  const place = fromCursor(asked.cursor, newestFirst);
  const today = businessDay(ctx.now);
  const { rows } = await sql<StoredResource>`
    select ${resourceColumns} from resources r join organisations o on o.id = r.organisation_id
    where ${await resourceRows(ctx, asked.areaId)} and r.withdrawn_at is null and (r.ends_on is null or r.ends_on >= ${today}::date)
      ${asked.kind ? sql`and r.kind = ${asked.kind}` : sql``}
      ${asked.organisationId ? sql`and r.organisation_id = ${asked.organisationId}` : sql``}
      ${asked.q ? sql`and ${wordsIn(asked.q, 'r.title', 'r.details', 'o.name')}` : sql``} ${before('r', place)}
    order by r.made_at desc, r.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const { items, next } = pageUp(rows.map(withHours), asked.limit, (row) => [row.madeAt, row.id]);
  return { items: items.map(await viewer(ctx, items)), ...(next ? { next } : {}) };
}

export interface NeedRow extends Wanted {
  readonly id: string;
  readonly communityId: number;
  readonly areaId: number;
  readonly title: string;
  readonly details: string;
  readonly madeAt: string;
  readonly closedAt: string | null;
}
export type StoredNeed = Omit<NeedRow, 'hours'> & {
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
};

export const needColumns = sql`n.id, n.community_id, n.area_id, n.kind, n.title, n.details, n.amount, n.unit, n.begins_on, n.ends_on, n.weekdays,
  n.from_minute, n.to_minute, n.made_at, n.closed_at,
  (select coalesce(sum(u.amount), 0)::int from resource_uses u where u.need_id = n.id and u.released_at is null) as met`;

function needView(ctx: ReadCtx, tree: AreaTree, row: NeedRow): ResourceNeed {
  return {
    id: row.id,
    area: areaOf(tree, row.areaId),
    kind: row.kind,
    title: row.title,
    details: row.details,
    amount: row.amount,
    unit: row.unit,
    beginsOn: row.beginsOn,
    endsOn: row.endsOn,
    weekdays: [...row.weekdays],
    hours: row.hours,
    met: row.met,
    isClosed: row.closedAt !== null,
    mayManage: holdsOver(tree, ctx.actor, 'cases.dispatch', row.areaId),
  };
}

/** 需求清单: what communities around the asker need, the newest first. */
export async function listNeeds(ctx: ReadCtx, asked: Asked & { readonly open?: 'yes' | undefined }) {
  const tree = await areaTree(ctx);
  const place = fromCursor(asked.cursor, newestFirst);
  const open = sql<SqlBool>`n.closed_at is null and (n.ends_on is null or n.ends_on >= ${businessDay(ctx.now)}::date)
    and n.amount > (select coalesce(sum(u.amount), 0) from resource_uses u where u.need_id = n.id and u.released_at is null)`;
  const { rows } = await sql<StoredNeed>`
    select ${needColumns} from resource_needs n
    where ${await placedRows(ctx, 'n', asked.areaId)} ${asked.open ? sql`and ${open}` : sql``}
      ${asked.kind ? sql`and n.kind = ${asked.kind}` : sql``} ${asked.q ? sql`and ${wordsIn(asked.q, 'n.title', 'n.details')}` : sql``} ${before('n', place)}
    order by n.made_at desc, n.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const { items, next } = pageUp(rows.map(withHours), asked.limit, (row) => [row.madeAt, row.id]);
  return { items: items.map((row) => needView(ctx, tree, row)), ...(next ? { next } : {}) };
}

/** How the place of a promise lies to that of a need; null where neither holds the other. */
export function placeWords(tree: AreaTree, resource: number, need: number): Text | null {
  const name = (id: number) => tree.byId.get(id)?.name ?? '';
  if (tree.isWithin(need, resource)) return fill(text('服务范围：{area}', 'Serves {area}'), { area: name(resource) });
  return tree.isWithin(resource, need) ? fill(text('就在{area}', 'Lies in {area}'), { area: name(resource) }) : null;
}

/** How a promise serves a need today; null where it does not, or one of them is over. */
export function fitNow(tree: AreaTree, need: NeedRow, resource: ResourceRow, uses: readonly Use[], today: string) {
  if (need.closedAt !== null || resource.withdrawnAt !== null) return null;
  return fitOf(need, resource, { place: placeWords(tree, resource.areaId, need.areaId), uses, today });
}

/** The promises that serve a need, by plain rules, each with its reasons. @throws request.not-found */
export async function listFits(ctx: ReadCtx, id: string) {
  const tree = await areaTree(ctx);
  const { rows } = await sql<StoredNeed>`
    select ${needColumns} from resource_needs n where n.id = ${id} and ${await placedRows(ctx, 'n')}`.execute(ctx.db);
  const [need] = rows.map(withHours);
  if (!need || !holdsOver(tree, ctx.actor, 'cases.dispatch', need.areaId)) throw refuse('request.not-found');
  const today = businessDay(ctx.now);
  const found = await sql<StoredResource>`
    select ${resourceColumns} from resources r join organisations o on o.id = r.organisation_id
    where ${await resourceRows(ctx)} and r.withdrawn_at is null and (r.ends_on is null or r.ends_on >= ${today}::date)
      and r.kind = ${need.kind} and r.unit = ${need.unit}
    order by r.made_at desc, r.id desc limit ${mostLooked}`.execute(ctx.db);
  const resources = found.rows.map(withHours);
  const uses = await usesOf(
    ctx,
    resources.map((one) => one.id),
  );
  const view = await viewer(ctx, resources);
  const fits = resources.flatMap((resource) => {
    const fit = fitNow(tree, need, resource, uses.get(resource.id) ?? [], today);
    return fit ? [{ resource, fit, title: resource.title }] : [];
  });
  const items = fits.sort(byFit).slice(0, mostFits);
  return {
    need: needView(ctx, tree, need),
    items: items.map(({ resource, fit }) => ({ resource: view(resource), ...fit, reasons: [...fit.reasons] })),
  };
}

/** For which units and places the asker may state promises and needs. */
export async function listPlaces(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  const units = await unitsOf(ctx, 'cases.handle');
  const areas = [...tree.byId.values()].filter(
    (node) => isPlace(node) && holdsOver(tree, ctx.actor, 'cases.dispatch', node.id),
  );
  return {
    units: units.map(({ id, name, areaId }) => ({
      id,
      name,
      areas: placesAround(tree, areaId).slice(0, mostPlaces).map(named),
    })),
    areas: areas.slice(0, mostPlaces).map(named),
  };
}
