import { businessDay } from '../calendar/instant.ts';
import type { LimitKey } from '../case/category.ts';
import type { CaseType } from '../case/define.ts';
import type { CaseState, Clock } from '../case/state.ts';

/** What figures are made of: one row a case, worked out from its state when that changes. Instants are ISO UTC, days Asia/Shanghai. */
export interface Measures {
  readonly raisedOn: string;
  /** The grid it was raised in: figures count it there, wherever its place belongs later. */
  readonly gridId: number | null;
  readonly hasDemand: boolean;
  readonly onTheSpot: boolean;
  readonly isDeferred: boolean;
  /** The lead unit's time to sign, and when it did. */
  readonly signDueAt: string | null;
  readonly signedAt: string | null;
  /** The time to contact the person first, and when they were reached. */
  readonly contactDueAt: string | null;
  readonly contactedAt: string | null;
  /** The handler's time (with extensions granted) and when the work was handed in; the last round counts. */
  readonly handleDueAt: string | null;
  readonly handledAt: string | null;
  /** The day the work is counted on: when it was handed in, else when it was due. */
  readonly handleOn: string | null;
  readonly isChecked: boolean;
  readonly reworks: number;
  readonly redos: number;
  readonly returns: number;
  readonly isExtended: boolean;
  /** What the person said: the only source of solved and satisfied. */
  readonly ratedOn: string | null;
  readonly isSolved: boolean | null;
  readonly score: number | null;
  readonly closedOn: string | null;
}

/** A stage's clocks; those that a merge stopped say nothing of the work: the main one's do. */
function clocksWith(type: CaseType, state: CaseState, key: LimitKey): readonly Clock[] {
  return state.clocks.filter((clock) => {
    if (state.mergedFrom?.clockIds.includes(clock.id)) return false;
    const stage = clock.kind === 'stage' ? type.stages[clock.name] : undefined;
    return stage !== undefined && 'within' in stage && stage.within.key === key;
  });
}

/** The measures of a case. The first signing and contact count, the last round of handling, the latest rating. */
export function measuresOf(type: CaseType, state: CaseState): Measures {
  const sign = clocksWith(type, state, 'sign')[0];
  const contact = clocksWith(type, state, 'contact')[0];
  const handle = clocksWith(type, state, 'handle').at(-1);
  const rating = state.parties
    .flatMap((party) => (party.rating ? [party.rating] : []))
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  const handleAt = handle?.stoppedAt ?? handle?.dueAt ?? null;
  return {
    raisedOn: state.businessOn,
    gridId: state.place.gridId,
    hasDemand: state.hasDemand,
    onTheSpot: state.onTheSpot,
    isDeferred: state.deferredUntil !== null,
    signDueAt: sign?.dueAt ?? null,
    signedAt: sign?.stoppedAt ?? null,
    contactDueAt: contact?.dueAt ?? null,
    contactedAt: state.contactedAt,
    handleDueAt: handle?.dueAt ?? null,
    handledAt: handle?.stoppedAt ?? null,
    handleOn: handleAt === null ? null : businessDay(handleAt),
    isChecked: state.hands.checked.length > 0,
    reworks: state.tallies.reworks,
    redos: state.tallies.redos,
    returns: state.tallies.returns,
    isExtended: state.requests.some((one) => one.kind === 'extension' && one.decision === 'granted'),
    ratedOn: rating ? businessDay(rating.at) : null,
    isSolved: rating?.isSolved ?? null,
    score: rating?.score ?? null,
    closedOn: state.closedAt === null ? null : businessDay(state.closedAt),
  };
}
