import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import type { Text } from '../../../../domain/text.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { isAboutAnswers } from '../question-fields.ts';
import { modelStaleMs } from '../use-suggestions.ts';

const longMs = 10 * 60_000;

/** The categories as residents see them. */
export function usePublicCatalogue() {
  return useQuery({ ...apiQuery('GET /catalogue/public'), staleTime: longMs });
}

/** What suggests a category from words; it comes to the words, they stay on the phone. */
export function useWordsModel() {
  return useQuery({ ...apiQuery('GET /catalogue/words-model'), staleTime: modelStaleMs }).data;
}

/** Asks for the categories anew where an answer was refused: the question may have been changed since it was asked. */
export function useRenewedQuestions(error: unknown): void {
  const client = useQueryClient();
  useEffect(() => {
    if (isAboutAnswers(error)) void client.invalidateQueries(apiQuery('GET /catalogue/public'));
  }, [client, error]);
}

/** Where words that are not for us belong, each answer once; with a category chosen its own rule alone speaks. */
export function elsewhereOf(
  all: readonly PublicCategory[],
  chosen: PublicCategory | undefined,
  words: string,
): readonly Text[] {
  const rules = (chosen ? [chosen] : all).flatMap(({ outOfScope }) => outOfScope);
  const found = rules.filter((rule) => rule.words.some((word) => words.includes(word))).map(({ say }) => say);
  return [...new Map(found.map((say) => [say.zh, say])).values()];
}
