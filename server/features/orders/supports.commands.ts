import type { z } from 'zod';
import type { orderCommands } from '../../../contract/orders.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { proposedStages } from './outcomes.queries.ts';

type Input = z.output<(typeof orderCommands)['orders.support']['input']>;

/**
 * 附议: a resident says that they want a proposed micro-project, or takes it back. One voice an account, however often it is said; only until somebody takes it on.
 * @throws access.forbidden for anybody but a resident for themselves, request.not-found, orders.no-longer-proposed
 */
export async function supportProject(ctx: WriteCtx, { ref, isWanted }: Input) {
  const { actor } = ctx;
  if (actor.kind !== 'resident' || actor.through) throw refuse('access.forbidden');
  const { communityId, id: caseId } = parseRef(ref);
  await widenTo(ctx, communityId, 'what is proposed for a community is supported by its residents');
  // Held, so that nothing is said of it once it is taken on.
  const found = await ctx.db
    .selectFrom('cases')
    .where('communityId', '=', communityId)
    .where('id', '=', caseId)
    .where('type', '=', 'micro-project')
    .where('phase', '<>', 'raised')
    .select('stage')
    .forShare()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  if (!(proposedStages as readonly string[]).includes(found.stage)) throw refuse('orders.no-longer-proposed');
  const key = { communityId, caseId, userId: actor.userId };
  if (isWanted)
    await ctx.db
      .insertInto('projectSupports')
      .values({ ...key, madeAt: ctx.now })
      .onConflict((on) => on.doNothing())
      .execute();
  else
    await ctx.db
      .deleteFrom('projectSupports')
      .where('communityId', '=', communityId)
      .where('caseId', '=', caseId)
      .where('userId', '=', actor.userId)
      .execute();
  return { ref };
}
