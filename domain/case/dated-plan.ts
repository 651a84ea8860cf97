import { businessDay, dayExists } from '../calendar/instant.ts';
import { refuse } from '../refusals.ts';
import type { CaseType, Deed, Guard, StageLimit, Turn } from './define.ts';
import type { CaseState } from './state.ts';
import { countUp } from './sums.ts';
import { startTermUntil, stopTerm } from './terms.ts';

/** One planned step; without a day where none was set. */
export interface PlannedStep {
  readonly on: string | null;
  readonly words: string;
}

export type PlanStanding = 'reached' | 'late' | 'due';

const dated = /^(\d{4}-\d{2}-\d{2})[\s：:，,]*(.*)$/u;
const mostSteps = 20;

/** The steps that lines say, in their order: a day and what is to be done by then. */
export function planOf(lines: unknown): readonly PlannedStep[] {
  if (typeof lines !== 'string') return [];
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, on, words = ''] = dated.exec(line) ?? [];
      return on === undefined ? { on: null, words: line } : { on, words };
    });
}

const count = (state: CaseState, key: string): number => Number(state.fields[key] ?? 0);

/** How each planned step of a case stands on a day; nothing where its type plans none. */
export function standingsOf(type: CaseType, state: CaseState, today: string) {
  if (!type.plan) return [];
  const done = count(state, type.plan.done);
  const isOver = state.phase === 'closed';
  return planOf(state.fields[type.plan.lines]).map((step, at): PlannedStep & { readonly standing: PlanStanding } => {
    const isLate = step.on !== null && step.on < today && !isOver;
    return { ...step, standing: at < done ? 'reached' : isLate ? 'late' : 'due' };
  });
}

/** A plan has real days, one after the other, none beyond the last day of the whole, and 20 steps at most. */
export const planIsSane =
  (lines: string, last: string): Guard =>
  (turn) => {
    const plan = planOf(turn.input[lines]);
    const days = plan.flatMap(({ on }) => on ?? []);
    const end = turn.input[last] ?? turn.case.fields[last];
    const isSane =
      plan.length <= mostSteps &&
      plan.every(({ words }) => words !== '') &&
      days.every((day, at) => dayExists(day) && day >= (days[at - 1] ?? day)) &&
      (typeof end !== 'string' || days.every((day) => day <= end));
    return isSane ? null : refuse('case.plan-not-sane', { most: mostSteps });
  };

/** What was reached stays in the plan as it was. */
export const planKeepsReached =
  (lines: string, done: string): Guard =>
  (turn) => {
    const reached = planOf(turn.case.fields[lines]).slice(0, count(turn.case, done));
    const now = planOf(turn.input[lines]);
    return reached.every((step, at) => step.on === now[at]?.on && step.words === now[at]?.words)
      ? null
      : refuse('case.plan-reached');
  };

/** A step of the plan is still to come; where nothing was planned any may be reached. */
export const planGoesOn =
  (lines: string, done: string): Guard =>
  (turn) => {
    const planned = planOf(turn.case.fields[lines]).length;
    return planned === 0 || count(turn.case, done) < planned ? null : refuse('case.plan-all-reached');
  };

interface Planned {
  readonly name: string;
  readonly lines: string;
  readonly done: string;
  readonly limit: StageLimit;
}

function nextDay({ lines, done }: Planned, turn: Turn, more: number): string | null {
  const plan = planOf(turn.input[lines] ?? turn.case.fields[lines]);
  const day = plan[count(turn.case, done) + more]?.on ?? null;
  return day !== null && dayExists(day) && day >= businessDay(turn.world.now) ? day : null;
}

/** The clock runs to the next day of the plan: from its start, or anew where the plan was changed. */
export const runToNext =
  (of: Planned): Deed =>
  (turn) => [...stopTerm(of.name)(turn), ...startTermUntil(of.name, of.limit, (now) => nextDay(of, now, 0))(turn)];

/** The next step of the plan is reached, and the clock runs to the one after it. */
export const reachNext =
  (of: Planned): Deed =>
  (turn) => [
    ...countUp(of.done)(turn),
    ...stopTerm(of.name)(turn),
    ...startTermUntil(of.name, of.limit, (now) => nextDay(of, now, 1))(turn),
  ];
