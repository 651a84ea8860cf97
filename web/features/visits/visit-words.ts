import type { VisitDoor, VisitWish } from '../../../contract/visits.ts';
import { visitRules, wishHours } from '../../../domain/visits/rules.ts';
import { usePick, useWords } from '../../kit/i18n.ts';

type Need = VisitDoor['needs'][number];

/** Everything that is due at a door, each rule once. */
export const rulesOf = (door: Pick<VisitDoor, 'needs' | 'people'>): readonly Need['rule'][] => [
  ...new Set([...door.needs, ...door.people.flatMap(({ needs }) => needs)].map(({ rule }) => rule)),
];

/** Rules and wishes in words. */
export function useVisitWords() {
  const t = useWords('visits');
  const pick = usePick();
  return {
    rule: (rule: Need['rule']) => pick(visitRules[rule].label),
    wish: (wish: VisitWish | null): readonly string[] =>
      wish === null
        ? []
        : [
            ...(wish.isPhoneFirst ? [t('phoneFirst')] : []),
            ...(wish.isNoVisit ? [t('noVisit')] : []),
            ...(wish.isNoPhoto ? [t('noPhoto')] : []),
            ...(wish.hours === 'any' ? [] : [pick(wishHours[wish.hours])]),
          ],
  };
}
