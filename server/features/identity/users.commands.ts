import type { z } from 'zod';
import type { userCommands } from '../../../contract/users.ts';
import { type RoleCode, separatedRoles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { assertNotLast, type WantedHolding } from './holdings.ts';
import { endSessions } from './identity.commands.ts';
import { ownUserId } from './identity.queries.ts';
import { hashPassword } from './password-hash.ts';
import { maskPhone, mobileOf } from './phone-codes.ts';
import { sessionOf } from './resolve-actor.ts';
import { assertFresh } from './session-rules.ts';
import { accountLimit, assertStrong } from './sign-in.ts';
import { linkOf } from './sign-on.ts';
import { lockManaged, lockStaff } from './staff.ts';
import { throttleKey } from './throttle.ts';
import { normalizeUserName } from './user-name.ts';

type Input<K extends keyof typeof userCommands> = z.output<(typeof userCommands)[K]['input']>;

export interface NewStaff {
  readonly id: string;
  readonly userName: string;
  readonly name: string;
  /** As hashPassword gives it. */
  readonly passwordHash: string;
  readonly phone?: { readonly sealed: Buffer; readonly token: Buffer; readonly masked: string };
  readonly employeeNumber?: string;
  readonly language?: 'zh' | 'en';
  readonly mustChangePassword: boolean;
  readonly at: string;
}

/** Puts a member of staff into the tables: the user and how they sign in. */
export async function insertStaff(db: WriteTx, staff: NewStaff): Promise<void> {
  const { id, at } = staff;
  await db
    .insertInto('users')
    .values({
      id,
      kind: 'staff',
      name: staff.name,
      userName: normalizeUserName(staff.userName),
      displayUserName: staff.userName,
      email: `${id}@user.invalid`,
      phoneSealed: staff.phone?.sealed ?? null,
      phoneToken: staff.phone?.token ?? null,
      phoneMasked: staff.phone?.masked ?? null,
      employeeNumber: staff.employeeNumber ?? null,
      language: staff.language ?? 'zh',
      mustChangePassword: staff.mustChangePassword,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await db
    .insertInto('accounts')
    .values({
      id,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: staff.passwordHash,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
}

/** A phone as users keep it; empty for none. */
function phoneParts(ctx: Pick<WriteCtx, 'vault'>, written: string) {
  if (written.trim() === '') return undefined;
  const phone = mobileOf(written);
  return { sealed: ctx.vault.seal('phone', phone), token: ctx.vault.token('phone', phone), masked: maskPhone(phone) };
}

/**
 * Adds a member of staff, who holds nothing yet: roles are granted by the security administrator.
 * @refuses identity.password-weak, identity.user-name-taken, identity.phone-taken, identity.phone-unreadable
 */
export async function createUser(ctx: WriteCtx, input: Input<'users.create'>): Promise<{ id: string }> {
  assertStrong(input.password, input.userName, 'password');
  const id = ctx.newId();
  const phone = phoneParts(ctx, input.phone ?? '');
  await insertStaff(ctx.db, {
    id,
    userName: input.userName,
    name: input.name,
    passwordHash: await hashPassword(input.password),
    ...(phone ? { phone } : {}),
    ...(input.employeeNumber ? { employeeNumber: input.employeeNumber } : {}),
    language: input.language,
    mustChangePassword: true,
    at: ctx.now,
  });
  ctx.audit({ action: 'users.created', noun: 'users', rowId: id });
  return { id };
}

/**
 * Changes a user's name or phone, or switches them off, which ends their sessions at once. What they sign in by asks the administrator for a
 * fresh sign-in of their own.
 * @refuses request.not-found, identity.sign-in-again, identity.not-to-oneself, identity.phone-taken, identity.employee-number-taken,
 *   identity.other-administrator, identity.last-administrator
 */
export async function updateUser(ctx: WriteCtx, input: Input<'users.update'>): Promise<{ id: string }> {
  await lockManaged(ctx, input.id, 'users.manage');
  // Whoever sets another's number or phone could come in by the sign-on of the city as them.
  if (input.employeeNumber !== undefined || input.phone !== undefined) {
    await assertFresh(ctx.db, sessionOf(ctx.actor)?.sessionId, ctx.now);
    await assertNoOtherAdministrator(ctx.db, input.id, businessDay(ctx.now));
  }
  if (input.isActive === false) {
    if (input.id === ownUserId(ctx.actor)) throw refuse('identity.not-to-oneself');
    // One person may switch another off at once, where there is danger; but never the last one of their kind.
    await assertNotLast(ctx, input.id, await administratorPosts(ctx.db, input.id, businessDay(ctx.now)));
  }
  const phone = input.phone === undefined ? undefined : (phoneParts(ctx, input.phone) ?? null);
  await ctx.db
    .updateTable('users')
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.isActive === undefined ? {} : { isActive: input.isActive }),
      ...(input.employeeNumber === undefined ? {} : { employeeNumber: input.employeeNumber || null }),
      ...(phone === undefined
        ? {}
        : { phoneSealed: phone?.sealed ?? null, phoneToken: phone?.token ?? null, phoneMasked: phone?.masked ?? null }),
      updatedAt: ctx.now,
    })
    .where('id', '=', input.id)
    .execute();
  if (input.isActive === false) await endSessions(ctx, input.id);
  // A link to a portal was made by the number or the phone: with another one it is made anew.
  if (input.employeeNumber !== undefined || input.phone !== undefined) await unlinkSignOn(ctx.db, input.id);
  const changed = (['name', 'phone', 'employeeNumber', 'isActive'] as const).filter((key) => input[key] !== undefined);
  ctx.audit({
    action: 'users.updated',
    noun: 'users',
    rowId: input.id,
    details: { changed, isActive: input.isActive },
  });
  return { id: input.id };
}

async function unlinkSignOn(db: WriteTx, userId: string): Promise<void> {
  await db.deleteFrom('accounts').where('userId', '=', userId).where('providerId', 'like', linkOf('%')).execute();
}

/** The posts of an administrator that somebody holds today. */
async function administratorPosts(db: WriteTx, userId: string, today: string): Promise<readonly WantedHolding[]> {
  const rows = await db
    .selectFrom('holdings')
    .select(['role', 'areaId'])
    .where('userId', '=', userId)
    .where('role', 'in', [...separatedRoles])
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .execute();
  return rows.map(({ role, areaId }) => ({ role: role as RoleCode, ...(areaId === null ? {} : { areaId }) }));
}

/** Whoever sets another's password could sign in as them: then two administrators would be one person. */
async function assertNoOtherAdministrator(db: WriteTx, userId: string, today: string): Promise<void> {
  const held = await db
    .selectFrom('holdings')
    .select('id')
    .where('userId', '=', userId)
    .where('role', 'in', ['security-admin', 'audit-admin'])
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .limit(1)
    .executeTakeFirst();
  if (held) throw refuse('identity.other-administrator');
}

/**
 * Sets a first password anew: all sessions end, the lock goes, and the user must choose their own at the next sign-in. The administrator
 * must have signed in of late.
 * @refuses request.not-found, identity.sign-in-again, identity.password-weak, identity.other-administrator
 */
export async function resetPassword(ctx: WriteCtx, input: Input<'users.resetPassword'>) {
  await lockManaged(ctx, input.id, 'users.manage');
  await assertFresh(ctx.db, sessionOf(ctx.actor)?.sessionId, ctx.now);
  await assertNoOtherAdministrator(ctx.db, input.id, businessDay(ctx.now));
  return setFirstPassword(ctx, input);
}

type PasswordCtx = Pick<WriteCtx, 'db' | 'now' | 'vault' | 'audit'>;

/** As resetPassword, for whoever may reach the server itself. */
export async function setFirstPassword(ctx: PasswordCtx, input: Input<'users.resetPassword'>) {
  const user = await lockStaff(ctx.db, input.id);
  const userName = user.userName ?? '';
  assertStrong(input.password, userName, 'password');
  const password = await hashPassword(input.password);
  await ctx.db
    .updateTable('accounts')
    .set({ password, updatedAt: ctx.now })
    .where('userId', '=', input.id)
    .where('providerId', '=', 'credential')
    .execute();
  await ctx.db
    .updateTable('users')
    .set({ mustChangePassword: true, updatedAt: ctx.now })
    .where('id', '=', input.id)
    .execute();
  await ctx.db
    .deleteFrom('throttles')
    .where('key', '=', throttleKey(ctx.vault, accountLimit, userName))
    .execute();
  const revoked = await endSessions(ctx, input.id);
  ctx.audit({ action: 'users.password-reset', noun: 'users', rowId: input.id, details: { revoked } });
  return { id: input.id, revoked };
}

/**
 * Takes away the lock after wrong passwords; the password stays as it is.
 * @refuses request.not-found
 */
export async function unlockUser(ctx: WriteCtx, { id }: Input<'users.unlock'>): Promise<{ id: string }> {
  const user = await lockManaged(ctx, id, 'users.manage');
  await ctx.db
    .deleteFrom('throttles')
    .where('key', '=', throttleKey(ctx.vault, accountLimit, user.userName ?? ''))
    .execute();
  ctx.audit({ action: 'users.unlocked', noun: 'users', rowId: id });
  return { id };
}
