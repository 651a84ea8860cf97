import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { serviceItemCommands } from '../../../contract/service-items.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { mayManageCatalogue } from '../catalogue/categories.queries.ts';

type Input = z.output<(typeof serviceItemCommands)['service-items.describe']['input']>;

/**
 * Writes the guide of an item, publishes it or takes it back. Only what is applied for has one.
 * @refuses catalogue.whole-district, catalogue.unknown-category, catalogue.changed-meanwhile, service-items.not-applied-for
 */
export async function describeItem(
  ctx: WriteCtx,
  types: CaseTypes,
  { id, guide, isPublished, basedOn }: Input,
): Promise<{ id: number; version: number }> {
  if (!(await mayManageCatalogue(ctx))) throw refuse('catalogue.whole-district');
  // The category's row is the lock: two who describe the same item for the first time come one after the other.
  const category = await ctx.db
    .selectFrom('categories')
    .where('id', '=', id)
    .select(['caseType', 'code'])
    .forUpdate()
    .executeTakeFirst();
  if (!category) throw refuse('catalogue.unknown-category');
  if (ownKey(types, category.caseType)?.asker !== 'applicant') throw refuse('service-items.not-applied-for');
  const before = await ctx.db
    .selectFrom('serviceItems')
    .where('categoryId', '=', id)
    .select(['guide', 'isPublished', 'version'])
    .executeTakeFirst();
  const version = before?.version ?? 0;
  if (version !== basedOn) throw new Refusal('catalogue.changed-meanwhile', { current: { version } });
  if (before && before.isPublished === isPublished && isDeepStrictEqual(before.guide, guide)) return { id, version };
  const row = {
    guide: jsonb(guide),
    isPublished,
    version: version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
  };
  await ctx.db
    .insertInto('serviceItems')
    .values({ categoryId: id, ...row })
    .onConflict((conflict) => conflict.column('categoryId').doUpdateSet(row))
    .execute();
  ctx.audit({
    action: 'service-items.described',
    noun: 'service-items',
    details: {
      id,
      code: category.code,
      version: version + 1,
      isPublished,
      before: before?.guide ?? null,
      after: guide,
    },
  });
  return { id, version: version + 1 };
}
