import type { PrintView } from '../../../contract/case-views.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { CaseState, Paper } from '../../../domain/case/state.ts';

/** The papers of one kind that were given out, oldest first. */
export const papersOf = (state: CaseState, print: string): readonly Paper[] =>
  state.papers.filter((paper) => paper.print === print);

/** The papers that may be taken now: those of the stage, and those given out with their numbers. */
export function printsOf(type: CaseType, state: CaseState, isForPerson: boolean): PrintView[] {
  return Object.entries(type.prints ?? {}).flatMap(([code, print]): PrintView[] => {
    if (isForPerson && !print.isForPerson) return [];
    if (print.isIssued)
      return papersOf(state, code).map(({ number, issuedAt, voidedAt }) => ({
        print: code,
        title: print.title,
        number,
        issuedAt,
        isVoid: voidedAt !== null,
      }));
    return print.at.includes(state.stage)
      ? [{ print: code, title: print.title, number: null, issuedAt: null, isVoid: false }]
      : [];
  });
}
