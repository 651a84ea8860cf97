import type { PersonDetail, PersonItem } from '../../../contract/people.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { useWords } from '../../kit/i18n.ts';

/** Today in Shanghai, by the clock of this device. */
export function today(): string {
  return businessDay(Date.now());
}

/** Sex and age in two words: 女 82 岁. */
export function useSexAndAge(): (person: Pick<PersonItem, 'sex' | 'age'>) => string {
  const t = useWords('people');
  return ({ sex, age }) =>
    [sex === 'unknown' ? '' : t(`sexes.${sex}`), age === null ? '' : t('years', { n: age })].filter(Boolean).join(' ');
}

type Home = Pick<PersonDetail['residences'][number], 'fromOn' | 'toOn'>;

/** From when to when, or since when. */
export function usePeriodWords(): (home: Home) => string {
  const t = useWords('people');
  return ({ fromOn, toOn }) => {
    if (fromOn === null && toOn === null) return t('sinceUnknown');
    const from = fromOn ?? t('unknownDay');
    return toOn === null ? t('homeSince', { from }) : t('homePeriod', { from, to: toOn });
  };
}
