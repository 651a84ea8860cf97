import { type Due, dueAt, usedBetween } from '../calendar/due.ts';
import { businessDay, dayEnd, dayNumber, toIso } from '../calendar/instant.ts';
import type { ClockUnit, Limit } from '../calendar/limit.ts';
import { type Text, text } from '../text.ts';
import { basisKey } from './basis.ts';
import type { StageLimit, Turn } from './define.ts';
import type { Fact } from './facts.ts';
import { deriveId } from './ids.ts';
import type { Clock, ClockKind } from './state.ts';
import type { World } from './world.ts';

/** The limit that holds: the category's own under its key, unless the law's is a ceiling and the category's would run longer. */
export function resolveLimit(declared: StageLimit, world: World): { readonly limit: Limit; readonly basis: string } {
  const own = world.category.limits[declared.key];
  const fallback = { limit: declared.limit, basis: basisKey(declared.basis) };
  if (!own) return fallback;
  if (
    declared.isCeiling &&
    dueAt(world.calendar, world.now, own.limit).dueAt > dueAt(world.calendar, world.now, declared.limit).dueAt
  )
    return fallback;
  return { limit: own.limit, basis: own.basis };
}

type StartedClock = Extract<Fact, { kind: 'clock-started' }>;

/** Starts a clock now; its due time, reason and basis are written down with it. */
export function startClock(
  turn: Turn,
  kind: ClockKind,
  name: string,
  declared: StageLimit,
  assignmentId: string | null = null,
): StartedClock {
  const { limit, basis } = resolveLimit(declared, turn.world);
  const due = withinOuter(turn, dueAt(turn.world.calendar, turn.world.now, limit));
  return {
    kind: 'clock-started',
    clock: {
      id: deriveId(turn.entryId, `clock:${kind}:${name}`),
      kind,
      name,
      assignmentId,
      unit: limit.unit,
      n: limit.n,
      startedAt: turn.world.now,
      dueAt: due.dueAt,
      isProvisional: due.provisional,
      why: due.why,
      basis,
      stoppedAt: null,
      usedMinutes: null,
      raisedTimes: 0,
    },
  };
}

/** A limit that somebody else set for the whole case, with why it holds. */
export interface OuterLimit {
  readonly dueAt: string;
  readonly why: Text;
  readonly basis: string;
}

/** Starts a stage's clock: due on the day that was set for the case where its limit names such a field, else by the limit. */
export function startStage(turn: Turn, stage: string, declared: StageLimit): StartedClock {
  const started = startClock(turn, 'stage', stage, declared);
  const day =
    declared.until === undefined ? undefined : (turn.input[declared.until] ?? turn.case.fields[declared.until]);
  if (typeof day !== 'string' || day < businessDay(turn.world.now)) return started;
  const own = {
    dueAt: toIso(dayEnd(dayNumber(day))),
    provisional: false,
    why: text(`为这件事定的最后一天是 ${day}。`, `The last day set for it is ${day}.`),
  };
  const due = withinOuter(turn, own);
  return {
    ...started,
    clock: { ...started.clock, dueAt: due.dueAt, isProvisional: due.provisional, why: due.why },
  };
}

const outerName = 'outer';
const dayMs = 86_400_000;

/** The promise where somebody else has given it: due when they say. Its name tells that nothing on the case is due later. */
function startOuterClock(turn: Turn, limit: OuterLimit): StartedClock {
  const { now } = turn.world;
  return {
    kind: 'clock-started',
    clock: {
      id: deriveId(turn.entryId, `clock:promise:${outerName}`),
      kind: 'promise',
      name: outerName,
      assignmentId: null,
      unit: 'days',
      n: Math.max(0, Math.ceil((Date.parse(limit.dueAt) - Date.parse(now)) / dayMs)),
      startedAt: now,
      dueAt: limit.dueAt,
      isProvisional: false,
      why: limit.why,
      basis: limit.basis,
      stoppedAt: null,
      usedMinutes: null,
      raisedTimes: 0,
    },
  };
}

/** Starts the person's own clock: by the type's promise, or by whoever set a limit for the whole case. */
export function startPromise(turn: Turn, outer: OuterLimit | undefined): StartedClock {
  return outer ? startOuterClock(turn, outer) : startClock(turn, 'promise', turn.type.code, turn.type.promise);
}

type DueWhy = Pick<Due, 'dueAt' | 'provisional' | 'why'>;

/** A due time of the case's own, brought forward to the outer limit where that comes first. */
function withinOuter(turn: Turn, own: DueWhy): DueWhy {
  const outer = turn.case.clocks.find(
    (clock) => clock.kind === 'promise' && clock.name === outerName && clock.stoppedAt === null,
  );
  if (!outer || outer.dueAt >= own.dueAt) return own;
  return {
    dueAt: outer.dueAt,
    provisional: false,
    why: text(`${own.why.zh}但不晚于：${outer.why.zh}`, `${own.why.en} But no later than: ${outer.why.en}`),
  };
}

/** Stops a clock now and says how much of it was used, in minutes of its own unit (a working day is 480). */
export function stopClock(turn: Turn, clock: Clock): Fact {
  const used = usedBetween(turn.world.calendar, clock.startedAt, turn.world.now, { unit: clock.unit as ClockUnit });
  const minutesPerUnit = clock.unit.endsWith('hours') ? 60 : clock.unit === 'working-days' ? 480 : 1440;
  return { kind: 'clock-stopped', id: clock.id, at: turn.world.now, usedMinutes: Math.round(used * minutesPerUnit) };
}

/** Stops every running clock of the kinds. */
export function stopClocks(turn: Turn, kinds: readonly ClockKind[]): readonly Fact[] {
  return turn.case.clocks
    .filter((clock) => clock.stoppedAt === null && kinds.includes(clock.kind))
    .map((clock) => stopClock(turn, clock));
}

/** Lets clocks run on that a merge stopped, by the due times they had: what it cost is not taken from the person. */
export function resumeClocks(turn: Turn, ids: readonly string[]): readonly Fact[] {
  return turn.case.clocks
    .filter((clock) => clock.stoppedAt !== null && ids.includes(clock.id))
    .map((clock) => ({ kind: 'clock-resumed', id: clock.id }));
}

/** Moves the stage's clock on by working days from where it stood. */
export function extendClock(turn: Turn, clock: Clock, workingDays: number): Fact {
  const due = dueAt(turn.world.calendar, clock.dueAt, { unit: 'working-days', n: workingDays });
  const why: Text = text(
    `${clock.why.zh}；经批准延期 ${workingDays} 个工作日：${due.why.zh}`,
    `${clock.why.en}; extended with approval by ${workingDays} working days: ${due.why.en}`,
  );
  return {
    kind: 'clock-moved',
    id: clock.id,
    dueAt: due.dueAt,
    why,
    isProvisional: clock.isProvisional || due.provisional,
  };
}

export type ClockMood = 'calm' | 'soon' | 'late' | 'deferred';

/** From when on a clock is nearly out: a fifth of it is left, at least half an hour. */
export function soonFrom(clock: Pick<Clock, 'startedAt' | 'dueAt'>): string {
  const due = Date.parse(clock.dueAt);
  const whole = due - Date.parse(clock.startedAt);
  return new Date(due - Math.max(whole / 5, 30 * 60_000)).toISOString();
}

/** How a case stands by its governing clock. Deferred cases are not late before the day we look again. */
export function moodOf(
  at: {
    readonly dueAt: string | null;
    readonly soonAt: string | null;
    readonly deferredUntil: string | null;
    readonly isClosed: boolean;
  },
  now: string,
): ClockMood {
  if (at.isClosed || at.dueAt === null) return 'calm';
  if (at.deferredUntil !== null && at.deferredUntil >= businessDay(now)) return 'deferred';
  if (now >= at.dueAt) return 'late';
  return at.soonAt !== null && now >= at.soonAt ? 'soon' : 'calm';
}
