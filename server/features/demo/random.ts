/** A seeded source of numbers: the same seed gives the same row of numbers on every machine. Not for secrets. */
export interface Random {
  /** 32 bits, unsigned. */
  bits(): number;
  /** In [0, 1). */
  unit(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Around a mean, bell-shaped (the sum of three), never beyond 3 deviations. */
  around(mean: number, deviation: number): number;
  /** A source of its own for one part, so that a change elsewhere does not shift its numbers. */
  fork(part: string): Random;
}

/** Makes a source from any text (sfc32, seeded by a mixing hash). */
export function makeRandom(seed: string): Random {
  let [a, b, c, counter] = mixed(seed);
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i += 1) bits();
  const unit = () => bits() / 4_294_967_296;
  return {
    bits,
    unit,
    between: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    pick: (list) => at(list, Math.floor(unit() * list.length)),
    around: (mean, deviation) => mean + deviation * 2 * (unit() + unit() + unit() - 1.5),
    fork: (part) => makeRandom(`${seed}/${part}`),
  };
}

/** A table of things with weights, drawn from in proportion to them. */
export interface Weighted<T> {
  draw(random: Random): T;
}

/** Makes a weighted table; weights need no particular sum. */
export function weighted<T>(rows: readonly (readonly [T, number])[]): Weighted<T> {
  const things = rows.map(([thing]) => thing);
  const upTo = new Float64Array(rows.length);
  let total = 0;
  for (const [i, [, weight]] of rows.entries()) {
    total += weight;
    upTo[i] = total;
  }
  return {
    draw(random) {
      const wanted = random.unit() * total;
      let low = 0;
      let high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] as number) <= wanted) low = middle + 1;
        else high = middle;
      }
      return at(things, low);
    },
  };
}

/** Shares a whole number out in proportion to weights, so that the parts sum up to it exactly (largest remainders). */
export function apportion(total: number, weights: readonly number[], atLeast = 0): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const free = total - atLeast * weights.length;
  if (free < 0 || sum <= 0) throw new RangeError('there is less to share out than each part needs');
  const exact = weights.map((weight) => (free * weight) / sum);
  const parts = exact.map((share) => atLeast + Math.floor(share));
  const order = exact.map((share, i) => ({ i, rest: share - Math.floor(share) }));
  order.sort((one, other) => other.rest - one.rest || one.i - other.i);
  let left = total - parts.reduce((all, part) => all + part, 0);
  for (const { i } of order) {
    if (left === 0) break;
    parts[i] = at(parts, i) + 1;
    left -= 1;
  }
  return parts;
}

function at<T>(list: readonly T[], index: number): T {
  const thing = list[index];
  if (thing === undefined) throw new RangeError('nothing to pick from');
  return thing;
}

/** 128 bits from a text (cyrb128). */
function mixed(text: string): [number, number, number, number] {
  let h1 = 1_779_033_703;
  let h2 = 3_144_134_277;
  let h3 = 1_013_904_242;
  let h4 = 2_773_480_762;
  for (const character of text) {
    const k = character.codePointAt(0) ?? 0;
    h1 = h2 ^ Math.imul(h1 ^ k, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2_716_044_179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597_399_067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2_869_860_233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951_274_213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2_716_044_179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 >>> 0, (h2 ^ h1) >>> 0, (h3 ^ h1) >>> 0, (h4 ^ h1) >>> 0];
}
