import type { Question } from '../../../../domain/case/category.ts';
import type { Text } from '../../../../domain/text.ts';

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
  readonly questions: readonly Question[];
  readonly outOfScope: readonly { readonly words: readonly string[]; readonly say: Text }[];
  readonly isUrgentByDefault: boolean;
}

/** Categories whose name, or whose class's, holds the words in either language, the best first; all of them for no words. */
export function matchCategories(all: readonly CategoryChoice[], words: string): readonly CategoryChoice[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return all;
  const rankOf = ({ name, parentName }: CategoryChoice): number => {
    if (name.zh.startsWith(wanted) || name.en.toLowerCase().startsWith(wanted)) return 0;
    if (name.zh.includes(wanted) || name.en.toLowerCase().includes(wanted)) return 1;
    return parentName && (parentName.zh.includes(wanted) || parentName.en.toLowerCase().includes(wanted)) ? 2 : 3;
  };
  return all
    .map((one) => ({ one, rank: rankOf(one) }))
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
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
