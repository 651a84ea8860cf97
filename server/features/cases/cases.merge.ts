import type { z } from 'zod';
import type { caseRelationCommands } from '../../../contract/case-relations.ts';
import type { caseCommands } from '../../../contract/cases.ts';
import { toRef } from '../../../contract/shapes.ts';
import { decide, stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { commitDecision } from './cases.commands.ts';
import { getCase, type LoadedCase, lockCase } from './cases.load.ts';
import { besideOf, mainOf } from './cases.relations.ts';
import { worldFor } from './cases.world.ts';

type MergeInput = z.output<(typeof caseRelationCommands)['cases.merge']['input']>;
type ActInput = z.output<(typeof caseCommands)['cases.act']['input']>;

/** Both cases under their locks, taken in the order of their addresses: two people merging crosswise wait for each other, not for ever. */
async function lockBoth(
  types: CaseTypes,
  ctx: WriteCtx,
  one: string,
  other: string,
): Promise<readonly [LoadedCase, LoadedCase]> {
  const locked = new Map<string, LoadedCase>();
  for (const ref of [...new Set([one, other])].toSorted()) locked.set(ref, await lockCase(types, ctx, ref));
  return [locked.get(one) as LoadedCase, locked.get(other) as LoadedCase];
}

/** Decides one half of a merge on a case with the other beside it. */
async function half(
  ctx: WriteCtx,
  { type, state, phoneTokens }: LoadedCase,
  other: LoadedCase,
  move: {
    readonly action: string;
    readonly input: Record<string, unknown>;
    readonly entryId: string;
    readonly basedOn?: number | undefined;
  },
) {
  const world = await worldFor(ctx, { areaId: state.place.areaId, categoryId: state.categoryId, phoneTokens });
  const decision = decide(type, state, ctx.actor, move, { ...world, beside: besideOf(other.state) });
  if (decision instanceof Refusal) throw decision;
  return decision;
}

/**
 * 并案: one matter goes on with another. Its number stays, its clocks stop, its people are told and follow the main one.
 * @throws request.not-found beyond the scope, case.stage-moved, case.not-yours, and what `mayMergeInto` refuses
 */
export async function mergeCase(types: CaseTypes, ctx: WriteCtx, input: MergeInput) {
  const [one, main] = await lockBoth(types, ctx, input.ref, input.mainRef);
  const given = input.words === '' ? {} : { words: input.words };
  const merged = await half(ctx, one, main, {
    action: 'merge',
    input: given,
    entryId: ctx.intentionId,
    basedOn: input.basedOn,
  });
  const taken = await half(ctx, main, one, {
    action: 'take-in',
    input: {},
    entryId: deriveId(ctx.intentionId, 'take-in'),
  });
  await commitDecision(ctx, main.type, main.state, taken, {});
  await commitDecision(ctx, one.type, one.state, merged, given);
  return {
    number: one.state.number,
    mainRef: input.mainRef,
    mainNumber: main.state.number,
    stage: merged.state.stage,
    stageLabel: stageOf(one.type, merged.state.stage).label,
  };
}

/**
 * Undoes a merge while the main one is open: the matter stands where it stood, its clocks run on by the due times they had.
 * @throws request.not-found, case.not-merged, case.main-closed
 */
export async function unmergeCase(types: CaseTypes, ctx: WriteCtx, input: ActInput) {
  const seen = await getCase(types, ctx, input.ref);
  const { mergedIntoId, communityId } = seen.state;
  if (mergedIntoId === null) throw refuse('case.not-merged');
  const [one, into] = await lockBoth(types, ctx, input.ref, toRef(communityId, mergedIntoId));
  // Somebody may have been quicker between the look and the lock.
  if (one.state.mergedIntoId !== mergedIntoId) throw refuse('case.not-merged');
  const end = (await mainOf(ctx, one.state)) ?? into.state;
  const undone = await half(
    ctx,
    one,
    { ...into, state: end },
    { action: 'unmerge', input: input.input, entryId: ctx.intentionId, basedOn: input.basedOn },
  );
  const left = await half(ctx, into, one, {
    action: 'let-go',
    input: {},
    entryId: deriveId(ctx.intentionId, 'let-go'),
  });
  await commitDecision(ctx, into.type, into.state, left, {});
  await commitDecision(ctx, one.type, one.state, undone, input.input);
  return {
    ref: input.ref,
    number: one.state.number,
    stage: undone.state.stage,
    stageLabel: stageOf(one.type, undone.state.stage).label,
    seq: undone.state.seq,
  };
}
