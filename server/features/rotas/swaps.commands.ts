import type { z } from 'zod';
import type { rotaCommands } from '../../../contract/rotas.ts';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertFree, endSwaps, lockShift } from './rotas.commands.ts';
import { soonHours } from './rotas.queries.ts';
import { assertAround, getRota, lockPlanned, staffOf } from './rotas-scope.queries.ts';

type Input<K extends keyof typeof rotaCommands> = z.output<(typeof rotaCommands)[K]['input']>;

/**
 * Asks a colleague to take a shift of one's own, for one of theirs or for nothing; nothing changes until they agree.
 * @throws rotas.not-your-shift, rotas.swap-self, rotas.swap-pending, rotas.not-staff, rotas.past
 */
export async function askSwap(ctx: WriteCtx, input: Input<'rotas.askSwap'>): Promise<{ id: string }> {
  const me = staffOf(ctx);
  const shift = await lockShift(ctx, input.shiftId);
  if (shift.userId !== me) throw refuse('rotas.not-your-shift');
  if (input.userId === me) throw refuse('rotas.swap-self');
  const row = await getRota(ctx, shift.rotaId);
  await assertAround(ctx, row.areaId, [input.userId]);
  if (input.forShiftId !== undefined) {
    const other = await lockShift(ctx, input.forShiftId);
    if (other.userId !== input.userId || other.rotaId !== shift.rotaId) throw refuse('rotas.not-your-shift');
  }
  const waiting = await ctx.db
    .selectFrom('rotaSwaps')
    .select('id')
    .where('shiftId', '=', shift.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (waiting) throw refuse('rotas.swap-pending');
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('rotaSwaps')
    .values({
      id,
      rotaId: shift.rotaId,
      shiftId: shift.id,
      forShiftId: input.forShiftId ?? null,
      askedBy: me,
      askedOf: input.userId,
      words: input.words,
      state: 'asked',
      askedAt: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'rotas.swap-asked', noun: 'rotas', rowId: shift.rotaId, details: { of: input.userId } });
  await ctx.jobs.send('rotas.tell-swap', { swapId: id, what: 'asked' });
  return { id };
}

/**
 * Answers a swap: whoever was asked agrees or declines, whoever asked takes it back. Agreed, the shifts change hands at once.
 * @throws request.not-found, rotas.swap-over, rotas.not-your-shift, rotas.past, rotas.busy-named
 */
export async function answerSwap(ctx: WriteCtx, { id, answer }: Input<'rotas.answerSwap'>): Promise<{ id: string }> {
  const me = staffOf(ctx);
  const swap = await ctx.db.selectFrom('rotaSwaps').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const isMine = swap && (answer === 'withdrawn' ? swap.askedBy === me : swap.askedOf === me);
  if (!swap || !isMine) throw refuse('request.not-found');
  if (swap.state !== 'asked') throw refuse('rotas.swap-over');
  if (answer === 'agreed') await changeHands(ctx, swap);
  await ctx.db.updateTable('rotaSwaps').set({ state: answer, answeredAt: ctx.now }).where('id', '=', id).execute();
  ctx.audit({ action: `rotas.swap-${answer}`, noun: 'rotas', rowId: swap.rotaId });
  await ctx.jobs.send('rotas.tell-swap', { swapId: id, what: answer });
  return { id };
}

interface AskedSwap {
  readonly id: string;
  readonly shiftId: string;
  readonly forShiftId: string | null;
  readonly askedBy: string;
  readonly askedOf: string;
}

async function changeHands(ctx: WriteCtx, swap: AskedSwap): Promise<void> {
  const shift = await lockShift(ctx, swap.shiftId);
  const other = swap.forShiftId === null ? undefined : await lockShift(ctx, swap.forShiftId);
  if (shift.userId !== swap.askedBy || (other && other.userId !== swap.askedOf)) throw refuse('rotas.not-your-shift');
  const ids = [shift.id, ...(other ? [other.id] : [])];
  const planned = [{ ...shift, userId: swap.askedOf }, ...(other ? [{ ...other, userId: swap.askedBy }] : [])];
  await assertFree(ctx, planned, ids);
  // Both leave their places before either takes the other's, so that two shifts at one time can be exchanged.
  await ctx.db.updateTable('rotaShifts').set({ droppedAt: ctx.now }).where('id', 'in', ids).execute();
  for (const { id, userId } of planned)
    await ctx.db
      .updateTable('rotaShifts')
      .set({ userId, coversUserId: null, droppedAt: null })
      .where('id', '=', id)
      .execute();
  await ctx.db
    .updateTable('rotaSwaps')
    .set({ state: 'agreed', answeredAt: ctx.now })
    .where('id', '=', swap.id)
    .execute();
  await endSwaps(ctx, ids);
}

/** Notes that the planner has seen an agreed swap. @throws request.not-found, access.outside-scope */
export async function seeSwap(ctx: WriteCtx, { id }: Input<'rotas.seeSwap'>): Promise<{ id: string }> {
  const swap = await ctx.db.selectFrom('rotaSwaps').select('rotaId').where('id', '=', id).executeTakeFirst();
  if (!swap) throw refuse('request.not-found');
  await lockPlanned(ctx, swap.rotaId);
  await ctx.db
    .updateTable('rotaSwaps')
    .set({ seenBy: staffOf(ctx) })
    .where('id', '=', id)
    .execute();
  return { id };
}

/** Writes what is open at the end of one's own shift, from its beginning to a day after it. @throws rotas.not-your-shift, rotas.handover-early, rotas.past */
export async function handOver(ctx: WriteCtx, { shiftId, words }: Input<'rotas.handOver'>): Promise<{ id: string }> {
  const me = staffOf(ctx);
  const shift = await ctx.db
    .selectFrom('rotaShifts')
    .select(['rotaId', 'userId', 'startsAt', 'endsAt'])
    .where('id', '=', shiftId)
    .where('droppedAt', 'is', null)
    .executeTakeFirst();
  if (!shift || shift.userId !== me) throw refuse('rotas.not-your-shift');
  if (shift.startsAt > ctx.now) throw refuse('rotas.handover-early');
  if (shift.endsAt < toIso(toMs(ctx.now) - dayMs)) throw refuse('rotas.past');
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('rotaHandovers')
    .values({ id, rotaId: shift.rotaId, shiftId, words, writtenBy: me, writtenAt: ctx.now })
    .execute();
  return { id };
}

/** Takes a note over: whoever is on the rota now or comes on soon has read it. Done twice, the first counts. @throws rotas.handover-own, rotas.not-your-shift */
export async function takeOver(ctx: WriteCtx, { id }: Input<'rotas.takeOver'>): Promise<{ id: string }> {
  const me = staffOf(ctx);
  const found = await ctx.db
    .selectFrom('rotaHandovers')
    .select(['rotaId', 'writtenBy', 'takenAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  await getRota(ctx, found.rotaId);
  if (found.writtenBy === me) throw refuse('rotas.handover-own');
  const next = await ctx.db
    .selectFrom('rotaShifts')
    .select('id')
    .where('rotaId', '=', found.rotaId)
    .where('userId', '=', me)
    .where('droppedAt', 'is', null)
    .where('startsAt', '<=', toIso(toMs(ctx.now) + soonHours * 3_600_000))
    .where('endsAt', '>', ctx.now)
    .executeTakeFirst();
  if (!next) throw refuse('rotas.not-your-shift');
  if (found.takenAt === null)
    await ctx.db.updateTable('rotaHandovers').set({ takenBy: me, takenAt: ctx.now }).where('id', '=', id).execute();
  return { id };
}

/** Makes a new secret link of one's own calendar; the one before ends with it. */
export async function renewFeed(ctx: WriteCtx, { key }: Input<'rotas.renewFeed'>): Promise<{ madeAt: string }> {
  const values = { keyHash: feedHash(ctx, key), madeAt: ctx.now };
  await ctx.db
    .insertInto('rotaFeeds')
    .values({ userId: staffOf(ctx), ...values })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(values))
    .execute();
  return { madeAt: ctx.now };
}

/** What is kept of a calendar link. */
export function feedHash(ctx: Pick<WriteCtx, 'vault'>, key: string): Buffer {
  return ctx.vault.token('link', `calendar:${key}`);
}
