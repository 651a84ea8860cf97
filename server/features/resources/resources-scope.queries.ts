import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import type { Promised, Use } from '../../../domain/resources/promise.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints, uuids } from '../../kit/db/lists.ts';

export type AnyCtx = ReadCtx | WriteCtx;

export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly areaId: number;
}

export interface ResourceRow extends Promised {
  readonly id: string;
  readonly communityId: number;
  readonly areaId: number;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly details: string;
  readonly madeAt: string;
  readonly withdrawnAt: string | null;
}

/** A promise or a need is for a street, a community or a grid: never for a door. */
export const isPlace = ({ kind }: AreaNode): boolean => kind === 'street' || kind === 'community' || kind === 'grid';

/** The units an actor acts for, with a capability there. */
export async function unitsOf(ctx: AnyCtx, capability: Capability): Promise<readonly UnitRow[]> {
  const ids = holdingsWith(ctx.actor, capability).flatMap(({ organisationId }) => organisationId ?? []);
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('organisations')
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name', 'areaId'])
    .orderBy('name')
    .execute();
}

/** The places within an area, and those that hold it. */
export function placesAround(tree: AreaTree, areaId: number): readonly AreaNode[] {
  return [...tree.ancestorsOf(areaId).slice(1), ...tree.subtreeOf(areaId)].filter(isPlace);
}

/** Where promises and needs concern an actor: in, under and over the areas they work in, and those of their units. */
export async function seenPlaces(ctx: AnyCtx): Promise<ReadonlySet<number>> {
  const tree = await areaTree(ctx);
  const own = holdingsWith(ctx.actor, 'cases.read').flatMap(({ areaId }) => areaId ?? []);
  const units = await unitsOf(ctx, 'cases.read');
  const areas = new Set([...own, ...units.map((unit) => unit.areaId)]);
  return new Set([...areas].flatMap((id) => placesAround(tree, id).map((node) => node.id)));
}

/** The rows of a table with `area_id` that an actor may see, of one area where it is named. */
export async function placedRows(ctx: AnyCtx, of: string, areaId?: number): Promise<RawBuilder<SqlBool>> {
  const seen = await seenPlaces(ctx);
  const tree = await areaTree(ctx);
  const wanted =
    areaId === undefined ? [...seen] : placesAround(tree, areaId).flatMap(({ id }) => (seen.has(id) ? id : []));
  return sql<SqlBool>`${sql.ref(`${of}.area_id`)} = any (${bigints(wanted)})`;
}

/** The promises an actor may see: those of their places, and their own units' wherever they are for. */
export async function resourceRows(ctx: AnyCtx, areaId?: number): Promise<RawBuilder<SqlBool>> {
  const placed = await placedRows(ctx, 'r', areaId);
  const units = areaId === undefined ? await unitsOf(ctx, 'cases.read') : [];
  return units.length === 0
    ? placed
    : sql<SqlBool>`(${placed} or r.organisation_id = any (${uuids(units.map(({ id }) => id))}))`;
}

export const resourceColumns = sql`r.id, r.community_id, r.area_id, r.organisation_id, o.name as organisation_name, r.kind, r.title, r.details,
  r.amount, r.unit, r.per, r.begins_on, r.ends_on, r.weekdays, r.from_minute, r.to_minute, r.made_at, r.withdrawn_at`;

interface Minutes {
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}
export type StoredResource = Omit<ResourceRow, 'hours'> & Minutes;

/** The hours of a stored window. */
export function withHours<T extends Minutes>({ fromMinute, toMinute, ...row }: T) {
  return { ...row, hours: fromMinute === null || toMinute === null ? null : { from: fromMinute, to: toMinute } };
}

/** What was agreed of some promises and was not given back, by promise. */
export async function usesOf(
  ctx: AnyCtx,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Use[]>> {
  const found = new Map<string, Use[]>();
  if (resourceIds.length === 0) return found;
  const rows = await ctx.db
    .selectFrom('resourceUses')
    .where('resourceId', 'in', [...resourceIds])
    .where('releasedAt', 'is', null)
    .select(['resourceId', 'amount', 'usedOn'])
    .execute();
  for (const { resourceId, amount, usedOn } of rows)
    found.set(resourceId, [...(found.get(resourceId) ?? []), { amount, on: usedOn }]);
  return found;
}
