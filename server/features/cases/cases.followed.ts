import { sql } from 'kysely';
import type { FollowedItem } from '../../../contract/case-following.ts';
import type { TrackView } from '../../../contract/case-views.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Text } from '../../../domain/text.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { type FollowerRow, findFollower, peopleOfCase } from './cases.follow-rows.ts';
import { roughPlace } from './cases.offered.ts';
import { mainOf, mainsOf, partsOf, plainForOthers } from './cases.relations.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';
import { standingOf, stepsOf, wayForOthers } from './cases.track-view.ts';

type AnyCtx = ReadCtx | WriteCtx;

interface Followed {
  readonly type: CaseType;
  readonly state: CaseState;
  /** The one it goes on with where it was merged, else itself: what a follower is told of. */
  readonly standing: CaseState;
  readonly people: number;
}

/** A case as somebody follows it. The caller has found the follower's own row first: no scope but that row leads here. */
export async function readFollowed(
  types: CaseTypes,
  ctx: AnyCtx,
  communityId: number,
  caseId: string,
): Promise<Followed> {
  const found = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', caseId)
    .select([
      ...stateColumns,
      gatheredRows.assignments,
      gatheredRows.clocks,
      gatheredRows.parties,
      peopleOfCase.as('people'),
    ])
    .executeTakeFirst();
  const type = found && types[found.type];
  if (!found || !type) throw refuse('request.not-found');
  const state = stateOf(found);
  return { type, state, standing: (await mainOf(ctx, state)) ?? state, people: found.people };
}

async function nameOf(ctx: AnyCtx, { type, state }: Followed): Promise<Text> {
  const found =
    state.categoryId === null
      ? undefined
      : await ctx.db.selectFrom('categories').select('name').where('id', '=', state.categoryId).executeTakeFirst();
  return (found?.name as Text | undefined) ?? type.title;
}

const placeOf = (ctx: AnyCtx, { communityId, place }: CaseState) =>
  roughPlace(ctx, { communityId, areaId: place.areaId, gridId: place.gridId });

/** What a follower sees: kind, rough place, the steps, and the replies that were meant for all. Nobody's words, photos or name. */
async function viewOf(types: CaseTypes, ctx: ReadCtx, followed: Followed, own: FollowerRow): Promise<TrackView> {
  const { type, state, standing, people } = followed;
  const maySay = standing.phase === 'closed' && !(own.stillThereAt && own.stillThereAt >= (standing.closedAt ?? ''));
  return {
    ref: toRef(state.communityId, state.id),
    number: state.number,
    typeTitle: await nameOf(ctx, followed),
    title: '',
    answers: [],
    placeWords: await placeOf(ctx, state),
    raisedAt: state.raisedAt,
    ...(await standingOf(ctx, type, standing, false, false)),
    // What was promised was promised to the reporter.
    promiseDueAt: null,
    isLate: false,
    parts: await partsOf(types, ctx, standing),
    goesWith: standing.id === state.id ? null : { number: standing.number },
    way: await wayForOthers(ctx, type, standing, state),
    offers: [],
    rating: null,
    inquiry: null,
    asked: null,
    prints: [],
    follows: { joinedAt: own.joinedAt, people, saidAt: own.stillThereAt, maySay },
    seq: state.seq,
  };
}

/** One matter that the asker follows, by the follower's link or the resident's phone. @throws request.not-found */
export async function showFollowed(types: CaseTypes, ctx: ReadCtx, ref: string): Promise<TrackView> {
  const { communityId, id } = parseRef(ref);
  const own = await findFollower(ctx, communityId, id);
  if (!own) throw refuse('request.not-found');
  return viewOf(types, ctx, await readFollowed(types, ctx, communityId, id), own);
}

/** As showFollowed for somebody found by number and phone. */
export async function viewForFollower(types: CaseTypes, ctx: ReadCtx, communityId: number, own: FollowerRow) {
  return viewOf(types, ctx, await readFollowed(types, ctx, communityId, own.caseId), own);
}

const most = 50;

/** The matters a resident follows, the latest first. */
export async function listFollowed(types: CaseTypes, ctx: ReadCtx): Promise<{ items: FollowedItem[] }> {
  if (ctx.actor.kind !== 'resident') throw refuse('request.not-found');
  const rows = await ctx.db
    .selectFrom('caseFollowers')
    .where('phoneToken', '=', Buffer.from(ctx.actor.phoneToken, 'base64url'))
    .where('leftAt', 'is', null)
    .where(
      sql<boolean>`exists (select from case_links l where l.kind = 'follow-phone' and l.key_hash = case_followers.phone_token
        and l.community_id = case_followers.community_id and l.case_id = case_followers.case_id)`,
    )
    .select(['communityId', 'caseId', 'joinedAt'])
    .orderBy('joinedAt', 'desc')
    .limit(most)
    .execute();
  const cases = await readNamed(ctx, rows);
  const mains = await mainsOf(
    ctx,
    [...cases.values()].map(({ state }) => state),
  );
  const items: FollowedItem[] = [];
  for (const { caseId, joinedAt } of rows) {
    const found = cases.get(caseId);
    const type = found && types[found.state.type];
    if (!type) throw refuse('request.not-found');
    const { state, categoryName } = found;
    const standing = mains.get(state.id) ?? state;
    items.push({
      ref: toRef(state.communityId, caseId),
      number: state.number,
      title: categoryName ?? type.title,
      place: await placeOf(ctx, state),
      plain: plainForOthers(type, standing.stage),
      steps: stepsOf(type, standing, false),
      joinedAt,
    });
  }
  return { items };
}

/** Cases with the names of their categories, by their ids. */
async function readNamed(
  ctx: ReadCtx,
  keys: readonly { readonly communityId: number; readonly caseId: string }[],
): Promise<ReadonlyMap<string, { readonly state: CaseState; readonly categoryName: Text | null }>> {
  if (keys.length === 0) return new Map();
  const communities = `{${keys.map(({ communityId }) => communityId).join(',')}}`;
  const ids = `{${keys.map(({ caseId }) => caseId).join(',')}}`;
  const rows = await ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .where(
      sql<boolean>`(cases.community_id, cases.id) in (select * from unnest(${communities}::bigint[], ${ids}::uuid[]))`,
    )
    .select([
      ...stateColumns,
      gatheredRows.assignments,
      gatheredRows.clocks,
      gatheredRows.parties,
      'categories.name as categoryName',
    ])
    .execute();
  return new Map(rows.map((row) => [row.id, { state: stateOf(row), categoryName: row.categoryName as Text | null }]));
}
