import type { z } from 'zod';
import type { houseCommands } from '../../../contract/houses.ts';
import { toRef } from '../../../contract/shapes.ts';
import { doorKey, readDoorColumns } from '../../../domain/identifiers/address.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { houseFields, keptDetails } from '../../../domain/registry/fields.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { differing, noteChanges } from '../../registry/changes.ts';
import { insertHouses } from '../../registry/person-rows.ts';
import { assertFresh, type LockedHouse, lockHouse } from './house-locks.ts';

type Input<K extends keyof typeof houseCommands> = z.output<(typeof houseCommands)[K]['input']>;

/** Registers a door of a building; the same door written another way is the same home. @throws houses.exists, houses.not-a-building */
export async function registerHouse(ctx: WriteCtx, input: Input<'houses.register'>) {
  const tree = await areaTree(ctx);
  const building = tree.byId.get(input.buildingId);
  const unit = input.unitId === null ? null : tree.byId.get(input.unitId);
  if (
    building?.kind !== 'building' ||
    (input.unitId !== null && (unit?.kind !== 'unit' || unit.parentId !== building.id))
  )
    throw refuse('houses.not-a-building');
  if (!holdsOver(tree, ctx.actor, 'houses.write', building.id)) throw refuse('access.outside-scope');
  const key = doorKey(readDoorColumns({ building: building.name, unit: unit?.name ?? '', room: input.room }));
  if (key === undefined)
    throw new Refusal('request.invalid', {
      fields: [{ path: 'room', text: text('请填写门牌，例如 501。', 'Please give a door, such as 501.') }],
    });
  const there = await ctx.db
    .selectFrom('houses')
    .select('id')
    .where('communityId', '=', building.communityId)
    .where('buildingId', '=', building.id)
    .where('doorKey', '=', key)
    .where('endedOn', 'is', null)
    .executeTakeFirst();
  if (there) throw new Refusal('houses.exists', { current: { ref: toRef(building.communityId, there.id) } });
  const id = ctx.newId();
  await insertHouses(ctx, building.communityId, [
    {
      id,
      buildingId: building.id,
      unitId: input.unitId,
      floor: input.floor,
      room: input.room,
      doorKey: key,
      address: `${building.name}${unit?.name ?? ''}${input.room}`,
      use: input.use,
      tenure: input.tenure,
      areaHundredthsM2: hundredths(input.areaM2),
      details: keptDetails(houseFields, input.details),
      lineage: { '*': `entry:${ctx.intentionId}` },
    },
  ]);
  await noteChanges(ctx, building.communityId, { cause: 'registration', causeId: ctx.intentionId }, [
    { noun: 'houses', rowId: id, kind: 'created', before: {}, after: { room: input.room } },
  ]);
  ctx.audit({ action: 'houses.registered', noun: 'houses', communityId: building.communityId, rowId: id });
  return { ref: toRef(building.communityId, id) };
}

/** Corrects a home; only what is given changes. @throws people.changed-meanwhile, request.invalid */
export async function correctHouse(ctx: WriteCtx, input: Input<'houses.correct'>) {
  const found = await lockHouse(ctx, input.ref, 'houses.write');
  assertFresh(found, input.basedOn);
  const { communityId, id } = found;
  const had = found.details as Record<string, string>;
  const details = keptDetails(houseFields, { ...had, ...input.details });
  const columns = {
    floor: input.floor === undefined ? found.floor : input.floor,
    use: input.use ?? found.use,
    tenure: input.tenure ?? found.tenure,
    areaHundredthsM2: input.areaM2 === undefined ? found.areaHundredthsM2 : hundredths(input.areaM2),
  };
  const { before, after } = differing({ ...pickColumns(found), ...had }, { ...columns, ...details });
  const lineage = {
    ...(found.lineage as Record<string, string>),
    ...Object.fromEntries(Object.keys(after).map((key) => [key, `entry:${ctx.intentionId}`])),
  };
  await ctx.db
    .updateTable('houses')
    .set({ ...columns, details: jsonb(details), lineage: jsonb(lineage), updatedAt: ctx.now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  await noteChanges(ctx, communityId, { cause: 'correction', causeId: ctx.intentionId }, [
    { noun: 'houses', rowId: id, kind: 'updated', before, after },
  ]);
  ctx.audit({ action: 'houses.corrected', noun: 'houses', communityId, rowId: id });
  return { ref: input.ref, updatedAt: ctx.now };
}

const hundredths = (areaM2: number | null): number | null => (areaM2 === null ? null : Math.round(areaM2 * 100));

const pickColumns = ({ floor, use, tenure, areaHundredthsM2 }: LockedHouse) => ({
  floor,
  use,
  tenure,
  areaHundredthsM2,
});
