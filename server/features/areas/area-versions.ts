import { sql } from 'kysely';
import type { AreaPolygon } from '../../../contract/areas.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { geometryFaults } from '../../../domain/geometry/faults.ts';
import { pointInside } from '../../../domain/geometry/measure.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import { checkShape } from '../../../domain/geometry/validity.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { type DatedPlan, type DatedVersion, stampOf } from '../../../domain/registry/dated.ts';
import { lockTree } from '../../access/area-ids.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { VersionValues } from '../../registry/area-rows.ts';

/** A version as it is stored. */
export interface StoredVersion extends DatedVersion {
  readonly areaId: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly code: string | null;
  readonly polygon: Shape | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly madeBy: unknown;
  readonly madeAt: string;
}

/** An area with all its versions, oldest first. */
export interface StoredArea {
  readonly id: number;
  readonly kind: AreaKind;
  readonly communityId: number;
  readonly versions: readonly StoredVersion[];
}

const versionColumns = [
  'areaId',
  'validFrom',
  'validTo',
  'parentId',
  'name',
  'code',
  'polygon',
  'lon',
  'lat',
  'details',
  'revision',
  'reason',
  'madeBy',
  'madeAt',
] as const;

/** Reads areas with all their versions; those that do not exist or were withdrawn before they began are left out. */
export async function readAreas(db: ReadTx, ids: readonly number[]): Promise<readonly StoredArea[]> {
  if (ids.length === 0) return [];
  const heads = await db
    .selectFrom('areas')
    .select(['id', 'kind', 'communityId'])
    .where('id', 'in', [...ids])
    .execute();
  const rows = (await db
    .selectFrom('areaVersions')
    .select(versionColumns)
    .where('areaId', 'in', [...ids])
    .orderBy('areaId')
    .orderBy('validFrom')
    .execute()) as unknown as StoredVersion[];
  const byArea = Map.groupBy(rows, (row) => row.areaId);
  return heads.flatMap((head) => {
    const versions = byArea.get(head.id);
    return versions ? [{ ...head, kind: head.kind as AreaKind, versions }] : [];
  });
}

/** An area with all its versions, or `request.not-found`. */
export async function getStoredArea(db: ReadTx, id: number): Promise<StoredArea> {
  const [area] = await readAreas(db, [id]);
  if (!area) throw refuse('request.not-found');
  return area;
}

/** As `getStoredArea`, after every other change of the tree has ended. */
export async function lockArea(ctx: WriteCtx, id: number): Promise<StoredArea> {
  await lockTree(ctx.db);
  return getStoredArea(ctx.db, id);
}

/** Who made a version, as it is kept beside it. */
export function makerOf(actor: Actor): Record<string, unknown> {
  if ('userId' in actor) return { kind: actor.kind, userId: actor.userId, name: actor.name };
  return 'name' in actor ? { kind: actor.kind, name: actor.name } : { kind: actor.kind };
}

/** Checks a drawn outline and gives it tidied, with a point inside; refuses with what is wrong and what to do. */
export function tidyPolygon(polygon: AreaPolygon | Shape): {
  readonly shape: Shape;
  readonly lon: number;
  readonly lat: number;
} {
  const checked = checkShape(polygon);
  if (!checked.ok) {
    const why = geometryFaults[checked.code];
    throw new Refusal('areas.polygon-broken', {
      with: { why },
      fields: [{ path: 'polygon', text: why }],
      ...(checked.at ? { current: { at: checked.at } } : {}),
    });
  }
  const [lon, lat] = pointInside(checked.shape);
  return { shape: checked.shape, lon, lat };
}

/** Writes a change as planned: over the version of that day, or closing it and beginning another. Gives the new stamp. */
export async function writeChange(
  ctx: WriteCtx,
  {
    plan,
    from,
    values,
    reason,
  }: { plan: DatedPlan<StoredVersion>; from: string; values: VersionValues; reason: string | undefined },
): Promise<string> {
  const { version } = plan;
  const row = {
    ...values,
    polygon: values.polygon === null ? null : jsonb(values.polygon),
    details: jsonb(values.details),
    madeBy: jsonb(makerOf(ctx.actor)),
    madeAt: ctx.now,
    reason: reason ?? null,
  };
  const ofVersion = ctx.db
    .updateTable('areaVersions')
    .where('areaId', '=', version.areaId)
    .where('validFrom', '=', version.validFrom);
  if (plan.kind === 'in-place') {
    await ofVersion.set({ ...row, revision: version.revision + 1 }).execute();
    return stampOf({ ...version, revision: version.revision + 1 });
  }
  await ofVersion.set({ validTo: from }).execute();
  await ctx.db
    .insertInto('areaVersions')
    .values({ ...row, areaId: version.areaId, validFrom: from, validTo: version.validTo })
    .execute();
  return `${from}.1`;
}

/** Refuses a code that another area has from a day on. Call it with the tree locked. */
export async function assertCodeFree(db: ReadTx, code: string, from: string, ownId?: number): Promise<void> {
  const taken = await db
    .selectFrom('areaVersions')
    .select('name')
    .where(sql<boolean>`code collate "C" = ${code}`)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', from)]))
    .where('areaId', '<>', ownId ?? 0)
    .executeTakeFirst();
  if (taken) throw refuse('areas.code-taken', { code, name: taken.name });
}

/** The versions in force on a day. */
export const validOn = (day: string, table = 'v') =>
  sql<boolean>`${sql.ref(`${table}.valid_from`)} <= ${day}::date and (${sql.ref(`${table}.valid_to`)} is null or ${sql.ref(`${table}.valid_to`)} > ${day}::date)`;
