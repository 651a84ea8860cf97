import { useMemo } from 'react';
import type { catalogueRoutes } from '../../../contract/catalogue.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { openGuesser } from '../../../domain/likeness/packed-model.ts';
import type { Text } from '../../../domain/text.ts';
import { suggestCategories } from './portal/suggest-categories.ts';

/** How long a model is kept without asking: a new one is made each night. */
export const modelStaleMs = 6 * 3_600_000;

type Model = AnswerOf<(typeof catalogueRoutes)['GET /catalogue/words-model']>;

/** A category that words may be of; without a certainty where only its name sounds like them. */
export interface Suggestion<C> {
  readonly category: C;
  /** In per cent, rounded to five. */
  readonly percent: number | undefined;
}

/** What was suggested before somebody chose; it is sent along, so that it is seen how often that helps. */
export interface Suggested {
  readonly version: number;
  readonly categoryIds: number[];
  readonly certainty: number;
}

const toFive = (share: number): number => Math.max(5, Math.min(95, Math.round(share * 20) * 5));

/** The categories that words speak of, worked out on this device: the words go nowhere for it. */
export function useSuggestions<C extends { readonly id: number; readonly name: Text }>(
  answer: Model | undefined,
  choices: readonly C[],
  words: string,
): { readonly items: readonly Suggestion<C>[]; readonly suggested: Suggested | undefined } {
  const model = answer?.model;
  const guess = useMemo(() => (model ? openGuesser(model) : undefined), [model]);
  return useMemo(() => {
    const hasChinese = /\p{Script=Han}{2}/u.test(words);
    if (!guess || !hasChinese) {
      const items = suggestCategories(choices, words).map((category) => ({ category, percent: undefined }));
      return { items, suggested: undefined };
    }
    const found = guess(words).flatMap(({ label, certainty }) => {
      const category = choices.find(({ id }) => id === label);
      return category ? [{ category, certainty }] : [];
    });
    const [first] = found;
    const suggested = first && {
      version: answer?.version ?? 0,
      categoryIds: found.map(({ category }) => category.id),
      certainty: first.certainty,
    };
    const items = found.map(({ category, certainty }) => ({ category, percent: toFive(certainty) }));
    return { items, suggested };
  }, [guess, choices, words, answer?.version]);
}
