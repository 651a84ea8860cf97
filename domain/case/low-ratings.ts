import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { noteDown, replyToPerson } from './deeds.ts';
import type { Deed, Guard, LoopAction } from './define.ts';
import type { Fact } from './facts.ts';
import { field, optional } from './fields.ts';
import type { CaseState, Rating } from './state.ts';
import { who } from './who.ts';

/** Not solved in the person's eyes, or two of five at most. */
const isLow = ({ isSolved, score }: Pick<Rating, 'isSolved' | 'score'>): boolean => !isSolved || score <= 2;

/** Whether a step brought a low rating. */
export const bringsLowRating = (facts: readonly Fact[]): boolean =>
  facts.some((fact) => fact.kind === 'rated' && isLow(fact.rating));

/** When the latest low rating was given, that nobody has followed up yet. */
function lowRatedAt(state: CaseState): string | undefined {
  const followed = state.fields['ratingFollowedAt'];
  return state.parties
    .flatMap(({ rating }) => (rating && isLow(rating) ? [rating.at] : []))
    .toSorted()
    .findLast((at) => typeof followed !== 'string' || at > followed);
}

const toBeFollowed: Guard = ({ case: state }) =>
  lowRatedAt(state) === undefined ? refuse('case.nothing-asked') : null;

const markFollowed: Deed = ({ world }) => [{ kind: 'set', field: 'ratingFollowedAt', value: world.now }];

/** What the loop adds for what was closed and then rated low: it is followed up, once for each such rating. */
export const lowRatingActions: Readonly<Record<string, LoopAction>> = {
  'follow-rating': {
    during: ['closed'],
    action: {
      label: text('跟进低评价', 'Follow up the low rating'),
      by: [who.may('cases.supervise')],
      asks: {
        words: field.text(text('了解到什么、怎么处理', 'What was learned, and what is done about it'), 2000),
        reply: optional(field.text(text('给居民的话', 'To the person'), 2000)),
      },
      needs: [toBeFollowed],
      does: [markFollowed, noteDown, replyToPerson],
      track: text('有人跟进了您的评价', 'Your rating was followed up'),
    },
  },
};
