import {
  type Example,
  type GramLimits,
  type GramRows,
  type GramTable,
  readGrams,
  readOne,
  usualLimits,
} from './gram-table.ts';
import { gramsOf } from './grams.ts';

/** A category that words may be of, with the name it has in the list. */
export interface Label {
  readonly id: number;
  readonly name: string;
}

/** What a run says for a category: the category's place in `labels`, and a weight. */
type Pair = readonly [label: number, weight: number];

/**
 * A linear model of which category words are of: each run of characters speaks for some categories. It holds no words of anybody: only
 * runs that many people at several places used, and those of the categories' own names.
 */
export interface CategoryModel {
  readonly labels: readonly number[];
  readonly grams: readonly string[];
  readonly pairs: readonly (readonly Pair[])[];
  readonly fit: CertaintyFit;
}

/** What makes certainties of scores, fitted so that of guesses said to be 80 % certain about 80 of 100 are right. */
export interface CertaintyFit {
  /** Scores are multiplied by it. */
  readonly sharpness: number;
  /** The log-odds of the first guess become `slope` times themselves and `lift`. */
  readonly slope: number;
  readonly lift: number;
}

/** A category's own name counts as so many examples of it: it speaks where few matters have been seen. */
const nameCounts = 50;
/** What is said less than this in a category says nothing for it. */
const unseen = 3e-2;
const mostPairs = 8;

/** What learning reads: examples as rows, and which of them to learn from. */
export interface Lesson {
  readonly table: GramTable;
  readonly rows: GramRows;
  readonly labelOf: Int32Array;
  readonly labels: readonly Label[];
}

/** Reads examples once, for learning from all of them or from parts. */
export function prepareLesson(
  examples: readonly Example[],
  labels: readonly Label[],
  limits: GramLimits = usualLimits,
): Lesson {
  const at = new Map(labels.map(({ id }, n) => [id, n]));
  const known = examples.filter(({ label }) => at.has(label));
  const { table, rows } = readGrams(
    known,
    labels.map(({ name }) => name),
    limits,
  );
  return { table, rows, labels, labelOf: Int32Array.from(known, ({ label }) => at.get(label) as number) };
}

interface Counts {
  /** By run and category: how often it was said. */
  readonly said: Float64Array;
  /** By category: how much was said at all. */
  readonly all: Float64Array;
  /** By run: how many examples hold it. */
  readonly examples: Float64Array;
  readonly total: number;
}

function countRows({ table, rows, labelOf, labels }: Lesson, isTaken: (n: number) => boolean): Counts {
  const said = new Float64Array(table.grams.length * labels.length);
  const all = new Float64Array(labels.length);
  const examples = new Float64Array(table.grams.length);
  const add = (gram: number, label: number, value: number): void => {
    const at = gram * labels.length + label;
    said[at] = (said[at] as number) + value;
    all[label] = (all[label] as number) + value;
    examples[gram] = (examples[gram] as number) + 1;
  };
  let total = 0;
  for (let n = 0; n < labelOf.length; n += 1) {
    if (!isTaken(n)) continue;
    total += 1;
    for (let at = rows.starts[n] as number; at < (rows.starts[n + 1] as number); at += 1)
      add(rows.grams[at] as number, labelOf[n] as number, rows.values[at] as number);
  }
  for (const [label, { name }] of labels.entries())
    for (const gram of gramsOf(name).keys()) add(table.indexOf.get(gram) as number, label, nameCounts);
  return { said, all, examples, total };
}

/** What a run says for each category, the strongest first: how much more it is said there than of what is unseen, by how rare it is. */
function pairsOf({ said, all, examples, total }: Counts, gram: number): readonly Pair[] {
  const found: Pair[] = [];
  const rarity = Math.log(1 + total / (examples[gram] as number));
  for (let label = 0; label < all.length; label += 1) {
    const n = said[gram * all.length + label] as number;
    if (n > 0) found.push([label, rarity * Math.log(1 + n / (all[label] as number) / unseen)]);
  }
  return found.toSorted((a, b) => b[1] - a[1]);
}

/** How well a run tells categories apart: what its strongest says above the mean, as often as it is said. */
function tells(pairs: readonly Pair[], { examples, all }: Counts, gram: number): number {
  const mean = pairs.reduce((sum, [, weight]) => sum + weight, 0) / all.length;
  return ((pairs[0]?.[1] ?? 0) - mean) * Math.log(1 + (examples[gram] as number));
}

/** Learns from the examples taken; the same examples give the same model on every machine. */
export function learn(
  lesson: Lesson,
  isTaken: (n: number) => boolean,
  limits: GramLimits = usualLimits,
): CategoryModel {
  const counts = countRows(lesson, isTaken);
  const chosen = lesson.table.grams
    .map((gram, at) => ({ gram, at, pairs: counts.examples[at] === 0 ? [] : pairsOf(counts, at) }))
    .filter(({ pairs }) => pairs.length > 0)
    .map((one) => ({ ...one, tells: tells(one.pairs, counts, one.at) }))
    .toSorted((a, b) => b.tells - a.tells || a.at - b.at)
    .slice(0, limits.mostGrams)
    .toSorted((a, b) => a.at - b.at);
  return {
    labels: lesson.labels.map(({ id }) => id),
    grams: chosen.map(({ gram }) => gram),
    pairs: chosen.map(({ pairs }) => pairs.slice(0, mostPairs)),
    fit: { sharpness: 1, slope: 1, lift: 0 },
  };
}

/** A category that words may be of, with how certain that is: from 0 to 1. */
export interface Guess {
  readonly label: number;
  readonly certainty: number;
}

/** Certainties of scores, summing up to 1. */
export function certaintiesOf(scores: readonly number[], { sharpness, slope, lift }: CertaintyFit): readonly number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - highest) * sharpness));
  const sum = powers.reduce((all, one) => all + one, 0);
  const first = 1 / sum;
  const fitted = 1 / (1 + Math.exp(-(slope * logOdds(first) + lift)));
  const rest = (1 - fitted) / Math.max(1e-12, 1 - first);
  const at = scores.indexOf(highest);
  return powers.map((one, n) => (n === at ? fitted : (one / sum) * rest));
}

/** The log-odds of a probability. */
export function logOdds(p: number): number {
  const within = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(within / (1 - within));
}

/** Gives a score of each category for words. Make it once for many texts. */
export function makeScorer(
  model: Pick<CategoryModel, 'labels' | 'grams' | 'pairs'>,
): (words: string) => readonly number[] {
  const indexOf = new Map(model.grams.map((gram, at) => [gram, at]));
  return (words) => scoreRow(model, readOne({ indexOf }, words));
}

/** Scores of a row: long words say no more than short ones, so that certainty does not grow with length alone. */
export function scoreRow(
  { labels, pairs }: Pick<CategoryModel, 'labels' | 'pairs'>,
  row: readonly (readonly [number, number])[],
): readonly number[] {
  const scores = new Array<number>(labels.length).fill(0);
  let square = 0;
  for (const [gram, value] of row) {
    square += value;
    for (const [label, weight] of pairs[gram] ?? []) scores[label] = (scores[label] as number) + weight * value;
  }
  const length = Math.sqrt(square) || 1;
  return scores.map((score) => score / length);
}

/** From this certainty on, and twice that of throwing dice, the first is worth suggesting; the others from `maybe` on. */
export const surely = 0.25;
const maybe = 0.1;
const mostGuesses = 3;

/** Makes the one that suggests: the likeliest categories, three at most, or none where words say too little. */
export function makeGuesser(model: CategoryModel): (words: string) => readonly Guess[] {
  const scoresOf = makeScorer(model);
  return (words) => {
    const certainties = certaintiesOf(scoresOf(words), model.fit);
    const ranked = certainties
      .map((certainty, at): Guess => ({ label: model.labels[at] as number, certainty }))
      .toSorted((a, b) => b.certainty - a.certainty || a.label - b.label)
      .slice(0, mostGuesses);
    const least = Math.max(surely, 2 / model.labels.length);
    return (ranked[0]?.certainty ?? 0) < least ? [] : ranked.filter(({ certainty }) => certainty >= maybe);
  };
}
