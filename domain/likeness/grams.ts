/** Words as a vector: how often each run of one to three characters stands in them, damped, of length one. */
export type GramVector = ReadonlyMap<string, number>;

const longest = 3;
const most = 600;

/** Words as they are compared: full-width and capital letters alike, every number one sign, no spaces and punctuation within a run. */
export function plainWords(words: string): readonly string[] {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, most)
    .replace(/\p{N}+/gu, '0');
  return plain.match(/\p{Script=Han}+|[\p{Script=Latin}0]+/gu) ?? [];
}

/** The runs of one to three characters in words with their counts; nothing runs over a space or a stop. */
export function gramsOf(words: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const run of plainWords(words)) {
    const letters = [...run];
    for (let at = 0; at < letters.length; at += 1)
      for (let length = 1; length <= longest && at + length <= letters.length; length += 1) {
        const gram = letters.slice(at, at + length).join('');
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
  }
  return counts;
}

/** How much a run of so many characters says: one alone is common, three are nearly a word. */
const weightOf = (gram: string): number => [...gram].length ** 1.5;

/** The vector of words. */
export function vectorOf(words: string): GramVector {
  const counts = [...gramsOf(words)].map(([gram, n]) => [gram, weightOf(gram) * (1 + Math.log(n))] as const);
  const length = Math.sqrt(counts.reduce((sum, [, n]) => sum + n * n, 0));
  return new Map(counts.map(([gram, n]) => [gram, n / length]));
}

/** How alike two vectors are: 0 shares nothing, 1 is the same. */
export function likeness(a: GramVector, b: GramVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [gram, n] of small) sum += n * (large.get(gram) ?? 0);
  return sum;
}
