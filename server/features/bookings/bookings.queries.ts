import { ICalCalendar, ICalEventStatus } from 'ical-generator';
import { sql } from 'kysely';
import type { BookablePost, Booking, OwnBooking } from '../../../contract/bookings.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { isBookedKind, rotaKinds } from '../../../domain/rotas/kinds.ts';
import { slotsOf } from '../../../domain/rotas/slots.ts';
import { overlaps, type Span, windowOf } from '../../../domain/rotas/spans.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { mayPlan, type RotaRow, readRotas, visibleRotas } from '../rotas/rotas-scope.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;
/** How far ahead slots can be booked. */
export const daysAhead = 14;

interface ShiftRow extends Span {
  readonly rotaId: string;
  readonly userId: string;
}

/** The shifts of some rotas within a span. */
async function shiftsWithin(ctx: AnyCtx, rotaIds: readonly string[], { startsAt, endsAt }: Span) {
  const { rows } = await sql<ShiftRow>`
    select rota_id, user_id, starts_at, ends_at from rota_shifts where rota_id = any (${uuids(rotaIds)}) and dropped_at is null
      and ends_at > ${startsAt}::timestamptz and starts_at < ${endsAt}::timestamptz order by starts_at`.execute(ctx.db);
  return rows.map((row) => ({ ...row, startsAt: toIso(toMs(row.startsAt)), endsAt: toIso(toMs(row.endsAt)) }));
}

interface Taken extends Span {
  readonly subjectId: string;
  readonly seat: number;
}

/** The seats of some rotas that are sold within a span. */
async function takenWithin(ctx: AnyCtx, rotaIds: readonly string[], { startsAt, endsAt }: Span) {
  const { rows } = await sql<Taken>`
    select subject_id, seat, starts_at, ends_at from bookings where subject_kind = 'rota' and subject_id = any (${uuids(rotaIds)})
      and cancelled_at is null and ends_at > ${startsAt}::timestamptz and starts_at < ${endsAt}::timestamptz`.execute(
    ctx.db,
  );
  return rows.map((row) => ({ ...row, startsAt: toIso(toMs(row.startsAt)), endsAt: toIso(toMs(row.endsAt)) }));
}

export interface OpenSlot extends Span {
  /** As many as are on duty in it. */
  readonly seats: number;
  /** Those that are sold. */
  readonly taken: readonly number[];
}

/** Whether a place that was sold has fallen away: fewer are on duty for the whole of it than there are seats up to its own. */
function hasFallenAway(one: Span & { readonly seat: number }, rotaId: string, shifts: readonly ShiftRow[]): boolean {
  const there = shifts.filter(
    (shift) => shift.rotaId === rotaId && shift.startsAt <= one.startsAt && shift.endsAt >= one.endsAt,
  );
  return there.length < one.seat;
}

const isBooked = ({ kind, slotMinutes }: RotaRow): boolean => isBookedKind(kind) && slotMinutes !== null;

/** The slots of some rotas that begin within a span: each once, with as many seats as people are on duty in it. */
export async function openSlots(
  ctx: AnyCtx,
  rows: readonly RotaRow[],
  span: Span,
): Promise<ReadonlyMap<string, readonly OpenSlot[]>> {
  const booked = rows.filter(isBooked);
  if (booked.length === 0) return new Map();
  const ids = booked.map(({ id }) => id);
  const [shifts, sold] = [await shiftsWithin(ctx, ids, span), await takenWithin(ctx, ids, span)];
  return new Map(
    booked.map(({ id, slotMinutes }) => {
      const own = shifts.filter(({ rotaId }) => rotaId === id);
      const laid = own.flatMap((shift) => slotsOf(shift, slotMinutes ?? 0));
      const starts = new Map(laid.map((slot) => [slot.startsAt, slot]));
      const slots = [...starts.values()]
        .filter(({ startsAt }) => startsAt > span.startsAt && startsAt < span.endsAt)
        .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
      return [
        id,
        slots.map((slot) => ({
          ...slot,
          seats: laid.filter(({ startsAt }) => startsAt === slot.startsAt).length,
          taken: sold.filter((one) => one.subjectId === id && overlaps(one, slot)).map(({ seat }) => seat),
        })),
      ];
    }),
  );
}

/** From now on as far as can be booked. */
export const bookingSpan = (now: string): Span => ({ startsAt: now, endsAt: toIso(toMs(now) + daysAhead * dayMs) });

const postOf = ({ id, kind, name, place, phone }: RotaRow) => ({ rotaId: id, kind, name, place, phone });

/** The hours that can be booked at a place and at what lies above it; a post that is not public is not among them. */
export async function listOpenSlots(ctx: ReadCtx, areaId: number): Promise<{ items: BookablePost[] }> {
  const path = (await areaTree(ctx)).ancestorsOf(areaId).map(({ id }) => id);
  const rows = (await readRotas(ctx, { areaIds: path })).filter(({ publicity }) => publicity !== 'none');
  const open = await openSlots(ctx, rows, bookingSpan(ctx.now));
  const items = rows.flatMap((row): BookablePost[] => {
    const slots = (open.get(row.id) ?? []).map(({ seats, taken, ...slot }) => ({
      ...slot,
      free: Math.max(0, seats - taken.length),
    }));
    return slots.some(({ free }) => free > 0) ? [{ ...postOf(row), slots }] : [];
  });
  return { items };
}

/** What a resident's bookings are found by. @throws access.sign-in */
export function ownToken(ctx: AnyCtx): Buffer {
  if (ctx.actor.kind !== 'resident') throw refuse('access.sign-in');
  return Buffer.from(ctx.actor.phoneToken, 'base64url');
}

/** A resident's own bookings that are not over, the next first. */
export async function listOwnBookings(ctx: ReadCtx): Promise<{ items: OwnBooking[] }> {
  const found = await ctx.db
    .selectFrom('bookings')
    .select(['id', 'subjectId', 'seat', 'startsAt', 'endsAt'])
    .where('phoneToken', '=', ownToken(ctx))
    .where('subjectKind', '=', 'rota')
    .where('cancelledAt', 'is', null)
    .where('endsAt', '>', ctx.now)
    .orderBy('startsAt')
    .limit(50)
    .execute();
  if (found.length === 0) return { items: [] };
  const ids = [...new Set(found.map(({ subjectId }) => subjectId))];
  const rotas = new Map((await readRotas(ctx, { ids, withClosed: true })).map((row) => [row.id, row]));
  const last = found.reduce((latest, { endsAt }) => (endsAt > latest ? endsAt : latest), ctx.now);
  const shifts = await shiftsWithin(ctx, ids, { startsAt: found[0]?.startsAt ?? ctx.now, endsAt: last });
  return {
    items: found.flatMap(({ subjectId, seat, ...one }) => {
      const row = rotas.get(subjectId);
      if (!row) return [];
      const isUncovered = hasFallenAway({ ...one, seat }, subjectId, shifts);
      return [{ ...postOf(row), ...one, mayCancel: one.startsAt > ctx.now, isUncovered }];
    }),
  };
}

/** A resident's own bookings as iCalendar: the post, its place and its telephone. */
export async function ownCalendar(ctx: ReadCtx): Promise<MediaAnswer> {
  const calendar = new ICalCalendar({
    name: '我的预约',
    prodId: { company: 'Linli', product: 'bookings', language: 'ZH' },
  });
  for (const { id, kind, name, place, phone, startsAt, endsAt, isUncovered } of (await listOwnBookings(ctx)).items)
    calendar.createEvent({
      id: `${id}@linli`,
      stamp: new Date(ctx.now),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: `预约：${rotaKinds[kind].label.zh}`,
      location: `${name}　${place}`,
      status: isUncovered ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(phone === '' ? {} : { description: `联系电话 ${phone}` }),
    });
  const fileName = `linli-bookings-${businessDay(ctx.now)}.ics`;
  return { body: calendar.toString(), mediaType: 'text/calendar; charset=utf-8', fileName };
}

export interface BookingRow extends Span {
  readonly id: string;
  readonly subjectId: string;
  readonly areaId: number;
  readonly seat: number;
  readonly madeBy: string | null;
  readonly nameMasked: string;
  readonly phoneMasked: string;
  readonly outcome: 'came' | 'missed' | null;
}

/** Whether somebody of the staff may read a booking: whoever plans its post, is on duty in it, or wrote it down. */
async function mayRead(ctx: AnyCtx, row: RotaRow, one: BookingRow, shifts: readonly ShiftRow[]): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false;
  const { userId } = ctx.actor;
  const isThere = shifts.some((shift) => shift.rotaId === row.id && shift.userId === userId && overlaps(shift, one));
  return isThere || one.madeBy === userId || mayPlan(await areaTree(ctx), ctx, row);
}

const bookingColumns = [
  'id',
  'subjectId',
  'areaId',
  'seat',
  'startsAt',
  'endsAt',
  'madeBy',
  'nameMasked',
  'phoneMasked',
  'outcome',
] as const;

/** The bookings over some days that the asker may read. */
export async function listBookings(
  ctx: ReadCtx,
  asked: { readonly from: string; readonly to: string },
): Promise<{ items: Booking[] }> {
  const rows = await visibleRotas(ctx);
  if (rows.length === 0 || asked.to < asked.from) return { items: [] };
  const span = windowOf(asked.from, asked.to);
  const ids = rows.map(({ id }) => id);
  const found = await ctx.db
    .selectFrom('bookings')
    .select(bookingColumns)
    .where('subjectKind', '=', 'rota')
    .where('subjectId', 'in', ids)
    .where('cancelledAt', 'is', null)
    .where('startsAt', '>=', span.startsAt)
    .where('startsAt', '<', span.endsAt)
    .orderBy('startsAt')
    .limit(500)
    .execute();
  const shifts = await shiftsWithin(ctx, ids, span);
  const items: Booking[] = [];
  for (const one of found as readonly BookingRow[]) {
    const row = rows.find(({ id }) => id === one.subjectId);
    if (!row || !(await mayRead(ctx, row, one, shifts))) continue;
    const { id, startsAt, endsAt, nameMasked, phoneMasked, outcome } = one;
    items.push({
      ...postOf(row),
      ...{ id, startsAt, endsAt, nameMasked, phoneMasked, outcome },
      isUncovered: hasFallenAway(one, row.id, shifts),
      mayCancel: startsAt > ctx.now,
      mayMark: startsAt <= ctx.now,
    });
  }
  return { items };
}

/** One booking that somebody of the staff may read. @throws request.not-found */
export async function getBooking(ctx: AnyCtx, id: string): Promise<BookingRow> {
  const one = (await ctx.db
    .selectFrom('bookings')
    .select(bookingColumns)
    .where('id', '=', id)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst()) as BookingRow | undefined;
  const [row] = one ? await visibleRotas(ctx, [one.subjectId]) : [];
  if (!one || !row) throw refuse('request.not-found');
  if (!(await mayRead(ctx, row, one, await shiftsWithin(ctx, [row.id], one)))) throw refuse('request.not-found');
  return one;
}

/** Name and phone of whoever booked; the look is written down. @throws request.not-found */
export async function bookingContact(ctx: ReadCtx, id: string): Promise<{ name: string; phone: string }> {
  await getBooking(ctx, id);
  const { nameSealed, phoneSealed } = await ctx.db
    .selectFrom('bookings')
    .select(['nameSealed', 'phoneSealed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  ctx.audit({ action: 'bookings.contact', noun: 'bookings', rowId: id, reason: 'booking' });
  return { name: ctx.vault.open('party-name', nameSealed), phone: ctx.vault.open('phone', phoneSealed) };
}
