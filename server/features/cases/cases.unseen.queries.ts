import { parseRef } from '../../../contract/shapes.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { offers } from '../../../domain/case/offers.ts';
import { governingClock } from '../../../domain/case/state.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { offerViewOf } from './cases.fields.ts';
import { getCase } from './cases.load.ts';
import { worldOfCase } from './cases.relations.ts';

/**
 * A case for a slice that has looked itself whether the asker may see it: its state, and what the engine offers the asker. The caller has widened
 * its rows and audits the look.
 */
export async function offersUnseen(types: CaseTypes, ctx: ReadCtx | WriteCtx, ref: string) {
  const { communityId } = parseRef(ref);
  const loaded = await getCase(
    types,
    { ...ctx, actor: { kind: 'system', name: '' }, rows: { communities: [communityId], organisations: [] } },
    ref,
  );
  const world = await worldOfCase(ctx, loaded);
  const { type, state } = loaded;
  return {
    state,
    personCodeOf: type.personCode,
    typeTitle: type.title,
    stageLabel: stageOf(type, state.stage).label,
    dueAt: governingClock(state)?.dueAt ?? null,
    offers: offers(type, state, ctx.actor, world).map((offer) => offerViewOf(offer, world.category, null)),
  };
}
