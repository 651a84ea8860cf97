import type { z } from 'zod';
import type { areaCommands } from '../../../contract/areas.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { type AreaKind, areaKinds, hasOwnStorage, mayHangUnder } from '../../../domain/registry/area-kinds.ts';
import { planChange, planClose, stampOf, versionOn } from '../../../domain/registry/dated.ts';
import { giveAreaIds } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { insertAreas, type VersionValues } from '../../registry/area-rows.ts';
import { assertOver, assertOverAll } from './area-scope.ts';
import {
  assertCodeFree,
  getStoredArea,
  lockArea,
  makerOf,
  type StoredArea,
  type StoredVersion,
  tidyPolygon,
  writeChange,
} from './area-versions.ts';

type Input<K extends keyof typeof areaCommands> = z.output<(typeof areaCommands)[K]['input']>;

/** Refuses a parent of the wrong kind or one that does not hold on that day. */
async function assertParent(
  ctx: WriteCtx,
  kind: AreaKind,
  parentId: number | null,
  from: string,
): Promise<StoredArea | undefined> {
  const parent = parentId === null ? undefined : await getStoredArea(ctx.db, parentId);
  if (!mayHangUnder(kind, parent?.kind)) {
    const above = parent ? areaKinds[parent.kind].label : { zh: '最上级', en: 'nothing' };
    throw refuse('areas.wrong-parent', { kind: areaKinds[kind].label, parent: above });
  }
  if (parent && !versionOn(parent.versions, from)) throw refuse('dated.not-valid', { day: from });
  return parent;
}

/** Adds an area under a parent from a day on; an unknown past may be filled in, so the day may lie before today. */
export async function createArea(ctx: WriteCtx, input: Input<'areas.create'>) {
  if (input.parentId === null) await assertOverAll(ctx, 'areas.manage');
  else await assertOver(ctx, 'areas.manage', input.parentId);
  const [id] = (await giveAreaIds(ctx.db, input.kind, 1)) as [number];
  const parent = await assertParent(ctx, input.kind, input.parentId, input.from);
  if (input.code !== undefined) await assertCodeFree(ctx.db, input.code, input.from);
  const outline = input.polygon ? tidyPolygon(input.polygon) : undefined;
  const communityId = hasOwnStorage(input.kind) || !parent ? id : parent.communityId;
  const row = {
    id,
    kind: input.kind,
    communityId,
    parentId: input.parentId,
    name: input.name,
    code: input.code ?? null,
    polygon: outline?.shape ?? null,
    lon: outline?.lon ?? null,
    lat: outline?.lat ?? null,
    details: input.details ?? {},
  };
  await insertAreas(ctx, [row], { from: input.from, madeBy: makerOf(ctx.actor), reason: input.reason });
  await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.created',
    noun: 'areas',
    communityId,
    details: { areaId: id, kind: input.kind, from: input.from },
  });
  return { id, stamp: `${input.from}.1` };
}

/** What is said when somebody else was first: the refusal with the state that won. */
export function told(refusal: Refusal, versions: readonly StoredVersion[]): Refusal {
  if (refusal.code !== 'dated.changed-meanwhile') return refusal;
  const last = versions.at(-1);
  if (!last) return refusal;
  const { name } = (last.madeBy ?? {}) as { name?: string };
  return new Refusal(refusal.code, {
    current: { stamp: stampOf(last), validFrom: last.validFrom, name: last.name, by: name ?? null, at: last.madeAt },
  });
}

function changedValues(version: StoredVersion, input: Input<'areas.change'>): VersionValues {
  const outline =
    input.polygon === undefined
      ? { shape: version.polygon, lon: version.lon, lat: version.lat }
      : input.polygon === null
        ? { shape: null, lon: null, lat: null }
        : tidyPolygon(input.polygon);
  return {
    parentId: input.parentId ?? version.parentId,
    name: input.name ?? version.name,
    code: input.code === undefined ? version.code : input.code,
    polygon: outline.shape,
    lon: outline.lon,
    lat: outline.lat,
    details: { ...version.details, ...input.details },
  };
}

/** Changes an area from a day on; its past stays. A grid's outline is changed by `redrawGrid`, which looks at its neighbours. */
export async function changeArea(ctx: WriteCtx, input: Input<'areas.change'>) {
  const area = await lockArea(ctx, input.id);
  await assertOver(ctx, 'areas.manage', area.id, area.versions.at(-1)?.parentId);
  const plan = planChange(area.versions, { from: input.from, today: businessDay(ctx.now), basedOn: input.basedOn });
  if (plan instanceof Refusal) throw told(plan, area.versions);
  if (area.kind === 'grid' && input.polygon !== undefined) throw refuse('areas.draw-grids');
  if (input.parentId !== undefined && input.parentId !== plan.version.parentId) {
    await assertOver(ctx, 'areas.manage', input.parentId);
    await assertParent(ctx, area.kind, input.parentId, input.from);
  }
  if (input.code) await assertCodeFree(ctx.db, input.code, input.from, area.id);
  const stamp = await writeChange(ctx, {
    plan,
    from: input.from,
    values: changedValues(plan.version, input),
    reason: input.reason,
  });
  await bumpTree(ctx.db);
  const changed = (['name', 'code', 'parentId', 'polygon', 'details'] as const).filter(
    (key) => input[key] !== undefined,
  );
  ctx.audit({
    action: 'areas.changed',
    noun: 'areas',
    communityId: area.communityId,
    ...(input.reason ? { reason: input.reason } : {}),
    details: { areaId: area.id, from: input.from, changed },
  });
  return { id: area.id, stamp };
}

/** Takes back what has not begun yet: a version of a later day, or the end of the present one. */
export async function withdrawAreaChange(ctx: WriteCtx, input: Input<'areas.withdrawChange'>) {
  const area = await lockArea(ctx, input.id);
  await assertOver(ctx, 'areas.manage', area.id, area.versions.at(-1)?.parentId);
  const today = businessDay(ctx.now);
  const at = area.versions.findIndex((version) => stampOf(version) === input.basedOn);
  const version = area.versions[at];
  if (!version) throw told(refuse('dated.changed-meanwhile'), area.versions);
  const isLast = at === area.versions.length - 1;
  const ofArea = ctx.db.updateTable('areaVersions').where('areaId', '=', area.id);
  let kept: StoredVersion | undefined = version;
  if (version.validFrom > today && isLast) {
    await ctx.db
      .deleteFrom('areaVersions')
      .where('areaId', '=', area.id)
      .where('validFrom', '=', version.validFrom)
      .execute();
    kept = area.versions[at - 1];
    if (kept) await ofArea.where('validFrom', '=', kept.validFrom).set({ validTo: version.validTo }).execute();
  } else if (version.validTo !== null && version.validTo > today && isLast) {
    await ofArea
      .where('validFrom', '=', version.validFrom)
      .set({ validTo: null, revision: version.revision + 1 })
      .execute();
    kept = { ...version, revision: version.revision + 1 };
  } else {
    throw refuse('dated.nothing-planned', { day: version.validTo ?? version.validFrom });
  }
  await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.change-withdrawn',
    noun: 'areas',
    communityId: area.communityId,
    details: { areaId: area.id, from: version.validFrom },
  });
  return { id: area.id, stamp: kept ? stampOf(kept) : input.basedOn };
}

async function assertEmpty(ctx: WriteCtx, area: StoredArea, on: string): Promise<void> {
  const children = await ctx.db
    .selectFrom('areaVersions')
    .select(['areaId', 'name'])
    .where('parentId', '=', area.id)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', on)]))
    .execute();
  const [first] = children;
  if (first)
    throw refuse('areas.has-children', {
      count: new Set(children.map((child) => child.areaId)).size,
      name: first.name,
    });
  const { houses } = await ctx.db
    .selectFrom('houses')
    .select((is) => is.fn.countAll<number>().as('houses'))
    .where(area.kind === 'unit' ? 'unitId' : 'buildingId', '=', area.id)
    .where('endedOn', 'is', null)
    .executeTakeFirstOrThrow();
  if (houses > 0) throw refuse('areas.has-houses', { count: houses });
}

/** Closes an area on a day, the first it no longer holds; the posts on it end with it. Refused while anything lies in it. */
export async function closeArea(ctx: WriteCtx, input: Input<'areas.close'>) {
  const area = await lockArea(ctx, input.id);
  await assertOver(ctx, 'areas.manage', area.id, area.versions.at(-1)?.parentId);
  const last = planClose(area.versions, { on: input.on, today: businessDay(ctx.now), basedOn: input.basedOn });
  if (last instanceof Refusal) throw told(last, area.versions);
  await assertEmpty(ctx, area, input.on);
  await ctx.db
    .updateTable('areaVersions')
    .set({ validTo: input.on, revision: last.revision + 1, reason: input.reason ?? last.reason })
    .where('areaId', '=', area.id)
    .where('validFrom', '=', last.validFrom)
    .execute();
  const ended = await ctx.db
    .updateTable('responsibilities')
    .set((is) => ({ validTo: is.fn('greatest', [is.ref('validFrom'), is.cast<string>(is.val(input.on), 'date')]) }))
    .where('communityId', '=', area.communityId)
    .where('areaId', '=', area.id)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', input.on)]))
    .executeTakeFirst();
  await bumpTree(ctx.db);
  ctx.audit({
    action: 'areas.closed',
    noun: 'areas',
    communityId: area.communityId,
    ...(input.reason ? { reason: input.reason } : {}),
    details: { areaId: area.id, on: input.on },
  });
  return { id: area.id, endedPosts: Number(ended.numUpdatedRows) };
}
