import type { z } from 'zod';
import type { sensorCommands } from '../../../contract/sensors.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { findPlaceAt } from '../areas/area-map.queries.ts';
import { loadCategory } from '../catalogue/catalogue.queries.ts';
import { assertManagesSensor } from './sensors.queries.ts';

type Input<K extends keyof typeof sensorCommands> = z.output<(typeof sensorCommands)[K]['input']>;

/** For so long what was signed with the secret before is still taken. */
const graceMs = 86_400_000;

/** The area a device hangs in and the community whose matters it raises. @throws case.place-needed, case.place-outside */
async function placeOf(ctx: WriteCtx, { place }: Input<'sensors.register'>) {
  const tree = await areaTree(ctx);
  const found = place.areaId === undefined && place.point ? await findPlaceAt(ctx, place.point) : undefined;
  const areaId = place.areaId ?? (found?.building ?? found?.grid ?? found?.community)?.id;
  if (areaId === undefined) throw refuse(place.point ? 'case.place-outside' : 'case.place-needed');
  const path = tree.ancestorsOf(areaId);
  const community = path.find(({ kind }) => kind === 'community');
  if (!community) throw refuse('case.place-outside');
  const near = path.filter(({ kind }) => kind === 'building' || kind === 'unit').map(({ name }) => name);
  const words = [near.reverse().join('') || (path[0]?.name ?? ''), place.words].filter((one) => one !== '').join(' ');
  return { areaId, communityId: community.id, words };
}

/** Whether matters of its category can be raised, and its owner is there. @throws sensors.category, request.not-found */
async function assertFits(ctx: WriteCtx, { categoryId, ownerId }: Input<'sensors.change'> | Input<'sensors.register'>) {
  const category = await loadCategory(ctx, categoryId);
  if (category.caseType !== 'event' || !category.isOpen) throw refuse('sensors.category');
  if (ownerId === null) return;
  const owner = await ctx.db.selectFrom('organisations').select('id').where('id', '=', ownerId).executeTakeFirst();
  if (!owner) throw refuse('request.not-found');
}

/**
 * Registers a device where an administrator may.
 * @throws access.forbidden, access.outside-scope, sensors.taken, sensors.category, case.place-needed, case.place-outside
 */
export async function registerSensor(ctx: WriteCtx, input: Input<'sensors.register'>): Promise<{ id: string }> {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const at = await placeOf(ctx, input);
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'sensors.manage', at.areaId)) throw refuse('access.outside-scope');
  await assertFits(ctx, input);
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('sensors')
    .values({
      id,
      deviceId: input.deviceId,
      name: input.name,
      kind: input.kind,
      communityId: at.communityId,
      areaId: at.areaId,
      placeWords: at.words,
      lon: input.place.point?.[0] ?? null,
      lat: input.place.point?.[1] ?? null,
      categoryId: input.categoryId,
      secretSealed: ctx.vault.seal('sensor-secret', input.secret),
      quietMinutes: input.quietMinutes,
      silentAfterMinutes: input.silentAfterMinutes,
      ownerId: input.ownerId,
      contact: input.contact,
      registeredBy: ctx.actor.userId,
      registeredAt: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'sensors.registered', noun: 'sensors', rowId: id, communityId: at.communityId });
  return { id };
}

/** Changes what is known of a device; where it hangs and what it watches stay. @throws request.not-found, sensors.category */
export async function changeSensor(ctx: WriteCtx, { id, ...input }: Input<'sensors.change'>): Promise<{ id: string }> {
  await assertManagesSensor(ctx, id);
  await assertFits(ctx, { id, ...input });
  await ctx.db.updateTable('sensors').set(input).where('id', '=', id).execute();
  ctx.audit({ action: 'sensors.changed', noun: 'sensors', rowId: id });
  return { id };
}

/** Gives a device a new secret; the one before holds for a day, so that it can be changed on site. @throws request.not-found */
export async function rotateSensor(ctx: WriteCtx, { id, secret }: Input<'sensors.rotate'>): Promise<{ id: string }> {
  await assertManagesSensor(ctx, id);
  const until = new Date(Date.parse(ctx.now) + graceMs).toISOString();
  await ctx.db
    .updateTable('sensors')
    .set(({ ref }) => ({
      previousSealed: ref('secretSealed'),
      previousUntil: until,
      secretSealed: ctx.vault.seal('sensor-secret', secret),
    }))
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'sensors.rotated', noun: 'sensors', rowId: id });
  return { id };
}

/** Retires a device: nothing it says is taken any more. @throws request.not-found */
export async function retireSensor(ctx: WriteCtx, { id }: Input<'sensors.retire'>): Promise<{ id: string }> {
  await assertManagesSensor(ctx, id);
  await ctx.db.updateTable('sensors').set({ retiredAt: ctx.now }).where('id', '=', id).execute();
  ctx.audit({ action: 'sensors.retired', noun: 'sensors', rowId: id });
  return { id };
}
