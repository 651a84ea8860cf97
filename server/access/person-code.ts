import { type CaseState, membersOf } from '../../domain/case/state.ts';
import type { Vault } from '../kit/crypto/vault.ts';

/**
 * The code of six digits that the person who asked holds for whoever is on the list in a role now; undefined while nobody is. Derived, so that it
 * is stored nowhere; another one on the list, another code.
 */
export function personCode(vault: Vault, state: CaseState, role: string | undefined): string | undefined {
  const member = role === undefined ? undefined : membersOf(state, role)[0];
  if (!member || state.phase === 'closed') return undefined;
  const digits = vault.token('code', `person:${state.id}:${member.id}`).readUInt32BE(0) % 1_000_000;
  return String(digits).padStart(6, '0');
}
