import { dayMs } from '../../../domain/calendar/instant.ts';
import type { Vault } from '../../kit/crypto/vault.ts';

const hourMs = 3_600_000;

/** How long a session may lie idle. */
export const idleMs = { staff: 12 * hourMs, resident: 7 * dayMs } as const;
/** How long a session lasts however much it is used. */
export const lifeMs = { staff: 7 * dayMs, resident: 30 * dayMs } as const;

/** A session's token as the table keeps it. */
export function tokenHash(vault: Vault, token: string): string {
  return vault.token('session', token).toString('base64url');
}

/** The cookie of a device whose second factor is remembered. */
export function deviceCookie(config: { readonly publicUrl: string | undefined }) {
  const { name, options } = sessionCookie(config);
  return { name: `${name}-device`, options } as const;
}

/** The cookie of a session: scripts can't read it, other sites can't send it with a write. Over https it is bound to the host. */
export function sessionCookie({ publicUrl }: { readonly publicUrl: string | undefined }) {
  const secure = publicUrl?.startsWith('https:') ?? false;
  return {
    name: secure ? '__Host-linli' : 'linli',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const;
}
