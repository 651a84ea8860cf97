import type { Text } from '../text.ts';
import { type ForbiddenProof, forbiddenProofs } from './forbidden-proofs.ts';

/** What is searched of an item. */
export interface Findable {
  readonly name: Text;
  readonly words: readonly string[];
}

const plain = (words: string): string => words.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

function pairsOf(words: string): ReadonlySet<string> {
  const letters = [...plain(words)];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

/** Words that every certificate has in its name: alone they say nothing of which. */
const usual: ReadonlySet<string> = new Set(['证明', '申请', '办理', '登记', 'pr', 'ro', 'oo', 'of']);

/**
 * How well something answers to words: named whole, else the share of neighbouring letters it has in common, without those that every
 * name has.
 */
function likeness({ name, words }: Findable, asked: string): number {
  const said = plain(asked);
  if (said.length < 2) return 0;
  const names = [name.zh, name.en, ...words].map(plain);
  if (names.some((one) => one === said)) return 3;
  if (words.some((one) => said.includes(plain(one)))) return 2;
  if (names.some((one) => one.includes(said) || said.includes(one))) return 2;
  const [own, theirs] = [pairsOf(`${name.zh} ${words.join(' ')}`), pairsOf(asked)];
  const shared = [...theirs].filter((pair) => own.has(pair) && !usual.has(pair)).length;
  return theirs.size === 0 ? 0 : shared / theirs.size;
}

const leastLike = 0.25;

function bestOf<T extends Findable>(list: readonly T[], asked: string): readonly T[] {
  return list
    .map((one, at) => ({ one, at, score: likeness(one, asked) }))
    .filter(({ score }) => score >= leastLike)
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map(({ one }) => one);
}

/** What answers to words: items that can be applied for, and certificates that are not issued here with where to go. */
export interface FoundItems<T> {
  readonly items: readonly T[];
  readonly forbidden: readonly ForbiddenProof[];
  /** Somebody asks for a certificate that is on neither list: what is not on the list of those allowed is not issued. */
  readonly isUnlistedProof: boolean;
}

/** Finds items by what people call them. Without words, everything there is. */
export function findItems<T extends Findable>(items: readonly T[], asked: string): FoundItems<T> {
  if (plain(asked) === '') return { items, forbidden: [], isUnlistedProof: false };
  const found = bestOf(items, asked);
  const forbidden = bestOf(forbiddenProofs, asked).slice(0, 3);
  const isUnlistedProof =
    found.length === 0 && forbidden.length === 0 && /证明|开证|盖章|certificate|proof/i.test(asked);
  return { items: found, forbidden, isUnlistedProof };
}
