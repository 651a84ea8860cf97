import type { CaseDetail, FieldView } from '../../../contract/case-views.ts';
import type { Question } from '../../../domain/case/category.ts';
import { answerText, askedQuestion, questionStamp } from '../../../domain/case/questions.ts';
import type { Text } from '../../../domain/text.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { type FormField, type FormValues, isBlank, type PickValue } from '../../ui/forms/fields.ts';
import { questionField } from '../../ui/forms/question-field.ts';

/** A category as far as it asks. */
export interface AskingCategory {
  readonly id: number;
  readonly questions: readonly Question[];
}

/** A question put in other words is another field: what was answered to the old ones does not stand under the new. */
const keyOf = (id: number, question: Question): string => `${id}:${question.key}:${questionStamp(question)}`;

/** The questions of a category as fields of a form, in their order; none before one is chosen. */
export function questionFields(category: AskingCategory | undefined): readonly FormField[] {
  return (category?.questions ?? []).map((question) => questionField(question, keyOf(category?.id ?? 0, question)));
}

function answered(category: AskingCategory | undefined, values: FormValues) {
  return (category?.questions ?? []).flatMap((question) => {
    const value = values[keyOf(category?.id ?? 0, question)];
    return isBlank(value) ? [] : [{ question, value: typeof value === 'string' ? value.trim() : value }];
  });
}

/** The answers on the wire, each with the mark of the words it was asked by; nothing where nothing was answered. */
export function answersInput(category: AskingCategory | undefined, values: FormValues): Record<string, unknown> {
  const said = answered(category, values);
  if (said.length === 0) return {};
  return {
    answers: Object.fromEntries(said.map(({ question, value }) => [question.key, value])),
    asked: Object.fromEntries(said.map(({ question }) => [question.key, questionStamp(question)])),
  };
}

/** A question and what was answered, as it is shown. */
export interface AnswerShown {
  readonly key: string;
  readonly label: Text;
  readonly text: Text;
}

/** The answers in words, before they are sent. */
export function answersShown(category: AskingCategory | undefined, values: FormValues): readonly AnswerShown[] {
  return answered(category, values).map(({ question, value }) => ({
    key: question.key,
    label: question.label,
    text: answerText(askedQuestion(question, value), value),
  }));
}

/** Whether the server says no to an answer: the questions may have been changed, and are asked for anew. */
export function isAboutAnswers(error: unknown): boolean {
  return error instanceof RefusalError && error.fields.some(({ path }) => path.split('.').includes('answers'));
}

type Asks = Readonly<Record<string, FieldView>>;

/** The category that a step's form names, where it is another than the matter has. */
export function categoryNamed<C extends AskingCategory>(
  asks: Asks,
  values: FormValues,
  matter: Pick<CaseDetail, 'categoryId'>,
  categories: readonly C[],
): C | undefined {
  const key = Object.entries(asks).find(([, { kind }]) => kind === 'category')?.[0];
  const named = key === undefined ? undefined : (values[key] as PickValue | undefined | null);
  const id = Number(named?.ref);
  return id === matter.categoryId ? undefined : categories.find((one) => one.id === id);
}

/** The fields of a step with the questions of the category it names right below that. */
export function withQuestions(
  fields: readonly FormField[],
  asks: Asks,
  category: AskingCategory | undefined,
): readonly FormField[] {
  return fields.flatMap((field) =>
    asks[field.key]?.kind === 'category' ? [field, ...questionFields(category)] : [field],
  );
}

type Sheet = CaseDetail['answers'][number];

/** The answers that belong to the category a matter has, and those of the categories it had. */
export function partSheets(matter: Pick<CaseDetail, 'answers' | 'categoryId'>): {
  readonly now: Sheet['items'];
  readonly before: readonly Sheet[];
} {
  const isNow = ({ categoryId }: Sheet): boolean => categoryId === matter.categoryId;
  return { now: matter.answers.find(isNow)?.items ?? [], before: matter.answers.filter((sheet) => !isNow(sheet)) };
}
