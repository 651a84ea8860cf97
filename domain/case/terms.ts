import { dueAt } from '../calendar/due.ts';
import { dayEnd, dayNumber, dayStart, toIso } from '../calendar/instant.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { basisKey } from './basis.ts';
import { resolveLimit, startClock, stopClock } from './clocks.ts';
import { type Deed, type Guard, type LoopAction, type StageLimit, type Turn, tell } from './define.ts';
import { choice } from './read-input.ts';
import type { Clock } from './state.ts';
import { who } from './who.ts';

/** How long before a term runs out its people are reminded, once. */
export const remindedBeforeDays = 7;

const runningTerm = (turn: Turn, name: string): Clock | undefined =>
  turn.case.clocks.find((one) => one.kind === 'term' && one.name === name && one.stoppedAt === null);

/** The last of several days: an agreement takes effect when the last of them has signed. */
export function lastDay(turn: Turn, keys: readonly string[]): string {
  return (
    keys
      .map((key) => choice(turn, key) ?? '')
      .toSorted()
      .at(-1) ?? ''
  );
}

/** Starts a term of so many days, counted from a day: what the law gives the people of a case. Its last day and reason are written down. */
export const startTerm =
  (name: string, limit: StageLimit, from: (turn: Turn) => string): Deed =>
  (turn) => {
    const day = from(turn);
    if (day === '') return [];
    const startedAt = toIso(dayStart(dayNumber(day)));
    const due = dueAt(turn.world.calendar, startedAt, resolveLimit(limit, turn.world).limit);
    const { clock } = startClock(turn, 'term', name, limit);
    const own = {
      startedAt,
      dueAt: due.dueAt,
      isProvisional: due.provisional,
      why: due.why,
      basis: basisKey(limit.basis),
    };
    return [{ kind: 'clock-started', clock: { ...clock, ...own } }];
  };

/** Starts a term that ends on a day named by its people. */
export const startTermUntil =
  (name: string, limit: StageLimit, until: (turn: Turn) => string | null): Deed =>
  (turn) => {
    const day = until(turn);
    if (day === null) return [];
    const { clock } = startClock(turn, 'term', name, limit);
    const why = text(`约定到 ${day} 为止。`, `Agreed until ${day}.`);
    return [
      {
        kind: 'clock-started',
        clock: {
          ...clock,
          dueAt: toIso(dayEnd(dayNumber(day)) - 1),
          isProvisional: false,
          why,
          basis: basisKey(limit.basis),
        },
      },
    ];
  };

export const stopTerm =
  (name: string): Deed =>
  (turn) => {
    const clock = runningTerm(turn, name);
    return clock ? [stopClock(turn, clock)] : [];
  };

/** A term has not run out; whether it ever ran is asked by the stage. */
export const withinTerm =
  (name: string): Guard =>
  (turn) => {
    const clock = runningTerm(turn, name);
    if (!clock) return refuse('case.term-over', { until: '' });
    return turn.world.now <= clock.dueAt ? null : refuse('case.term-over', { until: clock.dueAt.slice(0, 10) });
  };

const remindOfTerms: Deed = (turn) =>
  turn.case.clocks
    .filter(
      (one) =>
        one.kind === 'term' &&
        one.stoppedAt === null &&
        one.raisedTimes === 0 &&
        Date.parse(one.dueAt) - Date.parse(turn.world.now) <= remindedBeforeDays * 86_400_000,
    )
    .map((one) => ({ kind: 'clock-raised', id: one.id }));

/** What the loop adds for terms: those on the list and the person are reminded once, a week before. */
export const termActions: Readonly<Record<string, LoopAction>> = {
  'remind-term': {
    during: ['raised', 'accepted', 'handling', 'checking'],
    action: {
      label: text('期限提醒', 'Reminder of a term'),
      by: [who.system],
      does: [remindOfTerms],
      tells: [tell('listed', 'case.term-near'), tell('handler', 'case.term-near'), tell('reporter', 'case.term-near')],
    },
  },
};
