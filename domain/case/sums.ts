import { refuse } from '../refusals.ts';
import type { Deed, Guard, Turn } from './define.ts';
import { number } from './read-input.ts';

/** What a sum or count of a case's fields stands at; nothing yet is nought. */
function standing({ case: state }: Turn, key: string): number {
  const value = state.fields[key];
  return typeof value === 'number' ? value : 0;
}

/** A sum of 分 in 元, with its two digits. */
export function moneyText(fen: number): string {
  const [yuan, rest] = [Math.floor(fen / 100), String(fen % 100).padStart(2, '0')];
  return `¥${String(yuan).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${rest}`;
}

/** Begins a sum or a count at nought, so that it is shown from the start. */
export const beginSum =
  (...totals: readonly string[]): Deed =>
  () =>
    totals.map((field) => ({ kind: 'set', field, value: 0 }));

/** Adds what is given in a field of the step to a sum of the case, in 分. */
export const addUp =
  (total: string, amount: string): Deed =>
  (turn) => [{ kind: 'set', field: total, value: standing(turn, total) + (number(turn, amount) ?? 0) }];

/** One more of something. */
export const countUp =
  (total: string): Deed =>
  (turn) => [{ kind: 'set', field: total, value: standing(turn, total) + 1 }];

/** A sum never goes beyond what was set for it. */
export const withinSum =
  (total: string, amount: string, cap: string): Guard =>
  (turn) => {
    const left = standing(turn, cap) - standing(turn, total);
    return (number(turn, amount) ?? 0) <= left ? null : refuse('case.over-sum', { left: moneyText(left) });
  };

/** What is set anew is not less than what has been used of it. */
export const notBelow =
  (total: string, cap: string): Guard =>
  (turn) =>
    (number(turn, cap) ?? standing(turn, cap)) >= standing(turn, total)
      ? null
      : refuse('case.below-spent', { spent: moneyText(standing(turn, total)) });

/** One count runs ahead of another: what was delivered before it is accepted, what was accepted before it is paid. */
export const isAheadOf =
  (ahead: string, behind: string): Guard =>
  (turn) =>
    standing(turn, ahead) > standing(turn, behind) ? null : refuse('case.not-accepted-yet');
