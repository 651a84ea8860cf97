import { sql } from 'kysely';
import { z } from 'zod';
import type { Outcome, ProjectUnderWay, ProposedProject } from '../../../contract/outcomes.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { choiceText, kindText, offeredTypes } from './orders.pool.queries.ts';

const place = z.tuple([z.iso.date(), z.uuid()]);
const said = (key: string) => sql<string | null>`cases.fields ->> ${key}`;
const whole = (key: string) => sql<number | null>`(cases.fields ->> ${key})::bigint`;

interface Asked {
  readonly areaId: number;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What of a case everybody may read; nothing of the person, the door or anybody's own words is selected. */
const openColumns = [
  'cases.communityId',
  'cases.id',
  'cases.type',
  said('kind').as('kind'),
  said('publicWords').as('words'),
  said('takenBy').as('takenBy'),
  whole('budget').as('budgetFen'),
] as const;

function finishedRows(ctx: ReadCtx, communityId: number, { cursor, limit }: Asked) {
  const after = fromCursor(cursor, place);
  let found = ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.type', 'in', ['wish', 'micro-project'])
    .where('cases.stage', '=', 'done')
    .where('cases.erasedAt', 'is', null)
    .select([
      ...openColumns,
      said('outcomeWords').as('outcome'),
      whole('spent').as('spentFen'),
      sql<string>`to_char(cases.closed_on, 'YYYY-MM-DD')`.as('finishedOn'),
      sql<
        string[]
      >`array(select f.id::text from files f join released_files r on r.community_id = f.community_id and r.file_id = f.id
        where f.community_id = cases.community_id and f.noun = 'cases' and f.row_id = cases.id and f.state = 'bound' order by f.created_at, f.id)`.as(
        'photos',
      ),
    ])
    .orderBy('cases.closedOn', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(limit + 1);
  if (after) found = found.where(sql<boolean>`(cases.closed_on, cases.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  return found.execute();
}

async function projectsUnderWay(types: CaseTypes, ctx: ReadCtx, communityId: number): Promise<ProjectUnderWay[]> {
  const rows = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.type', '=', 'micro-project')
    .where('cases.stage', 'in', ['taken', 'confirming', 'hours'])
    .where('cases.phase', '<>', 'closed')
    .select([...openColumns, said('milestone').as('milestone'), said('milestoneOn').as('milestoneOn')])
    .orderBy('cases.raisedAt', 'desc')
    .orderBy('cases.id')
    .limit(20)
    .execute();
  return rows.map(({ communityId: storage, id, type, kind, words, takenBy, ...row }) => ({
    ...row,
    ref: toRef(storage, id),
    kindText: kindText(kind ?? ''),
    words: words ?? '',
    takenBy: choiceText(types, type, 'takenBy', takenBy),
  }));
}

/** Until somebody takes it on. */
export const proposedStages = ['published', 'untaken'] as const;

/** Projects that nobody has taken on, the oldest first: how many want one does not order them. */
async function proposedProjects(ctx: ReadCtx, communityId: number): Promise<ProposedProject[]> {
  const own = ctx.actor.kind === 'resident' && !ctx.actor.through ? ctx.actor.userId : null;
  const rows = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.type', '=', 'micro-project')
    .where('cases.stage', 'in', [...proposedStages])
    .where('cases.erasedAt', 'is', null)
    .select([
      ...openColumns,
      sql<number>`(select count(*)::int from project_supports s where s.community_id = cases.community_id and s.case_id = cases.id)`.as(
        'supports',
      ),
      sql<boolean>`exists (select from project_supports s where s.community_id = cases.community_id and s.case_id = cases.id and s.user_id = ${own}::uuid)`.as(
        'isMine',
      ),
    ])
    .orderBy('cases.raisedAt')
    .orderBy('cases.id')
    .limit(20)
    .execute();
  return rows.map(({ communityId: storage, id, type: _type, takenBy: _takenBy, kind, words, ...row }) => ({
    ...row,
    ref: toRef(storage, id),
    kindText: kindText(kind ?? ''),
    words: words ?? '',
  }));
}

async function countDone(ctx: ReadCtx, communityId: number) {
  const counts = await ctx.db
    .selectFrom('cases')
    .where('communityId', '=', communityId)
    .where('type', 'in', [...offeredTypes])
    .where('stage', '=', 'done')
    .where('closedOn', 'is not', null)
    .groupBy('type')
    .select(['type', ({ fn }) => fn.countAll<number>().as('n')])
    .execute();
  const of = (type: string) => Number(counts.find((row) => row.type === type)?.n ?? 0);
  return { orders: of('order'), wishes: of('wish'), projects: of('micro-project') };
}

/**
 * What neighbours and units did for a community, the newest first, for everybody: in the words that were cleared, with the pictures that were released.
 * @throws case.place-outside where the place is in no community
 */
export async function listOutcomes(types: CaseTypes, ctx: ReadCtx, asked: Asked) {
  const community = (await areaTree(ctx)).ancestorsOf(asked.areaId).find(({ kind }) => kind === 'community');
  if (!community) throw refuse('case.place-outside');
  await widenTo(ctx, community.id, 'what was done for a community is public');
  const page = pageUp(await finishedRows(ctx, community.id, asked), asked.limit, (row) => [row.finishedOn, row.id]);
  return {
    ...page,
    items: page.items.map(
      ({ communityId, id, type, kind, words, takenBy, photos, ...row }): Outcome => ({
        ...row,
        ref: toRef(communityId, id),
        type,
        typeTitle: types[type]?.title ?? text(type, type),
        kindText: kindText(kind ?? ''),
        words: words ?? '',
        takenBy: choiceText(types, type, 'takenBy', takenBy),
        communityName: community.name,
        photos: photos.map((file) => toRef(communityId, file)),
      }),
    ),
    community: community.name,
    done: await countDone(ctx, community.id),
    underWay: asked.cursor === undefined ? await projectsUnderWay(types, ctx, community.id) : [],
    proposed: asked.cursor === undefined ? await proposedProjects(ctx, community.id) : [],
    maySupport: ctx.actor.kind === 'resident' && !ctx.actor.through,
  };
}
