import type { z } from 'zod';
import type { openingCommands } from '../../../contract/openings.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { unfairRefusal, unfairTermIn } from '../../../domain/openings/fair-terms.ts';
import { mostDaysShown } from '../../../domain/openings/wage.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { isPlace, placesAround, unitsOf } from '../resources/resources-scope.queries.ts';
import { lockOpening, type OpeningRow } from './openings.queries.ts';

type Input<K extends keyof typeof openingCommands> = z.output<(typeof openingCommands)[K]['input']>;

/** Who writes: staff alone, never a key. @throws access.outside-scope */
function staffOf(ctx: WriteCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}

const note = (ctx: WriteCtx, deed: string, { communityId, id }: Pick<OpeningRow, 'communityId' | 'id'>) =>
  ctx.audit({ action: `openings.${deed}`, noun: 'openings', communityId, rowId: id });

/**
 * What everybody will read names no telephone and sets no condition that the law forbids.
 * @throws openings.unfair-sex and its like, openings.phone
 */
function assertFair({ title, details, workPlace }: Input<'openings.post'>): void {
  const said = [title, details, workPlace].join('\n');
  const term = unfairTermIn(said);
  if (term) throw refuse(unfairRefusal[term.kind], { found: term.found });
  if (/\d{7,}|\d{3,4}[- ]\d{7,8}/u.test(said.normalize('NFKC'))) throw refuse('openings.phone');
}

/**
 * States a post of a unit: by its own people for where it is, or by the community in its name. It is shown once somebody else looked at it.
 * @throws request.not-found, access.outside-scope, resources.place-not-fitting, openings.until-range, openings.unfair-sex and its like, openings.phone
 */
export async function postOpening(ctx: WriteCtx, input: Input<'openings.post'>) {
  const madeBy = staffOf(ctx);
  const tree = await areaTree(ctx);
  const area = tree.byId.get(input.areaId);
  if (!area || !isPlace(area)) throw refuse('resources.place-not-fitting');
  if (!holdsOver(tree, ctx.actor, 'cases.dispatch', area.id)) {
    const unit = (await unitsOf(ctx, 'cases.handle')).find(({ id }) => id === input.organisationId);
    if (!unit) throw refuse('access.outside-scope');
    if (!placesAround(tree, unit.areaId).includes(area)) throw refuse('resources.place-not-fitting');
  }
  const today = businessDay(ctx.now);
  if (input.untilOn < today || input.untilOn > dayOf(dayNumber(today) + mostDaysShown))
    throw refuse('openings.until-range', { days: mostDaysShown });
  assertFair(input);
  const { organisationId, title, details, places, wage, workPlace, untilOn } = input;
  const known = await ctx.db
    .selectFrom('organisations')
    .where('id', '=', organisationId)
    .select('id')
    .executeTakeFirst();
  if (!known) throw refuse('request.not-found');
  const id = ctx.intentionId;
  const { communityId } = area;
  await ctx.db
    .insertInto('openings')
    .values({
      ...{ id, communityId, organisationId, title, details, places, workPlace, untilOn, madeBy },
      areaId: area.id,
      wageFrom: wage.from,
      wageTo: wage.to,
      wagePer: wage.per,
      state: 'asked',
      madeAt: ctx.now,
    })
    .execute();
  note(ctx, 'posted', { communityId, id });
  return { id };
}

/** Shows a post to everybody, or says why not; never by whoever stated it. @throws request.not-found, access.outside-scope, openings.own-post, openings.checked, openings.why-missing */
export async function checkOpening(ctx: WriteCtx, { id, isShown, why }: Input<'openings.check'>) {
  const checkedBy = staffOf(ctx);
  const row = await lockOpening(ctx, id);
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'cases.dispatch', row.areaId)) throw refuse('access.outside-scope');
  if (row.madeBy === checkedBy) throw refuse('openings.own-post');
  if (row.state !== 'asked') throw refuse('openings.checked');
  if (!isShown && why === '') throw refuse('openings.why-missing');
  await ctx.db
    .updateTable('openings')
    .set({ state: isShown ? 'shown' : 'refused', checkedBy, checkedAt: ctx.now, refusedWhy: isShown ? '' : why })
    .where('id', '=', id)
    .execute();
  note(ctx, isShown ? 'shown' : 'refused', row);
  return { id };
}

/** Takes a post down: it is filled, or is none any more. Done again it stays. @throws request.not-found, access.outside-scope */
export async function withdrawOpening(ctx: WriteCtx, { id }: Input<'openings.withdraw'>) {
  staffOf(ctx);
  const row = await lockOpening(ctx, id);
  const isUnits = (await unitsOf(ctx, 'cases.handle')).some((unit) => unit.id === row.organisationId);
  if (!isUnits && !holdsOver(await areaTree(ctx), ctx.actor, 'cases.dispatch', row.areaId))
    throw refuse('access.outside-scope');
  if (row.state === 'asked' || row.state === 'shown') {
    await ctx.db.updateTable('openings').set({ state: 'withdrawn' }).where('id', '=', id).execute();
    note(ctx, 'withdrawn', row);
  }
  return { id };
}
