import { sql } from 'kysely';
import type { NearbyMatter } from '../../../contract/case-following.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { mayBeOffered } from '../../../domain/case/offering.ts';
import type { Outcome, Phase } from '../../../domain/case/state.ts';
import { cellsWithin } from '../../../domain/geometry/cells.ts';
import { distanceM } from '../../../domain/geometry/measure.ts';
import type { Position } from '../../../domain/geometry/shapes.ts';
import { samenessOf } from '../../../domain/likeness/same-matter.ts';
import { type GramVector, vectorsOf } from '../../../domain/likeness/vectors.ts';
import { widenTo } from '../../access/row-scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { type CommonCategory, commonCategories } from '../catalogue/categories.queries.ts';
import { peopleOfCase } from './cases.follow-rows.ts';
import { type PlacedAt, resolvePlace } from './cases.place.ts';
import { plainForOthers } from './cases.relations.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** However wide a category looks for duplicates, strangers are shown no further. */
const farthestM = 300;
const weighed = 200;
const shown = 3;

interface Ask {
  readonly categories: string;
  readonly areaId?: number | undefined;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
  readonly words?: string | undefined;
}

const columns = [
  'cases.communityId',
  'cases.id',
  'cases.number',
  'cases.type',
  'cases.stage',
  'cases.phase',
  'cases.outcome',
  'cases.closedAt',
  'cases.raisedAt',
  'cases.categoryId',
  'cases.areaId',
  'cases.gridId',
  'cases.buildingId',
  'cases.houseId',
  'cases.placeWords',
  'cases.lon',
  'cases.lat',
  'cases.fields',
] as const;

/** A row that is looked at; its words and typed place never leave this file. */
interface Row {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly stage: string;
  readonly phase: string;
  readonly outcome: string | null;
  readonly closedAt: string | null;
  readonly raisedAt: string;
  readonly categoryId: number | null;
  readonly areaId: number;
  readonly gridId: number | null;
  readonly buildingId: number | null;
  readonly houseId: string | null;
  readonly placeWords: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly fields: unknown;
  readonly people: number;
}

const wordsOf = (types: CaseTypes, row: Row): string => {
  const field = types[row.type]?.titleField;
  return field === undefined ? '' : String((row.fields as Record<string, unknown>)[field] ?? '');
};

/** The names a place is known by, deepest first; and of those what strangers are told: building and unit, else the grid. */
function namesAbove(tree: AreaTree, row: Pick<Row, 'areaId' | 'gridId' | 'communityId'>) {
  const path = tree.ancestorsOf(row.areaId);
  const near = path.filter(({ kind }) => kind === 'building' || kind === 'unit').map(({ name }) => name);
  const rough = near.length > 0 ? near.reverse().join('') : tree.byId.get(row.gridId ?? row.communityId)?.name;
  return { known: path.map(({ name }) => name), rough: rough ?? '' };
}

/** Roughly where a case is: names of the tree, never what somebody typed. */
export async function roughPlace(ctx: AnyCtx, row: Pick<Row, 'areaId' | 'gridId' | 'communityId'>): Promise<string> {
  return namesAbove(await areaTree(ctx), row).rough;
}

function isOfferable(types: CaseTypes, tree: AreaTree, common: CommonCategory, row: Row, now: string): boolean {
  const offered = {
    phase: row.phase as Phase,
    outcome: row.outcome as Outcome | null,
    closedAt: row.closedAt,
    raisedAt: row.raisedAt,
    houseId: row.houseId,
    placeWords: row.placeWords ?? '',
    words: wordsOf(types, row),
  };
  return mayBeOffered(common.rule, offered, namesAbove(tree, row).known, now);
}

/** The spot that is asked about: the point given, else the building's own. */
async function spotOf(ctx: AnyCtx, { place }: PlacedAt): Promise<Position | null> {
  if (place.lon !== null && place.lat !== null) return [place.lon, place.lat];
  if (place.buildingId === null) return null;
  const own = await ctx.db
    .selectFrom('areaVersions')
    .select(['lon', 'lat'])
    .where('areaId', '=', place.buildingId)
    .where('validTo', 'is', null)
    .executeTakeFirst();
  return own && own.lon !== null && own.lat !== null ? [own.lon, own.lat] : null;
}

/** Cases of these categories at the building, within reach of the spot, or told of the very same area alone. */
function rowsNear(
  ctx: AnyCtx,
  { place, communityId }: PlacedAt,
  spot: Position | null,
  categoryIds: readonly number[],
) {
  const parts = [
    ...(place.buildingId === null ? [] : [sql`cases.building_id = ${place.buildingId}`]),
    ...(spot ? [sql`cases.cell = any (${bigints(cellsWithin(spot[0], spot[1], farthestM))})`] : []),
    ...(place.buildingId === null && !spot
      ? [sql`(cases.area_id = ${place.areaId} and cases.building_id is null and cases.cell is null)`]
      : []),
  ];
  return ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.parentId', 'is', null)
    .where('cases.mergedIntoId', 'is', null)
    .where(sql<boolean>`cases.category_id = any (${bigints(categoryIds)})`)
    .where(sql<boolean>`(${sql.join(parts, sql` or `)})`)
    .select([...columns, peopleOfCase.as('people')])
    .orderBy('cases.raisedAt', 'desc')
    .limit(weighed);
}

/** The ids of those of the kind: the categories named, and their sisters. */
function familyOf(common: ReadonlyMap<number, CommonCategory>, named: readonly number[]): readonly number[] {
  const parents = new Set(named.flatMap((id) => common.get(id)?.parentId ?? []));
  return [...common.values()]
    .filter(({ id, parentId }) => named.includes(id) || (parentId !== null && parents.has(parentId)))
    .map(({ id }) => id);
}

/** Which of these cases the resident who asks raised or follows; nobody else is told. */
async function relationsOf(ctx: ReadCtx, rows: readonly Row[]): Promise<ReadonlyMap<string, 'mine' | 'followed'>> {
  if (ctx.actor.kind !== 'resident' || rows.length === 0) return new Map();
  const found = await ctx.db
    .selectFrom('caseLinks')
    .select(['caseId', 'kind'])
    .where('keyHash', '=', Buffer.from(ctx.actor.phoneToken, 'base64url'))
    .where('kind', 'in', ['phone', 'follow-phone'])
    .where('communityId', '=', (rows[0] as Row).communityId)
    .execute();
  return new Map(found.map(({ caseId, kind }) => [caseId, kind === 'phone' ? 'mine' : 'followed']));
}

/** A resident's own open cases of the kind at the place, whatever they are of: nobody else is offered what happens in a home. */
async function ownNear(ctx: ReadCtx, at: PlacedAt, spot: Position | null, ids: readonly number[]): Promise<Row[]> {
  if (ctx.actor.kind !== 'resident') return [];
  const own = await rowsNear(ctx, at, spot, ids)
    .where(await caseRows(ctx))
    .where('cases.phase', '<>', 'closed')
    .execute();
  return own.slice(0, shown);
}

interface Found {
  readonly rows: readonly Row[];
  readonly metresTo: (row: Row) => number | null;
}

/** The rows that may be shown: those of common places within their category's reach, and the resident's own. */
async function rowsToShow(types: CaseTypes, ctx: ReadCtx, at: PlacedAt, named: readonly number[]): Promise<Found> {
  const [common, tree, spot] = [await commonCategories(ctx), await areaTree(ctx), await spotOf(ctx, at)];
  const metresTo = (row: Row): number | null =>
    spot && row.lon !== null && row.lat !== null ? distanceM(spot, [row.lon, row.lat]) : null;
  const offered = (await rowsNear(ctx, at, spot, familyOf(common, named)).execute()).filter((row) => {
    const category = common.get(row.categoryId as number);
    if (!category || !isOfferable(types, tree, category, row, ctx.now)) return false;
    const metres = metresTo(row);
    const isHere = row.buildingId !== null && row.buildingId === at.place.buildingId;
    return isHere || metres === null || metres <= Math.min(category.rule.duplicateRadiusM, farthestM);
  });
  const own = await ownNear(ctx, at, spot, named);
  return { rows: [...own, ...offered.filter(({ id }) => !own.some((one) => one.id === id))], metresTo };
}

/** The likeliest first, and no more than a person reads before sending. */
function likeliest(
  types: CaseTypes,
  ctx: ReadCtx,
  at: PlacedAt,
  { rows, metresTo }: Found,
  words: string,
  kind: number,
) {
  const [vector, ...vectors] = vectorsOf([words, ...rows.map((row) => wordsOf(types, row))]) as [
    GramVector,
    ...GramVector[],
  ];
  const { buildingId, gridId } = at.place;
  const typed = { vector, categoryId: kind, buildingId, gridId, raisedAt: ctx.now };
  return rows
    .map((row, nth) => {
      const known = { ...row, vector: vectors[nth] as GramVector };
      return { row, score: samenessOf(typed, known, metresTo(row)).score };
    })
    .toSorted((a, b) => b.score - a.score || a.row.id.localeCompare(b.row.id))
    .slice(0, shown)
    .map(({ row }) => row);
}

/**
 * What is known near a place already, for whoever is about to report the same: matters of common places alone, in words of ours. Which
 * are shown follows from place, kind and time; the words typed only put them in order, so that nobody finds out by asking what others said.
 * @throws case.place-needed, case.place-outside
 */
export async function listNearby(types: CaseTypes, ctx: ReadCtx, ask: Ask): Promise<{ items: NearbyMatter[] }> {
  const { areaId, lon, lat, words = '' } = ask;
  const at = await resolvePlace(ctx, {
    ...(areaId === undefined ? {} : { areaId }),
    ...(lon !== undefined && lat !== undefined ? { point: [lon, lat] } : {}),
    words: '',
  });
  await widenTo(ctx, at.communityId, 'whoever is about to report is shown what is known of common places');
  const named = ask.categories.split(',').map(Number);
  const found = await rowsToShow(types, ctx, at, named);
  const rows = likeliest(types, ctx, at, found, words, named[0] as number);
  const [relations, names, tree] = [await relationsOf(ctx, rows), await categoryNames(ctx, rows), await areaTree(ctx)];
  return {
    items: rows.flatMap((row) => {
      const type = types[row.type];
      const categoryName = names.get(row.categoryId as number);
      if (!type || !categoryName) return [];
      const metres = found.metresTo(row);
      return [
        {
          ref: toRef(row.communityId, row.id),
          categoryName,
          place: namesAbove(tree, row).rough,
          metres: metres === null ? null : Math.round(metres / 10) * 10,
          raisedOn: businessDay(row.raisedAt),
          plain: plainForOthers(type, row.stage),
          isClosed: row.phase === 'closed',
          people: row.people,
          relation: relations.get(row.id) ?? 'none',
        },
      ];
    }),
  };
}

async function categoryNames(ctx: ReadCtx, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap(({ categoryId }) => categoryId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await ctx.db.selectFrom('categories').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, name }) => [id, name as NearbyMatter['categoryName']]));
}

/** A case that anybody may follow, which is exactly one that may be offered; undefined for every other, whether it is there or not. */
export async function findOffered(
  types: CaseTypes,
  ctx: AnyCtx,
  communityId: number,
  id: string,
): Promise<{ readonly number: string } | undefined> {
  const row = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .where('cases.parentId', 'is', null)
    .where('cases.mergedIntoId', 'is', null)
    .select([...columns, sql<number>`1`.as('people')])
    .executeTakeFirst();
  const category = row?.categoryId ? (await commonCategories(ctx)).get(row.categoryId) : undefined;
  return row && category && isOfferable(types, await areaTree(ctx), category, row, ctx.now) ? row : undefined;
}
