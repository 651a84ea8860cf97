import type { Actor } from '../access/actor.ts';
import type { CaseType } from './define.ts';
import { type CaseState, openInquiry, pendingRequest, type Request } from './state.ts';
import { stands, type Who, who } from './who.ts';
import type { World } from './world.ts';

/** Whose turn it is: at a stage, or because something asked for waits for its decision. The inbox's "mine" is built from these alone. */
export type TurnRule =
  | { readonly stage: string; readonly by: readonly Who[] }
  | { readonly pending: Request['kind']; readonly isFirst?: boolean; readonly by: readonly Who[] }
  | { readonly inquiry: 'open'; readonly by: readonly Who[] };

/** The turns of a type: its stages' and, with a lead unit, those of requests. */
export function turnsOf(type: CaseType): readonly TurnRule[] {
  const stages = Object.entries(type.stages).flatMap(([stage, one]): TurnRule[] =>
    'turn' in one ? [{ stage, by: one.turn }] : [],
  );
  // A question waits for the person it was put to, whatever the stage.
  const asked: TurnRule = { inquiry: 'open', by: [who.reporter] };
  if (type.returnsTo) return [...stages, asked, { pending: 'return', by: type.returnsTo }];
  if (!type.unit) return [...stages, asked];
  return [
    ...stages,
    asked,
    { pending: 'return', isFirst: true, by: [who.may('cases.dispatch')] },
    { pending: 'return', isFirst: false, by: [who.may('cases.arbitrate')] },
    { pending: 'extension', by: [who.may('cases.approve')] },
    { pending: 'deferral', by: [who.may('cases.approve')] },
  ];
}

function holds(rule: TurnRule, state: CaseState): boolean {
  if ('stage' in rule) return rule.stage === state.stage;
  if ('inquiry' in rule) return openInquiry(state) !== undefined;
  const request = pendingRequest(state, rule.pending);
  return request !== undefined && (rule.isFirst === undefined || rule.isFirst === (request.nth === 1));
}

/** Whether a case waits for this actor. */
export function isTurnOf(type: CaseType, state: CaseState, actor: Actor, world: World): boolean {
  return turnsOf(type).some(
    (rule) => holds(rule, state) && rule.by.some((one) => stands(one, { case: state, actor, world })),
  );
}
