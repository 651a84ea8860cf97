import { refuse } from '../refusals.ts';
import type { Text } from '../text.ts';
import type { Action, CaseType, Deed, Guard } from './define.ts';
import type { CaseState, Phase } from './state.ts';
import type { Who } from './who.ts';

/** Another case begun from this one in one press: a finding becomes a matter, a matter goes to mediation. */
export interface Lead {
  readonly label: Text;
  /** Of which type, and by which of its beginnings. */
  readonly type: string;
  readonly begin: string;
  readonly by: readonly Who[];
  readonly during: readonly Phase[];
  /** What is filled in at first: a field of the new one by a field of this one. */
  readonly fills?: Readonly<Record<string, string>>;
  /** Any number may be begun from one case; otherwise one. */
  readonly isMany?: true;
}

const begunBeside: Guard = ({ world }) => (world.begun ? null : refuse('case.lead-begins'));

const notLedBefore: Guard = ({ case: state, action }) =>
  state.ledTo.some(({ lead }) => lead === action) ? refuse('case.led-before') : null;

const leadOn: Deed = ({ action, world: { begun } }) => (begun ? [{ kind: 'led-to', lead: action, ...begun }] : []);

/** The action that stands for a lead: it is offered like any other, and done by beginning the other case. */
export function leadAction({ label, by, isMany }: Lead): Action {
  return { label, by, needs: isMany ? [begunBeside] : [notLedBefore, begunBeside], does: [leadOn] };
}

/** The leads of a type in a phase, as actions by their codes. */
export function leadsAt(type: CaseType, phase: Phase): Readonly<Record<string, Action>> {
  return Object.fromEntries(
    Object.entries(type.leads ?? {})
      .filter(([, lead]) => lead.during.includes(phase))
      .map(([code, lead]) => [code, leadAction(lead)]),
  );
}

/** What a new case begins with, from the one it grows out of. Only the words of the first are taken, never its people. */
export function fieldsFrom({ fills }: Lead, state: CaseState): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fills ?? {}).flatMap(([theirs, ours]) => {
      const value = state.fields[ours];
      return value === undefined ? [] : [[theirs, value]];
    }),
  );
}
