import type { CaseType } from '../../../domain/case/define.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { caseTitle } from '../../../domain/case/title.ts';

/** What was answered in words, as against what was chosen. */
export function saidIn(sheets: CaseState['answers']): readonly string[] {
  return sheets.flatMap(({ answers }) => answers.flatMap((one) => (one.kind === 'text' ? [String(one.value)] : [])));
}

/** The words a matter is found by: number, title, place, what was answered in words, and the number another platform gave it. */
export function wordsToFind(state: CaseState, type: CaseType, outsideNumber: string): string {
  const { number, fields, place, answers } = state;
  return [number, caseTitle(type, fields), place.words, ...saidIn(answers), outsideNumber].join('\n');
}
