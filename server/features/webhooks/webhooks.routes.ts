import { webhookCommands, webhookRoutes } from '../../../contract/webhooks.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { receiverHttp } from '../../outside/receivers/real.ts';
import { makeWebhook, pingWebhook, removeWebhook, replayDeliveries, turnWebhook } from './webhooks.commands.ts';
import { webhookJobs } from './webhooks.jobs.ts';
import { listDeliveries, listWebhooks } from './webhooks.queries.ts';

/** Other systems told of what happens, signed as Standard Webhooks has it. */
export function makeWebhooksSlice(parts: Pick<AppParts, 'vault' | 'queue' | 'database' | 'receivers'>): Slice {
  return {
    reads: bindReads(webhookRoutes, {
      'GET /webhooks': (ctx) => listWebhooks(ctx),
      'GET /webhooks/:id/deliveries': (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
    }),
    commands: bindCommands(webhookCommands, {
      'webhooks.make': makeWebhook,
      'webhooks.turn': turnWebhook,
      'webhooks.remove': (ctx, { id }) => removeWebhook(ctx, id),
      'webhooks.ping': (ctx, { id }) => pingWebhook(ctx, id),
      'webhooks.replay': replayDeliveries,
    }),
    jobs: webhookJobs({ ...parts, receivers: parts.receivers ?? receiverHttp() }),
  };
}
