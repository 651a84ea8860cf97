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
