import type { z } from 'zod';
import { mostFilters, type savedFilterCommands } from '../../../contract/saved-filters.ts';
import { holdingsOf } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { keeperOf, usableFilters } from './saved-filters.queries.ts';

type Input<K extends keyof typeof savedFilterCommands> = z.output<(typeof savedFilterCommands)[K]['input']>;

function keeper(ctx: WriteCtx): string {
  const userId = keeperOf(ctx);
  if (userId === null) throw refuse('access.forbidden');
  return userId;
}

/** Refuses a unit or post that is not this person's own: nobody puts filters before others. */
function assertOwnShare(ctx: WriteCtx, share: Input<'saved-filters.keep'>['share']): void {
  const isOwn = holdingsOf(ctx.actor).some((holding) =>
    share.kind === 'unit'
      ? holding.organisationId === share.organisationId
      : share.kind === 'post'
        ? holding.role === share.role && holding.areaId === share.areaId
        : true,
  );
  if (!isOwn) throw refuse('access.outside-scope');
}

/** Keeps a filter under a name, or changes one of one's own. @throws access.outside-scope, filters.too-many, request.not-found */
export async function keepFilter(ctx: WriteCtx, input: Input<'saved-filters.keep'>) {
  const userId = keeper(ctx);
  assertOwnShare(ctx, input.share);
  const values = {
    name: input.name,
    filter: jsonb(input.filter),
    organisationId: input.share.kind === 'unit' ? input.share.organisationId : null,
    areaId: input.share.kind === 'post' ? input.share.areaId : null,
    role: input.share.kind === 'post' ? input.share.role : null,
    updatedAt: ctx.now,
  };
  if (input.id) {
    const changed = await ctx.db
      .updateTable('savedFilters')
      .set(values)
      .where('id', '=', input.id)
      .where('userId', '=', userId)
      .where('list', '=', input.list)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw refuse('request.not-found');
    return { id: input.id };
  }
  const { n } = await ctx.db
    .selectFrom('savedFilters')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('userId', '=', userId)
    .where('list', '=', input.list)
    .executeTakeFirstOrThrow();
  if (n >= mostFilters) throw refuse('filters.too-many', { most: mostFilters });
  const id = ctx.newId();
  await ctx.db
    .insertInto('savedFilters')
    .values({ id, list: input.list, userId, madeAt: ctx.now, ...values })
    .execute();
  return { id };
}

/** Removes one of one's own, from everybody it was shared with. */
export async function removeFilter(ctx: WriteCtx, id: string) {
  const gone = await ctx.db
    .deleteFrom('savedFilters')
    .where('id', '=', id)
    .where('userId', '=', keeper(ctx))
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('request.not-found');
  return { id };
}

/** Puts the filters this person may use in their own order, and chooses the one the list opens with. */
export async function arrangeFilters(ctx: WriteCtx, input: Input<'saved-filters.arrange'>) {
  const userId = keeper(ctx);
  const usable = new Set(
    (await usableFilters(ctx, input.list).select('savedFilters.id').execute()).map(({ id }) => id),
  );
  const ids = [...new Set(input.ids)].filter((id) => usable.has(id));
  const defaultId = input.defaultId !== null && usable.has(input.defaultId) ? input.defaultId : null;
  await ctx.db
    .insertInto('filterOrders')
    .values({ userId, list: input.list, ids, defaultId })
    .onConflict((conflict) => conflict.columns(['userId', 'list']).doUpdateSet({ ids, defaultId }))
    .execute();
  return { ids };
}
