import { sql } from 'kysely';
import type { LinkedCase } from '../../../contract/case-relations.ts';
import { toRef } from '../../../contract/shapes.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { CaseBeside, World } from '../../../domain/case/world.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
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

/** The cases merged with one, as far as this actor may see them: the one it goes on with, and those that follow it. */
export async function showLinked(types: CaseTypes, ctx: ReadCtx, ref: string) {
  const { state } = await getCase(types, ctx, ref);
  const visible = await caseRows(ctx);
  const of = () =>
    ctx.db.selectFrom('cases').where('cases.communityId', '=', state.communityId).where(visible).select(lineColumns);
  const main = state.mergedIntoId === null ? [] : await of().where('cases.id', '=', state.mergedIntoId).execute();
  const merged = await of().where('cases.mergedIntoId', '=', state.id).orderBy('cases.raisedAt').limit(200).execute();
  return {
    main: main.flatMap((row) => lineOf(types, row))[0] ?? null,
    merged: merged.flatMap((row) => lineOf(types, row)),
  };
}
