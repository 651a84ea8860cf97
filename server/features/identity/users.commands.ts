import type { z } from 'zod';
import type { userCommands } from '../../../contract/users.ts';
import type { Holding } from '../../../domain/access/actor.ts';
import { type RoleCode, roles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { endSessions } from './identity.commands.ts';
import { ownUserId } from './identity.queries.ts';
import { hashPassword } from './password-hash.ts';
import { maskPhone, mobileOf } from './phone-codes.ts';
import { accountLimit, assertStrong } from './sign-in.ts';
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
    language: input.language,
    mustChangePassword: true,
    at: ctx.now,
  });
  ctx.audit({ action: 'users.created', noun: 'users', rowId: id });
  return { id };
}

/** The staff behind an id; residents are nobody's to manage. */
async function lockStaff(db: WriteTx, id: string) {
  const user = await db
    .selectFrom('users')
    .select(['id', 'userName'])
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw refuse('request.not-found');
  return user;
}

/**
 * Changes a user's name or phone, or switches them off, which ends their sessions at once.
 * @refuses request.not-found, identity.not-to-oneself, identity.phone-taken
 */
export async function updateUser(ctx: WriteCtx, input: Input<'users.update'>): Promise<{ id: string }> {
  await lockStaff(ctx.db, input.id);
  if (input.isActive === false && input.id === ownUserId(ctx.actor)) throw refuse('identity.not-to-oneself');
  const phone = input.phone === undefined ? undefined : (phoneParts(ctx, input.phone) ?? null);
  await ctx.db
    .updateTable('users')
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.isActive === undefined ? {} : { isActive: input.isActive }),
      ...(phone === undefined
        ? {}
        : { phoneSealed: phone?.sealed ?? null, phoneToken: phone?.token ?? null, phoneMasked: phone?.masked ?? null }),
      updatedAt: ctx.now,
    })
    .where('id', '=', input.id)
    .execute();
  if (input.isActive === false) await endSessions(ctx, input.id);
  const changed = (['name', 'phone', 'isActive'] as const).filter((key) => input[key] !== undefined);
  ctx.audit({
    action: 'users.updated',
    noun: 'users',
    rowId: input.id,
    details: { changed, isActive: input.isActive },
  });
  return { id: input.id };
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
 * Sets a first password anew: all sessions end, the lock goes, and the user must choose their own at the next sign-in.
 * @refuses request.not-found, identity.password-weak, identity.other-administrator
 */
export async function resetPassword(ctx: WriteCtx, input: Input<'users.resetPassword'>) {
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

type Wanted = Input<'users.setHoldings'>['holdings'][number];

const keyOf = (held: {
  role: string;
  areaId?: number | null | undefined;
  organisationId?: string | null | undefined;
}) => `${held.role} ${held.areaId ?? ''} ${held.organisationId ?? ''}`;

/**
 * Brings what a user holds to what is wanted: missing roles end today, new ones begin. Never for oneself; only within the areas one
 * administers; the three administrators stay three people (a constraint of the table).
 * @refuses identity.not-to-oneself, identity.holding-reach, access.outside-scope, identity.administrators-apart
 */
export async function setHoldings(ctx: WriteCtx, { userId, holdings: wanted }: Input<'users.setHoldings'>) {
  if (userId === ownUserId(ctx.actor)) throw refuse('identity.not-to-oneself');
  await lockStaff(ctx.db, userId);
  const today = businessDay(ctx.now);
  const current = await ctx.db
    .selectFrom('holdings')
    .select(['id', 'role', 'areaId', 'organisationId', 'validFrom', 'validTo'])
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .execute();
  const kept = new Set(wanted.map(keyOf));
  const known = new Set(current.map(keyOf));
  const ending = current.filter((row) => !kept.has(keyOf(row)));
  const beginning = [...new Map(wanted.map((row) => [keyOf(row), row])).values()].filter(
    (row) => !known.has(keyOf(row)),
  );
  await assertGrantable(ctx, [...beginning, ...ending.map(reachOf)]);
  await endHoldings(ctx, ending, today);
  await changeEnds(ctx, current, wanted, today);
  if (beginning.length > 0) {
    await ctx.db
      .insertInto('holdings')
      .values(beginning.map((row) => toRow(ctx, userId, row, today)))
      .execute();
  }
  const note = (
    row: { role: string; areaId?: number | null | undefined; organisationId?: string | null | undefined },
    action: string,
  ) =>
    ctx.audit({
      action,
      noun: 'holdings',
      rowId: userId,
      details: { role: row.role, areaId: row.areaId ?? null, organisationId: row.organisationId ?? null },
    });
  for (const row of beginning) note(row, 'access.granted');
  for (const row of ending) note(row, 'access.withdrawn');
  return { granted: beginning.length, ended: ending.length };
}

function toRow(ctx: WriteCtx, userId: string, row: Wanted, today: string) {
  return {
    id: ctx.newId(),
    userId,
    role: row.role,
    areaId: row.areaId ?? null,
    organisationId: row.organisationId ?? null,
    validFrom: row.validFrom ?? today,
    validTo: row.validTo ?? null,
    grantedBy: ownUserId(ctx.actor),
    grantedAt: ctx.now,
  };
}

function reachOf(row: { role: string; areaId: number | null; organisationId: string | null }): Holding {
  return {
    role: row.role as RoleCode,
    ...(row.areaId === null ? {} : { areaId: row.areaId }),
    ...(row.organisationId === null ? {} : { organisationId: row.organisationId }),
  };
}

/** Ends holdings today; those that would never have held are taken out, the audit keeps them. */
async function endHoldings(
  ctx: WriteCtx,
  ending: readonly { id: string; validFrom: string }[],
  today: string,
): Promise<void> {
  const begun = ending.filter((row) => row.validFrom < today).map((row) => row.id);
  const never = ending.filter((row) => row.validFrom >= today).map((row) => row.id);
  if (begun.length > 0) await ctx.db.updateTable('holdings').set({ validTo: today }).where('id', 'in', begun).execute();
  if (never.length > 0) await ctx.db.deleteFrom('holdings').where('id', 'in', never).execute();
}

/** A holding that stays may be given another end. */
async function changeEnds(
  ctx: WriteCtx,
  current: readonly {
    id: string;
    role: string;
    areaId: number | null;
    organisationId: string | null;
    validTo: string | null;
  }[],
  wanted: readonly Wanted[],
  today: string,
): Promise<void> {
  const ends = new Map(wanted.map((row) => [keyOf(row), row.validTo ?? null]));
  for (const row of current) {
    const end = ends.get(keyOf(row));
    if (end === undefined || end === row.validTo) continue;
    if (end !== null && end <= today) throw refuse('dated.past', { today });
    await ctx.db.updateTable('holdings').set({ validTo: end }).where('id', '=', row.id).execute();
  }
}

/** Each role goes with its kind of reach and lies within what the granter administers. */
async function assertGrantable(ctx: WriteCtx, rows: ReadonlyArray<Wanted | Holding>): Promise<void> {
  const tree = await areaTree(ctx);
  for (const row of rows) {
    const isByArea = row.areaId !== undefined;
    if ((roles[row.role].reach === 'area') !== isByArea) throw refuse('identity.holding-reach');
    const areaId = row.areaId ?? (await areaOfOrganisation(ctx.db, row.organisationId ?? ''));
    if (areaId === undefined || !tree.byId.has(areaId)) throw refuse('request.not-found');
    if (!holdsOver(tree, ctx.actor, 'access.manage', areaId)) throw refuse('access.outside-scope');
  }
}

async function areaOfOrganisation(db: WriteTx, id: string): Promise<number | undefined> {
  const row = await db.selectFrom('organisations').select('areaId').where('id', '=', id).executeTakeFirst();
  return row?.areaId;
}
