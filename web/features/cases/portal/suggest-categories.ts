import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { withListWords } from '../../../../domain/likeness/everyday-words.ts';
import type { Text } from '../../../../domain/text.ts';

/** The categories of a process that nothing lies under: what a matter can be, class by class. */
export function leafCategories(all: readonly PublicCategory[], caseType: string): readonly PublicCategory[] {
  const parents = new Set(all.map(({ parentId }) => parentId));
  const placeOf = (id: number | null) => all.find((one) => one.id === id)?.position ?? -1;
  return all
    .filter((one) => one.caseType === caseType && !parents.has(one.id))
    .toSorted((a, b) => placeOf(a.parentId) - placeOf(b.parentId) || a.position - b.position || a.id - b.id);
}

const plain = (words: string): string => words.normalize('NFKC').toLowerCase();

function pairsOf(words: string): readonly string[] {
  const letters = [...words.replace(/[^\p{Script=Han}]/gu, '')];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

const smallWords = new Set(['and', 'the', 'out', 'with', 'about', 'from', 'that', 'this', 'there', 'for', 'not']);

function stemsOf(words: string): ReadonlySet<string> {
  const found = plain(words).match(/[a-z]{3,}/g) ?? [];
  return new Set(found.filter((word) => !smallWords.has(word)).map((word) => word.slice(0, 5)));
}

/** How much of a name is said in the words: shared pairs of Chinese letters, shared beginnings of English words. */
function likeness(name: Text, pairs: ReadonlySet<string>, stems: ReadonlySet<string>): number {
  const chinese = name.zh.split(/[、，（）]/).map((part) => {
    const own = pairsOf(part);
    const shared = own.filter((pair) => pairs.has(pair)).length;
    return own.length === 0 ? 0 : shared / Math.sqrt(own.length);
  });
  const english = [...stemsOf(name.en)].filter((stem) => stems.has(stem)).length;
  return Math.max(...chinese, english / 2);
}

const mostSuggested = 3;

/** The categories that words sound like, the likeliest first, three at most. Nothing is sent anywhere for it. */
export function suggestCategories<C extends Pick<PublicCategory, 'id' | 'name'>>(
  choices: readonly C[],
  words: string,
): readonly C[] {
  const pairs = new Set(plain(withListWords(words)).split(' ').flatMap(pairsOf));
  const stems = stemsOf(words);
  return choices
    .map((choice) => ({ choice, score: likeness(choice.name, pairs, stems) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.choice.id - b.choice.id)
    .slice(0, mostSuggested)
    .map(({ choice }) => choice);
}
