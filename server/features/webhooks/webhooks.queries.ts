import { sql } from 'kysely';
import { z } from 'zod';
import type { DeliveryRow, WebhookRow } from '../../../contract/webhooks.ts';
import type { Happening } from '../../../domain/case/happenings.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

/** Whether anybody at all is to be told of what happens. */
export async function hasListeners(ctx: Pick<ReadCtx, 'db'> | Pick<WriteCtx, 'db'>): Promise<boolean> {
  const found = await ctx.db.selectFrom('webhooks').select('id').where('state', '=', 'on').limit(1).executeTakeFirst();
  return found !== undefined;
}

async function rowsOf(ctx: ReadCtx | WriteCtx) {
  const tree = await areaTree(ctx);
  const rows = await ctx.db
    .selectFrom('webhooks')
    .innerJoin('users', 'users.id', 'webhooks.madeBy')
    .leftJoin('organisations', 'organisations.id', 'webhooks.organisationId')
    .select([
      'webhooks.id',
      'webhooks.name',
      'webhooks.url',
      'webhooks.kinds',
      'webhooks.areaId',
      'webhooks.organisationId',
      'organisations.name as organisationName',
      'organisations.areaId as seatId',
      'webhooks.state',
      'users.name as maker',
      'webhooks.madeAt',
    ])
    .orderBy('webhooks.madeAt', 'desc')
    .orderBy('webhooks.id')
    .execute();
  return rows.filter((row) => holdsOver(tree, ctx.actor, 'webhooks.manage', (row.areaId ?? row.seatId) as number));
}

const listLimit = 500;

/** The webhooks of the areas and organisations an actor administers, with how their messages stand. */
export async function listWebhooks(ctx: ReadCtx): Promise<{ items: WebhookRow[] }> {
  const tree = await areaTree(ctx);
  const rows = (await rowsOf(ctx)).slice(0, listLimit);
  const { rows: counted } = await sql<{ id: string; waiting: number; dead: number; deliveredAt: string | null }>`
    select webhook_id as id, count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'dead')::int as dead, max(delivered_at) as delivered_at
    from webhook_deliveries where webhook_id = any (${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[]) group by 1`.execute(
    ctx.db,
  );
  const counts = new Map(counted.map((row) => [row.id, row]));
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      url: row.url,
      kinds: row.kinds as Happening[],
      area: row.areaId === null ? null : { id: row.areaId, name: tree.byId.get(row.areaId)?.name ?? '' },
      organisation: row.organisationId === null ? null : { id: row.organisationId, name: row.organisationName ?? '' },
      state: row.state as WebhookRow['state'],
      madeBy: row.maker,
      madeAt: row.madeAt,
      waiting: counts.get(row.id)?.waiting ?? 0,
      dead: counts.get(row.id)?.dead ?? 0,
      deliveredAt: counts.get(row.id)?.deliveredAt ?? null,
    })),
  };
}

/** Refuses whoever does not administer a webhook, whether it exists or not. @throws request.not-found */
export async function assertManages(ctx: ReadCtx | WriteCtx, id: string): Promise<void> {
  if (!(await rowsOf(ctx)).some((row) => row.id === id)) throw refuse('request.not-found');
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** The messages of a webhook, the newest first. */
export async function listDeliveries(
  ctx: ReadCtx,
  id: string,
  query: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly state?: DeliveryRow['state'] | undefined;
  },
) {
  await assertManages(ctx, id);
  const after = fromCursor(query.cursor, place);
  let found = ctx.db
    .selectFrom('webhookDeliveries')
    .select(['id', 'kind', 'state', 'attempts', 'madeAt', 'nextAt', 'deliveredAt', 'lastStatus', 'lastFault'])
    .select(sql<string | null>`payload #>> '{data,number}'`.as('number'))
    .where('webhookId', '=', id)
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state) found = found.where('state', '=', query.state);
  if (after) found = found.where(sql<boolean>`(made_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const page = pageUp(await found.execute(), query.limit, (row) => [row.madeAt, row.id]);
  return {
    ...page,
    items: page.items.map((row) => ({
      ...row,
      state: row.state as DeliveryRow['state'],
      nextAt: row.state === 'waiting' ? row.nextAt : null,
    })),
  };
}
