import { sql } from 'kysely';
import type { z } from 'zod';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { visitCommands } from '../../../contract/visits.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { refuse } from '../../../domain/refusals.ts';
import { visitDutyKinds } from '../../../domain/visits/duty.ts';
import { afterVisit, isRecordable, shockDueOn } from '../../../domain/visits/plan.ts';
import type { VisitRuleCode } from '../../../domain/visits/rules.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { type Door, getDoor, visitorOf } from './visits.scope.ts';

type Input<K extends keyof typeof visitCommands> = z.output<(typeof visitCommands)[K]['input']>;

/** The matters that were raised by these intentions: a case's id follows from its intention's, so that a phone without a signal knows it, too. */
const casesOf = (raised: readonly string[]): string[] => raised.map((id) => deriveId(id, 'case'));

/** The needs of a door, locked in one order: of those named, and of the door itself; all of it where nobody is named. */
async function lockNeeds(ctx: WriteCtx, door: Door, people: readonly string[]) {
  const ids = people.map((ref) => parseRef(ref).id);
  let needs = ctx.db
    .selectFrom('visitNeeds')
    .selectAll()
    .where('communityId', '=', door.communityId)
    .where('houseId', '=', door.houseId)
    .where('endedOn', 'is', null);
  if (ids.length > 0) needs = needs.where((is) => is.or([is('peopleId', 'is', null), is('peopleId', 'in', ids)]));
  return needs.orderBy('id').forUpdate().execute();
}

/**
 * Writes down a visit to a door. Several needs are served at once, each by its own rule; nobody home is no fault and sets a new try. The
 * intention's id is the visit's: sent again it is the same one.
 * @throws visits.day for a day ahead or more than a month ago
 */
export async function recordVisit(ctx: WriteCtx, input: Input<'visits.record'>) {
  const userId = visitorOf(ctx);
  const door = await getDoor(ctx, input.house);
  const on = businessDay(input.visitedAt);
  if (!isRecordable(on, businessDay(ctx.now))) throw refuse('visits.day');
  const shiftId = await ownDuty(ctx, input);
  const { calendar } = await getCalendar(ctx);
  const needs = await lockNeeds(ctx, door, input.people);
  const { communityId, houseId, buildingId } = door;
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('visits')
    .values({
      ...{ communityId, id, houseId, buildingId, userId, shiftId },
      ...{ visitedAt: input.visitedAt, visitedOn: on, way: input.way, outcome: input.outcome, words: input.words },
      ...{ nextOn: input.nextOn, caseIds: casesOf(input.raised), recordedAt: ctx.now },
    })
    .execute();
  const served: { rule: VisitRuleCode; nextOn: string | null }[] = [];
  for (const need of needs) {
    const rule = need.rule as VisitRuleCode;
    const before = { rule, dueOn: need.dueOn, tryOn: need.tryOn, lastOn: need.lastOn };
    const after = afterVisit(before, { outcome: input.outcome, on, nextOn: input.nextOn }, calendar);
    await ctx.db
      .updateTable('visitNeeds')
      .set({
        ...{ dueOn: after.dueOn, tryOn: after.tryOn, lastOn: after.lastOn },
        ...(after.dueOn === need.dueOn ? {} : { missedSteps: 0 }),
        ...(after.isOver ? { endedOn: on } : {}),
      })
      .where('communityId', '=', communityId)
      .where('id', '=', need.id)
      .execute();
    if (!after.isServed) continue;
    served.push({ rule, nextOn: after.isOver ? null : after.tryOn });
    await ctx.db
      .insertInto('visitServed')
      .values({ communityId, visitId: id, needId: need.id, peopleId: need.peopleId, rule })
      .execute();
  }
  ctx.audit({ action: 'visits.recorded', noun: 'houses', communityId, rowId: houseId, details: { visit: id } });
  return { ref: toRef(communityId, id), served };
}

/**
 * The evening or day of one's own that a visit was made in, as the phone named it. A rota that changed while the phone had no signal makes no
 * visit wrong: it is kept, and counts for no shift.
 * @throws request.not-found for a shift of another kind
 */
async function ownDuty(
  ctx: WriteCtx,
  { shiftId, visitedAt }: Pick<Input<'visits.record'>, 'shiftId' | 'visitedAt'>,
): Promise<string | null> {
  if (shiftId === null) return null;
  await assertShift(ctx, shiftId);
  const { rows } = await sql<{ id: string }>`
    select id from rota_shifts where id = ${shiftId} and user_id = ${visitorOf(ctx)} and dropped_at is null
      and starts_at <= ${visitedAt}::timestamptz and ends_at > ${visitedAt}::timestamptz`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

async function assertShift(ctx: WriteCtx, shiftId: string): Promise<void> {
  const shift = await ctx.db
    .selectFrom('rotaShifts')
    .innerJoin('rotas', 'rotas.id', 'rotaShifts.rotaId')
    .select('rotas.kind')
    .where('rotaShifts.id', '=', shiftId)
    .executeTakeFirst();
  if (!visitDutyKinds.some((kind) => kind === shift?.kind)) throw refuse('request.not-found');
}

/** A person who is due behind a door that the actor may visit. */
async function getVisited(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const need = await ctx.db
    .selectFrom('visitNeeds')
    .select('houseId')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where('endedOn', 'is', null)
    .executeTakeFirst();
  if (!need) throw refuse('request.not-found');
  await getDoor(ctx, toRef(communityId, need.houseId));
  return { communityId, id };
}

/** Keeps how somebody wishes to be visited; whoever wants no visit, not even a call, stands on no list until they say otherwise. */
export async function keepWish(ctx: WriteCtx, input: Input<'visits.keepWish'>) {
  const userId = visitorOf(ctx);
  const { communityId, id } = await getVisited(ctx, input.person);
  const { isPhoneFirst, hours, isNoVisit, isNoPhoto } = input;
  const wish = { isPhoneFirst, hours, isNoVisit, isNoPhoto, saidOn: businessDay(ctx.now), userId };
  await ctx.db
    .insertInto('visitWishes')
    .values({ communityId, peopleId: id, ...wish })
    .onConflict((conflict) => conflict.columns(['communityId', 'peopleId']).doUpdateSet(wish))
    .execute();
  await ctx.db
    .updateTable('visitNeeds')
    .set({ isHeld: isNoVisit && !isPhoneFirst })
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .where('endedOn', 'is', null)
    .execute();
  ctx.audit({ action: 'visits.wish-kept', noun: 'people', communityId, rowId: id, details: { isNoVisit } });
  return { ref: input.person };
}

/** Something happened to somebody: a visit is due within the hours of its rule. What happened is not kept, only that somebody looks in. */
export async function tellShock(ctx: WriteCtx, input: Input<'visits.tellShock'>) {
  visitorOf(ctx);
  const { communityId, houseId, buildingId } = await getDoor(ctx, input.house);
  if (!isRecordable(businessDay(input.happenedAt), businessDay(ctx.now))) throw refuse('visits.day');
  const peopleId = input.person === undefined ? null : parseRef(input.person).id;
  const dueOn = shockDueOn(input.happenedAt);
  const today = businessDay(ctx.now);
  const open = await ctx.db
    .selectFrom('visitNeeds')
    .select(['id', 'dueOn'])
    .where('communityId', '=', communityId)
    .where('houseId', '=', houseId)
    .where('peopleId', peopleId === null ? 'is' : '=', peopleId)
    .where('rule', '=', 'shock')
    .where('endedOn', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (open) return { dueOn: open.dueOn };
  if (peopleId !== null) await assertLivesThere(ctx, { communityId, houseId, peopleId });
  await ctx.db
    .insertInto('visitNeeds')
    .values({
      ...{ communityId, id: ctx.newId(), houseId, buildingId, peopleId, rule: 'shock' },
      ...{ dueOn, tryOn: today, madeAt: ctx.now },
    })
    .execute();
  ctx.audit({ action: 'visits.shock-told', noun: 'houses', communityId, rowId: houseId });
  return { dueOn };
}

async function assertLivesThere(
  ctx: WriteCtx,
  of: { readonly communityId: number; readonly houseId: string; readonly peopleId: string },
): Promise<void> {
  const lives = await ctx.db
    .selectFrom('residences')
    .select('id')
    .where('communityId', '=', of.communityId)
    .where('houseId', '=', of.houseId)
    .where('peopleId', '=', of.peopleId)
    .where('toOn', 'is', null)
    .executeTakeFirst();
  if (!lives) throw refuse('request.not-found');
}

/** Writes down who came on a reception day and what they said; what grew into a matter is named. */
export async function receiveVisitor(ctx: WriteCtx, input: Input<'visits.receive'>) {
  const userId = visitorOf(ctx);
  await assertShift(ctx, input.shiftId);
  const on = businessDay(input.cameAt);
  if (!isRecordable(on, businessDay(ctx.now))) throw refuse('visits.day');
  const { areaId } = await ctx.db
    .selectFrom('rotaShifts')
    .innerJoin('rotas', 'rotas.id', 'rotaShifts.rotaId')
    .select('rotas.areaId')
    .where('rotaShifts.id', '=', input.shiftId)
    .executeTakeFirstOrThrow();
  const { communityId } = await ctx.db
    .selectFrom('areas')
    .select('communityId')
    .where('id', '=', areaId)
    .executeTakeFirstOrThrow();
  if (!ctx.rows.communities.includes(communityId)) throw refuse('request.not-found');
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('visitReceptions')
    .values({
      ...{ communityId, id, shiftId: input.shiftId, cameAt: input.cameAt, cameOn: on, who: input.who },
      ...{ words: input.words, caseIds: casesOf(input.raised), userId, recordedAt: ctx.now },
    })
    .execute();
  return { id };
}
