import { listWordsOf } from './everyday-words.ts';
import { gramsOf } from './grams.ts';
import { gistOf } from './near-identical.ts';

/** Words with what people said they are. */
export interface Example {
  readonly words: string;
  /** The category people confirmed. */
  readonly label: number;
  /** Where it came from, such as its building: a run that is said at one place alone may be a name. */
  readonly origin: string;
  /** Whether somebody said so who had not been shown what the model thinks; only these may measure it. */
  readonly isIndependent: boolean;
}

export interface GramLimits {
  /** A run is known only if so many examples hold it … */
  readonly fewestExamples: number;
  /** … from so many places. */
  readonly fewestOrigins: number;
  /** The runs that tell most are kept. */
  readonly mostGrams: number;
}

/** A name or a number somebody left is in fewer examples, or at fewer doors, than this: it is never part of a model. */
export const usualLimits: GramLimits = { fewestExamples: 5, fewestOrigins: 3, mostGrams: 5800 };

/** How much the first sentence, the rest, and the lists' own words for it weigh; found by cross-validation (docs/decisions/0019). */
const gistWeight = 1;
const restWeight = 0.2;
const listWeight = 0.7;

/** What a text says, run by run: what is the matter counts before where, since when and thanks. */
export function saidIn(words: string): ReadonlyMap<string, number> {
  const gist = gistOf(words);
  const said = new Map<string, number>();
  const add = (part: string, weight: number): void => {
    for (const [gram, n] of gramsOf(part)) said.set(gram, (said.get(gram) ?? 0) + weight * n);
  };
  add(gist, gistWeight);
  add(words.slice(words.indexOf(gist) + gist.length), restWeight);
  add(listWordsOf(gist).join(' '), listWeight);
  return said;
}

/** Often said counts a little more than once said. */
export const damped = (n: number): number => Math.min(1, n) * (1 + Math.log(Math.max(1, n)));

/** The runs of characters a model may know. */
export interface GramTable {
  readonly grams: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Texts as rows of numbers, run by run: those of text n lie from `starts[n]` to `starts[n + 1]`. */
export interface GramRows {
  readonly starts: Int32Array;
  readonly grams: Int32Array;
  readonly values: Float32Array;
}

interface Seen {
  examples: number;
  readonly origins: Set<string>;
}

/**
 * Knows the runs that enough examples from enough places hold, and those of the categories' own names; gives the examples as rows of them.
 * Names, addresses and numbers that people left fall away here: nothing later sees the words again.
 */
export function readGrams(
  examples: readonly Example[],
  names: readonly string[],
  limits: GramLimits = usualLimits,
): { readonly table: GramTable; readonly rows: GramRows } {
  const seen = new Map<string, Seen>();
  const said = examples.map(({ words }) => saidIn(words));
  for (const [n, grams] of said.entries()) {
    const { origin } = examples[n] as Example;
    for (const gram of grams.keys()) {
      const known = seen.get(gram);
      if (!known) seen.set(gram, { examples: 1, origins: new Set([origin]) });
      else {
        known.examples += 1;
        if (known.origins.size < limits.fewestOrigins) known.origins.add(origin);
      }
    }
  }
  const wide = [...seen].filter(
    ([, one]) => one.examples >= limits.fewestExamples && one.origins.size >= limits.fewestOrigins,
  );
  const known = new Set([...wide.map(([gram]) => gram), ...names.flatMap((name) => [...gramsOf(name).keys()])]);
  const grams = [...known].toSorted((a, b) => (a < b ? -1 : 1));
  const table: GramTable = { grams, indexOf: new Map(grams.map((gram, at) => [gram, at])) };
  return { table, rows: rowsOf(table, said) };
}

/** Texts as rows of a table. */
function rowsOf({ indexOf }: GramTable, said: readonly ReadonlyMap<string, number>[]): GramRows {
  const starts = new Int32Array(said.length + 1);
  const grams: number[] = [];
  const values: number[] = [];
  for (const [n, one] of said.entries()) {
    for (const [gram, count] of one) {
      const at = indexOf.get(gram);
      if (at === undefined) continue;
      grams.push(at);
      values.push(damped(count));
    }
    starts[n + 1] = grams.length;
  }
  return { starts, grams: Int32Array.from(grams), values: Float32Array.from(values) };
}

/** One text by a table: the run's place, and how much it says. */
export function readOne(
  { indexOf }: Pick<GramTable, 'indexOf'>,
  words: string,
): readonly (readonly [number, number])[] {
  return [...saidIn(words)].flatMap(([gram, count]) => {
    const at = indexOf.get(gram);
    return at === undefined ? [] : [[at, damped(count)] as const];
  });
}
