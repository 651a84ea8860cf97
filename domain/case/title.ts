import type { CaseType } from './define.ts';
import type { Field } from './fields.ts';

type Titled = Pick<CaseType, 'fields' | 'titleField' | 'titleElse' | 'title'>;

function valueWords(one: Field | undefined, value: unknown): string {
  if (typeof value !== 'string') return '';
  return one?.kind === 'choice' ? (one.of[value]?.zh ?? '') : value.trim();
}

/**
 * What lists call a matter, at whatever length: the words its type takes for that; where there are none, since it was only shown or said
 * aloud, the other fields the type names; else what the type itself is called.
 */
export function caseTitle(type: Titled, fields: Readonly<Record<string, unknown>>): string {
  const words = String(fields[type.titleField] ?? '');
  if (words.trim() !== '') return words;
  const others = (type.titleElse ?? []).map((key) => valueWords(type.fields[key], fields[key]));
  return others.filter((said) => said !== '').join(' · ') || type.title.zh;
}
