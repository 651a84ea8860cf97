import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { AreaNode, AreaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { ownAreas } from './asked-area.ts';

/** The areas one may look at: one's own and those a step below. */
export function shownAreas(ctx: ReadCtx, tree: AreaTree) {
  return ownAreas(ctx, tree)
    .flatMap((one) => [
      one,
      ...tree.childrenOf(one.id).filter((child) => child.kind === 'street' || child.kind === 'community'),
    ])
    .map((one) => ({ id: one.id, name: one.name }));
}

interface CodedArea {
  readonly node: AreaNode;
  readonly code: string | null;
}

/** Areas with the codes they have today, in the order of these; those without one come last, as they were made. */
export async function byCode(ctx: ReadCtx, areas: readonly AreaNode[]): Promise<readonly CodedArea[]> {
  const today = businessDay(ctx.now);
  const { rows } = await sql<{ areaId: number; code: string }>`
    select area_id, code from area_versions
    where area_id = any (${`{${areas.map((node) => node.id).join(',')}}`}::bigint[]) and code is not null
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date)`.execute(ctx.db);
  const codes = new Map(rows.map(({ areaId, code }) => [areaId, code]));
  const placeOf = ({ code }: CodedArea) => code ?? '\uffff';
  return areas
    .map((node): CodedArea => ({ node, code: codes.get(node.id) ?? null }))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : a.node.id - b.node.id));
}
