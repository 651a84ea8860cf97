import type { Actor } from '../../../domain/access/actor.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { CategoryRule } from '../../../domain/case/category.ts';
import { type Decision, decide, decideBegin, type Opening } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { system, worldOf } from './case-cast.ts';
import { idAt } from './ids.ts';
import type { Random } from './random.ts';

/** A step that somebody takes at a moment. */
export interface Step {
  readonly atMs: number;
  readonly actor: Actor;
  readonly action: string;
  /** Worked out only when the step is taken: what it makes (a photo) exists only then. */
  readonly input: StepInput | ((atMs: number) => StepInput);
}

type StepInput = Readonly<Record<string, unknown>>;

/** What all steps of a case have in common. */
export interface Stage {
  readonly random: Random;
  readonly type: CaseType;
  readonly calendar: Calendar;
  readonly category: CategoryRule;
  /** Null where the case has no category. */
  readonly categoryVersion?: null;
  /** The place's area and all above it. */
  readonly areaPath: ReadonlySet<number>;
  readonly nowMs: number;
  /** What a process asks of registers beside the case. */
  readonly beside?: (actor: Actor) => Pick<World, 'intake' | 'enlisted' | 'actsAt'>;
}

/** A case as it was played so far. */
export interface Played {
  readonly state: CaseState;
  readonly entries: readonly Entry[];
}

/** Hours after a due time at which the platform raises lateness (server/features/cases/cases.jobs.ts). */
const latenessHours = [0, 24, 72] as const;
const hourMs = 3_600_000;
/** Nobody acts twice within a few seconds. */
const leastMs = 20_000;

/** What happens next to a case, given when the last thing happened; nothing, if it is over. */
export type NextStep = (state: CaseState, sinceMs: number) => Step | undefined;

/** Raises a case. @throws if the engine refuses: then the generator is wrong */
export function begin(stage: Stage, step: Step, entryId: string, opening: Opening): Played {
  const world = worldAt(stage, step);
  const decision = accepted(
    decideBegin(stage.type, step.actor, { action: step.action, input: inputOf(step), entryId }, opening, world),
    step,
  );
  return { state: decision.state, entries: [decision.entry] };
}

/** Takes steps until the case is closed or the present is reached; what runs out of time meanwhile is raised as the platform would. */
export function playOn(stage: Stage, begun: Played, next: NextStep): Played {
  let played = begun;
  for (;;) {
    const sinceMs = Date.parse(played.entries.at(-1)?.at ?? '');
    const wanted = next(played.state, sinceMs);
    const step = wanted && { ...wanted, atMs: Math.max(wanted.atMs, sinceMs + leastMs) };
    const isDue = step !== undefined && step.atMs < stage.nowMs;
    played = raiseLateness(stage, played, isDue ? step.atMs : stage.nowMs);
    if (!isDue) return played;
    played = take(stage, played, step, idAt(stage.random, step.atMs));
  }
}

function take(stage: Stage, { state, entries }: Played, step: Step, entryId: string): Played {
  const world = worldAt(stage, step);
  const move = { action: step.action, input: inputOf(step), entryId };
  const decision = accepted(decide(stage.type, state, step.actor, move, world), step, state);
  return { state: decision.state, entries: [...entries, decision.entry] };
}

function worldAt(stage: Stage, { actor, atMs }: Step): World {
  return { ...worldOf(actor, { ...stage, atMs }), ...stage.beside?.(actor) };
}

function inputOf({ input, atMs }: Step): StepInput {
  return typeof input === 'function' ? input(atMs) : input;
}

function accepted(decision: Decision | Refusal, step: Step, state?: CaseState): Decision {
  if (!(decision instanceof Refusal)) return decision;
  const why = JSON.stringify(decision.details);
  throw new Error(`The engine refused ${step.action} at ${state?.stage ?? 'the beginning'}: ${decision.code} ${why}`);
}

function raiseLateness(stage: Stage, begun: Played, untilMs: number): Played {
  let played = begun;
  for (;;) {
    const late = firstLate(played.state, untilMs);
    if (!late) return played;
    const step: Step = { atMs: late.atMs, actor: system, action: 'raise-lateness', input: {} };
    played = take(stage, played, step, deriveId(late.clockId, `late:${late.raisedTimes}`));
  }
}

function firstLate(
  state: CaseState,
  untilMs: number,
): { readonly atMs: number; readonly clockId: string; readonly raisedTimes: number } | undefined {
  if (state.phase === 'closed') return undefined;
  let first: { atMs: number; clockId: string; raisedTimes: number } | undefined;
  for (const { id, kind, dueAt, stoppedAt, raisedTimes } of state.clocks) {
    const hours = latenessHours[raisedTimes];
    if (stoppedAt !== null || hours === undefined || kind === 'inquiry' || kind === 'term') continue;
    // The job looks each minute.
    const atMs = Date.parse(dueAt) + hours * hourMs + 30_000;
    if (atMs < untilMs && (!first || atMs < first.atMs)) first = { atMs, clockId: id, raisedTimes };
  }
  return first;
}
