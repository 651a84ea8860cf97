import { sql } from 'kysely';
import type { z } from 'zod';
import type { resourceCommands } from '../../../contract/resources.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { isWithinWindow, leftOn, mostUsed, resourceUnits } from '../../../domain/resources/promise.ts';
import { fill, text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleCases } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { cameToNothing } from './resource-uses.queries.ts';
import { changers, fitNow, type NeedRow, needColumns, type StoredNeed } from './resources.queries.ts';
import {
  isPlace,
  placedRows,
  placesAround,
  type ResourceRow,
  resourceColumns,
  resourceRows,
  type StoredResource,
  unitsOf,
  usesOf,
  withHours,
} from './resources-scope.queries.ts';

type Input<K extends keyof typeof resourceCommands> = z.output<(typeof resourceCommands)[K]['input']>;

/** What this slice begins, by the command of the slice of cases. */
export interface ResourceDeeds {
  raiseMatch(
    ctx: WriteCtx,
    input: { readonly areaId: number; readonly fields: Readonly<Record<string, unknown>> },
  ): Promise<{ ref: string; number: string }>;
}

/** Who writes: staff alone, never a key. @throws access.outside-scope */
function staffOf(ctx: WriteCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}

const note = (
  ctx: WriteCtx,
  action: string,
  communityId: number,
  rowId: string,
  details: Record<string, unknown> = {},
) => ctx.audit({ action: `resources.${action}`, noun: 'resources', communityId, rowId, details });

function windowOf({ beginsOn, endsOn, weekdays, hours }: Input<'resources.need'>) {
  if (endsOn !== null && endsOn < beginsOn) throw refuse('resources.days-crossed');
  const days = [...new Set(weekdays)].sort();
  return { beginsOn, endsOn, weekdays: days, fromMinute: hours?.from ?? null, toMinute: hours?.to ?? null };
}

/**
 * Writes down what a unit promises: by its own people for where it is, or by the community in its name.
 * @throws request.not-found for a unit that is none, resources.place-not-fitting, access.outside-scope, resources.days-crossed
 */
export async function promiseResource(ctx: WriteCtx, input: Input<'resources.promise'>) {
  const madeBy = staffOf(ctx);
  const tree = await areaTree(ctx);
  const area = tree.byId.get(input.areaId);
  if (!area || !isPlace(area)) throw refuse('resources.place-not-fitting');
  if (!holdsOver(tree, ctx.actor, 'cases.dispatch', area.id)) {
    const unit = (await unitsOf(ctx, 'cases.handle')).find(({ id }) => id === input.organisationId);
    if (!unit) throw refuse('access.outside-scope');
    if (!placesAround(tree, unit.areaId).includes(area)) throw refuse('resources.place-not-fitting');
  }
  const known = await ctx.db
    .selectFrom('organisations')
    .where('id', '=', input.organisationId)
    .select('id')
    .executeTakeFirst();
  if (!known) throw refuse('request.not-found');
  const { organisationId, kind, title, details, amount, unit, per } = input;
  const id = ctx.intentionId;
  const { communityId } = area;
  const values = { organisationId, kind, title, details, amount, unit, per, ...windowOf(input) };
  await ctx.db
    .insertInto('resources')
    .values({ id, communityId, areaId: area.id, ...values, madeBy, madeAt: ctx.now })
    .execute();
  note(ctx, 'promised', communityId, id, { organisationId, kind });
  return { id };
}

/** A promise that the actor may see, held until the end: what is agreed of it comes one after the other. @throws request.not-found */
async function lockResource(ctx: WriteCtx, id: string): Promise<ResourceRow> {
  const { rows } = await sql<StoredResource>`
    select ${resourceColumns} from resources r join organisations o on o.id = r.organisation_id
    where r.id = ${id} and ${await resourceRows(ctx)} for update of r`.execute(ctx.db);
  const [row] = rows.map(withHours);
  if (!row) throw refuse('request.not-found');
  return row;
}

async function lockOwn(ctx: WriteCtx, id: string): Promise<ResourceRow> {
  staffOf(ctx);
  const row = await lockResource(ctx, id);
  if (!(await changers(ctx))(row)) throw refuse('access.outside-scope');
  return row;
}

/** Changes a promise; never below what was agreed of it. @throws resources.below-used, resources.day-agreed, request.not-found */
export async function changeResource(ctx: WriteCtx, input: Input<'resources.change'>) {
  const row = await lockOwn(ctx, input.id);
  const { id, title, details, amount, endsOn } = input;
  if (endsOn !== null && endsOn < row.beginsOn) throw refuse('resources.days-crossed');
  const uses = (await usesOf(ctx, [id])).get(id) ?? [];
  const used = mostUsed(row.per, uses);
  if (amount < used) throw refuse('resources.below-used', { used });
  const day = uses
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (endsOn !== null && day !== undefined && endsOn < day) throw refuse('resources.day-agreed', { day });
  await ctx.db.updateTable('resources').set({ title, details, amount, endsOn }).where('id', '=', id).execute();
  note(ctx, 'changed', row.communityId, id, { amount });
  return { id };
}

/** Withdraws a promise: nothing more is agreed of it, and what was agreed goes on. @throws request.not-found */
export async function withdrawResource(ctx: WriteCtx, { id }: Input<'resources.withdraw'>) {
  const row = await lockOwn(ctx, id);
  if (row.withdrawnAt === null) {
    await ctx.db.updateTable('resources').set({ withdrawnAt: ctx.now }).where('id', '=', id).execute();
    note(ctx, 'withdrawn', row.communityId, id);
  }
  return { id };
}

/** Writes down what a street, a community or a grid needs. @throws access.outside-scope, resources.days-crossed */
export async function stateNeed(ctx: WriteCtx, input: Input<'resources.need'>) {
  const madeBy = staffOf(ctx);
  const tree = await areaTree(ctx);
  const area = tree.byId.get(input.areaId);
  if (!area || !isPlace(area) || !holdsOver(tree, ctx.actor, 'cases.dispatch', area.id))
    throw refuse('access.outside-scope');
  const { kind, title, details, amount, unit } = input;
  const id = ctx.intentionId;
  const values = { kind, title, details, amount, unit, ...windowOf(input) };
  await ctx.db
    .insertInto('resourceNeeds')
    .values({ id, communityId: area.communityId, areaId: area.id, ...values, madeBy, madeAt: ctx.now })
    .execute();
  note(ctx, 'needed', area.communityId, id, { kind });
  return { id };
}

/** A need of a place the actor dispatches for, held until the end. @throws request.not-found, access.outside-scope */
async function lockNeed(ctx: WriteCtx, id: string): Promise<NeedRow> {
  staffOf(ctx);
  // What is met is counted only once the row is held: a count taken before the lock would miss what another agreed meanwhile.
  await ctx.db.selectFrom('resourceNeeds').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const { rows } = await sql<StoredNeed>`
    select ${needColumns} from resource_needs n where n.id = ${id} and ${await placedRows(ctx, 'n')}`.execute(ctx.db);
  const [row] = rows.map(withHours);
  if (!row) throw refuse('request.not-found');
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'cases.dispatch', row.areaId)) throw refuse('access.outside-scope');
  return row;
}

/** Closes a need: nothing is suggested for it any more. @throws request.not-found */
export async function closeNeed(ctx: WriteCtx, { id }: Input<'resources.closeNeed'>) {
  const row = await lockNeed(ctx, id);
  await ctx.db.updateTable('resourceNeeds').set({ closedAt: ctx.now }).where('id', '=', id).execute();
  note(ctx, 'need-closed', row.communityId, id);
  return { id };
}

/** What is asked for lies within the promise and the need, on a day both know. */
function assertFits(
  need: NeedRow,
  resource: ResourceRow,
  { amount, on }: Input<'resources.match'>,
  at: { readonly left: number; readonly today: string },
): void {
  if (on < at.today || !isWithinWindow(need, on) || !isWithinWindow(resource, on))
    throw refuse('resources.day-not-promised');
  const missing = need.amount - need.met;
  if (amount > missing) throw refuse('resources.more-than-needed', { missing });
  if (amount > at.left) throw refuse('resources.too-much', { left: at.left });
}

/**
 * Agrees on a part of a promise for a need and begins the joint matter that follows it to its end, in one step. Promise and need are held, so that of two at once
 * one comes after the other and neither is ever exceeded.
 * @throws request.not-found, resources.not-fitting, resources.day-not-promised, resources.more-than-needed, resources.too-much
 */
export async function matchResource(deeds: ResourceDeeds, ctx: WriteCtx, input: Input<'resources.match'>) {
  const madeBy = staffOf(ctx);
  const resource = await lockResource(ctx, input.resourceId);
  const need = await lockNeed(ctx, input.needId);
  const tree = await areaTree(ctx);
  const today = businessDay(ctx.now);
  const uses = (await usesOf(ctx, [resource.id])).get(resource.id) ?? [];
  // Kind, count and place of one that is fully used fit as well: then the day's own "no" says how much is left.
  if (!fitNow(tree, { ...need, met: 0 }, resource, [], today)) throw refuse('resources.not-fitting');
  assertFits(need, resource, input, { left: leftOn(resource, uses, input.on), today });
  const how = fill(text('{amount} {unit}', '{amount} {unit}'), {
    amount: input.amount,
    unit: resourceUnits[need.unit],
  });
  const { ref, number } = await deeds.raiseMatch(ctx, {
    areaId: need.areaId,
    fields: {
      topic: need.title,
      resource: `${resource.organisationName}：${resource.title}（${how.zh}）`,
      need: `${tree.byId.get(need.areaId)?.name ?? ''}：${need.title}`,
      leadOrganisationId: resource.organisationId,
      dueOn: input.on,
    },
  });
  const id = ctx.intentionId;
  const at = parseRef(ref);
  await ctx.db
    .insertInto('resourceUses')
    .values({
      id,
      communityId: at.communityId,
      resourceId: resource.id,
      needId: need.id,
      caseId: at.id,
      amount: input.amount,
      usedOn: input.on,
      madeBy,
      madeAt: ctx.now,
    })
    .execute();
  note(ctx, 'matched', at.communityId, id, { resourceId: resource.id, needId: need.id, amount: input.amount });
  return { id, ref, number };
}

/**
 * Gives back what was agreed once its matter ended without having been done.
 * @throws request.not-found, resources.still-running
 */
export async function releaseUse(ctx: WriteCtx, { id }: Input<'resources.release'>) {
  staffOf(ctx);
  const use = await ctx.db
    .selectFrom('resourceUses')
    .where('id', '=', id)
    .select(['communityId', 'caseId', 'needId', 'resourceId', 'releasedAt'])
    .executeTakeFirst();
  if (!use) throw refuse('request.not-found');
  await lockResource(ctx, use.resourceId);
  await lockNeed(ctx, use.needId);
  const matter = await (await visibleCases(ctx, 'cases.dispatch'))
    .where('cases.communityId', '=', use.communityId)
    .where('cases.id', '=', use.caseId)
    .select('cases.outcome')
    .executeTakeFirst();
  if (!matter) throw refuse('request.not-found');
  if (!cameToNothing(matter.outcome as never)) throw refuse('resources.still-running');
  await ctx.db
    .updateTable('resourceUses')
    .set({ releasedAt: ctx.now })
    .where('id', '=', id)
    .where('releasedAt', 'is', null)
    .execute();
  note(ctx, 'released', use.communityId, id);
  return { id };
}
