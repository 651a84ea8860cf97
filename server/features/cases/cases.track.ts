import { sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { isTurnOf } from '../../../domain/case/turns.ts';
import { parseCaseNumber } from '../../../domain/identifiers/case-number.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { showFollowed, viewForFollower } from './cases.followed.ts';
import { getCase } from './cases.load.ts';
import { announcedDayOf } from './cases.outside-view.ts';
import { mainOf } from './cases.relations.ts';
import { gatheredRows, partyTokens, stateColumns, stateOf } from './cases.rows.ts';
import { stepsOf, trackOf } from './cases.track-view.ts';
import { worldFor } from './cases.world.ts';

/** A case as the person who asked sees it, with the day on which somebody said they would come. */
async function trackWithDay(types: CaseTypes, ctx: ReadCtx, ref: string) {
  const loaded = await getCase(types, ctx, ref);
  const comingOn = await announcedDayOf(ctx, loaded.state);
  return { ...(await trackOf(types, ctx, loaded)), ...(comingOn ? { comingOn } : {}) };
}

/** The one case of the link's holder. */
export async function showTrack(types: CaseTypes, ctx: ReadCtx) {
  const { actor } = ctx;
  if (actor.kind === 'follower') return showFollowed(types, ctx, toRef(actor.communityId, actor.caseId));
  if (actor.kind !== 'link') throw refuse('request.not-found');
  return trackWithDay(types, ctx, toRef(actor.communityId, actor.caseId));
}

/** One of a resident's own cases. */
export async function showMyCase(types: CaseTypes, ctx: ReadCtx, ref: string) {
  return trackWithDay(types, ctx, ref);
}

/**
 * By number and the last four digits: for people on the phone or with the printed slip. Nothing is told apart between a wrong number
 * and wrong digits.
 * @throws case.track-mismatch
 */
export async function lookUpTrack(
  types: CaseTypes,
  ctx: ReadCtx,
  query: { readonly number: string; readonly last4: string },
) {
  const parsed = parseCaseNumber(query.number);
  if (!parsed.ok) throw refuse('case.track-mismatch');
  await widenTo(ctx, parsed.community, 'a number and the last digits of its phone are looked up');
  const found = await ctx.db
    .selectFrom('cases')
    .innerJoin('caseParties', (join) =>
      join.onRef('caseParties.communityId', '=', 'cases.communityId').onRef('caseParties.caseId', '=', 'cases.id'),
    )
    .where('cases.communityId', '=', parsed.community)
    .where('cases.number', '=', parsed.normalized)
    .select(['cases.id', 'caseParties.id as partyId', 'caseParties.phoneMasked'])
    .execute();
  const match = found.find((row) => row.phoneMasked?.endsWith(query.last4));
  if (!match) return lookUpFollowed(types, ctx, parsed.community, parsed.normalized, query.last4);
  const asHolder: ReadCtx = {
    ...ctx,
    actor: { kind: 'link', communityId: parsed.community, caseId: match.id, partyId: match.partyId },
  };
  const {
    offers: _offers,
    rating: _rating,
    inquiry: _inquiry,
    asked: _asked,
    prints: _prints,
    helper: _helper,
    ...track
  } = await trackOf(types, asHolder, await getCase(types, asHolder, toRef(parsed.community, match.id)));
  return track;
}

/** The same for those who follow it. @throws case.track-mismatch */
async function lookUpFollowed(types: CaseTypes, ctx: ReadCtx, communityId: number, number: string, last4: string) {
  const found = await ctx.db
    .selectFrom('caseFollowers')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseFollowers.communityId').onRef('cases.id', '=', 'caseFollowers.caseId'),
    )
    .where('cases.communityId', '=', communityId)
    .where('cases.number', '=', number)
    .where('caseFollowers.leftAt', 'is', null)
    .where('caseFollowers.phoneMasked', 'like', `%${last4}`)
    .select(['caseFollowers.id', 'caseFollowers.caseId', 'caseFollowers.joinedAt', 'caseFollowers.stillThereAt'])
    .executeTakeFirst();
  if (!found) throw refuse('case.track-mismatch');
  const { offers: _offers, rating: _rating, ...track } = await viewForFollower(types, ctx, communityId, found);
  return track;
}

const place = z.tuple([z.string(), z.string()]);

/** A resident's own cases, newest first, each saying whether it waits for them. */
export async function listMyCases(
  types: CaseTypes,
  ctx: ReadCtx,
  query: { readonly cursor?: string | undefined; readonly limit: number },
) {
  if (ctx.actor.kind !== 'resident') throw refuse('request.not-found');
  const after = fromCursor(query.cursor, place);
  let found = (await visibleCases(ctx))
    .select([
      ...stateColumns,
      gatheredRows.assignments,
      gatheredRows.clocks,
      gatheredRows.parties,
      'cases.title',
      'cases.promiseDueAt',
    ])
    .orderBy('cases.raisedAt', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(query.limit + 1);
  if (after)
    found = found.where(sql<boolean>`(cases.raised_at, cases.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const page = pageUp(await found.execute(), query.limit, (row) => [row.raisedAt, row.id]);
  const items = [];
  for (const row of page.items) {
    const type = types[row.type];
    if (!type || (type.isOwn && throughOf(ctx.actor))) continue;
    const state = stateOf(row);
    const world = await worldFor(ctx, {
      areaId: state.place.areaId,
      categoryId: state.categoryId,
      phoneTokens: partyTokens(row.parties),
    });
    const shown = (await mainOf(ctx, state)) ?? state;
    items.push({
      ref: toRef(row.communityId, row.id),
      number: row.number,
      title: row.title,
      plain: stageOf(type, shown.stage).plain,
      steps: stepsOf(type, shown),
      raisedAt: row.raisedAt,
      promiseDueAt: row.promiseDueAt,
      waitsForMe: isTurnOf(type, state, ctx.actor, world),
    });
  }
  return { ...page, items };
}
