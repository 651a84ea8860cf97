import type { Question } from '../../../domain/case/category.ts';
import type { FormField } from './fields.ts';

function kindOf({
  kind,
  of,
  unit,
  min,
  max,
  hasDecimals,
}: Question): Pick<FormField, 'kind'> & Record<string, unknown> {
  switch (kind) {
    case 'flag':
      return { kind: 'yes-no' };
    case 'choice':
      return { kind: 'choice', look: 'chips', options: of.map(({ code, text }) => ({ value: code, label: text })) };
    case 'number':
      return { kind: 'number', min: min ?? 0, max: max ?? 1_000_000, unit, whole: hasDecimals !== true };
    case 'day':
      return { kind: 'date' };
    case 'text':
      return { kind: 'text', max: 200 };
  }
}

/** A category's question as a field of a form; the server names it by its key under `answers`. */
export function questionField(question: Question, key: string): FormField {
  const { zh, en } = question.label;
  return {
    key,
    path: `answers.${question.key}`,
    label: question.label,
    required: question.isRequired,
    requiredWords: { zh: `请回答“${zh}”`, en: `Please answer “${en}”` },
    ...kindOf(question),
  } as FormField;
}
