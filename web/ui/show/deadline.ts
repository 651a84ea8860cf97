/** A clock of a matter as the server gives it: instants in ISO 8601. */
export interface Deadline {
  readonly due: string;
  /** When the clock began: a fifth of the whole before the end counts as near. */
  readonly started?: string | undefined;
  /** When it was stopped; absent while it runs. */
  readonly finished?: string | undefined;
  /** What the server says, which counts working time; without it the calendar decides. */
  readonly mood?: 'calm' | 'soon' | 'late' | 'deferred' | undefined;
}

export type DeadlineState = 'ok' | 'near' | 'late' | 'met' | 'missed' | 'deferred';

export interface DeadlineView {
  readonly state: DeadlineState;
  /** Time left or time over, never negative. */
  readonly ms: number;
}

const hourMs = 3_600_000;
/** Where the length of the clock is unknown, the last two hours are near. */
const nearMs = 2 * hourMs;

function nearnessOf({ due, started }: Deadline): number {
  if (!started) return nearMs;
  const whole = Date.parse(due) - Date.parse(started);
  return Math.min(Math.max(whole / 5, 0.5 * hourMs), 24 * hourMs);
}

/** What a clock says at a moment: far, near or past while it runs; met or missed once it is stopped. */
export function viewDeadline(deadline: Deadline, now: Date): DeadlineView {
  const due = Date.parse(deadline.due);
  const at = deadline.finished ? Date.parse(deadline.finished) : now.getTime();
  const left = due - at;
  if (deadline.finished) return left >= 0 ? { state: 'met', ms: left } : { state: 'missed', ms: -left };
  if (deadline.mood === 'deferred') return { state: 'deferred', ms: Math.max(left, 0) };
  if (left < 0) return { state: 'late', ms: -left };
  const isNear = deadline.mood ? deadline.mood === 'soon' : left <= nearnessOf(deadline);
  return { state: isNear ? 'near' : 'ok', ms: left };
}
