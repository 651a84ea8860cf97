import { sql } from 'kysely';
import type { z } from 'zod';
import { mostPackaged, type packageCommands, packageDays } from '../../../contract/packages.ts';
import { dayMs, dayNumber, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows, communityRows } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { sealedCategories } from '../catalogue/catalogue.queries.ts';

type OrderInput = z.output<(typeof packageCommands)['packages.order']['input']>;

/** The matters asked for, within what the actor may take out; sealed ones never. */
async function keysOf(ctx: WriteCtx, input: OrderInput) {
  const tree = await areaTree(ctx);
  const desks = tree.desksUnder(input.area).map(({ id }) => id);
  const sealed = await sealedCategories(ctx);
  const { rows } = await sql<{ communityId: number; id: string }>`
    select cases.community_id, cases.id from cases
    where ${await caseRows(ctx, 'cases.export')} and ${communityRows(desks)}
      and cases.business_on >= ${input.from}::date and cases.business_on <= ${input.to}::date
      and (${input.type ?? null}::text is null or cases.type = ${input.type ?? null})
      and (${input.category ?? null}::bigint is null or cases.category_id in (
        select id from categories where id = ${input.category ?? null}::bigint or parent_id = ${input.category ?? null}::bigint))
      and (cases.category_id is null or cases.category_id <> all (${`{${sealed.join(',')}}`}::bigint[]))
      and (not ${input.closedOnly} or cases.phase = 'closed')
    order by cases.business_on, cases.number limit ${mostPackaged + 1}`.execute(ctx.db);
  return rows;
}

async function titleOf(ctx: WriteCtx, input: OrderInput): Promise<string> {
  const area = (await areaTree(ctx)).byId.get(input.area)?.name ?? '';
  const category =
    input.category === undefined
      ? undefined
      : await ctx.db.selectFrom('categories').select('name').where('id', '=', input.category).executeTakeFirst();
  return [area, (category?.name as Text | undefined)?.zh, `${input.from} 至 ${input.to}`].filter(Boolean).join(' ');
}

/**
 * Asks for the records of a topic as one file: of what is there, nothing new is asked of anybody. A job makes it.
 * @throws packages.nothing, packages.too-many, access.outside-scope, request.invalid for a period that ends before it begins
 */
export async function orderPackage(ctx: WriteCtx, input: OrderInput) {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  if (dayNumber(input.to) < dayNumber(input.from)) throw refuse('request.invalid');
  const tree = await areaTree(ctx);
  const node = tree.byId.get(input.area);
  if (!node || !holdsOver(tree, ctx.actor, 'cases.export', input.area)) throw refuse('access.outside-scope');
  const keys = await keysOf(ctx, input);
  if (keys.length === 0) throw refuse('packages.nothing');
  if (keys.length > mostPackaged) throw refuse('packages.too-many', { most: mostPackaged });
  const id = ctx.intentionId;
  const { purpose, ...asked } = input;
  await ctx.db
    .insertInto('packages')
    .values({
      id,
      title: await titleOf(ctx, input),
      purpose,
      areaId: input.area,
      asked: jsonb(asked),
      madeBy: ctx.actor.userId,
      actor: jsonb({ ...ctx.actor }),
      state: 'waiting',
      total: keys.length,
      madeAt: ctx.now,
      expiresAt: toIso(toMs(ctx.now) + packageDays * dayMs),
    })
    .execute();
  await ctx.db
    .insertInto('packageItems')
    .values(keys.map((key, position) => ({ packageId: id, position, communityId: key.communityId, caseId: key.id })))
    .execute();
  await ctx.jobs.send('packages.make', { packageId: id });
  ctx.audit({
    action: 'packages.ordered',
    noun: 'packages',
    rowId: id,
    reason: purpose,
    details: { ...asked, cases: keys.length },
  });
  return { id, total: keys.length };
}

/** Drops one's own package: its bytes go with the next sweep. @throws request.not-found */
export async function dropPackage(ctx: WriteCtx, { id }: { readonly id: string }) {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const ended = await ctx.db
    .updateTable('packages')
    .set({ state: 'ended' })
    .where('id', '=', id)
    .where('madeBy', '=', ctx.actor.userId)
    .where('state', '<>', 'ended')
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw refuse('request.not-found');
  await ctx.db.deleteFrom('packageEntries').where('packageId', '=', id).execute();
  await ctx.db.deleteFrom('packageItems').where('packageId', '=', id).execute();
  ctx.audit({ action: 'packages.dropped', noun: 'packages', rowId: id });
  return { id };
}
