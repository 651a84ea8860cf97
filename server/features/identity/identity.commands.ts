import type { Language } from '../../../contract/identity.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { ownUserId } from './identity.queries.ts';
import { sessionOf } from './resolve-actor.ts';
import { assertFresh } from './session-rules.ts';

/** Ends one of the asker's own sessions, at once. Another's session is simply not found. @refuses identity.sign-in-again */
export async function revokeSession(ctx: WriteCtx, id: string): Promise<{ revoked: number }> {
  const userId = ownUserId(ctx.actor);
  await assertFresh(ctx.db, sessionOf(ctx.actor)?.sessionId, ctx.now);
  const done = await ctx.db.deleteFrom('sessions').where('id', '=', id).where('userId', '=', userId).executeTakeFirst();
  const revoked = Number(done.numDeletedRows);
  if (revoked > 0) ctx.audit({ action: 'identity.session-revoked', noun: 'sessions', rowId: id });
  return { revoked };
}

/** Ends all of the asker's sessions but the one they ask from. @refuses identity.sign-in-again */
export async function revokeOtherSessions(ctx: WriteCtx): Promise<{ revoked: number }> {
  const userId = ownUserId(ctx.actor);
  const sessionId = sessionOf(ctx.actor)?.sessionId;
  await assertFresh(ctx.db, sessionId, ctx.now);
  const revoked = await endSessions(ctx, userId, sessionId);
  ctx.audit({ action: 'identity.sessions-revoked', noun: 'sessions', details: { revoked } });
  return { revoked };
}

/** Ends the sessions of a user, all or all but one. */
export async function endSessions(ctx: Pick<WriteCtx, 'db'>, userId: string, except?: string): Promise<number> {
  let sessions = ctx.db.deleteFrom('sessions').where('userId', '=', userId);
  if (except !== undefined) sessions = sessions.where('id', '<>', except);
  return Number((await sessions.executeTakeFirst()).numDeletedRows);
}

/** Keeps the language of the asker's screens and messages. */
export async function setLanguage(ctx: WriteCtx, language: Language): Promise<{ language: Language }> {
  await ctx.db
    .updateTable('users')
    .set({ language, updatedAt: ctx.now })
    .where('id', '=', ownUserId(ctx.actor))
    .execute();
  return { language };
}
