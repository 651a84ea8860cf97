import type { z } from 'zod';
import type { apiKeyCommands } from '../../../contract/api-keys.ts';
import { type Actor, holdingsOf } from '../../../domain/access/actor.ts';
import { capabilities } from '../../../domain/access/capabilities.ts';
import { type KeyReach, scopesBeyond } from '../../../domain/access/key-scopes.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { seatOf, waitingMs } from './api-keys.queries.ts';

type Input<K extends keyof typeof apiKeyCommands> = z.output<(typeof apiKeyCommands)[K]['input']>;

/** Letters of a key by which people know it again: few enough that the rest can't be guessed. */
const hintLength = 'linli_'.length + 4;

/** What making needs of a context; the command line makes one without a request. */
export type MakerCtx = Pick<WriteCtx, 'db' | 'shared' | 'now' | 'vault' | 'audit'> & {
  readonly actor: Extract<Actor, { kind: 'staff' }>;
};

function reachOf({ areaId, organisationId }: Input<'api-keys.make'>['reach']): KeyReach {
  return areaId === undefined ? { organisationId: organisationId as string } : { areaId };
}

/**
 * Makes a key that waits for confirmation: its hash is kept, the key itself nowhere. It can do no more than its maker, on the day it is
 * made and on every later one.
 * @throws request.not-found, access.outside-scope, api-keys.beyond-maker, api-keys.past
 */
export async function makeKey(ctx: MakerCtx, id: string, input: Input<'api-keys.make'>): Promise<{ id: string }> {
  const reach = reachOf(input.reach);
  const tree = await areaTree(ctx);
  const seat = await seatOf(ctx, reach);
  if (!holdsOver(tree, ctx.actor, 'api-keys.manage', seat)) throw refuse('access.outside-scope');
  const scopes = [...new Set(input.scopes)];
  const beyond = scopesBeyond(holdingsOf(ctx.actor), reach, scopes, tree.isWithin);
  if (beyond.length > 0) {
    const labels = beyond.map((scope) => capabilities[scope]);
    throw refuse('api-keys.beyond-maker', {
      scopes: text(labels.map(({ zh }) => zh).join('、'), labels.map(({ en }) => en).join(', ')),
    });
  }
  if (input.expiresOn !== undefined && input.expiresOn <= businessDay(ctx.now)) throw refuse('api-keys.past');
  await ctx.db
    .insertInto('apiKeys')
    .values({
      id,
      name: input.name,
      hint: input.key.slice(0, hintLength),
      keyHash: ctx.vault.token('api-key', input.key),
      areaId: 'areaId' in reach ? reach.areaId : null,
      organisationId: 'organisationId' in reach ? reach.organisationId : null,
      scopes,
      perMinute: input.perMinute,
      madeBy: ctx.actor.userId,
      madeAt: ctx.now,
      expiresOn: input.expiresOn ?? null,
    })
    .execute();
  ctx.audit({ action: 'api-keys.made', noun: 'api-keys', rowId: id, details: { ...reach, scopes } });
  return { id };
}

/** What confirming needs of a context; the command line confirms in the name of an administrator. */
export type ConfirmerCtx = Pick<WriteCtx, 'db' | 'shared' | 'now' | 'audit'> & {
  readonly actor: Extract<Actor, { kind: 'staff' }>;
};

/**
 * Confirms a key that another made, so that it opens what it was made for. Who does not want it ends it.
 * @throws request.not-found, confirmations.second-person, confirmations.decided
 */
export async function confirmKey(ctx: ConfirmerCtx, id: string): Promise<{ id: string }> {
  const found = await ctx.db
    .selectFrom('apiKeys')
    .select(['areaId', 'organisationId', 'madeBy', 'madeAt', 'confirmedAt', 'endedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const seat = await seatOf(ctx, reachKept(found));
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'access.manage', seat)) throw refuse('request.not-found');
  if (found.madeBy === ctx.actor.userId) throw refuse('confirmations.second-person');
  const isOpen = found.confirmedAt === null && found.endedAt === null;
  if (!isOpen || found.madeAt <= toIso(toMs(ctx.now) - waitingMs)) throw refuse('confirmations.decided');
  await ctx.db
    .updateTable('apiKeys')
    .set({ confirmedAt: ctx.now, confirmedBy: ctx.actor.userId })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'api-keys.confirmed', noun: 'api-keys', rowId: id });
  return { id };
}

const reachKept = (row: { readonly areaId: number | null; readonly organisationId: string | null }): KeyReach =>
  row.areaId === null ? { organisationId: row.organisationId as string } : { areaId: row.areaId };

/**
 * Ends a key at once; whoever administers its area may, also where they could not have made it. Ended again it stays as it was.
 * @throws request.not-found
 */
export async function endKey(ctx: WriteCtx, id: string): Promise<{ id: string }> {
  const found = await ctx.db
    .selectFrom('apiKeys')
    .select(['areaId', 'organisationId'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const seat = await seatOf(ctx, reachKept(found));
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'api-keys.manage', seat)) throw refuse('request.not-found');
  await markEnded(ctx, id, ctx.actor.kind === 'staff' ? ctx.actor.userId : null);
  return { id };
}

/** Writes the end of a key that still holds. */
export async function markEnded(
  ctx: Pick<WriteCtx, 'db' | 'now' | 'audit'>,
  id: string,
  byUserId: string | null,
): Promise<boolean> {
  const done = await ctx.db
    .updateTable('apiKeys')
    .set({ endedAt: ctx.now, endedBy: byUserId })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  ctx.audit({ action: 'api-keys.ended', noun: 'api-keys', rowId: id });
  return true;
}
