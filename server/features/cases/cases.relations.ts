import { sql } from 'kysely';
import type { ChildCase, LinkedCase } from '../../../contract/case-relations.ts';
import type { TrackView } from '../../../contract/case-views.ts';
import { toRef } from '../../../contract/shapes.ts';
import { moodOf } from '../../../domain/case/clocks.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { CaseRef, CaseState } from '../../../domain/case/state.ts';
import type { CaseBeside, World } from '../../../domain/case/world.ts';
import { type Text, text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { countFollowers } from './cases.follow-rows.ts';
import { getCase, type LoadedCase } from './cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';
import { worldFor } from './cases.world.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** How many merges are followed up and down; the engine allows no rings. */
const deepest = 20;

/**
 * The case that a merged one goes on with in the end, or null. It is read without the asker's own scope: whoever may see the merged one
 * may know where it stands, so callers show nothing of it but its way.
 */
export async function mainOf(ctx: AnyCtx, state: CaseState): Promise<CaseState | null> {
  if (state.mergedIntoId === null) return null;
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select c.id, c.merged_into_id, 1 as depth from cases c where c.community_id = ${state.communityId} and c.id = ${state.mergedIntoId}
      union all
      select c.id, c.merged_into_id, up.depth + 1 from cases c join up on c.community_id = ${state.communityId} and c.id = up.merged_into_id
      where up.depth < ${deepest}
    )
    select id from up where merged_into_id is null`.execute(ctx.db);
  const found = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', state.communityId)
    .where('cases.id', '=', rows[0]?.id ?? state.mergedIntoId)
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .executeTakeFirst();
  return found ? stateOf(found) : null;
}

/** As mainOf for many cases, by the case that was merged: two statements however many there are, none where none was merged. */
export async function mainsOf(ctx: AnyCtx, states: readonly CaseState[]): Promise<ReadonlyMap<string, CaseState>> {
  const merged = states.filter(({ mergedIntoId }) => mergedIntoId !== null);
  if (merged.length === 0) return new Map();
  const { rows } = await sql<{ communityId: number; fromId: string; id: string }>`
    with recursive up as (
      select c.community_id, s.id as from_id, c.id, c.merged_into_id, 1 as depth
      from unnest(${`{${merged.map(({ communityId }) => communityId).join(',')}}`}::bigint[], ${`{${merged.map(({ id }) => id).join(',')}}`}::uuid[],
        ${`{${merged.map(({ mergedIntoId }) => mergedIntoId).join(',')}}`}::uuid[]) s(community_id, id, into_id)
        join cases c on c.community_id = s.community_id and c.id = s.into_id
      union all
      select c.community_id, up.from_id, c.id, c.merged_into_id, up.depth + 1 from cases c
        join up on c.community_id = up.community_id and c.id = up.merged_into_id
      where up.depth < ${deepest}
    )
    select community_id, from_id, id from up where merged_into_id is null`.execute(ctx.db);
  const found = await ctx.db
    .selectFrom('cases')
    .where(
      sql<boolean>`(cases.community_id, cases.id) in (select * from unnest(${`{${rows.map(({ communityId }) => communityId).join(',')}}`}::bigint[],
        ${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[]))`,
    )
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .execute();
  const byId = new Map(found.map((row) => [row.id, stateOf(row)]));
  return new Map(
    rows.flatMap(({ fromId, id }): [string, CaseState][] => {
      const main = byId.get(id);
      return main ? [[fromId, main]] : [];
    }),
  );
}

/** The ids of every case that follows this one, those merged into a merged one too. */
export async function followingIds(ctx: AnyCtx, communityId: number, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down as (
      select c.id, 1 as depth from cases c where c.community_id = ${communityId} and c.merged_into_id = ${caseId}
      union all
      select c.id, down.depth + 1 from cases c join down on c.community_id = ${communityId} and c.merged_into_id = down.id
      where down.depth < ${deepest}
    )
    select id from down`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** What a decision looks at of another case. */
export function besideOf({ communityId, id, number, type, phase, parentId, mergedIntoId }: CaseState): CaseBeside {
  return { communityId, id, number, type, phase, parentId, mergedIntoId };
}

/** The world of a decision about a loaded case; a merged one comes with the one it follows. */
export async function worldOfCase(
  ctx: AnyCtx,
  { state, phoneTokens }: LoadedCase,
  categoryId: number | null = state.categoryId,
): Promise<World> {
  const world = await worldFor(ctx, { areaId: state.place.areaId, categoryId, phoneTokens });
  const main = await mainOf(ctx, state);
  return main ? { ...world, beside: besideOf(main) } : world;
}

const lineColumns = [
  'cases.communityId',
  'cases.id',
  'cases.number',
  'cases.type',
  'cases.stage',
  'cases.phase',
  'cases.title',
  'cases.raisedAt',
] as const;

interface LineRow {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly stage: string;
  readonly phase: string;
  readonly title: string;
  readonly raisedAt: string;
}

/** A case as a line beside another. */
export function lineOf(types: CaseTypes, row: LineRow): LinkedCase[] {
  const type = types[row.type];
  if (!type) return [];
  return [
    {
      ref: toRef(row.communityId, row.id),
      number: row.number,
      title: row.title,
      stageLabel: stageOf(type, row.stage).label,
      isClosed: row.phase === 'closed',
      raisedAt: row.raisedAt,
    },
  ];
}

/** The parts of a case with their units. Whoever sees the case may know how far its parts are, even those of units elsewhere. */
async function childrenOf(types: CaseTypes, ctx: ReadCtx, state: CaseState): Promise<ChildCase[]> {
  if (state.children.length === 0) return [];
  if (!ctx.rows.communities.includes(state.communityId))
    await widenTo(ctx, state.communityId, 'the parts of a matter they work on');
  const rows = await ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .leftJoin('organisations', 'organisations.id', 'cases.leadOrganisationId')
    .where('cases.communityId', '=', state.communityId)
    .where('cases.parentId', '=', state.id)
    .select([
      ...lineColumns,
      'cases.dueAt',
      'cases.soonAt',
      'cases.deferredUntil',
      'categories.name as categoryName',
      'organisations.name as leadName',
    ])
    .orderBy('cases.number')
    .execute();
  return rows.flatMap((row) =>
    lineOf(types, row).map((line) => ({
      ...line,
      categoryName: (row.categoryName as Text | null) ?? null,
      leadName: row.leadName,
      dueAt: line.isClosed ? null : row.dueAt,
      mood: moodOf({ ...row, isClosed: line.isClosed }, ctx.now),
    })),
  );
}

/** The parts of a case as its person sees them: what kind, which unit, how far; no word of what the office wrote. */
export async function partsOf(types: CaseTypes, ctx: ReadCtx, state: CaseState): Promise<TrackView['parts']> {
  if (state.children.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .leftJoin('organisations', 'organisations.id', 'cases.leadOrganisationId')
    .where('cases.communityId', '=', state.communityId)
    .where('cases.parentId', '=', state.id)
    .select([...lineColumns, 'categories.name as categoryName', 'organisations.name as leadName'])
    .orderBy('cases.number')
    .execute();
  return rows.flatMap((row) => {
    const type = types[row.type];
    if (!type) return [];
    return [
      {
        label: (row.categoryName as Text | null) ?? type.title,
        unit: row.leadName,
        plain: plainForOthers(type, row.stage),
        isDone: row.phase === 'closed',
      },
    ];
  });
}

/** Where a case stands, in words that ask nothing of who reads them: its person alone is asked. */
export function plainForOthers(type: CaseType, stage: string): Text {
  const at = stageOf(type, stage);
  return 'turn' in at && at.turn.some((one) => one.relation === 'reporter')
    ? text('正在确认办理结果', 'The result is being confirmed')
    : at.plain;
}

/** The cases tied to one, as far as this actor may see them: the one it goes on with or is a part of, those that follow it, and its parts. */
export async function showLinked(types: CaseTypes, ctx: ReadCtx, ref: string) {
  const { state } = await getCase(types, ctx, ref);
  const visible = await caseRows(ctx);
  const of = () =>
    ctx.db.selectFrom('cases').where('cases.communityId', '=', state.communityId).where(visible).select(lineColumns);
  const one = async (id: string | null) =>
    id === null
      ? null
      : ((await of().where('cases.id', '=', id).execute()).flatMap((row) => lineOf(types, row))[0] ?? null);
  const refs = async (list: readonly CaseRef[]) =>
    list.length === 0
      ? []
      : (
          await ctx.db
            .selectFrom('cases')
            .where((eb) =>
              eb.or(list.map((ref) => eb.and({ 'cases.communityId': ref.communityId, 'cases.id': ref.caseId }))),
            )
            .where(visible)
            .select(lineColumns)
            .orderBy('cases.raisedAt')
            .execute()
        ).flatMap((row) => lineOf(types, row));
  const merged = await of().where('cases.mergedIntoId', '=', state.id).orderBy('cases.raisedAt').limit(200).execute();
  return {
    main: await one(state.mergedIntoId),
    merged: merged.flatMap((row) => lineOf(types, row)),
    from: (await refs(state.from ? [state.from] : []))[0] ?? null,
    ledTo: await refs(state.ledTo),
    parent: await one(state.parentId),
    children: await childrenOf(types, ctx, state),
    followers: await countFollowers(ctx, state.communityId, state.id),
  };
}
