import { sql } from 'kysely';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Somebody who follows a case, as their row keeps it. */
export interface FollowerRow {
  readonly id: string;
  readonly caseId: string;
  readonly joinedAt: string;
  readonly stillThereAt: string | null;
}

/** Who follows a case now: not those who left it, nor its own reporter, who may be typed in again by somebody else. */
export const followsNow = sql<boolean>`(case_followers.left_at is null and not exists (
  select from case_parties own where own.community_id = case_followers.community_id and own.case_id = case_followers.case_id
    and own.phone_token = case_followers.phone_token))`;

/** How many follow a case, and how many of them say that it is not solved. */
export async function countFollowers(ctx: AnyCtx, communityId: number, caseId: string) {
  return ctx.db
    .selectFrom('caseFollowers')
    .where('caseFollowers.communityId', '=', communityId)
    .where('caseFollowers.caseId', '=', caseId)
    .where(followsNow)
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`count(*) filter (where case_followers.still_there_at is not null)`.as('stillThere'),
    ])
    .executeTakeFirstOrThrow();
}

/** How many met a thing: its reporter, those whose own matter was merged into it, and those who follow it. */
export const peopleOfCase = sql<number>`(1
  + (select count(*) from cases joined where joined.community_id = cases.community_id and joined.merged_into_id = cases.id)
  + (select count(*) from case_followers where case_followers.community_id = cases.community_id and case_followers.case_id = cases.id
      and ${followsNow}))`;

/** The row by which this actor follows a case: the link's own, or that of the resident's phone. */
export async function findFollower(ctx: AnyCtx, communityId: number, caseId: string): Promise<FollowerRow | undefined> {
  const { actor } = ctx;
  if (actor.kind !== 'follower' && actor.kind !== 'resident') return undefined;
  const rows = ctx.db
    .selectFrom('caseFollowers')
    .select(['id', 'caseId', 'joinedAt', 'stillThereAt'])
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .where('leftAt', 'is', null);
  return actor.kind === 'follower'
    ? rows.where('id', '=', actor.followerId).executeTakeFirst()
    : rows.where('phoneToken', '=', Buffer.from(actor.phoneToken, 'base64url')).executeTakeFirst();
}
