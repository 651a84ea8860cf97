import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { settingNow } from '../../access/settings.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { ReadTx } from '../../kit/db/client.ts';

const hourMs = 3_600_000;

/** How long a session may lie idle; of staff, unless the security administrator decided otherwise. */
export const idleMs = { staff: 12 * hourMs, resident: 7 * dayMs } as const;
/** How long a session lasts however much it is used. */
export const lifeMs = { staff: 7 * dayMs, resident: 30 * dayMs } as const;

/** Since when a session must have been used to hold now. */
export async function usedSince(db: ReadTx, kind: 'staff' | 'resident', now: string): Promise<string> {
  const ms = kind === 'staff' ? (await settingNow(db, 'sessions.idleHours')) * hourMs : idleMs.resident;
  return toIso(toMs(now) - ms);
}

const freshMinutes = 30;

/**
 * Lets nobody change what guards an account from a session that was left open: who they are must have been shown within half an hour.
 * @refuses identity.sign-in-again
 */
export async function assertFresh(db: ReadTx, sessionId: string | undefined, now: string): Promise<void> {
  if (sessionId === undefined) return;
  const since = toIso(toMs(now) - freshMinutes * 60_000);
  const sessions = db.selectFrom('sessions').select('id').where('id', '=', sessionId);
  if (!(await sessions.where('createdAt', '>', since).executeTakeFirst()))
    throw refuse('identity.sign-in-again', { minutes: freshMinutes });
}

/** How many sign-ins somebody has at most: one more ends the one that was used longest ago. */
export const mostSessions = 10;

/** A session's token as the table keeps it. */
export function tokenHash(vault: Vault, token: string): string {
  return vault.token('session', token).toString('base64url');
}

/** The cookie of a device whose second factor is remembered. */
export function deviceCookie(config: { readonly publicUrl: string | undefined }) {
  const { name, options } = sessionCookie(config);
  return { name: `${name}-device`, options } as const;
}

/** The cookie of a browser that asked for a code: the code is good nowhere else. */
export function codeCookie(config: { readonly publicUrl: string | undefined }) {
  const { name, options } = sessionCookie(config);
  return { name: `${name}-code`, options } as const;
}

/** The cookie of a session: scripts can't read it, other sites can't send it with a write. Over https it is bound to the host. */
export function sessionCookie({ publicUrl }: { readonly publicUrl: string | undefined }) {
  const secure = publicUrl?.startsWith('https:') ?? false;
  return {
    name: secure ? '__Host-linli' : 'linli',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const;
}
