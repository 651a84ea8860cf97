import { gramsOf } from './grams.ts';

const bands = 8;
const rowsPerBand = 2;
/** From this share of common runs on two texts say the same. */
const alike = 0.5;

/** A well-mixed 32-bit number of a text (FNV-1a, then mixed). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The first sentence: what is the matter; what comes after it (where, since when, thanks) is said of everything. */
export const gistOf = (words: string): string =>
  words.split(/[。！？!?\n；;]/u).find((part) => part.trim() !== '') ?? '';

function shareOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return both / (a.size + b.size - both || 1);
}

/** The smallest numbers of a set under several mixings: sets alike in a share of their members agree in that share of them. */
function signatureOf(set: ReadonlySet<number>): number[] {
  const least = new Array<number>(bands * rowsPerBand).fill(0xffffffff);
  for (const one of set) {
    for (let n = 0; n < least.length; n += 1) {
      const mixed = Math.imul(one ^ Math.imul(n + 1, 0x9e3779b1), 0xc2b2ae35);
      const value = (mixed ^ (mixed >>> 15)) >>> 0;
      if (value < (least[n] as number)) least[n] = value;
    }
  }
  return least;
}

/**
 * Numbers texts by what they say, so that near-identical ones (somebody reporting again, a text passed around, a filled-in pattern) get one
 * number. Their first sentences are compared; time and memory grow with the number of texts, not its square.
 */
export function groupNearIdentical(texts: readonly string[]): Int32Array {
  const parent = Int32Array.from(texts.keys());
  const rootOf = (one: number): number => {
    let at = one;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const [low, high] = [rootOf(a), rootOf(b)].toSorted((p, q) => p - q) as [number, number];
    parent[high] = low;
  };
  const firstOf = new Map<string, number>();
  const sets = new Map<number, ReadonlySet<number>>();
  const buckets = new Map<string, number>();
  for (const [n, text] of texts.entries()) {
    const gist = gistOf(text);
    const same = firstOf.get(gist);
    if (same !== undefined) {
      join(same, n);
      continue;
    }
    firstOf.set(gist, n);
    const set = new Set([...gramsOf(gist).keys()].filter((gram) => gram.length > 1).map(hashOf));
    sets.set(n, set);
    const signature = signatureOf(set);
    for (let band = 0; band < bands; band += 1) {
      const key = `${band} ${signature.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join(' ')}`;
      const other = buckets.get(key);
      if (other === undefined) buckets.set(key, n);
      else if (rootOf(other) !== rootOf(n) && shareOf(sets.get(other) as ReadonlySet<number>, set) >= alike)
        join(other, n);
    }
  }
  return parent.map((_, n) => rootOf(n));
}
