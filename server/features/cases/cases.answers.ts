import type { AnswersView } from '../../../contract/case-views.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import { answersIn } from '../../../domain/case/fold.ts';
import { answerText } from '../../../domain/case/questions.ts';
import type { Answer, AnswerSheet, CaseState } from '../../../domain/case/state.ts';
import type { EntryNames } from './cases.entries.ts';

function viewOf(categoryId: number, answers: readonly Answer[], names: EntryNames): AnswersView {
  return {
    categoryId,
    categoryName: names.categories.get(categoryId) ?? null,
    items: answers.map((one) => ({ key: one.key, label: one.label, text: answerText(one, one.value) })),
  };
}

/** What was answered, in the words of then; the sheet of the category it has now comes first. */
export function answerViews(state: CaseState, names: EntryNames): AnswersView[] {
  const isNow = ({ categoryId }: AnswerSheet): boolean => categoryId === state.categoryId;
  return [...state.answers.filter(isNow), ...state.answers.filter((sheet) => !isNow(sheet)).toReversed()].map(
    ({ categoryId, answers }) => viewOf(categoryId, answers, names),
  );
}

/** What the person was asked when the matter was raised: what staff answer later, giving it another category, stays with them. */
export function answersOfPerson(entries: readonly Entry[], names: EntryNames): AnswersView[] {
  return entries.flatMap((entry) =>
    entry.from === null
      ? entry.facts.flatMap((fact) =>
          fact.kind === 'answered' ? [viewOf(fact.categoryId, answersIn(fact), names)] : [],
        )
      : [],
  );
}
