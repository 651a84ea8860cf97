import { passwordFault, passwordIsCommon } from '../../../domain/access/password.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import { type Database, noRows } from '../../kit/db/client.ts';
import type { Caller } from '../../kit/http/intentions.ts';
import type { Auth, SignInRequest } from './auth.ts';
import { isCommonPassword } from './common-passwords.ts';
import { endSessions } from './identity.commands.ts';
import { ownUserId } from './identity.queries.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { sessionOf } from './resolve-actor.ts';
import type { Limit, Throttle } from './throttle.ts';
import { normalizeUserName } from './user-name.ts';

export interface SignInParts {
  readonly database: Database;
  readonly auth: Auth;
  readonly throttle: Throttle;
  readonly now: () => string;
}

const minuteMs = 60_000;
/** Per account, whether it exists or not: five wrong tries, then fifteen minutes of rest. */
export const accountLimit: Limit = { name: 'password account', times: 5, withinMs: 15 * minuteMs };
/** Per address: an office behind one address signs in at once, so only failures count. */
const addressLimit: Limit = { name: 'sign-in address', times: 30, withinMs: 15 * minuteMs };

const minutes = (ms: number): number => Math.max(1, Math.ceil(ms / minuteMs));

/** Counts a try from an address before it is made; `done` gives it back where it was no failure. */
export async function fromAddress<T>(throttle: Throttle, ip: string, attempt: () => Promise<T>): Promise<T> {
  const taken = await throttle.take(addressLimit, ip);
  if (!taken.isAllowed) throw refuse('identity.too-many-tries', { minutes: minutes(taken.waitMs) });
  const answer = await attempt();
  await throttle.giveBack(addressLimit, ip);
  return answer;
}

/**
 * Signs a member of staff in and gives the token of the new session.
 * @refuses identity.wrong-password, identity.locked, identity.too-many-tries
 */
export async function signInByPassword(
  parts: SignInParts,
  request: SignInRequest,
  typed: { readonly userName: string; readonly password: string },
): Promise<string> {
  const { auth, throttle } = parts;
  const userName = normalizeUserName(typed.userName);
  return fromAddress(throttle, request.ip, async () => {
    const taken = await throttle.take(accountLimit, userName);
    if (!taken.isAllowed) throw refuse('identity.locked', { minutes: minutes(taken.waitMs) });
    const token = await auth.signInByPassword(request, userName, typed.password);
    if (token === undefined) {
      await noteFailure(parts, request.requestId, userName, taken.count >= accountLimit.times);
      throw taken.count >= accountLimit.times
        ? refuse('identity.locked', { minutes: minutes(accountLimit.withinMs) })
        : refuse('identity.wrong-password');
    }
    await throttle.clear(accountLimit, userName);
    return token;
  });
}

/** A wrong password and a lock go into the audit, with the user if there is one; a name that is nobody's is not kept. */
async function noteFailure(parts: SignInParts, requestId: string, userName: string, isLocked: boolean): Promise<void> {
  const { database, now } = parts;
  await database.write(noRows, async (db) => {
    const user = await db.selectFrom('users').select('id').where('userName', '=', userName).executeTakeFirst();
    const action = isLocked ? 'identity.locked' : 'identity.sign-in-failed';
    const note = { action, noun: 'users', ...(user ? { rowId: user.id } : {}) };
    await writeAudit(db, { actor: { kind: 'anonymous' }, requestId }, now(), [note]);
  });
}

/** Ends the session a request came with. */
export async function signOut(parts: Pick<SignInParts, 'database' | 'now'>, caller: Caller): Promise<void> {
  const own = sessionOf(caller.actor);
  if (!own) return;
  await parts.database.write(noRows, async (db) => {
    await db.deleteFrom('sessions').where('id', '=', own.sessionId).execute();
    const note = { action: 'identity.signed-out', noun: 'sessions', rowId: own.sessionId };
    await writeAudit(db, caller, parts.now(), [note]);
  });
}

/**
 * Changes the asker's own password, and signs them out everywhere else.
 * @refuses identity.current-password-wrong, identity.password-weak, identity.locked
 */
export async function changePassword(
  { database, throttle, now }: SignInParts,
  caller: Caller,
  typed: { readonly current: string; readonly next: string },
): Promise<void> {
  const userId = ownUserId(caller.actor);
  const account = await database.read(noRows, (db) =>
    db
      .selectFrom('accounts')
      .innerJoin('users', 'users.id', 'accounts.userId')
      .select(['accounts.id', 'accounts.password', 'users.userName'])
      .where('accounts.userId', '=', userId)
      .where('accounts.providerId', '=', 'credential')
      .executeTakeFirst(),
  );
  if (!account?.password || account.userName === null) throw refuse('access.forbidden');
  const taken = await throttle.take(accountLimit, account.userName);
  if (!taken.isAllowed) throw refuse('identity.locked', { minutes: minutes(taken.waitMs) });
  if (!(await isPassword(account.password, typed.current))) throw refuse('identity.current-password-wrong');
  await throttle.clear(accountLimit, account.userName);
  const isSame = typed.next.normalize('NFKC') === typed.current.normalize('NFKC');
  assertStrong(typed.next, isSame ? typed.next : account.userName, 'next');
  const password = await hashPassword(typed.next);
  await database.write(noRows, async (db) => {
    await db.updateTable('accounts').set({ password, updatedAt: now() }).where('id', '=', account.id).execute();
    await db
      .updateTable('users')
      .set({ mustChangePassword: false, updatedAt: now() })
      .where('id', '=', userId)
      .execute();
    const revoked = await endSessions({ db }, userId, sessionOf(caller.actor)?.sessionId);
    const note = { action: 'identity.password-changed', noun: 'users', rowId: userId, details: { revoked } };
    await writeAudit(db, caller, now(), [note]);
  });
}

/** Refuses a password that is too weak, with the reason beside its field. */
export function assertStrong(password: string, userName: string, path: string): void {
  const fault = passwordFault(password, userName) ?? (isCommonPassword(password) ? passwordIsCommon : undefined);
  if (fault) throw new Refusal('identity.password-weak', { fields: [{ path, text: fault }] });
}
