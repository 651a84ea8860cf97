import type { z } from 'zod';
import type { orderCommands } from '../../../contract/orders.ts';
import { refuse } from '../../../domain/refusals.ts';
import { organisationsOf } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { communityNamed } from './orders.pool.queries.ts';
import { accountOf, arrangedCommunities, ownRows } from './orders.register.queries.ts';

type Input<K extends keyof typeof orderCommands> = z.output<(typeof orderCommands)[K]['input']>;

/**
 * Registers whoever is signed in, as themselves or for a unit they act for; again: changes what they are willing to do, never who they are. The community agrees first.
 * @throws access.sign-in, request.not-found, access.outside-scope
 */
export async function enlist(ctx: WriteCtx, input: Input<'orders.enlist'>): Promise<{ id: string }> {
  const userId = accountOf(ctx);
  const communityId = communityNamed(await areaTree(ctx), input.community);
  const { organisationId = null, name, kinds, isPartyMember } = input;
  if (organisationId !== null && !organisationsOf(ctx.actor).includes(organisationId))
    throw refuse('access.outside-scope');
  const values = {
    name,
    kinds: [...new Set(kinds)],
    isPartyMember: isPartyMember && organisationId === null,
    organisationId,
  };
  const { id } = await ctx.db
    .insertInto('volunteers')
    .values({ id: ctx.newId(), communityId, userId, state: 'asked', askedAt: ctx.now, ...values })
    .onConflict((conflict) =>
      (organisationId === null
        ? conflict.columns(['communityId', 'userId']).where('organisationId', 'is', null)
        : conflict.columns(['communityId', 'organisationId']).where('organisationId', 'is not', null)
      ).doUpdateSet({ kinds: values.kinds, isPartyMember: values.isPartyMember }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id };
}

/** Takes oneself, or the unit one acts for, off the register; what was done stays on the cases, and what was taken goes on. @throws request.not-found */
export async function leaveRegister(ctx: WriteCtx, { id }: Input<'orders.leaveRegister'>): Promise<{ id: string }> {
  const gone = await ctx.db.deleteFrom('volunteers').where('id', '=', id).where(ownRows(ctx)).executeTakeFirst();
  if (gone.numDeletedRows !== 1n) throw refuse('request.not-found');
  return { id };
}

/** One of the register of the asker's communities. @throws request.not-found */
async function getOfMine(ctx: WriteCtx, id: string) {
  const row = await ctx.db
    .selectFrom('volunteers')
    .where('id', '=', id)
    .select(['communityId', 'agreedAt'])
    .forUpdate()
    .executeTakeFirst();
  if (!row || !(await arrangedCommunities(ctx)).includes(row.communityId)) throw refuse('request.not-found');
  return row;
}

/** Agrees to somebody on the register, and records until when they are insured (志愿服务条例 17). @throws request.not-found */
export async function admit(ctx: WriteCtx, { id, insuredUntil, insuredBy }: Input<'orders.admit'>) {
  const row = await getOfMine(ctx, id);
  await ctx.db
    .updateTable('volunteers')
    .set({
      state: 'active',
      insuredUntil,
      insuredBy,
      agreedAt: row.agreedAt ?? ctx.now,
      agreedBy: accountOf(ctx),
    })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'orders.admitted', noun: 'volunteers', communityId: row.communityId, rowId: id });
  return { id };
}

/** Takes somebody off the register. @throws request.not-found */
export async function dismiss(ctx: WriteCtx, { id }: Input<'orders.dismiss'>) {
  const row = await getOfMine(ctx, id);
  await ctx.db.deleteFrom('volunteers').where('id', '=', id).execute();
  ctx.audit({ action: 'orders.dismissed', noun: 'volunteers', communityId: row.communityId, rowId: id });
  return { id };
}
