import type { Deed } from './define.ts';

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
