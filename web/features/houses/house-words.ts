import type { HouseDetail, HouseItem } from '../../../contract/houses.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { choiceText, codeOf } from '../../../domain/registry/lists.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import type { Tone } from '../../ui/show/StatusDot.tsx';

/** Today in Shanghai, by the clock of this device. */
export function today(): string {
  return businessDay(Date.now());
}

export const uses = ['residence', 'commercial', 'office', 'storage', 'mixed', 'other'] as const;
export const tenures = ['owner', 'let', 'shared-let', 'lent', 'vacant', 'unknown'] as const;

/** The colour beside the word of how a home is held; none of them is a warning. */
export const tenureTones: Readonly<Record<HouseItem['tenure'], Tone>> = {
  owner: 'blue',
  let: 'teal',
  'shared-let': 'plum',
  lent: 'green',
  vacant: 'grey',
  unknown: 'grey',
};

export type Resident = HouseDetail['residentsNow'][number];

/** Sex, age, what somebody is here, relation to the head: 女 82 岁 · 房主 · 母亲. */
export function useResidentWords(): (resident: Resident) => string {
  const t = useWords('houses');
  const pick = usePick();
  const sayRelation = (said: string | null): string =>
    said === null ? '' : pick(choiceText('relation', codeOf('relation', said) ?? said));
  return ({ sex, age, asWhat, kind, relationToHead, isHead }) => {
    const known = (['owner', 'member', 'tenant', 'guest', 'staff'] as const).find((one) => one === asWhat);
    const who = [
      sex === 'male' || sex === 'female' ? t(`sexes.${sex}`) : '',
      age === null ? '' : t('years', { n: age }),
    ].filter(Boolean);
    return [
      who.join(' '),
      isHead ? t('head') : sayRelation(relationToHead),
      known ? t(`asWhats.${known}`) : '',
      kind === 'registered' ? t('registered') : '',
    ]
      .filter((part, at, all) => part !== '' && all.indexOf(part) === at)
      .join(' · ');
  };
}

/** From when to when. */
export function usePeriodWords(): (period: { readonly fromOn: string | null; readonly toOn: string | null }) => string {
  const t = useWords('houses');
  return ({ fromOn, toOn }) => {
    const from = fromOn ?? t('unknownDay');
    return toOn === null ? t('since', { from }) : t('period', { from, to: toOn });
  };
}
