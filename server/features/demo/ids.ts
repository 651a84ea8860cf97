import type { Random } from './random.ts';

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Makes ids of the shape of uuid v7 from a seed: they rise as they are made, so keys of a table stay in order. */
export function idMaker(random: Random, startMs: number): () => string {
  let ms = startMs;
  let counter = 0;
  return () => {
    counter += 1;
    if (counter > 0xfff) {
      counter = 0;
      ms += 1;
    }
    return idAt(random, ms, counter);
  };
}

/** One id of the shape of uuid v7 for a moment; `counter` is its place within the millisecond. */
export function idAt(random: Random, ms: number, counter = random.bits() & 0xfff): string {
  const high = Math.floor(ms / 0x1_0000);
  const low = ms % 0x1_0000;
  const one = random.bits();
  const two = random.bits();
  return `${hex32(high)}-${hex16(low)}-7${counter.toString(16).padStart(3, '0')}-${hex16(0x8000 | (one >>> 18))}-${hex16(one & 0xffff)}${hex32(two)}`;
}

function hex16(value: number): string {
  return (hexOfByte[value >>> 8] as string) + (hexOfByte[value & 0xff] as string);
}

function hex32(value: number): string {
  return hex16(value >>> 16) + hex16(value & 0xffff);
}
