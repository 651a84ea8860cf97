import { apiKeyCommands, apiKeyRoutes } from '../../../contract/api-keys.ts';
import { refuse } from '../../../domain/refusals.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { confirmKey, endKey, makeKey } from './api-keys.commands.ts';
import { listKeys } from './api-keys.queries.ts';

/** Keys by which other systems ask and write. */
export const apiKeysSlice: Slice = {
  reads: bindReads(apiKeyRoutes, { 'GET /api-keys': (ctx) => listKeys(ctx) }),
  commands: bindCommands(apiKeyCommands, {
    'api-keys.make': (ctx, input) => {
      // A key makes no keys: only people are answerable for one.
      if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
      return makeKey({ ...ctx, actor: ctx.actor }, ctx.intentionId, input);
    },
    'api-keys.confirm': (ctx, { id }) => {
      if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
      return confirmKey({ ...ctx, actor: ctx.actor }, id);
    },
    'api-keys.end': (ctx, { id }) => endKey(ctx, id),
  }),
};
