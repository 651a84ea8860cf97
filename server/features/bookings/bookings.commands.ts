import type { z } from 'zod';
import type { bookingCommands } from '../../../contract/bookings.ts';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { maskName, maskPhone } from '../../../domain/identifiers/masks.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { type RotaRow, readRotas, visibleRotas } from '../rotas/rotas-scope.queries.ts';
import { bookingSpan, getBooking, openSlots, ownToken } from './bookings.queries.ts';

type Input<K extends keyof typeof bookingCommands> = z.output<(typeof bookingCommands)[K]['input']>;

/** So many that are not over may be booked by one phone at one post: the hours are for everybody. */
const mostPerPost = 2;

interface Person {
  readonly name: string;
  readonly phone: string;
}

/** The first seat of a slot that is free. @throws bookings.not-a-slot, bookings.taken */
async function freeSeat(ctx: WriteCtx, row: RotaRow, startsAt: string) {
  const slots = (await openSlots(ctx, [row], bookingSpan(ctx.now))).get(row.id) ?? [];
  const slot = slots.find((one) => one.startsAt === startsAt);
  if (!slot) throw refuse('bookings.not-a-slot');
  const seat = Array.from({ length: slot.seats }, (_, at) => at + 1).find((one) => !slot.taken.includes(one));
  if (seat === undefined) throw refuse('bookings.taken');
  return { seat, startsAt: slot.startsAt, endsAt: slot.endsAt };
}

async function assertNotTooMany(ctx: WriteCtx, row: RotaRow, phoneToken: Buffer, startsAt: string): Promise<void> {
  const own = await ctx.db
    .selectFrom('bookings')
    .select(['subjectId', 'startsAt'])
    .where('phoneToken', '=', phoneToken)
    .where('cancelledAt', 'is', null)
    .where('endsAt', '>', ctx.now)
    .execute();
  if (own.some((one) => one.startsAt === startsAt)) throw refuse('bookings.same-time');
  if (own.filter(({ subjectId }) => subjectId === row.id).length >= mostPerPost)
    throw refuse('bookings.too-many', { most: mostPerPost });
}

/** Sells a seat: the post is locked, so that two at once come one after the other; the constraint is the second wall. */
async function sell(ctx: WriteCtx, row: RotaRow, asked: string, { name, phone }: Person, madeBy: string | null) {
  await ctx.db.selectFrom('rotas').select('id').where('id', '=', row.id).forUpdate().executeTakeFirst();
  const startsAt = toIso(toMs(asked));
  const phoneToken = ctx.vault.token('phone', phone);
  await assertNotTooMany(ctx, row, phoneToken, startsAt);
  const seat = await freeSeat(ctx, row, startsAt);
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('bookings')
    .values({
      id,
      subjectKind: 'rota',
      subjectId: row.id,
      areaId: row.areaId,
      ...seat,
      nameSealed: ctx.vault.seal('party-name', name),
      nameMasked: maskName(name),
      phoneSealed: ctx.vault.seal('phone', phone),
      phoneToken,
      phoneMasked: maskPhone(phone),
      madeBy,
      madeAt: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'bookings.booked', noun: 'bookings', rowId: id, details: { rotaId: row.id, startsAt } });
  return { id, startsAt };
}

/** A resident books for themselves, by the phone they signed in with. @throws bookings.not-a-slot, bookings.taken, bookings.too-many */
export async function book(ctx: WriteCtx, { rotaId, startsAt, name }: Input<'bookings.book'>) {
  if (ctx.actor.kind !== 'resident') throw refuse('access.sign-in');
  const [row] = await readRotas(ctx, { ids: [rotaId] });
  if (!row || row.publicity === 'none') throw refuse('request.not-found');
  const { phoneSealed } = await ctx.db
    .selectFrom('users')
    .select('phoneSealed')
    .where('id', '=', ctx.actor.userId)
    .executeTakeFirstOrThrow();
  const phone = ctx.vault.open('phone', phoneSealed as Buffer);
  return sell(ctx, row, startsAt, { name, phone }, null);
}

/** The desk books for whoever calls or comes. @throws request.invalid for a phone that cannot be called, and what `book` refuses */
export async function enterBooking(ctx: WriteCtx, { rotaId, startsAt, name, phone }: Input<'bookings.enter'>) {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  const [row] = await visibleRotas(ctx, [rotaId]);
  if (!row) throw refuse('request.not-found');
  const read = parsePhone(phone);
  if (!read.ok) {
    const fault = text('请填写能打通的手机号或座机号。', 'Please give a phone number that can be called.');
    throw new Refusal('request.invalid', { fields: [{ path: 'phone', text: fault }] });
  }
  return sell(ctx, row, startsAt, { name, phone: read.normalized }, ctx.actor.userId);
}

/** Gives a seat back before it begins: whoever booked it, or the staff who may read it. @throws request.not-found, bookings.past */
export async function cancelBooking(ctx: WriteCtx, { id }: Input<'bookings.cancel'>): Promise<{ id: string }> {
  const one =
    ctx.actor.kind === 'staff'
      ? await getBooking(ctx, id)
      : await ctx.db
          .selectFrom('bookings')
          .select('startsAt')
          .where('id', '=', id)
          .where('phoneToken', '=', ownToken(ctx))
          .where('cancelledAt', 'is', null)
          .executeTakeFirst();
  if (!one) throw refuse('request.not-found');
  if (one.startsAt <= ctx.now) throw refuse('bookings.past');
  await ctx.db
    .updateTable('bookings')
    .set({ cancelledAt: ctx.now })
    .where('id', '=', id)
    .where('cancelledAt', 'is', null)
    .execute();
  ctx.audit({ action: 'bookings.cancelled', noun: 'bookings', rowId: id });
  return { id };
}

/** Writes down whether they came, from its beginning on. @throws request.not-found, bookings.not-begun */
export async function markBooking(ctx: WriteCtx, { id, outcome }: Input<'bookings.mark'>): Promise<{ id: string }> {
  const one = await getBooking(ctx, id);
  if (one.startsAt > ctx.now) throw refuse('bookings.not-begun');
  await ctx.db.updateTable('bookings').set({ outcome }).where('id', '=', id).execute();
  return { id };
}
