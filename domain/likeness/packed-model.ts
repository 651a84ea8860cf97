import { type CategoryModel, type CertaintyFit, makeGuesser } from './category-model.ts';

/** A model as it is stored and sent to phones: weights in 256 steps, two bytes a pair. At most 200 kB, see the test. */
export interface PackedModel {
  readonly labels: number[];
  /** The runs, each in a line of its own. */
  readonly grams: string;
  /** Of each run: how many pairs (a byte), then category and weight of each (two bytes); base64. */
  readonly pairs: string;
  /** What the highest weight stands for. */
  readonly highest: number;
  readonly fit: CertaintyFit;
}

const steps = 255;
/** Categories that a model tells apart at most: each is a byte. */
export const mostLabels = 255;

/** Packs a model; weights lose less than half a step of 255. */
export function packModel({ labels, grams, pairs, fit }: CategoryModel): PackedModel {
  if (labels.length > mostLabels) throw new RangeError('a model tells at most 255 categories apart');
  const highest = Math.max(1e-9, ...pairs.flat().map(([, weight]) => weight));
  const bytes = pairs.flatMap((list) => [
    list.length,
    ...list.flatMap(([label, weight]) => [label, Math.max(1, Math.round((weight / highest) * steps))]),
  ]);
  const text: string[] = bytes.map((byte) => String.fromCharCode(byte));
  return { labels: [...labels], grams: grams.join('\n'), pairs: btoa(text.join('')), highest, fit: rounded(fit) };
}

const rounded = ({ sharpness, slope, lift }: CertaintyFit): CertaintyFit => {
  const round = (n: number) => Math.round(n * 10_000) / 10_000;
  return { sharpness: round(sharpness), slope: round(slope), lift: round(lift) };
};

/** Unpacks what `packModel` packed. */
export function unpackModel({ labels, grams, pairs, highest, fit }: PackedModel): CategoryModel {
  const bytes = atob(pairs);
  let at = 0;
  const next = (): number => {
    at += 1;
    return bytes.charCodeAt(at - 1);
  };
  const lists = (grams === '' ? [] : grams.split('\n')).map(() =>
    Array.from({ length: next() }, (): [number, number] => [next(), (next() / steps) * highest]),
  );
  return { labels, grams: grams === '' ? [] : grams.split('\n'), pairs: lists, fit };
}

/** The one that suggests, from a packed model. */
export const openGuesser = (packed: PackedModel): ReturnType<typeof makeGuesser> => makeGuesser(unpackModel(packed));
