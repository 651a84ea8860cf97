import type { Turn } from './define.ts';

/** Words of the input, empty if not given; the input has passed its fields' checks before. */
export function words(turn: Turn, key = 'words'): string {
  const value = turn.input[key];
  return typeof value === 'string' ? value : '';
}

/** A choice, id or chip of the input, or null. */
export function choice(turn: Turn, key: string): string | null {
  const value = turn.input[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function number(turn: Turn, key: string): number | null {
  const value = turn.input[key];
  return typeof value === 'number' ? value : null;
}

export function flag(turn: Turn, key: string): boolean {
  return turn.input[key] === true;
}

export function list(turn: Turn, key: string): readonly string[] {
  const value = turn.input[key];
  return Array.isArray(value) ? (value as string[]) : [];
}

/** The user who acts, if staff or a resident with an account. */
export function userOf(turn: Turn): string | null {
  return 'userId' in turn.actor ? turn.actor.userId : null;
}

/** Whether the person was content: solved, and at least "basically satisfied". */
export function isContent(turn: Turn): boolean {
  return flag(turn, 'isSolved') && (number(turn, 'score') ?? 0) >= 3;
}
