import { sql } from 'kysely';
import type { SameCandidate } from '../../../contract/case-relations.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { cellsWithin } from '../../../domain/geometry/cells.ts';
import { distanceM } from '../../../domain/geometry/measure.ts';
import type { Position } from '../../../domain/geometry/shapes.ts';
import { samenessOf, type Traits, worthALook } from '../../../domain/likeness/same-matter.ts';
import { type GramVector, vectorsOf } from '../../../domain/likeness/vectors.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { filterRows } from './cases.filter.ts';
import { getCase } from './cases.load.ts';
import { listItems } from './cases.queries.ts';

const nearM = 400;
const withinDays = 120;
/** How many rows near in place and time are weighed, and how many are shown. */
const weighed = 400;
const shown = 8;

interface NearRow {
  readonly communityId: number;
  readonly id: string;
  readonly words: string | null;
  readonly categoryId: number | null;
  readonly buildingId: number | null;
  readonly gridId: number | null;
  readonly raisedAt: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly mergedCount: number;
}

const pointOf = ({ lon, lat }: { readonly lon: number | null; readonly lat: number | null }): Position | null =>
  lon === null || lat === null ? null : [lon, lat];

type Told = Pick<NearRow, 'categoryId' | 'buildingId' | 'gridId' | 'raisedAt'>;

const traitsOf = (row: Told, vector: GramVector): Traits => ({
  vector,
  categoryId: row.categoryId,
  buildingId: row.buildingId,
  gridId: row.gridId,
  raisedAt: row.raisedAt,
});

/** Whatever is at the building, in the grid, within reach of the point or of the category is weighed before the rest of the community. */
function isNear(state: CaseState) {
  const { place, categoryId } = state;
  const point = pointOf(place);
  const parts = [
    sql`cases.building_id is not distinct from ${place.buildingId}`,
    sql`cases.grid_id is not distinct from ${place.gridId}`,
    sql`cases.category_id is not distinct from ${categoryId}`,
    ...(point ? [sql`cases.cell = any (${bigints(cellsWithin(point[0], point[1], nearM))})`] : []),
  ];
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

async function candidates(ctx: ReadCtx, type: CaseType, state: CaseState, q: string | undefined) {
  const since = new Date(Date.parse(state.raisedAt) - withinDays * 86_400_000).toISOString();
  const found = ctx.db
    .selectFrom('cases')
    .where(await caseRows(ctx, 'cases.dispatch'))
    .where('cases.communityId', '=', state.communityId)
    .where('cases.type', '=', type.code)
    .where('cases.phase', '<>', 'closed')
    .where('cases.id', '<>', state.id)
    .select([
      'cases.communityId',
      'cases.id',
      sql<string | null>`cases.fields ->> ${type.titleField}`.as('words'),
      'cases.categoryId',
      'cases.buildingId',
      'cases.gridId',
      'cases.raisedAt',
      'cases.lon',
      'cases.lat',
      sql<number>`(select count(*) from cases m where m.community_id = cases.community_id and m.merged_into_id = cases.id)`.as(
        'mergedCount',
      ),
    ])
    .orderBy(isNear(state), (order) => order.desc().nullsLast())
    .orderBy('cases.raisedAt', 'desc')
    .limit(weighed);
  if (q) {
    const conditions = await filterRows(ctx, { q });
    return found.where((eb) => eb.and(conditions)).execute();
  }
  return found.where('cases.raisedAt', '>', since).execute();
}

/**
 * Matters that may be the same as this one, the likeliest first: open, of the same kind, in the same community and within this actor's
 * reach to dispatch. With words typed, what they find, ranked alike.
 */
export async function listSame(
  types: CaseTypes,
  ctx: ReadCtx,
  ref: string,
  query: { readonly q?: string | undefined },
): Promise<{ items: SameCandidate[] }> {
  const { type, state } = await getCase(types, ctx, ref);
  const q = query.q?.trim();
  const rows = await candidates(ctx, type, state, q);
  const words = String(state.fields[type.titleField] ?? '');
  const [vector, ...vectors] = vectorsOf([words, ...rows.map((row) => row.words ?? '')]) as [
    GramVector,
    ...GramVector[],
  ];
  const own = traitsOf({ ...state.place, categoryId: state.categoryId, raisedAt: state.raisedAt }, vector);
  const here = pointOf(state.place);
  const ranked = rows
    .map((row, at) => {
      const there = pointOf(row);
      const metres = here && there ? Math.round(distanceM(here, there)) : null;
      return { row, sameness: samenessOf(own, traitsOf(row, vectors[at] as GramVector), metres) };
    })
    .filter(({ sameness }) => q || sameness.score >= worthALook)
    .toSorted((a, b) => b.sameness.score - a.sameness.score || a.row.id.localeCompare(b.row.id))
    .slice(0, shown);
  const items = await listItems(
    types,
    ctx,
    ranked.map(({ row }) => row),
  );
  const byRef = new Map(items.map((item) => [item.ref, item]));
  return {
    items: ranked.flatMap(({ row, sameness }) => {
      const item = byRef.get(toRef(row.communityId, row.id));
      return item ? [{ item, ...sameness, mergedCount: row.mergedCount }] : [];
    }),
  };
}
