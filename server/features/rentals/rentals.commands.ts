import { sql } from 'kysely';
import type { z } from 'zod';
import type { rentalCommands } from '../../../contract/rentals.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { maskPhone } from '../../../domain/identifiers/masks.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { isDeclarable, mostOpenAtDoor, mostPerDayAtDoor, mostPerHour } from '../../../domain/rentals/declarations.ts';
import { text } from '../../../domain/text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { noteChanges } from '../../registry/changes.ts';
import { insertPeople, insertResidences, resolvePersons } from '../../registry/person-rows.ts';
import { type CodedDoor, declaredRows, getCodedDoor } from './rentals.scope.ts';

type Input<K extends keyof typeof rentalCommands> = z.output<(typeof rentalCommands)[K]['input']>;

const hourMs = 3_600_000;

/** The phone as it is kept; none for whoever moves out. @throws request.invalid for one that cannot be called */
function phoneOf({ kind, phone }: Input<'rentals.declare'>): string | null {
  if (kind === 'out') return null;
  const read = parsePhone(phone);
  if (read.ok) return read.normalized;
  const fault = text('请填写能打通的手机号或座机号。', 'Please give a phone number that can be called.');
  throw new Refusal('request.invalid', { fields: [{ path: 'phone', text: fault }] });
}

/** The landlord says whether the home is let; nobody else does. @throws request.invalid */
function isLetOf({ kind, isLet }: Input<'rentals.declare'>): boolean | null {
  if (kind !== 'landlord') return null;
  if (isLet !== null) return isLet;
  const fault = text('请选择现在是否出租。', 'Please say whether the home is let.');
  throw new Refusal('request.invalid', { fields: [{ path: 'isLet', text: fault }] });
}

/** One door, and one community together, take so much. @throws rentals.door-full, request.too-many */
async function assertNotFlooding(ctx: WriteCtx, { communityId, houseId }: CodedDoor): Promise<void> {
  const hourAgo = toIso(toMs(ctx.now) - hourMs);
  const dayAgo = toIso(toMs(ctx.now) - 24 * hourMs);
  const { rows } = await sql<{ open: number; today: number }>`
    select (count(*) filter (where state = 'open'))::int as open, (count(*) filter (where declared_at > ${dayAgo}::timestamptz))::int as today
    from rental_declarations where community_id = ${communityId} and house_id = ${houseId}`.execute(ctx.db);
  const [{ open, today } = { open: 0, today: 0 }] = rows;
  if (open >= mostOpenAtDoor || today >= mostPerDayAtDoor) throw refuse('rentals.door-full');
  const hour = await sql<{ n: number }>`
    select count(*)::int as n from rental_declarations where community_id = ${communityId} and declared_at > ${hourAgo}::timestamptz`.execute(
    ctx.db,
  );
  if ((hour.rows[0]?.n ?? 0) >= mostPerHour) throw refuse('request.too-many', { seconds: 3600 });
}

/**
 * Keeps what somebody says at a door until a worker confirms it there. The same said twice is kept once, and the answer never tells whether it
 * was known: whoever scans learns nothing of the door.
 * @throws rentals.unknown-code, rentals.day, rentals.door-full, request.too-many, request.invalid
 */
export async function declareRental(ctx: WriteCtx, input: Input<'rentals.declare'>): Promise<{ state: 'open' }> {
  const door = await getCodedDoor(ctx, input.code);
  if (!isDeclarable(input.on, businessDay(ctx.now))) throw refuse('rentals.day');
  const [phone, isLet] = [phoneOf(input), isLetOf(input)];
  const { communityId, houseId, buildingId } = door;
  const { kind, name, on, persons } = input;
  // One door at a time, so that two presses at once are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rental ${houseId}`}, 0))`.execute(ctx.db);
  const phoneMasked = phone === null ? '' : maskPhone(phone);
  const same = await ctx.db
    .selectFrom('rentalDeclarations')
    .select('id')
    .where('communityId', '=', communityId)
    .where('houseId', '=', houseId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('phoneMasked', '=', phoneMasked)
    .where('onDay', '=', on)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (same) return { state: 'open' };
  await assertNotFlooding(ctx, door);
  await ctx.db
    .insertInto('rentalDeclarations')
    .values({
      ...{ communityId, id: ctx.intentionId, houseId, buildingId, kind, name, phoneMasked, isLet },
      phoneSealed: phone === null ? null : ctx.vault.seal('phone', phone),
      ...{ onDay: on, persons: kind === 'in' ? persons : null, state: 'open', declaredAt: ctx.now },
    })
    .execute();
  ctx.audit({ action: 'rentals.declared', noun: 'houses', communityId, rowId: houseId, details: { kind } });
  return { state: 'open' };
}

async function lockDeclared(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await ctx.db
    .selectFrom('rentalDeclarations')
    .selectAll()
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where(await declaredRows(ctx, 'rentalDeclarations'))
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

type Declared = Awaited<ReturnType<typeof lockDeclared>>;

/** Writes whoever moved in into the base, unless somebody of that name lives behind the door already. @returns the record that was made */
async function takeIn(ctx: WriteCtx, { communityId, houseId, name, phoneSealed, onDay }: Declared) {
  const lives = await ctx.db
    .selectFrom('residences')
    .innerJoin('people', (join) =>
      join.onRef('people.communityId', '=', 'residences.communityId').onRef('people.id', '=', 'residences.peopleId'),
    )
    .select('people.id')
    .where('residences.communityId', '=', communityId)
    .where('residences.houseId', '=', houseId)
    .where('residences.toOn', 'is', null)
    .where('people.name', '=', name)
    .executeTakeFirst();
  if (lives) return null;
  const [personId] = (await resolvePersons(ctx, [null])) as [string];
  const id = ctx.newId();
  const phones = phoneSealed === null ? [] : [ctx.vault.open('phone', phoneSealed)];
  const lineage = Object.fromEntries(['name', 'phones'].map((key) => [key, `entry:${ctx.intentionId}`]));
  await insertPeople(ctx, communityId, [
    {
      id,
      personId,
      name,
      sex: 'unknown',
      bornOn: null,
      idKind: 'citizen',
      idNumber: null,
      phones,
      details: {},
      lineage,
    },
  ]);
  const fromOn = onDay > businessDay(ctx.now) ? businessDay(ctx.now) : onDay;
  const residence = { id: ctx.newId(), peopleId: id, houseId, householdId: null, relationToHead: null, lineage: {} };
  await insertResidences(ctx, communityId, [{ ...residence, kind: 'living', asWhat: 'tenant', fromOn }]);
  const change = { noun: 'people' as const, rowId: id, kind: 'created' as const, before: {}, after: { name } };
  await noteChanges(ctx, communityId, { cause: 'registration', causeId: ctx.intentionId }, [change]);
  ctx.audit({ action: 'people.registered', noun: 'people', communityId, rowId: id, personId });
  return id;
}

const gone = { name: '', phoneSealed: null, phoneMasked: '' };

/** What was written is in the base now, or was nothing. */
async function forget(ctx: WriteCtx, { communityId, id }: Declared): Promise<void> {
  await ctx.db
    .updateTable('rentalDeclarations')
    .set(gone)
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
}

/** Of a home, the landlord who was confirmed last alone is kept. */
async function forgetEarlierLandlords(ctx: WriteCtx, { communityId, houseId, id }: Declared): Promise<void> {
  await ctx.db
    .updateTable('rentalDeclarations')
    .set(gone)
    .where('communityId', '=', communityId)
    .where('houseId', '=', houseId)
    .where('kind', '=', 'landlord')
    .where('state', '=', 'confirmed')
    .where('id', '<>', id)
    .execute();
}

/**
 * Settles what was said at a door. Confirmed, whoever moved in is in the base; a leaving and a letting are deeds of the base by themselves,
 * which the worker's phone hands in first. Settled twice it is settled once.
 * @throws request.not-found
 */
export async function settleRental(ctx: WriteCtx, { ref, outcome }: Input<'rentals.settle'>) {
  const one = await lockDeclared(ctx, ref);
  if (one.state !== 'open') return { ref, people: null };
  const isConfirmed = outcome === 'confirmed';
  const made = isConfirmed && one.kind === 'in' ? await takeIn(ctx, one) : null;
  if (isConfirmed && one.kind === 'landlord') await forgetEarlierLandlords(ctx, one);
  // Whoever lets a home stays known with it; everybody else is in the base, or nothing of them is kept.
  if (!isConfirmed || one.isLet !== true) await forget(ctx, one);
  await ctx.db
    .updateTable('rentalDeclarations')
    .set({ state: outcome, settledAt: ctx.now, settledBy: ctx.actor.kind === 'staff' ? ctx.actor.userId : null })
    .where('communityId', '=', one.communityId)
    .where('id', '=', one.id)
    .execute();
  const details = { kind: one.kind, outcome };
  ctx.audit({ action: 'rentals.settled', noun: 'houses', communityId: one.communityId, rowId: one.houseId, details });
  return { ref, people: made === null ? null : toRef(one.communityId, made) };
}
