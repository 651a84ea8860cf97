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
