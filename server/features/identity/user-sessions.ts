import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { deviceOf } from './identity.queries.ts';
import { usedSince } from './session-rules.ts';
import { lockManaged, seenUsers } from './staff.ts';

/**
 * The sign-ins of a user that still hold: which kind of device, and the day it was last used. No address, no hour: nobody is tracked.
 * @refuses request.not-found
 */
export async function listUserSessions(ctx: ReadCtx, userId: string) {
  const seen = await seenUsers(ctx, 'access.manage');
  let user = ctx.db.selectFrom('users').select('users.id').where('users.id', '=', userId).where('kind', '=', 'staff');
  if (seen) user = user.where(seen);
  if (!(await user.executeTakeFirst())) throw refuse('request.not-found');
  const rows = await ctx.db
    .selectFrom('sessions')
    .select(['id', 'createdAt', 'seenAt', 'userAgent'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', ctx.now)
    .where('seenAt', '>', await usedSince(ctx.db, 'staff', ctx.now))
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  ctx.audit({ action: 'sessions.seen', noun: 'sessions', rowId: userId });
  return rows.map((row) => ({
    id: row.id,
    device: deviceOf(row.userAgent ?? ''),
    startedOn: businessDay(row.createdAt),
    lastUsedOn: businessDay(row.seenAt),
  }));
}

/**
 * Ends one sign-in of a user, or all of them, at once.
 * @refuses request.not-found
 */
export async function endUserSessions(
  ctx: WriteCtx,
  { id, sessionId }: { readonly id: string; readonly sessionId?: string | undefined },
): Promise<{ ended: number }> {
  await lockManaged(ctx, id, 'access.manage');
  let sessions = ctx.db.deleteFrom('sessions').where('userId', '=', id);
  if (sessionId !== undefined) sessions = sessions.where('id', '=', sessionId);
  const ended = Number((await sessions.executeTakeFirst()).numDeletedRows);
  ctx.audit({ action: 'sessions.ended', noun: 'sessions', rowId: id, details: { ended } });
  return { ended };
}
