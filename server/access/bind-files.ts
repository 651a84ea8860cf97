import { refuse } from '../../domain/refusals.ts';
import type { WriteCtx } from '../kit/ctx.ts';

/**
 * Binds staged files to a row, whose scope they take from then on. Part of the noun's own transaction; binding twice to the same row is harmless.
 * @throws file.not-staged if one is unknown here or belongs to something else
 */
export async function bindFiles(
  ctx: WriteCtx,
  communityId: number,
  noun: string,
  rowId: string,
  fileIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('files')
    .set({ state: 'bound', noun, rowId })
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .where('state', '=', 'staged')
    .execute();
  const bound = await ctx.db
    .selectFrom('files')
    .select('id')
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .where('state', '=', 'bound')
    .where('noun', '=', noun)
    .where('rowId', '=', rowId)
    .execute();
  if (bound.length !== ids.length) throw refuse('file.not-staged');
}
