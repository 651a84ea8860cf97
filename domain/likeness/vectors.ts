import { damped, saidIn } from './gram-table.ts';

/** Words as a vector: how much each run of one to three characters says in them, of length one. */
export type GramVector = ReadonlyMap<string, number>;

/**
 * Vectors of texts that are to be compared: what is the matter counts before the rest, and a run that few of them hold before one that
 * all hold. Against plain counts this brings other words for the same matter three times as often to the front (docs/decisions/0019).
 */
export function vectorsOf(texts: readonly string[]): readonly GramVector[] {
  const said = texts.map(saidIn);
  const holders = new Map<string, number>();
  for (const one of said) for (const gram of one.keys()) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  const rarity = (gram: string): number => Math.log(1 + texts.length / (holders.get(gram) as number));
  return said.map((one) => {
    const weights = [...one].map(([gram, n]) => [gram, damped(n) * rarity(gram)] as const);
    const length = Math.sqrt(weights.reduce((sum, [, n]) => sum + n * n, 0));
    return new Map(weights.map(([gram, n]) => [gram, n / length]));
  });
}

/** The vector of words by themselves. */
export const vectorOf = (words: string): GramVector => vectorsOf([words])[0] as GramVector;

/** How alike two vectors are: 0 shares nothing, 1 is the same. */
export function likeness(a: GramVector, b: GramVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [gram, n] of small) sum += n * (large.get(gram) ?? 0);
  return sum;
}
