import { sql } from 'kysely';
import type { Holding } from '../../../domain/access/actor.ts';
import { type RoleCode, roles, separatedRoles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { ReadTx, WriteTx } from '../../kit/db/client.ts';

/** A role to be held: over an area or in an organisation, from a day on, up to a day. */
export interface WantedHolding {
  readonly role: RoleCode;
  readonly areaId?: number | undefined;
  readonly organisationId?: string | undefined;
  readonly validFrom?: string | undefined;
  /** The first day it is no longer held. */
  readonly validTo?: string | undefined;
}

/** Whether a role is one of the three administrators, which are granted by two persons. */
export function isAdministrator(role: RoleCode): boolean {
  return separatedRoles.includes(role);
}

/**
 * Each role goes with its kind of reach and lies within what the asker administers.
 * @refuses identity.holding-reach, request.not-found, access.outside-scope
 */
export async function assertGrantable(
  ctx: WriteCtx,
  rows: readonly (WantedHolding | Holding)[],
  by: 'access.manage' | 'access.confirm' = 'access.manage',
): Promise<void> {
  const tree = await areaTree(ctx);
  for (const row of rows) {
    assertReach(row);
    const areaId = row.areaId ?? (await areaOfOrganisation(ctx.db, row.organisationId ?? ''));
    if (areaId === undefined || !tree.byId.has(areaId)) throw refuse('request.not-found');
    if (!holdsOver(tree, ctx.actor, by, areaId)) throw refuse('access.outside-scope');
  }
}

/** @refuses identity.holding-reach where a role of an area is to be held in an organisation, or the other way round */
export function assertReach(row: WantedHolding | Holding): void {
  const isByArea = row.areaId !== undefined;
  if ((roles[row.role].reach === 'area') !== isByArea) throw refuse('identity.holding-reach');
}

async function areaOfOrganisation(db: ReadTx, id: string): Promise<number | undefined> {
  const row = await db.selectFrom('organisations').select('areaId').where('id', '=', id).executeTakeFirst();
  return row?.areaId;
}

/**
 * The three administrators are three people: refuses a role beside another of them, held or proposed for the same days.
 * @refuses identity.administrators-apart
 */
export async function assertApart(
  db: ReadTx,
  userId: string,
  wanted: { readonly role: RoleCode; readonly validFrom: string; readonly validTo: string | null },
): Promise<void> {
  if (!isAdministrator(wanted.role)) return;
  const { rows } = await sql<{ role: RoleCode }>`
    select role from holdings
    where user_id = ${userId} and role = any (${`{${separatedRoles.join(',')}}`}::text[]) and role <> ${wanted.role}
      and daterange(valid_from, valid_to) && daterange(${wanted.validFrom}::date, ${wanted.validTo}::date)
    limit 1`.execute(db);
  const [other] = rows;
  if (other) throw apart(other.role, wanted.role);
}

/** Ends of administrators come one after the other: two at once would each find the other still there. */
const endingLock = 7205121;

/**
 * No area is left without an administrator of each kind that it has: refuses the end of a post that nobody else holds there or above.
 * @refuses identity.last-administrator
 */
export async function assertNotLast(
  ctx: Pick<WriteCtx, 'db' | 'shared' | 'now'>,
  userId: string,
  posts: readonly (WantedHolding | Holding)[],
): Promise<void> {
  const ended = posts.filter(({ role }) => isAdministrator(role));
  if (ended.length === 0) return;
  await sql`select pg_advisory_xact_lock(${endingLock})`.execute(ctx.db);
  const tree = await areaTree(ctx);
  const today = businessDay(ctx.now);
  for (const { role, areaId } of ended) {
    const path = tree.ancestorsOf(areaId ?? 0).map(({ id }) => id);
    const other = await ctx.db
      .selectFrom('holdings')
      .innerJoin('users', 'users.id', 'holdings.userId')
      .select('holdings.id')
      .where('holdings.role', '=', role)
      .where('holdings.userId', '<>', userId)
      .where('holdings.areaId', 'in', path)
      .where('holdings.validFrom', '<=', today)
      .where((eb) => eb.or([eb('holdings.validTo', 'is', null), eb('holdings.validTo', '>', today)]))
      .where('users.isActive', '=', true)
      .limit(1)
      .executeTakeFirst();
    if (!other)
      throw refuse('identity.last-administrator', {
        role: roles[role].label,
        area: tree.byId.get(areaId ?? 0)?.name ?? '',
      });
  }
}

/** Ends holdings today; those that would never have held are taken out, the audit keeps them. */
export async function endHoldings(
  db: WriteTx,
  ending: readonly { readonly id: string; readonly validFrom: string }[],
  today: string,
): Promise<void> {
  const begun = ending.filter((row) => row.validFrom < today).map((row) => row.id);
  const never = ending.filter((row) => row.validFrom >= today).map((row) => row.id);
  if (begun.length > 0) await db.updateTable('holdings').set({ validTo: today }).where('id', 'in', begun).execute();
  if (never.length > 0) await db.deleteFrom('holdings').where('id', 'in', never).execute();
}

/** The refusal that names both roles. */
export function apart(held: RoleCode, wanted: RoleCode) {
  return refuse('identity.administrators-apart', { held: roles[held].label, wanted: roles[wanted].label });
}

/** Lets somebody hold a role from a day on. The caller has checked that it may be granted. */
export async function insertHolding(
  ctx: Pick<WriteCtx, 'now' | 'newId'> & { readonly db: WriteTx },
  userId: string,
  wanted: WantedHolding,
  grantedBy: string | null,
): Promise<void> {
  const validFrom = wanted.validFrom ?? businessDay(ctx.now);
  const validTo = wanted.validTo ?? null;
  await assertApart(ctx.db, userId, { role: wanted.role, validFrom, validTo });
  await ctx.db
    .insertInto('holdings')
    .values({
      id: ctx.newId(),
      userId,
      role: wanted.role,
      areaId: wanted.areaId ?? null,
      organisationId: wanted.organisationId ?? null,
      validFrom,
      validTo,
      grantedBy,
      grantedAt: ctx.now,
    })
    .execute();
}

/** One line of the audit for a role that was granted, withdrawn or proposed. */
export function noteHolding(
  ctx: Pick<WriteCtx, 'audit'>,
  action: string,
  userId: string,
  row: WantedHolding | Holding,
) {
  ctx.audit({
    action,
    noun: 'holdings',
    rowId: userId,
    details: { role: row.role, areaId: row.areaId ?? null, organisationId: row.organisationId ?? null },
  });
}
