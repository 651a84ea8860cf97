import { type Text, text } from '../text.ts';
import type { Question } from './category.ts';

type Chip = Question['of'][number];

/** The ways to answer, in the order they are offered. */
export const questionKindList: readonly Question['kind'][] = ['flag', 'choice', 'number', 'day', 'text'];

/** A question as far as an answer to it needs it: of a choice, the option chosen. Kept with the answer, so that it means later what it meant then. */
export interface AskedQuestion {
  readonly key: string;
  readonly kind: Question['kind'];
  readonly label: Text;
  readonly unit?: Text;
  readonly of?: readonly Chip[];
}

/** The question as it is kept beside an answer to it. */
export function askedQuestion({ key, kind, label, unit, of }: Question, value: unknown): AskedQuestion {
  return {
    key,
    kind,
    label,
    ...(kind === 'number' && unit ? { unit } : {}),
    ...(kind === 'choice' ? { of: of.filter(({ code }) => code === value) } : {}),
  };
}

/**
 * A short mark of what a question means: another one once its words, its kind, its unit or its options change, the same when it is
 * moved or becomes required. Whoever answers sends it along; a phone may have asked by older words.
 */
export function questionStamp({ kind, label, unit, of }: Question): string {
  const means = [
    kind,
    label.zh,
    label.en,
    kind === 'number' ? [unit?.zh ?? '', unit?.en ?? ''] : [],
    kind === 'choice' ? of.map(({ code, text: words }) => [code, words.zh, words.en]) : [],
  ];
  // FNV-1a over the characters: it tells apart, it hides nothing.
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(means))
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

const yes = text('是', 'Yes');
const no = text('否', 'No');

/** An answer in words of both languages. A value that is not of its kind any more, such as one that was erased, is shown as it stands. */
export function answerText({ kind, unit, of }: AskedQuestion, value: unknown): Text {
  if (typeof value === 'boolean') return value ? yes : no;
  const chosen = kind === 'choice' ? of?.find(({ code }) => code === value)?.text : undefined;
  if (chosen) return chosen;
  const words = typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value);
  if (kind === 'number' && typeof value === 'number' && unit) return text(`${words} ${unit.zh}`, `${words} ${unit.en}`);
  return text(words, words);
}
