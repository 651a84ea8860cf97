import type { CaseType } from './define.ts';
import { type CaseState, isMember } from './state.ts';

/** Whether somebody of the staff who sees a case may know who asked: everybody, save where its declaration keeps it to one role of its list. */
export function knowsAsker(type: CaseType, state: CaseState, userId: string | null): boolean {
  const role = type.sealed?.askerTo;
  return role === undefined || isMember(state, userId, role);
}
