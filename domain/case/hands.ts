import { refuse } from '../refusals.ts';
import type { Deed, Guard, Turn } from './define.ts';
import type { Fact } from './facts.ts';
import { list, userOf } from './read-input.ts';

const some = (
  kind: 'barred' | 'hands-laid',
  users: readonly string[],
  organisations: readonly string[],
): readonly Fact[] => (users.length + organisations.length === 0 ? [] : [{ kind, users, organisations }]);

/** Whoever had a hand in the case that this one grows out of takes no step in this: nobody judges their own work. */
export const barHandsBefore: Deed = ({ world: { handsBefore } }) =>
  handsBefore ? some('barred', handsBefore.users, handsBefore.organisations) : [];

/** People and units named in fields of a step take no step in it from here on. */
export const barNamed =
  (staffKey: string, unitsKey: string): Deed =>
  (turn) =>
    some('barred', list(turn, staffKey), list(turn, unitsKey));

/** Whoever acts counts as having had a hand in it, and so do their units: what comes next is for others. */
export const layHands: Deed = (turn) => {
  const userId = userOf(turn);
  return some('hands-laid', userId === null ? [] : [userId], turn.world.organisations);
};

const isNamed = (turn: Turn, key: string, id: string | null): boolean => id !== null && list(turn, key).includes(id);

/** Nobody takes in what names themselves or their own unit. */
export const namesNotOneself =
  (staffKey: string, unitsKey: string): Guard =>
  (turn) =>
    isNamed(turn, staffKey, userOf(turn)) || turn.world.organisations.some((id) => isNamed(turn, unitsKey, id))
      ? refuse('case.names-oneself')
      : null;
