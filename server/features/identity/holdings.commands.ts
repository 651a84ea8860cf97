import type { z } from 'zod';
import type { userCommands } from '../../../contract/users.ts';
import type { Holding } from '../../../domain/access/actor.ts';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { proposeEnd, proposeGrant } from './confirmations.commands.ts';
import {
  apart,
  assertApart,
  assertGrantable,
  assertNotLast,
  endHoldings,
  insertHolding,
  isAdministrator,
  noteHolding,
} from './holdings.ts';
import { ownUserId } from './identity.queries.ts';
import { lockStaff } from './staff.ts';

type Input = z.output<(typeof userCommands)['users.setHoldings']['input']>;
type Wanted = Input['holdings'][number];

interface HeldRow {
  readonly id: string;
  readonly role: string;
  readonly areaId: number | null;
  readonly organisationId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

const keyOf = (held: {
  role: string;
  areaId?: number | null | undefined;
  organisationId?: string | null | undefined;
}) => `${held.role} ${held.areaId ?? ''} ${held.organisationId ?? ''}`;

/**
 * Brings what a user holds to what is wanted: missing roles end today, new ones begin. Never for oneself; only within the areas one
 * administers; a new administrator, or the end of one, is only proposed, and another person confirms it.
 * @refuses identity.not-to-oneself, identity.holding-reach, access.outside-scope, identity.administrators-apart,
 *   identity.needs-second-person, identity.last-administrator, confirmations.open-already, dated.changed-meanwhile
 */
export async function setHoldings(ctx: WriteCtx, { userId, holdings: wanted, known }: Input) {
  if (userId === ownUserId(ctx.actor)) throw refuse('identity.not-to-oneself');
  await lockStaff(ctx.db, userId);
  const today = businessDay(ctx.now);
  const current = await currentHoldings(ctx, userId, today);
  if (known && !isSame(known, current)) throw refuse('dated.changed-meanwhile');
  const kept = new Set(wanted.map(keyOf));
  const held = new Set(current.map(keyOf));
  const leaving = current.filter((row) => !kept.has(keyOf(row)));
  const ending = leaving.filter((row) => !isAdministrator(row.role as RoleCode));
  const endingLater = leaving.filter((row) => isAdministrator(row.role as RoleCode));
  const beginning = [...new Map(wanted.map((row) => [keyOf(row), row])).values()].filter(
    (row) => !held.has(keyOf(row)),
  );
  const direct = beginning.filter(({ role }) => !isAdministrator(role));
  const proposed = beginning.filter(({ role }) => isAdministrator(role));
  await assertGrantable(ctx, [...beginning, ...leaving.map(reachOf)]);
  await endHoldings(ctx.db, ending, today);
  await changeEnds(ctx, userId, current, wanted, today);
  for (const row of direct) {
    await insertHolding(ctx, userId, row, ownUserId(ctx.actor));
    noteHolding(ctx, 'access.granted', userId, row);
  }
  for (const row of ending) noteHolding(ctx, 'access.withdrawn', userId, reachOf(row));
  await propose(ctx, userId, proposed, today);
  await assertNotLast(ctx, userId, endingLater.map(reachOf));
  for (const row of endingLater) await proposeEnd(ctx, userId, row.id, reachOf(row));
  return { granted: direct.length, ended: ending.length, proposed: proposed.length + endingLater.length };
}

/** Roles of administrators wait for a second person; two of them for one person are refused before that. */
async function propose(ctx: WriteCtx, userId: string, wanted: readonly Wanted[], today: string): Promise<void> {
  const [first, ...others] = wanted;
  const other = others.find(({ role }) => role !== first?.role);
  if (first && other) throw apart(first.role, other.role);
  for (const row of wanted) {
    const validFrom = row.validFrom ?? today;
    await assertApart(ctx.db, userId, { role: row.role, validFrom, validTo: row.validTo ?? null });
    await proposeGrant(ctx, userId, row);
  }
}

/** What somebody holds now or later. */
async function currentHoldings(ctx: WriteCtx, userId: string, today: string): Promise<readonly HeldRow[]> {
  return ctx.db
    .selectFrom('holdings')
    .select(['id', 'role', 'areaId', 'organisationId', 'validFrom', 'validTo'])
    .where('userId', '=', userId)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .execute();
}

function isSame(known: readonly string[], current: readonly HeldRow[]): boolean {
  const ids = new Set(known);
  return ids.size === current.length && current.every(({ id }) => ids.has(id));
}

function reachOf(row: HeldRow): Holding {
  return {
    role: row.role as RoleCode,
    ...(row.areaId === null ? {} : { areaId: row.areaId }),
    ...(row.organisationId === null ? {} : { organisationId: row.organisationId }),
  };
}

/** A holding that stays may be given another end. */
async function changeEnds(
  ctx: WriteCtx,
  userId: string,
  current: readonly HeldRow[],
  wanted: readonly Wanted[],
  today: string,
): Promise<void> {
  const ends = new Map(wanted.map((row) => [keyOf(row), row.validTo ?? null]));
  const changed = current.filter((row) => {
    const end = ends.get(keyOf(row));
    return end !== undefined && end !== row.validTo;
  });
  await assertGrantable(ctx, changed.map(reachOf));
  for (const row of changed) {
    const end = ends.get(keyOf(row)) ?? null;
    if (end !== null && end <= today) throw refuse('dated.past', { today });
    // An administrator's time changes only as it began: by two persons.
    if (isAdministrator(row.role as RoleCode)) throw refuse('identity.needs-second-person');
    await ctx.db.updateTable('holdings').set({ validTo: end }).where('id', '=', row.id).execute();
    noteHolding(ctx, 'access.end-changed', userId, reachOf(row));
  }
}
