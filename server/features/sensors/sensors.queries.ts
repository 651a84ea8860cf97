import type { SensorRow } from '../../../contract/sensors.ts';
import { toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { SensorKind } from '../../../domain/registry/sensors.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

const listLimit = 2000;

async function rowsOf(ctx: ReadCtx | WriteCtx) {
  const tree = await areaTree(ctx);
  const rows = await ctx.db
    .selectFrom('sensors')
    .innerJoin('categories', 'categories.id', 'sensors.categoryId')
    .selectAll('sensors')
    .select('categories.name as categoryName')
    .orderBy('sensors.registeredAt', 'desc')
    .orderBy('sensors.id')
    .execute();
  return rows.filter((row) => holdsOver(tree, ctx.actor, 'sensors.manage', row.areaId));
}

/** Refuses whoever does not administer a device, whether it exists or not. @throws request.not-found */
export async function assertManagesSensor(ctx: WriteCtx, id: string): Promise<void> {
  if (!(await rowsOf(ctx)).some((row) => row.id === id)) throw refuse('request.not-found');
}

/** Whether a device has not been heard of for longer than it may be. */
function isSilent(
  row: { lastHeardAt: string | null; registeredAt: string; silentAfterMinutes: number; retiredAt: string | null },
  now: string,
): boolean {
  const heard = Date.parse(row.lastHeardAt ?? row.registeredAt);
  return row.retiredAt === null && Date.parse(now) - heard > row.silentAfterMinutes * 60_000;
}

/** The devices of the areas an actor administers: the silent ones first, retired ones last. */
export async function listSensors(ctx: ReadCtx): Promise<{ items: SensorRow[] }> {
  const tree = await areaTree(ctx);
  const items = (await rowsOf(ctx)).slice(0, listLimit).map(
    (row): SensorRow => ({
      id: row.id,
      deviceId: row.deviceId,
      name: row.name,
      kind: row.kind as SensorKind,
      place: row.placeWords,
      communityName: tree.byId.get(row.communityId)?.name ?? '',
      categoryName: row.categoryName as SensorRow['categoryName'],
      contact: row.contact,
      quietMinutes: row.quietMinutes,
      silentAfterMinutes: row.silentAfterMinutes,
      registeredAt: row.registeredAt,
      lastHeardAt: row.lastHeardAt,
      lastAlarmAt: row.lastAlarmAt,
      isSilent: isSilent(row, ctx.now),
      isRetired: row.retiredAt !== null,
      caseRef: row.caseId === null ? null : toRef(row.communityId, row.caseId),
    }),
  );
  const order = (row: SensorRow): number => (row.isRetired ? 2 : row.isSilent ? 0 : 1);
  return { items: items.toSorted((a, b) => order(a) - order(b)) };
}
