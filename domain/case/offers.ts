import type { Actor } from '../access/actor.ts';
import { beyondMandate } from '../access/mandates.ts';
import type { Text } from '../text.ts';
import { actionsAt, openPartsAt, targetOf } from './decide.ts';
import type { CaseType, Turn } from './define.ts';
import type { Field } from './fields.ts';
import { deriveId } from './ids.ts';
import type { CaseState } from './state.ts';
import { stands } from './who.ts';
import type { World } from './world.ts';

/** One thing an actor may do now, or why not. */
export interface Offer {
  readonly action: string;
  readonly label: Text;
  readonly isMain: boolean;
  readonly asks: Readonly<Record<string, Field>>;
  /** Absent when it may be done. */
  readonly whyNot?: Text;
}

/**
 * What this actor may do now. Actions that are not for them are left out; those that are but must wait come with the reason.
 * A guard that only looks at the input can't be judged before there is one: it is asked again by `decide`.
 */
export function offers(type: CaseType, state: CaseState, actor: Actor, world: World): readonly Offer[] {
  return Object.entries(actionsAt(type, state.stage)).flatMap(([name, action]): Offer[] => {
    const turn: Turn = { type, case: state, actor, action: name, input: {}, world, entryId: deriveId(state.id, name) };
    if (!action.by.some((one) => stands(one, turn)) || beyondMandate(actor, action.cover)) return [];
    const end = typeof action.to === 'string' ? openPartsAt(type, turn, targetOf(turn, action.to)) : null;
    const refusal = [...(action.needs ?? []).map((guard) => guard(turn)), end].find(
      (one) => one !== null && one.kind !== 'invalid',
    );
    if (refusal && hiddenWhenRefused.has(refusal.code)) return [];
    return [
      {
        action: name,
        label: action.label,
        isMain: action.isMain === true,
        asks: action.asks ?? {},
        ...(refusal ? { whyNot: refusal.text } : {}),
      },
    ];
  });
}

/** Refusals that mean "there is nothing here to do" rather than "not yet": no button is drawn. */
const hiddenWhenRefused: ReadonlySet<string> = new Set([
  'case.nothing-asked',
  'case.step-done',
  'case.return-for-arbiter',
  'case.return-for-dispatcher',
  'case.not-hotline',
  'case.hotline-calls',
  'case.own-request',
  'case.already-rated',
  'case.beside-needed',
  'case.not-merged',
  'case.main-open',
  'case.split-child',
  'case.no-paper',
  'case.led-before',
  'case.nobody-to-ask',
  'case.no-inquiry',
]);
