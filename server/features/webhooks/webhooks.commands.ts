import type { z } from 'zod';
import type { webhookCommands } from '../../../contract/webhooks.ts';
import { holdingsOf } from '../../../domain/access/actor.ts';
import { capabilities } from '../../../domain/access/capabilities.ts';
import { type KeyReach, scopesBeyond } from '../../../domain/access/key-scopes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { seatOf } from '../api-keys/api-keys.queries.ts';
import { assertManages } from './webhooks.queries.ts';

type Input<K extends keyof typeof webhookCommands> = z.output<(typeof webhookCommands)[K]['input']>;

const nudge = (ctx: WriteCtx) => ctx.jobs.send('webhooks.deliver', {}, { singletonKey: 'webhooks.deliver' });

/**
 * Adds a webhook: it is told of matters that whoever adds it may see, and of nothing that names a person.
 * @throws request.not-found, access.forbidden, access.outside-scope, api-keys.beyond-maker
 */
export async function makeWebhook(ctx: WriteCtx, input: Input<'webhooks.make'>): Promise<{ id: string }> {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const { areaId, organisationId } = input.reach;
  const reach: KeyReach = areaId === undefined ? { organisationId: organisationId as string } : { areaId };
  const tree = await areaTree(ctx);
  if (!holdsOver(tree, ctx.actor, 'webhooks.manage', await seatOf(ctx, reach))) throw refuse('access.outside-scope');
  if (scopesBeyond(holdingsOf(ctx.actor), reach, ['cases.read'], tree.isWithin).length > 0)
    throw refuse('api-keys.beyond-maker', { scopes: capabilities['cases.read'] });
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('webhooks')
    .values({
      id,
      name: input.name,
      url: input.url,
      kinds: [...new Set(input.kinds)],
      areaId: areaId ?? null,
      organisationId: organisationId ?? null,
      secretSealed: ctx.vault.seal('webhook-secret', input.secret),
      state: 'on',
      madeBy: ctx.actor.userId,
      madeAt: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'webhooks.made', noun: 'webhooks', rowId: id, details: { ...reach, kinds: input.kinds } });
  return { id };
}

/** Switches a webhook on or off. What waits stays waiting. @throws request.not-found */
export async function turnWebhook(ctx: WriteCtx, { id, isOn }: Input<'webhooks.turn'>): Promise<{ id: string }> {
  await assertManages(ctx, id);
  await ctx.db
    .updateTable('webhooks')
    .set({ state: isOn ? 'on' : 'off', failingSince: null })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: isOn ? 'webhooks.on' : 'webhooks.off', noun: 'webhooks', rowId: id });
  if (isOn) await nudge(ctx);
  return { id };
}

/** Removes a webhook with its messages. @throws request.not-found */
export async function removeWebhook(ctx: WriteCtx, id: string): Promise<{ id: string }> {
  await assertManages(ctx, id);
  await ctx.db.deleteFrom('webhooks').where('id', '=', id).execute();
  ctx.audit({ action: 'webhooks.removed', noun: 'webhooks', rowId: id });
  return { id };
}

/** Sends a message that says nothing but that it is one. @throws request.not-found */
export async function pingWebhook(ctx: WriteCtx, id: string): Promise<{ id: string }> {
  await assertManages(ctx, id);
  await ctx.db
    .insertInto('webhookDeliveries')
    .values({
      id: ctx.intentionId,
      webhookId: id,
      kind: 'webhook.ping',
      payload: jsonb({ type: 'webhook.ping', timestamp: ctx.now, data: {} }),
      state: 'waiting',
      nextAt: ctx.now,
      triedFrom: ctx.now,
      madeAt: ctx.now,
    })
    .execute();
  await nudge(ctx);
  return { id };
}

/** Sends messages again, under the same ids: a receiver that has one of them already can tell. @throws request.not-found */
export async function replayDeliveries(
  ctx: WriteCtx,
  { id, deliveryId }: Input<'webhooks.replay'>,
): Promise<{ again: number }> {
  await assertManages(ctx, id);
  let wanted = ctx.db
    .updateTable('webhookDeliveries')
    .set({ state: 'waiting', attempts: 0, nextAt: ctx.now, triedFrom: ctx.now })
    .where('webhookId', '=', id);
  wanted = deliveryId === undefined ? wanted.where('state', '=', 'dead') : wanted.where('id', '=', deliveryId);
  const again = Number((await wanted.executeTakeFirst()).numUpdatedRows);
  ctx.audit({ action: 'webhooks.replayed', noun: 'webhooks', rowId: id, details: { again } });
  if (again > 0) await nudge(ctx);
  return { again };
}
