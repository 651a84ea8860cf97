import { dueAfterShock, firstDue, nextDue } from '../cadence/cadence.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayNumber, dayOf, type Instant } from '../calendar/instant.ts';
import { type MissedStep, missedSteps, type VisitOutcome, type VisitRuleCode, visitRule } from './rules.ts';

/** Where one need stands. */
export interface NeedState {
  readonly rule: VisitRuleCode;
  readonly dueOn: string;
  readonly tryOn: string;
  readonly lastOn: string | null;
}

export interface VisitMade {
  readonly outcome: VisitOutcome;
  /** The day it was made on. */
  readonly on: string;
  /** When the two agreed to meet next, where they did. */
  readonly nextOn: string | null;
}

export interface AfterVisit extends NeedState {
  /** The visit counts for this need. */
  readonly isServed: boolean;
  /** It was due once, and is done. */
  readonly isOver: boolean;
}

const dayAfter = (day: string, n: number): string => dayOf(dayNumber(day) + n);
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Whether a visit counts for a need: by its outcome, and not too long before it is due. */
function serves({ rule, dueOn }: NeedState, { outcome, on }: VisitMade): boolean {
  const { doneBy, earlyDays } = visitRule(rule);
  return doneBy.includes(outcome) && (earlyDays === undefined || dayNumber(dueOn) - dayNumber(on) <= earlyDays);
}

/**
 * A need after a visit. One that counts moves it on to the next round, or to the day agreed where that is sooner; one at which nobody was
 * home leaves the due day and is tried again the next day; one that came late over a bad line changes nothing that a later visit settled.
 */
export function afterVisit(need: NeedState, visit: VisitMade, calendar: Calendar): AfterVisit {
  const isOld = need.lastOn !== null && visit.on < need.lastOn;
  if (!serves(need, visit)) {
    const tryOn = isOld || need.tryOn > visit.on ? need.tryOn : retryOn(visit);
    return { ...need, tryOn, isServed: false, isOver: false };
  }
  if (isOld) return { ...need, isServed: true, isOver: false };
  const { cadence } = visitRule(need.rule);
  if (cadence === null) return { ...need, lastOn: visit.on, isServed: true, isOver: true };
  const due = nextDue(cadence, visit.on, calendar);
  const next = visit.nextOn !== null && visit.nextOn > visit.on ? earlier(visit.nextOn, due) : due;
  return { rule: need.rule, dueOn: due, tryOn: next, lastOn: visit.on, isServed: true, isOver: false };
}

/** Whoever was not home is tried the next day; whoever was spoken to is left in peace for a week. */
function retryOn({ outcome, on, nextOn }: VisitMade): string {
  return nextOn !== null && nextOn > on ? nextOn : dayAfter(on, outcome === 'not-home' ? 1 : 7);
}

/** When a need that was never met first falls due: spread over one round, so that an import of a thousand people is no wave. */
export function firstDay(rule: VisitRuleCode, today: string, spread: number, calendar: Calendar): string {
  const { cadence } = visitRule(rule);
  return cadence === null ? today : firstDue(cadence, today, spread, calendar);
}

/** When somebody must have looked in after a shock. */
export function shockDueOn(at: Instant): string {
  return dueAfterShock(at, visitRule('shock').withinHours ?? 24).dueOn;
}

/** The steps of a missed visit that are due on a day and were not taken yet, in their order. */
export function stepsDue(dueOn: string, today: string, taken: number): readonly MissedStep[] {
  const late = dayNumber(today) - dayNumber(dueOn);
  return missedSteps.filter(({ afterDays }, at) => at >= taken && late >= afterDays);
}

/** The last day a visit can be written down for: it may wait on a phone, but not for longer than this. */
export const mostDaysBack = 31;

/** Whether a day is one a visit can be written down for: not ahead, not long ago. */
export function isRecordable(on: string, today: string): boolean {
  return on <= today && later(on, dayAfter(today, -mostDaysBack)) === on;
}

/** A whole number of an id, always the same for it: what first days are spread by. */
export function spreadOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(-8), 16);
}
