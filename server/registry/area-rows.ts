import type { Shape } from '../../domain/geometry/shapes.ts';
import type { AreaKind } from '../../domain/registry/area-kinds.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { jsonb } from '../kit/db/jsonb.ts';

/** What may differ from version to version. */
export interface VersionValues {
  readonly parentId: number | null;
  readonly name: string;
  readonly code: string | null;
  readonly polygon: Shape | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Adds areas that begin on a day. The ids come from `giveAreaIds`. */
export async function insertAreas(
  ctx: Pick<WriteCtx, 'db' | 'now'>,
  rows: readonly (VersionValues & { readonly id: number; readonly kind: AreaKind; readonly communityId: number })[],
  { from, madeBy, reason }: { from: string; madeBy: Record<string, unknown>; reason: string | undefined },
): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db
    .insertInto('areas')
    .values(rows.map(({ id, kind, communityId }) => ({ id, kind, communityId, createdAt: ctx.now })))
    .execute();
  await ctx.db
    .insertInto('areaVersions')
    .values(
      rows.map(({ id, parentId, name, code, polygon, lon, lat, details }) => ({
        areaId: id,
        validFrom: from,
        parentId,
        name,
        code,
        polygon: polygon === null ? null : jsonb(polygon),
        lon,
        lat,
        details: jsonb(details),
        madeBy: jsonb(madeBy),
        madeAt: ctx.now,
        reason: reason ?? null,
      })),
    )
    .execute();
}
