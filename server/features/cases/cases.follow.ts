import { sql } from 'kysely';
import type { z } from 'zod';
import type { caseFollowingCommands } from '../../../contract/case-following.ts';
import { parseRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertNotFlooding, checkPhone, maskPhone, ownPhone } from './cases.contact.ts';
import { type FollowerRow, findFollower } from './cases.follow-rows.ts';
import { readFollowed } from './cases.followed.ts';
import { findOffered } from './cases.offered.ts';

type FollowInput = z.output<(typeof caseFollowingCommands)['cases.follow']['input']>;

interface Follow {
  readonly communityId: number;
  readonly caseId: string;
  readonly id: string;
  readonly phone: string | null;
  readonly userId: string | null;
}

/** The follower's row: the same phone or member of staff has one, however often and at once it is said; who had left is back. */
async function putFollower(ctx: WriteCtx, { communityId, caseId, id, phone, userId }: Follow): Promise<string> {
  const values = {
    communityId,
    id,
    caseId,
    phoneSealed: phone === null ? null : ctx.vault.seal('phone', phone),
    phoneToken: phone === null ? null : ctx.vault.token('phone', phone),
    phoneMasked: phone === null ? null : maskPhone(phone),
    userId,
    joinedAt: ctx.now,
  };
  const put = ctx.db.insertInto('caseFollowers').values(values);
  const again = {
    leftAt: null,
    joinedAt: sql<string>`case when case_followers.left_at is null then case_followers.joined_at else excluded.joined_at end`,
  };
  const kept =
    phone !== null
      ? put.onConflict((one) =>
          one.columns(['communityId', 'caseId', 'phoneToken']).where('phoneToken', 'is not', null).doUpdateSet(again),
        )
      : userId !== null
        ? put.onConflict((one) =>
            one
              .columns(['communityId', 'caseId', 'userId'])
              .where(sql<boolean>`user_id is not null and phone_token is null`)
              .doUpdateSet(again),
          )
        : put;
  return (await kept.returning('id').executeTakeFirstOrThrow()).id;
}

async function putLinks(ctx: WriteCtx, one: Follow, followerId: string, trackToken: string | undefined): Promise<void> {
  const row = { communityId: one.communityId, caseId: one.caseId, partyId: followerId, createdAt: ctx.now };
  const links = [
    ...(trackToken ? [{ ...row, kind: 'follow', keyHash: ctx.vault.token('link', trackToken) }] : []),
    ...(one.phone === null ? [] : [{ ...row, kind: 'follow-phone', keyHash: ctx.vault.token('phone', one.phone) }]),
  ];
  if (links.length === 0) return;
  await ctx.db
    .insertInto('caseLinks')
    .values(links)
    .onConflict((conflict) => conflict.columns(['keyHash', 'communityId', 'caseId']).doNothing())
    .execute();
}

/** Whether the resident who asks raised the case themselves: their phone is proven, so nobody else learns it. */
async function isOwn(ctx: WriteCtx, communityId: number, caseId: string): Promise<boolean> {
  if (ctx.actor.kind !== 'resident') return false;
  const found = await ctx.db
    .selectFrom('caseLinks')
    .select('caseId')
    .where('kind', '=', 'phone')
    .where('keyHash', '=', Buffer.from(ctx.actor.phoneToken, 'base64url'))
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * 我也遇到: makes somebody a follower of a matter that may be offered to everybody. A phone that raised or follows it already is answered
 * as any other, since whoever types it need not be its owner.
 * @throws request.not-found for what may not be offered, case.own-matter, case.follow-needs, request.too-many
 */
export async function followCase(types: CaseTypes, ctx: WriteCtx, input: FollowInput) {
  const { communityId, id: caseId } = parseRef(input.ref);
  await widenTo(ctx, communityId, 'somebody met the same thing and follows it');
  const offered = await findOffered(types, ctx, communityId, caseId);
  if (!offered) throw refuse('request.not-found');
  const { contact, trackToken } = input;
  const isMine = contact?.isMine === true;
  if (isMine && (await isOwn(ctx, communityId, caseId))) throw refuse('case.own-matter');
  const phone = contact === null ? null : isMine ? await ownPhone(ctx) : checkPhone(contact.phone);
  const userId = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
  if (phone === null && userId === null && trackToken === undefined) throw refuse('case.follow-needs');
  if (phone !== null && ctx.actor.kind === 'anonymous') await assertNotFlooding(ctx, phone);
  const one: Follow = { communityId, caseId, id: deriveId(ctx.intentionId, 'follower'), phone, userId };
  const followerId = await putFollower(ctx, one);
  await putLinks(ctx, one, followerId, trackToken);
  ctx.audit({ action: 'cases.follow', noun: 'cases', communityId, rowId: caseId });
  return { ref: input.ref, number: offered.number };
}

/** The actor's own row as a follower. @throws request.not-found */
async function ownFollower(ctx: WriteCtx, ref: string): Promise<FollowerRow & { readonly communityId: number }> {
  const { communityId, id } = parseRef(ref);
  const own = await findFollower(ctx, communityId, id);
  if (!own) throw refuse('request.not-found');
  return { ...own, communityId };
}

/** Follows no longer: counted and told no more, and the link leads nowhere. @throws request.not-found */
export async function unfollowCase(types: CaseTypes, ctx: WriteCtx, { ref }: { readonly ref: string }) {
  const own = await ownFollower(ctx, ref);
  const { state } = await readFollowed(types, ctx, own.communityId, own.caseId);
  await ctx.db
    .updateTable('caseFollowers')
    .set({ leftAt: ctx.now })
    .where('communityId', '=', own.communityId)
    .where('id', '=', own.id)
    .execute();
  await ctx.db
    .deleteFrom('caseLinks')
    .where('communityId', '=', own.communityId)
    .where('caseId', '=', own.caseId)
    .where('kind', 'in', ['follow', 'follow-phone'])
    .where('partyId', '=', own.id)
    .execute();
  ctx.audit({ action: 'cases.unfollow', noun: 'cases', communityId: own.communityId, rowId: own.caseId });
  return { ref, number: state.number };
}

/**
 * Says after closing that it is not solved, once: the desk is told by an entry of the system. It reopens nothing and is no rating: those
 * are the reporter's.
 * @throws request.not-found, case.followed-open
 */
export async function sayStillThere(types: CaseTypes, ctx: WriteCtx, { ref }: { readonly ref: string }) {
  const own = await ownFollower(ctx, ref);
  const { state, standing } = await readFollowed(types, ctx, own.communityId, own.caseId);
  if (standing.phase !== 'closed' || standing.closedAt === null) throw refuse('case.followed-open');
  const said = { ref, number: state.number };
  if (own.stillThereAt !== null && own.stillThereAt >= standing.closedAt) return said;
  await ctx.db
    .updateTable('caseFollowers')
    .set({ stillThereAt: ctx.now })
    .where('communityId', '=', own.communityId)
    .where('id', '=', own.id)
    .execute();
  await ctx.jobs.send('cases.still-there', {
    communityId: own.communityId,
    caseId: standing.id,
    followerId: own.id,
    closedAt: standing.closedAt,
  });
  ctx.audit({ action: 'cases.stillThere', noun: 'cases', communityId: own.communityId, rowId: own.caseId });
  return said;
}
