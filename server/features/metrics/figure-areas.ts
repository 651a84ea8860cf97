import { sql } from 'kysely';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import type { Days } from '../../access/measure-rules.ts';
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

/** An area as it was called at some time. */
export interface FigureArea {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
}

const placeOf = ({ code }: FigureArea) => code ?? '\uffff';
const inOrder = (areas: readonly FigureArea[]): readonly FigureArea[] =>
  areas.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : a.id - b.id));

/** The last day of a period that figures look at: its own last, or today while it runs. */
function lookedAt(ctx: ReadCtx, { from, before }: Days): { readonly from: string; readonly day: string } {
  const last = dayOf(dayNumber(before) - 1);
  const today = businessDay(ctx.now);
  return { from, day: last < today ? last : today };
}

/** Areas with the names and codes they had at the end of a period, in the order of these; those without one come last, as they were made. */
export async function byCode(ctx: ReadCtx, areas: readonly AreaNode[], days: Days): Promise<readonly FigureArea[]> {
  const { day } = lookedAt(ctx, days);
  const { rows } = await sql<FigureArea>`
    select distinct on (area_id) area_id as id, name, code from area_versions
    where area_id = any (${`{${areas.map((node) => node.id).join(',')}}`}::bigint[]) and valid_from <= ${day}::date
    order by area_id, valid_from desc`.execute(ctx.db);
  const then = new Map(rows.map((row) => [row.id, row]));
  return inOrder(areas.map(({ id, name }) => then.get(id) ?? { id, name, code: null }));
}

/** The grids a community had at any time within a period, those closed since included, called as they were at its end. */
export async function gridsOfPeriod(ctx: ReadCtx, communityId: number, days: Days): Promise<readonly FigureArea[]> {
  const { from, day } = lookedAt(ctx, days);
  const { rows } = await sql<FigureArea>`
    select distinct on (v.area_id) v.area_id as id, v.name, v.code
    from area_versions v join areas a on a.id = v.area_id and a.kind = 'grid'
    where v.parent_id = ${communityId} and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${from}::date)
    order by v.area_id, v.valid_from desc`.execute(ctx.db);
  return inOrder(rows);
}
