import { useQuery } from '@tanstack/react-query';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import type { Text } from '../../../../domain/text.ts';
import { apiQuery } from '../../../kit/use-api.ts';

const longMs = 10 * 60_000;

/** The categories as residents see them. */
export function usePublicCatalogue() {
  return useQuery({ ...apiQuery('GET /catalogue/public'), staleTime: longMs });
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
