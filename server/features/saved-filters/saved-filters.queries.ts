import { sql } from 'kysely';
import type { FilterList, SavedFilter } from '../../../contract/saved-filters.ts';
import { holdingsOf } from '../../../domain/access/actor.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Whose filters are kept: staff have a name here, systems do not. */
export function keeperOf(ctx: AnyCtx): string | null {
  return ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
}

/** Filters this actor may use: their own, their units', and those of a post they hold over the same area. */
export function usableFilters(ctx: AnyCtx, list: FilterList) {
  const holdings = holdingsOf(ctx.actor);
  const organisations = holdings.flatMap(({ organisationId }) => organisationId ?? []);
  const posts = holdings.flatMap(({ role, areaId }) => (areaId === undefined ? [] : [`${role} ${areaId}`]));
  return ctx.db
    .selectFrom('savedFilters')
    .where('savedFilters.list', '=', list)
    .where(
      sql<boolean>`(saved_filters.user_id = ${keeperOf(ctx)}
        or saved_filters.organisation_id = any (${`{${organisations.join(',')}}`}::uuid[])
        or saved_filters.role || ' ' || saved_filters.area_id = any (${posts}::text[]))`,
    );
}

type Share = SavedFilter['share'];

function shareOf(row: { organisationId: string | null; areaId: number | null; role: string | null }): Share {
  if (row.organisationId !== null) return { kind: 'unit', organisationId: row.organisationId };
  return row.areaId !== null && row.role !== null
    ? { kind: 'post', role: row.role, areaId: row.areaId }
    : { kind: 'own' };
}

/** The filters of a list in this person's own order, new ones last; the one the list opens with is marked. */
export async function listSavedFilters(ctx: ReadCtx, list: FilterList): Promise<{ items: SavedFilter[] }> {
  const userId = keeperOf(ctx);
  if (userId === null) return { items: [] };
  const rows = await usableFilters(ctx, list)
    .innerJoin('users', 'users.id', 'savedFilters.userId')
    .select([
      'savedFilters.id',
      'savedFilters.name',
      'savedFilters.filter',
      'savedFilters.userId',
      'savedFilters.organisationId',
      'savedFilters.areaId',
      'savedFilters.role',
      'savedFilters.madeAt',
      'users.name as byName',
    ])
    .orderBy('savedFilters.madeAt')
    .limit(200)
    .execute();
  const order = await ctx.db
    .selectFrom('filterOrders')
    .select(['ids', 'defaultId'])
    .where('userId', '=', userId)
    .where('list', '=', list)
    .executeTakeFirst();
  const placeOf = (id: string): number => {
    const at = order?.ids.indexOf(id) ?? -1;
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    filter: row.filter as Record<string, string>,
    share: shareOf(row),
    isMine: row.userId === userId,
    byName: row.userId === userId ? null : row.byName,
    isDefault: row.id === order?.defaultId,
  }));
  return { items: items.toSorted((a, b) => placeOf(a.id) - placeOf(b.id)) };
}
