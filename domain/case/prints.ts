import { type Refusal, refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import { type Deed, type Guard, type LoopAction, tell } from './define.ts';
import { field } from './fields.ts';
import { words } from './read-input.ts';
import type { CaseState, Paper } from './state.ts';
import { who } from './who.ts';

/** A paper set from a case: an agreement, a record, a certificate. Words in braces are places for what is known of the case. */
export interface Print<S extends string = string> {
  readonly title: Text;
  /** In which stages it may be taken. An issued one may be taken wherever the case stands, from its issue on. */
  readonly at: readonly S[];
  /**
   * Its paragraphs. `{key}` stands for a field of the type or people in a role, `{steps_<action>}` for each time a step was done
   * with what was written inside, `{told_<action>}` for each with what was said to everybody, `{name}`, `{people}`,
   * `{number}`, `{category}`, `{answers}`, `{place}`, `{community}`, `{day}` for what every case has.
   */
  readonly body: readonly Text[];
  /** Who signs, each with a line of their own. */
  readonly signs?: readonly Text[];
  /** The person's own track offers it, too. */
  readonly isForPerson?: true;
  /** Stays with those who work on the case: across each page it says who printed it. All others are handed to somebody or put up. */
  readonly isForFile?: true;
  /** Numbered when it is given out; whoever holds it can have its number and code checked on line. */
  readonly isIssued?: true;
}

/** Gives a paper out: it has a number from here on, of the case's own and its place among the papers of it. */
export const issuePaper =
  (print: string): Deed =>
  ({ case: state, world }) => [
    {
      kind: 'paper-issued',
      print,
      number: `${state.number}-${String(state.papers.length + 1).padStart(2, '0')}`,
      at: world.now,
    },
  ];

/** The papers given out that hold. */
export const validPapers = (state: CaseState): readonly Paper[] =>
  state.papers.filter(({ voidedAt }) => voidedAt === null);

const hasPaper: Guard = ({ case: state }): Refusal | null =>
  validPapers(state).length > 0 ? null : refuse('case.no-paper');

const voidPapers: Deed = (turn) => [
  ...validPapers(turn.case).map(({ number }) => ({ kind: 'paper-voided', number, at: turn.world.now }) as const),
  { kind: 'noted', fileIds: [], personal: { words: words(turn) } },
];

/** What the loop adds for papers: one that was given out wrongly is declared void. */
export const printActions: Readonly<Record<string, LoopAction>> = {
  'void-papers': {
    during: ['accepted', 'handling', 'checking', 'closed'],
    action: {
      label: text('作废已出具的文书', 'Declare the papers void'),
      by: [who.may('cases.close')],
      asks: { words: field.text(text('作废原因', 'Why'), 500) },
      needs: [hasPaper],
      does: [voidPapers],
      tells: [tell('reporter', 'case.paper-void')],
      track: text('文书已作废', 'The paper was declared void'),
    },
  },
};
