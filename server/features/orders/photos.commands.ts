import type { z } from 'zod';
import type { orderCommands } from '../../../contract/orders.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { accountOf } from './orders.register.queries.ts';
import { listPhotos } from './photos.queries.ts';

type Input = z.output<(typeof orderCommands)['orders.showPhotos']['input']>;

/**
 * Says which pictures of what was done everybody may see; those left out are seen by all no more.
 * @throws request.not-found, order.photo-not-cleared
 */
export async function showPhotos(ctx: WriteCtx, { ref, files, isCleared }: Input): Promise<{ ref: string }> {
  const { communityId, id } = parseRef(ref);
  const { items } = await listPhotos(ctx, ref);
  const known = new Map(items.map((one) => [one.ref, one.isShown]));
  if (files.some((file) => !known.has(file))) throw refuse('request.not-found');
  const added = files.filter((file) => known.get(file) === false);
  if (added.length > 0 && !isCleared) throw refuse('order.photo-not-cleared');
  const taken = items.filter((one) => one.isShown && !files.includes(one.ref)).map((one) => parseRef(one.ref).id);
  if (taken.length > 0)
    await ctx.db
      .deleteFrom('releasedFiles')
      .where('communityId', '=', communityId)
      .where('fileId', 'in', taken)
      .execute();
  const released = { communityId, releasedAt: ctx.now, releasedBy: accountOf(ctx) };
  if (added.length > 0)
    await ctx.db
      .insertInto('releasedFiles')
      .values(added.map((file) => ({ ...released, fileId: parseRef(file).id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  ctx.audit({ action: 'orders.photos-shown', noun: 'cases', communityId, rowId: id });
  return { ref };
}
