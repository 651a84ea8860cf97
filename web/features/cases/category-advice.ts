import type { Text } from '../../../domain/text.ts';

/** Asked before anything is registered: a yes ends here, with where to go instead. */
export interface Stopper {
  readonly code: string;
  readonly question: Text;
  readonly instead: Text;
  readonly phone?: string | undefined;
}

/** What the desk needs of a category. */
export interface CategoryChoice {
  readonly id: number;
  readonly name: Text;
  readonly parentId: number | null;
  readonly parentName: Text | null;
  readonly caseType: string;
  readonly stoppers: readonly Stopper[];
  readonly outOfScope: readonly { readonly words: readonly string[]; readonly say: Text }[];
  readonly isUrgentByDefault: boolean;
}

/** Categories whose name, or whose parent's, holds the words in either language; all of them for no words. */
export function matchCategories(all: readonly CategoryChoice[], words: string): readonly CategoryChoice[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return all;
  const holds = (text: Text | null): boolean =>
    text !== null && (text.zh.includes(wanted) || text.en.toLowerCase().includes(wanted));
  const own = all.filter(({ name }) => holds(name));
  return [...own, ...all.filter((one) => !own.includes(one) && holds(one.parentName))];
}

/**
 * What to say to words that are not for us, each answer once. With a category chosen its rule alone decides;
 * before that every category's may.
 */
export function outOfScopeSay(
  all: readonly CategoryChoice[],
  chosen: CategoryChoice | undefined,
  words: string,
): readonly Text[] {
  const rules = (chosen ? [chosen] : all).flatMap(({ outOfScope }) => outOfScope);
  const found = rules.filter((rule) => rule.words.some((word) => words.includes(word))).map(({ say }) => say);
  return [...new Map(found.map((say) => [say.zh, say])).values()];
}
