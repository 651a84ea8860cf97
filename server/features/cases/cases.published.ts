import type { PublicMatter } from '../../../contract/public-matters.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { standingsOf } from '../../../domain/case/dated-plan.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fieldViews } from './cases.field-views.ts';
import { gatheredRows, stateColumns, stateOf, titleOf } from './cases.rows.ts';
import { wayForOthers } from './cases.track-view.ts';

const shown = 20;

/**
 * What a community publishes, newest first: cases of the types that publish fields, once somebody has taken them up and unless they were
 * declined or withdrawn. Of each the fields its declaration names, its steps, and the words meant for all.
 * @throws case.place-outside
 */
export async function listPublished(types: CaseTypes, ctx: ReadCtx, asked: { readonly areaId: number }) {
  const path = (await areaTree(ctx)).ancestorsOf(asked.areaId);
  const community = path.find(({ kind }) => kind === 'community');
  if (!community) throw refuse('case.place-outside');
  await widenTo(ctx, community.id, 'anyone may read what a community publishes');
  const codes = Object.values(types).flatMap((type) => (type.published ? [type.code] : []));
  if (codes.length === 0) return { community: community.name, items: [] };
  const rows = await ctx.db
    .selectFrom('cases')
    .where('cases.communityId', '=', community.id)
    .where('cases.type', 'in', codes)
    .where('cases.phase', '<>', 'raised')
    .where((is) =>
      is.or([is('cases.outcome', 'is', null), is('cases.outcome', 'not in', ['declined', 'withdrawn', 'merged'])]),
    )
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .orderBy('cases.raisedAt', 'desc')
    .orderBy('cases.id')
    .limit(shown)
    .execute();
  const items: PublicMatter[] = [];
  for (const row of rows) {
    const type = types[row.type];
    if (!type?.published) continue;
    const state = stateOf(row);
    const known = new Map((await fieldViews(ctx, type, state)).map((view) => [view.key, view]));
    const way = await wayForOthers(ctx, type, state, state);
    items.push({
      ref: toRef(state.communityId, state.id),
      typeTitle: type.title,
      title: titleOf(type, state),
      plain: stageOf(type, state.stage).plain,
      isClosed: state.phase === 'closed',
      raisedOn: businessDay(state.raisedAt),
      fields: type.published.flatMap((key) => {
        const view = known.get(key);
        return view && key !== type.titleField ? [{ key, label: view.label, text: view.text }] : [];
      }),
      plan: standingsOf(type, state, businessDay(ctx.now)),
      way: way.map(({ at, label, words }) => ({ at, label, words })),
    });
  }
  return { community: community.name, items };
}
