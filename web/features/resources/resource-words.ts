import type { PromisedResource, ResourceNeed } from '../../../contract/resources.ts';
import { resourcePeriods, resourceUnits } from '../../../domain/resources/promise.ts';
import { usePick, useWords } from '../../kit/i18n.ts';

type Window = Pick<PromisedResource, 'beginsOn' | 'endsOn' | 'weekdays' | 'hours'>;

/** Minutes of a day as a clock shows them. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** How promises and needs are said: how many, and when. */
export function useResourceWords() {
  const t = useWords('resources');
  const pick = usePick();
  return {
    unit: (one: Pick<ResourceNeed, 'unit'>): string => pick(resourceUnits[one.unit]),
    promised: ({ per, amount, unit }: Pick<PromisedResource, 'per' | 'amount' | 'unit'>): string =>
      `${pick(resourcePeriods[per])} ${amount} ${pick(resourceUnits[unit])}`,
    days: ({ beginsOn: from, endsOn: to }: Window): string =>
      to === null ? t('forever', { from }) : t('fromTo', { from, to }),
    hours: ({ weekdays, hours }: Window): string =>
      [
        weekdays.length === 0 ? t('anyDay') : weekdays.map((day) => t(`weekdays.d${day as 0}`)).join('、'),
        ...(hours ? [`${clockOf(hours.from)}–${clockOf(hours.to)}`] : []),
      ].join(' '),
  };
}
