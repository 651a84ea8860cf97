import { type Actor, type Holding, holdingsWith } from '../../domain/access/actor.ts';
import type { Capability } from '../../domain/access/capabilities.ts';
import { businessDay, dayNumber, dayOf } from '../../domain/calendar/instant.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import type { ReadTx } from '../kit/db/client.ts';

/** So long after a post has ended what was made under it may still arrive; as long as its photos wait to be named. */
const lateDays = 7;

/**
 * The posts of somebody that have ended a few days ago, and held on a day.
 * @param on the business day something was made; any of those days where left out
 */
async function endedPosts(db: ReadTx, userId: string, now: string, on?: string): Promise<readonly Holding[]> {
  const today = businessDay(now);
  let asked = db
    .selectFrom('holdings')
    .where('userId', '=', userId)
    .where('validTo', '<=', today)
    .where('validTo', '>', dayOf(dayNumber(today) - lateDays));
  // The day it ended counts: it was made in the morning, and the post was taken away at noon.
  if (on !== undefined) asked = asked.where('validFrom', '<=', on).where('validTo', '>=', on);
  const rows = await asked.select(['role', 'areaId', 'organisationId']).limit(50).execute();
  return rows.map(({ role, areaId, organisationId }) => ({
    role: role as Holding['role'],
    ...(areaId === null ? {} : { areaId }),
    ...(organisationId === null ? {} : { organisationId }),
  }));
}

/**
 * Whoever made something without a signal is judged by the post they had then: a report made in the old grid arrives although its maker
 * has another grid by now. Only for what adds to the record and shows nothing; seven days at most; used, it stands in the audit.
 */
export async function actorWhenMade(ctx: WriteCtx, capability: Capability): Promise<Actor> {
  const { actor, madeAt, now } = ctx;
  if (actor.kind !== 'staff' || madeAt === undefined || Date.parse(madeAt) >= Date.parse(now)) return actor;
  const ended = await endedPosts(ctx.db as unknown as ReadTx, actor.userId, now, businessDay(madeAt));
  const added = holdingsWith({ ...actor, holdings: ended }, capability);
  if (added.length === 0) return actor;
  ctx.audit({ action: 'right.when-made', noun: 'holdings', reason: madeAt, details: { posts: added } });
  return { ...actor, holdings: [...actor.holdings, ...added] };
}

/** Somebody with the posts that ended these days, for sending files that a late report will name. */
export async function withEndedPosts(db: ReadTx, actor: Actor, now: string): Promise<Actor> {
  if (actor.kind !== 'staff') return actor;
  return { ...actor, holdings: [...actor.holdings, ...(await endedPosts(db, actor.userId, now))] };
}
