import type { z } from 'zod';
import type { caseRelationCommands } from '../../../contract/case-relations.ts';
import { toRef } from '../../../contract/shapes.ts';
import { actionAt, type Decision, decide, decideBegin, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import type { CaseState, Place } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { commitDecision, indexCase, nextNumber } from './cases.commands.ts';
import { lockCase } from './cases.load.ts';
import { resolvePlace } from './cases.place.ts';
import { storeDecision } from './cases.store.ts';
import { assertOfType, worldFor } from './cases.world.ts';

type SplitInput = z.output<(typeof caseRelationCommands)['cases.split']['input']>;
type Part = SplitInput['children'][number];

const done = (decision: Decision | Refusal): Decision => {
  if (decision instanceof Refusal) throw decision;
  return decision;
};

/** Where a part lies: its own place within the parent's community, else the parent's. @throws case.split-elsewhere */
async function placeOf(ctx: WriteCtx, parent: CaseState, part: Part): Promise<Place> {
  if (!part.place) return parent.place;
  const { place, communityId } = await resolvePlace(ctx, part.place);
  if (communityId !== parent.communityId) throw refuse('case.split-elsewhere');
  return place;
}

interface Begun {
  readonly state: CaseState;
  readonly stageLabel: ReturnType<typeof stageOf>['label'];
}

/** Begins a part as a case of its own and brings it to its unit by the steps the type declares. The person asked once, on the parent. */
async function beginPart(ctx: WriteCtx, type: CaseType, parent: CaseState, part: Part, nth: number): Promise<Begun> {
  const { child } = type;
  if (!child) throw refuse('case.unknown-type');
  const entryId = deriveId(ctx.intentionId, `part:${nth}`);
  const place = await placeOf(ctx, parent, part);
  const categoryId = part.categoryId ?? parent.categoryId;
  if (part.categoryId !== null) await assertOfType(ctx, type, part.categoryId, `children.${nth}.categoryId`);
  const found = await worldFor(ctx, { areaId: place.areaId, categoryId, phoneTokens: new Map() });
  // The category's questions were for the person; the desk says what is to be done.
  const world: World = { ...found, category: { ...found.category, questions: [] } };
  const begun = done(
    decideBegin(
      type,
      ctx.actor,
      { action: child.begin, input: { [type.titleField]: part.words }, entryId },
      {
        communityId: parent.communityId,
        caseId: deriveId(ctx.intentionId, `part:${nth}:case`),
        number: await nextNumber(ctx, parent.communityId),
        source: 'superior',
        categoryId,
        urgency: parent.urgency,
        place,
        parties: [],
        parentId: parent.id,
      },
      world,
    ),
  );
  await storeDecision(ctx.db, type, null, begun, ctx.madeAt);
  await indexCase(ctx, begun.state, type, '');
  let { state } = begun;
  for (const action of child.way) {
    const asksUnit = actionAt(type, state.stage, action)?.asks?.['leadOrganisationId'] !== undefined;
    const input = asksUnit ? { leadOrganisationId: part.leadOrganisationId } : {};
    const step = done(decide(type, state, ctx.actor, { action, input, entryId: deriveId(entryId, action) }, world));
    await commitDecision(ctx, type, state, step, input);
    state = step.state;
  }
  return { state, stageLabel: stageOf(type, state.stage).label };
}

/**
 * 分办: a matter with several subjects becomes several cases, each with its words, category, place and unit, in one transaction. The parent
 * goes on with its own unit and does not close while a part is open.
 * @throws request.not-found beyond the scope, case.stage-moved, case.not-yours, case.split-child, case.split-elsewhere
 */
export async function splitCase(types: CaseTypes, ctx: WriteCtx, input: SplitInput) {
  const { type, state, phoneTokens } = await lockCase(types, ctx, input.ref);
  const given = input.words === '' ? {} : { words: input.words };
  const world = await worldFor(ctx, { areaId: state.place.areaId, categoryId: state.categoryId, phoneTokens });
  const move = { action: 'split', input: given, entryId: ctx.intentionId, basedOn: input.basedOn };
  // Asked first with numbers to come, so that nothing begins that may not be.
  const planned = input.children.map((_, nth) => ({ id: deriveId(ctx.intentionId, `part:${nth}:case`), number: '' }));
  done(decide(type, state, ctx.actor, move, { ...world, into: planned }));
  const begun: Begun[] = [];
  for (const [nth, part] of input.children.entries()) begun.push(await beginPart(ctx, type, state, part, nth));
  const into = begun.map(({ state: part }) => ({ id: part.id, number: part.number }));
  const split = done(decide(type, state, ctx.actor, move, { ...world, into }));
  await commitDecision(ctx, type, state, split, given);
  return {
    ref: input.ref,
    children: begun.map(({ state: part, stageLabel }) => ({
      ref: toRef(part.communityId, part.id),
      number: part.number,
      stageLabel,
    })),
  };
}
