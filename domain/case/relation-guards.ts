import { refuse } from '../refusals.ts';
import type { Guard } from './define.ts';

/** Whether a case may be merged into the one named: of one kind, in one place, open, and not in a ring. */
export const mayMergeInto: Guard = ({ case: state, world: { beside } }) => {
  if (!beside) return refuse('case.main-needed');
  if (beside.id === state.id) return refuse('case.merge-itself');
  if (beside.communityId !== state.communityId) return refuse('case.merge-elsewhere', { number: beside.number });
  if (beside.type !== state.type) return refuse('case.merge-other-type', { number: beside.number });
  const isFamily = beside.parentId === state.id || state.parentId === beside.id;
  if (beside.mergedIntoId === state.id || isFamily) return refuse('case.merge-ring', { number: beside.number });
  if (beside.mergedIntoId !== null) return refuse('case.main-merged', { number: beside.number });
  return beside.phase === 'closed' ? refuse('case.main-closed', { number: beside.number }) : null;
};

/** A part does not fall into parts again: one parent sees all of them. */
export const isNoChild: Guard = ({ case: state }) => (state.parentId === null ? null : refuse('case.split-child'));

export const childrenNamed: Guard = ({ world: { into } }) =>
  into && into.length > 0 ? null : refuse('case.children-needed');

/** A parent closes when all its parts have. */
export const childrenClosed: Guard = ({ case: state }) => {
  const open = state.children.filter((child) => child.isOpen);
  if (open.length === 0) return null;
  return refuse('case.children-open', { count: open.length, numbers: open.map(({ number }) => number).join('、') });
};

/** The other half of a merge is done together with it, never by itself. */
export const isTogether: Guard = ({ world: { beside } }) => (beside ? null : refuse('case.beside-needed'));

/** The other half of undoing one: only for a case that was merged into this. */
export const isFollowed: Guard = ({ case: state, world: { beside } }) =>
  beside?.mergedIntoId === state.id ? null : refuse('case.beside-needed');

export const isMerged: Guard = ({ case: state }) => (state.mergedIntoId === null ? refuse('case.not-merged') : null);

/** A merge can be undone while the main one is open; afterwards both have had their answer. */
export const mainStillOpen: Guard = ({ world: { beside } }) => {
  if (!beside) return refuse('case.beside-needed');
  return beside.phase === 'closed' ? refuse('case.main-closed', { number: beside.number }) : null;
};

/** Who was merged rates what was done once the main one is closed. */
export const mainIsDone: Guard = ({ case: state, world: { beside } }) =>
  state.mergedIntoId !== null && beside?.phase !== 'closed' ? refuse('case.main-open') : null;
