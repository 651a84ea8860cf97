import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { type FileNoun, isMaker } from './files.queries.ts';

/**
 * Makes files part of a row, whose scope they then take. What a stranger sent belongs to whoever knows its id; everything else only to who
 * sent it. Binding the same files to the same row again does nothing. The row must be of the same community.
 * @refuses files.not-there for files that never arrived or are somebody else's, files.attached-already
 */
export async function bindFiles(
  ctx: WriteCtx,
  communityId: number,
  noun: FileNoun,
  rowId: string,
  fileIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const found = await ctx.db
    .selectFrom('files')
    .select(['id', 'state', 'noun', 'rowId', 'madeBy'])
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const isHere = (file: (typeof found)[number]): boolean => file.noun === noun && file.rowId === rowId;
  const own = found.filter(({ state, madeBy, ...file }) => {
    if (state === 'bound') return isHere({ state, madeBy, ...file }) || isMaker(ctx.actor, madeBy);
    return state === 'staged' && ((madeBy as { kind?: string }).kind === 'anonymous' || isMaker(ctx.actor, madeBy));
  });
  if (own.length < ids.length) throw refuse('files.not-there', { count: ids.length - own.length });
  if (own.some((file) => file.state === 'bound' && !isHere(file))) throw refuse('files.attached-already');
  await ctx.db
    .updateTable('files')
    .set({ state: 'bound', noun, rowId })
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .where('state', '=', 'staged')
    .execute();
}
