import type { Deed } from './define.ts';
import { choice, flag } from './read-input.ts';

/** 并案: this case follows the main one from here; where it stood is kept for undoing. */
export const mergeInto: Deed = ({ case: state, world: { beside } }) =>
  beside
    ? [
        {
          kind: 'merged-into',
          caseId: beside.id,
          number: beside.number,
          from: {
            stage: state.stage,
            phase: state.phase,
            clockIds: state.clocks.filter((clock) => clock.stoppedAt === null).map((clock) => clock.id),
          },
        },
      ]
    : [];

export const undoMerge: Deed = ({ case: { mergedIntoId }, world: { beside } }) =>
  beside && mergedIntoId ? [{ kind: 'unmerged', caseId: mergedIntoId, number: beside.number }] : [];

const onMain =
  (kind: 'took-in' | 'let-go'): Deed =>
  ({ world: { beside } }) =>
    beside ? [{ kind, caseId: beside.id, number: beside.number }] : [];

export const takeIn = onMain('took-in');
export const letGo = onMain('let-go');

/** 分办: what becomes of it, as cases of their own. */
export const splitOff: Deed = ({ world: { into } }) =>
  (into ?? []).map(({ id, number }) => ({ kind: 'split-off', caseId: id, number }) as const);

/** A part has closed, or is open again: the parent knows by an entry of the system. */
export const recordChild: Deed = (turn) => {
  const child = turn.case.children.find(({ id }) => id === choice(turn, 'childId'));
  const isOpen = flag(turn, 'isOpen');
  return child && child.isOpen !== isOpen
    ? [{ kind: 'child-moved', caseId: child.id, number: child.number, isOpen }]
    : [];
};
