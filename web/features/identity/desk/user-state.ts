import type { UserRow } from '../../../../contract/users.ts';
import { useWords } from '../../../kit/i18n.ts';
import type { Tone } from '../../../ui/show/StatusDot.tsx';

function stateOf({ isActive, isLocked, mustChangePassword }: UserRow): 'off' | 'locked' | 'first' | 'on' {
  if (!isActive) return 'off';
  if (isLocked) return 'locked';
  return mustChangePassword ? 'first' : 'on';
}

const toneOf = { off: 'grey', locked: 'amber', first: 'blue', on: 'green' } as const;

/** The colour of a user's state. */
export function toneOfUser(user: UserRow): Tone {
  return toneOf[stateOf(user)];
}

/** A user's state in a word. */
export function useStateWords(): (user: UserRow) => string {
  const t = useWords('users');
  return (user) => t(`states.${stateOf(user)}`);
}
