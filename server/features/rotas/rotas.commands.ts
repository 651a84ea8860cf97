import { sql } from 'kysely';
import type { z } from 'zod';
import { longestPattern, type rotaCommands } from '../../../contract/rotas.ts';
import { dayNumber, toMs, wallTime } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { isBookedKind, type RotaKindCode, type ShiftPart } from '../../../domain/rotas/kinds.ts';
import { layOut } from '../../../domain/rotas/pattern.ts';
import { overlaps, type Span, windowOf } from '../../../domain/rotas/spans.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { assertAround, lockPlanned, staffAround, staffOf } from './rotas-scope.queries.ts';

type Input<K extends keyof typeof rotaCommands> = z.output<(typeof rotaCommands)[K]['input']>;

const hourMs = 3_600_000;
const longestShiftMs = 72 * hourMs;

function note(ctx: WriteCtx, action: string, rowId: string, details: Record<string, unknown> = {}): void {
  ctx.audit({ action, noun: 'rotas', rowId, details });
}

/** Slots are told where a kind is booked, and nowhere else. @throws rotas.slots-needed */
function slotsFor(kind: RotaKindCode, minutes: number | null): number | null {
  if (!isBookedKind(kind)) return null;
  if (minutes === null) throw refuse('rotas.slots-needed');
  return minutes;
}

/** Opens a rota of an area, or of a unit that sits in it. @throws access.outside-scope, rotas.slots-needed, request.not-found */
export async function openRota(ctx: WriteCtx, input: Input<'rotas.open'>): Promise<{ id: string }> {
  const tree = await areaTree(ctx);
  if (!holdsOver(tree, ctx.actor, 'rotas.manage', input.areaId)) throw refuse('access.outside-scope');
  if (input.organisationId !== null) {
    const unit = await ctx.db
      .selectFrom('organisations')
      .select('areaId')
      .where('id', '=', input.organisationId)
      .executeTakeFirst();
    if (!unit || unit.areaId === null || !tree.isWithin(unit.areaId, input.areaId)) throw refuse('request.not-found');
  }
  const id = ctx.intentionId;
  const { areaId, organisationId, kind, name, place, phone, publicity } = input;
  await ctx.db
    .insertInto('rotas')
    .values({
      id,
      areaId,
      organisationId,
      kind,
      name,
      place,
      phone,
      publicity,
      slotMinutes: slotsFor(kind, input.slotMinutes),
      madeBy: staffOf(ctx),
      madeAt: ctx.now,
    })
    .execute();
  note(ctx, 'rotas.opened', id, { areaId, kind });
  return { id };
}

/** Changes what a rota says of its post. @throws access.outside-scope, rotas.slots-needed */
export async function changeRota(ctx: WriteCtx, input: Input<'rotas.change'>): Promise<{ id: string }> {
  const row = await lockPlanned(ctx, input.id);
  const { name, place, phone, publicity } = input;
  await ctx.db
    .updateTable('rotas')
    .set({ name, place, phone, publicity, slotMinutes: slotsFor(row.kind, input.slotMinutes) })
    .where('id', '=', row.id)
    .execute();
  note(ctx, 'rotas.changed', row.id);
  return { id: row.id };
}

/** Closes a rota: what has not begun is dropped, what was stays. */
export async function closeRota(ctx: WriteCtx, { id }: Input<'rotas.close'>): Promise<{ id: string }> {
  await lockPlanned(ctx, id);
  await ctx.db
    .updateTable('rotaShifts')
    .set({ droppedAt: ctx.now })
    .where('rotaId', '=', id)
    .where('startsAt', '>', ctx.now)
    .where('droppedAt', 'is', null)
    .execute();
  await ctx.db.updateTable('rotas').set({ closedAt: ctx.now }).where('id', '=', id).execute();
  note(ctx, 'rotas.closed', id);
  return { id };
}

interface Planned extends Span {
  readonly userId: string;
}

/**
 * Refuses shifts that would put somebody in two places, naming the first; the constraint of the table has the last word.
 * @throws rotas.busy-named
 */
export async function assertFree(
  ctx: WriteCtx,
  planned: readonly Planned[],
  besides: readonly string[] = [],
): Promise<void> {
  if (planned.length === 0) return;
  const first = planned.reduce(
    (least, { startsAt }) => (startsAt < least ? startsAt : least),
    planned[0]?.startsAt ?? '',
  );
  const last = planned.reduce((most, { endsAt }) => (endsAt > most ? endsAt : most), '');
  const users = [...new Set(planned.map(({ userId }) => userId))];
  const { rows } = await sql<Planned & { readonly name: string; readonly rotaName: string }>`
    select s.user_id, s.starts_at, s.ends_at, u.name, r.name as rota_name
    from rota_shifts s join users u on u.id = s.user_id join rotas r on r.id = s.rota_id
    where s.dropped_at is null and s.user_id = any (${`{${users.join(',')}}`}::uuid[]) and s.id <> all (${`{${besides.join(',')}}`}::uuid[])
      and s.ends_at > ${first}::timestamptz and s.starts_at < ${last}::timestamptz order by s.starts_at`.execute(
    ctx.db,
  );
  const busy = rows.find((row) => planned.some((one) => one.userId === row.userId && overlaps(one, row)));
  if (busy) throw refuse('rotas.busy-named', { name: busy.name, at: wallTime(busy.startsAt), rota: busy.rotaName });
}

/**
 * Lays shifts out by a pattern; all of them, or none where one person would be in two places. Days that are over are left out.
 * @throws access.outside-scope, rotas.pattern-length, rotas.not-staff, rotas.nothing-laid, rotas.busy-named
 */
export async function layOutRota(ctx: WriteCtx, input: Input<'rotas.layOut'>): Promise<{ laid: number }> {
  const row = await lockPlanned(ctx, input.id);
  const length = dayNumber(input.to) - dayNumber(input.from);
  if (length < 0 || length >= longestPattern) throw refuse('rotas.pattern-length', { days: longestPattern });
  const people = input.teams.flatMap(({ leadId, memberIds }) => [...(leadId === null ? [] : [leadId]), ...memberIds]);
  await assertAround(ctx, row.areaId, people);
  const { calendar } = await getCalendar(ctx);
  const laid = layOut(calendar, input).filter(({ endsAt }) => endsAt > ctx.now);
  if (laid.length === 0) throw refuse('rotas.nothing-laid');
  await assertFree(ctx, laid);
  const values = laid.map(({ startsAt, endsAt, userId, part }) => ({
    id: ctx.newId(),
    rotaId: row.id,
    startsAt,
    endsAt,
    userId,
    part,
  }));
  for (let at = 0; at < values.length; at += 500)
    await ctx.db
      .insertInto('rotaShifts')
      .values(values.slice(at, at + 500))
      .execute();
  note(ctx, 'rotas.laid-out', row.id, { from: input.from, to: input.to, shifts: laid.length });
  return { laid: laid.length };
}

/** A shift that has not ended, under its rota's lock. @throws request.not-found, rotas.past */
export async function lockShift(ctx: WriteCtx, shiftId: string) {
  const shift = await ctx.db
    .selectFrom('rotaShifts')
    .selectAll()
    .where('id', '=', shiftId)
    .where('droppedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!shift) throw refuse('request.not-found');
  if (shift.endsAt <= ctx.now) throw refuse('rotas.past');
  return shift;
}

/** Adds one shift by hand, or changes one that is not over. @throws rotas.past, rotas.shift-length, rotas.not-staff, rotas.busy-named */
export async function setShift(ctx: WriteCtx, input: Input<'rotas.setShift'>): Promise<{ id: string }> {
  const row = await lockPlanned(ctx, input.id);
  const [startsAt, endsAt] = [new Date(input.startsAt).toISOString(), new Date(input.endsAt).toISOString()];
  const length = toMs(endsAt) - toMs(startsAt);
  if (length <= 0 || length > longestShiftMs) throw refuse('rotas.shift-length');
  if (endsAt <= ctx.now) throw refuse('rotas.past');
  await assertAround(ctx, row.areaId, [input.userId]);
  const values = { startsAt, endsAt, userId: input.userId, part: input.part as ShiftPart };
  await assertFree(ctx, [values], input.shiftId === undefined ? [] : [input.shiftId]);
  if (input.shiftId === undefined) {
    await ctx.db
      .insertInto('rotaShifts')
      .values({ id: ctx.newId(), rotaId: row.id, ...values })
      .execute();
  } else {
    const shift = await lockShift(ctx, input.shiftId);
    if (shift.rotaId !== row.id) throw refuse('request.not-found');
    const coversUserId = shift.userId === input.userId ? shift.coversUserId : null;
    await ctx.db
      .updateTable('rotaShifts')
      .set({ ...values, coversUserId })
      .where('id', '=', shift.id)
      .execute();
    await endSwaps(ctx, [shift.id]);
  }
  note(ctx, 'rotas.shift-set', row.id, { startsAt, userId: input.userId });
  return { id: row.id };
}

/** Drops a shift that is not over. */
export async function dropShift(ctx: WriteCtx, { shiftId }: Input<'rotas.dropShift'>): Promise<{ id: string }> {
  const shift = await lockShift(ctx, shiftId);
  await lockPlanned(ctx, shift.rotaId);
  await ctx.db.updateTable('rotaShifts').set({ droppedAt: ctx.now }).where('id', '=', shiftId).execute();
  await endSwaps(ctx, [shiftId]);
  note(ctx, 'rotas.shift-dropped', shift.rotaId, { startsAt: shift.startsAt, userId: shift.userId });
  return { id: shift.rotaId };
}

/** What was asked about a shift no longer holds once the shift is another's. */
export async function endSwaps(ctx: WriteCtx, shiftIds: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('rotaSwaps')
    .set({ state: 'withdrawn', answeredAt: ctx.now })
    .where('state', '=', 'asked')
    .where((is) => is.or([is('shiftId', 'in', shiftIds), is('forShiftId', 'in', shiftIds)]))
    .execute();
}

/** AB 角: the shifts of one person that begin on some days go to another, who stands in. @throws rotas.nothing-covered, rotas.busy-named */
export async function coverShifts(ctx: WriteCtx, input: Input<'rotas.cover'>): Promise<{ covered: number }> {
  const row = await lockPlanned(ctx, input.id);
  if (input.userId === input.standInId) throw refuse('responsibilities.self-cover');
  if (input.to < input.from) throw refuse('dated.ends-before-start', { day: input.from });
  await assertAround(ctx, row.areaId, [input.standInId]);
  const window = windowOf(input.from, input.to);
  const shifts = await ctx.db
    .selectFrom('rotaShifts')
    .select(['id', 'startsAt', 'endsAt', 'coversUserId'])
    .where('rotaId', '=', row.id)
    .where('userId', '=', input.userId)
    .where('droppedAt', 'is', null)
    .where('startsAt', '>=', window.startsAt)
    .where('startsAt', '<', window.endsAt)
    .where('endsAt', '>', ctx.now)
    .forUpdate()
    .execute();
  if (shifts.length === 0) {
    const [one] = await staffAround(ctx, row.areaId, { ids: [input.userId] });
    throw refuse('rotas.nothing-covered', { name: one?.name ?? '' });
  }
  await assertFree(
    ctx,
    shifts.map((shift) => ({ ...shift, userId: input.standInId })),
  );
  for (const { id, coversUserId } of shifts)
    await ctx.db
      .updateTable('rotaShifts')
      .set({ userId: input.standInId, coversUserId: coversUserId ?? input.userId })
      .where('id', '=', id)
      .execute();
  await endSwaps(
    ctx,
    shifts.map(({ id }) => id),
  );
  const { userId, standInId, from, to } = input;
  note(ctx, 'rotas.covered', row.id, { userId, standInId, from, to, shifts: shifts.length });
  return { covered: shifts.length };
}
