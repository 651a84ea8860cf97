import type { z } from 'zod';
import type { confirmationCommands } from '../../../contract/confirmations.ts';
import type { Holding } from '../../../domain/access/actor.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import {
  assertGrantable,
  assertNotLast,
  endHoldings,
  insertHolding,
  noteHolding,
  type WantedHolding,
} from './holdings.ts';
import { endSessions } from './identity.commands.ts';
import { ownUserId } from './identity.queries.ts';
import { removeSecondFactor } from './second-factor.ts';
import { lockManaged, lockStaff } from './staff.ts';

/** What nobody decided within a week is no longer meant. */
const openForDays = 7;

type Kind = 'grant-administrator' | 'end-administrator' | 'reset-second-factor';

interface Proposal {
  readonly kind: Kind;
  readonly userId: string;
  readonly details: object;
  readonly reason?: string;
}

/** Puts down what another person must confirm. @refuses confirmations.open-already */
async function propose(ctx: WriteCtx, { kind, userId, details, reason }: Proposal): Promise<void> {
  const same = await ctx.db
    .selectFrom('confirmations')
    .select('details')
    .where('userId', '=', userId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .where('expiresAt', '>', ctx.now)
    .execute();
  const isSame = same.some((row) => roleIn(row.details) === roleIn(details));
  if (isSame) throw refuse('confirmations.open-already');
  await ctx.db
    .insertInto('confirmations')
    .values({
      id: ctx.newId(),
      kind,
      userId,
      details: jsonb(details),
      reason: reason ?? null,
      proposedBy: ownUserId(ctx.actor),
      proposedAt: ctx.now,
      expiresAt: toIso(toMs(ctx.now) + openForDays * dayMs),
      state: 'open',
    })
    .execute();
}

const roleIn = (details: unknown): string | undefined => (details as Partial<WantedHolding>).role;

/** Proposes that somebody become an administrator. */
export async function proposeGrant(ctx: WriteCtx, userId: string, wanted: WantedHolding): Promise<void> {
  const { role, areaId, validFrom, validTo } = wanted;
  await propose(ctx, { kind: 'grant-administrator', userId, details: { role, areaId, validFrom, validTo } });
  noteHolding(ctx, 'access.proposed', userId, wanted);
}

/** Proposes that somebody be an administrator no longer. */
export async function proposeEnd(ctx: WriteCtx, userId: string, holdingId: string, held: WantedHolding | Holding) {
  const { role, areaId } = held;
  await propose(ctx, { kind: 'end-administrator', userId, details: { role, areaId, holdingId } });
  noteHolding(ctx, 'access.end-proposed', userId, held);
}

/**
 * Proposes to take away the second factor of somebody who lost their device and their recovery codes.
 * @refuses request.not-found, identity.not-to-oneself, confirmations.open-already
 */
export async function proposeFactorReset(
  ctx: WriteCtx,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  if (id === ownUserId(ctx.actor)) throw refuse('identity.not-to-oneself');
  await lockManaged(ctx, id, 'access.manage');
  await propose(ctx, { kind: 'reset-second-factor', userId: id, details: {}, reason });
  ctx.audit({ action: 'second-factor.reset-proposed', noun: 'users', rowId: id, reason });
  return { id };
}

/**
 * Confirms or refuses what another proposed. Whoever proposed it may only take it back; whom it is about has no say here.
 * @refuses request.not-found, confirmations.decided, confirmations.second-person, access.outside-scope,
 *   identity.administrators-apart, identity.last-administrator
 */
export async function decideConfirmation(
  ctx: WriteCtx,
  { id, decision }: z.output<(typeof confirmationCommands)['confirmations.decide']['input']>,
) {
  const row = await ctx.db
    .selectFrom('confirmations')
    .select(['id', 'kind', 'userId', 'details', 'proposedBy', 'state', 'expiresAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  if (row.state !== 'open' || row.expiresAt <= ctx.now) throw refuse('confirmations.decided');
  const me = ownUserId(ctx.actor);
  if (row.userId === me || (decision === 'confirm' && row.proposedBy === me))
    throw refuse('confirmations.second-person');
  const state = decision === 'confirm' ? ('confirmed' as const) : ('refused' as const);
  if (row.kind === 'reset-second-factor') await decideReset(ctx, row.userId, state);
  else if (row.kind === 'end-administrator') await decideEnd(ctx, row, state);
  else await decideGrant(ctx, row, state);
  await ctx.db
    .updateTable('confirmations')
    .set({ state, decidedBy: me, decidedAt: ctx.now })
    .where('id', '=', id)
    .execute();
  return { id, state };
}

async function decideGrant(
  ctx: WriteCtx,
  row: { readonly userId: string; readonly details: unknown; readonly proposedBy: string },
  state: 'confirmed' | 'refused',
): Promise<void> {
  const wanted = row.details as WantedHolding;
  await assertGrantable(ctx, [wanted], 'access.confirm');
  if (state === 'confirmed') await grant(ctx, row.userId, wanted, row.proposedBy);
  else noteHolding(ctx, 'access.proposal-refused', row.userId, wanted);
}

async function decideEnd(
  ctx: WriteCtx,
  { userId, details }: { readonly userId: string; readonly details: unknown },
  state: 'confirmed' | 'refused',
): Promise<void> {
  const { holdingId, ...held } = details as WantedHolding & { readonly holdingId: string };
  await assertGrantable(ctx, [held], 'access.confirm');
  if (state === 'refused') return noteHolding(ctx, 'access.end-refused', userId, held);
  await lockStaff(ctx.db, userId);
  await assertNotLast(ctx, userId, [held]);
  const today = businessDay(ctx.now);
  const row = await ctx.db
    .selectFrom('holdings')
    .select(['id', 'validFrom'])
    .where('id', '=', holdingId)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .executeTakeFirst();
  // It has run out by itself meanwhile.
  if (!row) throw refuse('confirmations.decided');
  await endHoldings(ctx.db, [row], today);
  noteHolding(ctx, 'access.withdrawn', userId, held);
}

async function decideReset(ctx: WriteCtx, userId: string, state: 'confirmed' | 'refused'): Promise<void> {
  await lockManaged(ctx, userId, 'access.confirm');
  if (state === 'confirmed') await removeSecondFactor(ctx.db, userId);
  const action = state === 'confirmed' ? 'second-factor.reset' : 'second-factor.reset-refused';
  ctx.audit({ action, noun: 'users', rowId: userId });
}

async function grant(ctx: WriteCtx, userId: string, wanted: WantedHolding, proposedBy: string): Promise<void> {
  await lockStaff(ctx.db, userId);
  const today = businessDay(ctx.now);
  const validFrom = wanted.validFrom && wanted.validFrom > today ? wanted.validFrom : today;
  if (wanted.validTo && wanted.validTo <= validFrom) throw refuse('confirmations.decided');
  await insertHolding(ctx, userId, { ...wanted, validFrom }, proposedBy);
  noteHolding(ctx, 'access.granted', userId, wanted);
  // A new administrator signs in anew, as administrators do.
  await endSessions(ctx, userId);
}
