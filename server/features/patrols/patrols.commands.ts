import { sql } from 'kysely';
import type { z } from 'zod';
import type { patrolCommands } from '../../../contract/patrols.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { nextDue } from '../../../domain/cadence/cadence.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { mayAskEntries, type ObjectKindCode } from '../../../domain/patrols/objects.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { bigints } from '../../kit/db/lists.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { planObjects } from './patrols.dues.ts';
import { lockPlanned, mayPlan, placedRows, readPlans, retirableRows, staffOf, visiblePlans } from './patrols.scope.ts';

type Input<K extends keyof typeof patrolCommands> = z.output<(typeof patrolCommands)[K]['input']>;

function note(ctx: WriteCtx, action: string, rowId: string, details: Record<string, unknown> = {}): void {
  ctx.audit({ action, noun: 'patrols', rowId, details });
}

/** Entries are asked for only under a rule that fixes the check. @throws patrols.basis-needed */
function assertBasis({ mustConfirm, basis }: Pick<Input<'patrols.open'>, 'mustConfirm' | 'basis'>): void {
  if (mustConfirm && !mayAskEntries(basis)) throw refuse('patrols.basis-needed');
}

/** Whoever answers for objects has an account in force. @throws case.no-such-staff */
async function assertStaff(ctx: WriteCtx, userId: string | null): Promise<void> {
  if (userId === null) return;
  const found = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('kind', '=', 'staff')
    .where('isActive', '=', true)
    .executeTakeFirst();
  if (!found) throw refuse('case.no-such-staff');
}

/** Every building under an area is an object by itself. */
async function registerBuildings(ctx: WriteCtx, tree: AreaTree, areaId: number): Promise<void> {
  const buildings = tree.subtreeOf(areaId).filter(({ kind }) => kind === 'building');
  const madeBy = staffOf(ctx);
  const rows = buildings.map(({ id, communityId }) => ({
    communityId,
    id: ctx.newId(),
    kind: 'building',
    name: '',
    areaId: id,
    lon: null,
    lat: null,
    madeBy,
    madeAt: ctx.now,
  }));
  for (let at = 0; at < rows.length; at += 1000)
    await ctx.db
      .insertInto('patrolObjects')
      .values(rows.slice(at, at + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** The objects of a kind under an area, in order of place. */
async function objectsUnder(ctx: WriteCtx, tree: AreaTree, areaId: number, kind: ObjectKindCode) {
  const areas = tree.subtreeOf(areaId).map(({ id }) => id);
  const { rows } = await sql<{ communityId: number; id: string; areaId: number }>`
    select community_id, id, area_id from patrol_objects
    where kind = ${kind} and retired_at is null and area_id = any (${bigints(areas)})
    order by community_id, area_id, name, id`.execute(ctx.db);
  return rows;
}

async function putChecklist(ctx: WriteCtx, planId: string, version: number, items: Input<'patrols.open'>['items']) {
  await ctx.db
    .insertInto('patrolChecklists')
    .values({ planId, version, items: jsonb(items), madeBy: staffOf(ctx), madeAt: ctx.now })
    .execute();
}

/**
 * Opens a plan over the objects of a kind in an area; a plan of buildings takes each building there.
 * @throws access.outside-scope, patrols.basis-needed, case.no-such-staff
 */
export async function openPlan(ctx: WriteCtx, input: Input<'patrols.open'>) {
  const tree = await areaTree(ctx);
  if (!mayPlan(tree, ctx, input.areaId)) throw refuse('access.outside-scope');
  assertBasis(input);
  await assertStaff(ctx, input.chiefId);
  const id = ctx.intentionId;
  const { areaId, kind, name, cadence, mustConfirm, basis, chiefId, beginsOn, items } = input;
  await ctx.db
    .insertInto('patrolPlans')
    .values({
      id,
      areaId,
      name,
      objectKind: kind,
      cadence: jsonb(cadence),
      mustConfirm,
      basis,
      chiefId,
      version: 1,
      beginsOn,
      madeBy: staffOf(ctx),
      madeAt: ctx.now,
    })
    .execute();
  await putChecklist(ctx, id, 1, items);
  if (kind === 'building') await registerBuildings(ctx, tree, areaId);
  const objects = await objectsUnder(ctx, tree, areaId, kind);
  const { calendar } = await getCalendar(ctx);
  await planObjects(ctx.db, { id, cadence, from: beginsOn }, objects, calendar);
  note(ctx, 'patrols.opened', id, { areaId, kind, objects: objects.length });
  return { id, objects: objects.length };
}

/** Changes a plan; another checklist is another version, and another rhythm spreads what comes round anew from today. */
export async function changePlan(ctx: WriteCtx, input: Input<'patrols.change'>) {
  const row = await lockPlanned(ctx, input.id);
  assertBasis(input);
  await assertStaff(ctx, input.chiefId);
  const { id, name, cadence, mustConfirm, basis, chiefId, items } = input;
  const isOther = JSON.stringify(items) !== JSON.stringify(row.items.map(({ words, hazard }) => ({ words, hazard })));
  const version = row.version + (isOther ? 1 : 0);
  if (isOther) await putChecklist(ctx, id, version, items);
  await ctx.db
    .updateTable('patrolPlans')
    .set({ name, cadence: jsonb(cadence), mustConfirm, basis, chiefId, version })
    .where('id', '=', id)
    .execute();
  const isSlower = cadence.every !== row.cadence.every || cadence.n !== row.cadence.n;
  if (isSlower || cadence.rolls !== row.cadence.rolls) {
    const tree = await areaTree(ctx);
    await ctx.db.deleteFrom('patrolDues').where('planId', '=', id).execute();
    const objects = await objectsUnder(ctx, tree, row.areaId, row.objectKind);
    const { calendar } = await getCalendar(ctx);
    await planObjects(ctx.db, { id, cadence, from: businessDay(ctx.now) }, objects, calendar);
  }
  note(ctx, 'patrols.changed', id, { version });
  return { id, version };
}

/** Ends a plan: nothing comes round by it any more; its entries and checklists stay. */
export async function closePlan(ctx: WriteCtx, { id }: Input<'patrols.close'>) {
  await lockPlanned(ctx, id);
  await ctx.db.updateTable('patrolPlans').set({ closedAt: ctx.now }).where('id', '=', id).execute();
  await ctx.db.deleteFrom('patrolDues').where('planId', '=', id).execute();
  note(ctx, 'patrols.closed', id);
  return { id };
}

/** Adds an object; the plans of its kind over it take it in. @throws patrols.building-known, patrols.object-known, access.outside-scope */
export async function addObject(ctx: WriteCtx, input: Input<'patrols.addObject'>) {
  if (input.kind === 'building') throw refuse('patrols.building-known');
  const tree = await areaTree(ctx);
  // A unit has nothing of its own: what stands in one stands in its building.
  const area = tree.ancestorsOf(input.areaId).find(({ kind }) => kind !== 'unit');
  if (!area || !holdsOver(tree, ctx.actor, 'cases.raise', area.id)) throw refuse('access.outside-scope');
  const { communityId } = area;
  const id = ctx.intentionId;
  const added = await ctx.db
    .insertInto('patrolObjects')
    .values({
      communityId,
      id,
      kind: input.kind,
      name: input.name,
      areaId: area.id,
      lon: input.point?.[0] ?? null,
      lat: input.point?.[1] ?? null,
      madeBy: staffOf(ctx),
      madeAt: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw refuse('patrols.object-known');
  const plans = (await readPlans(ctx)).filter(
    (plan) => plan.objectKind === input.kind && tree.isWithin(area.id, plan.areaId),
  );
  const { calendar } = await getCalendar(ctx);
  for (const { id: planId, cadence, beginsOn } of plans) {
    const today = businessDay(ctx.now);
    const from = beginsOn > today ? beginsOn : today;
    await planObjects(ctx.db, { id: planId, cadence, from }, [{ communityId, id, areaId: area.id }], calendar);
  }
  ctx.audit({ action: 'patrols.object-added', noun: 'patrols', communityId, rowId: id, details: { kind: input.kind } });
  return { ref: toRef(communityId, id) };
}

/**
 * Takes an object off: it comes round no more, and what was entered of it stays. Whoever plans there may, and whoever added it.
 * @throws request.not-found
 */
export async function retireObject(ctx: WriteCtx, { ref }: Input<'patrols.retireObject'>) {
  const { communityId, id } = parseRef(ref);
  const placed = await retirableRows(ctx, 'patrolObjects');
  const gone = await ctx.db
    .updateTable('patrolObjects')
    .set({ retiredAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .where(placed)
    .returning('id')
    .executeTakeFirst();
  if (!gone) throw refuse('request.not-found');
  await ctx.db.deleteFrom('patrolDues').where('communityId', '=', communityId).where('objectId', '=', id).execute();
  ctx.audit({ action: 'patrols.object-retired', noun: 'patrols', communityId, rowId: id });
  return { ref };
}

/** So many days after it was made an entry may still arrive from a phone without a signal. */
const lateDays = 7;

/**
 * Enters that an object was looked at and nothing was found, where a rule fixes the check. A second entry of one day changes nothing.
 * @throws patrols.no-entry, patrols.day-not-possible, request.not-found
 */
export async function confirmObject(ctx: WriteCtx, { planId, ref, on }: Input<'patrols.confirm'>) {
  const [plan] = await visiblePlans(ctx, [planId]);
  if (!plan) throw refuse('request.not-found');
  if (!plan.mustConfirm) throw refuse('patrols.no-entry');
  const today = businessDay(ctx.now);
  if (on > today || on < dayOf(dayNumber(today) - lateDays)) throw refuse('patrols.day-not-possible');
  const { communityId, id } = parseRef(ref);
  const placed = await placedRows(ctx, 'cases.raise', 'patrolDues');
  const due = await ctx.db
    .selectFrom('patrolDues')
    .select(['dueOn', 'lastOn'])
    .where('communityId', '=', communityId)
    .where('planId', '=', planId)
    .where('objectId', '=', id)
    .where(placed)
    .forUpdate()
    .executeTakeFirst();
  if (!due) throw refuse('request.not-found');
  await ctx.db
    .insertInto('patrolMarks')
    .values({
      communityId,
      id: ctx.intentionId,
      planId,
      objectId: id,
      version: plan.version,
      markedOn: on,
      markedBy: staffOf(ctx),
      markedAt: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['communityId', 'planId', 'objectId', 'markedOn']).doNothing())
    .execute();
  if (due.lastOn !== null && due.lastOn >= on) return { ref, dueOn: due.dueOn };
  const { calendar } = await getCalendar(ctx);
  const dueOn = nextDue(plan.cadence, on, calendar);
  await ctx.db
    .updateTable('patrolDues')
    .set({ lastOn: on, dueOn })
    .where('communityId', '=', communityId)
    .where('planId', '=', planId)
    .where('objectId', '=', id)
    .execute();
  ctx.audit({ action: 'patrols.confirmed', noun: 'patrols', communityId, rowId: id, details: { planId, on } });
  return { ref, dueOn };
}
