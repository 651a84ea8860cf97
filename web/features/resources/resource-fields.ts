import type { AnswerOf } from '../../../contract/route.ts';
import {
  type ResourceKind,
  type ResourcePeriod,
  type ResourceUnit,
  resourceKinds,
  resourcePeriods,
  resourceUnits,
} from '../../../domain/resources/promise.ts';
import type { Text } from '../../../domain/text.ts';
import type { Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import type { FormField, FormValues, Option, PickValue } from '../../ui/forms/fields.ts';
import { clockOf } from './resource-words.ts';

export type Places = AnswerOf<Routes['GET /resources/places']>;

const most = 100_000;
const halfHours = 48;
const ofTexts = (texts: Readonly<Record<string, Text>>): Option[] =>
  Object.entries(texts).map(([value, label]) => ({ value, label }));
const ofNames = (list: readonly { readonly id: string | number; readonly name: string }[]): Option[] =>
  list.map(({ id, name }) => ({ value: String(id), label: name }));
const clocks: readonly Option[] = Array.from({ length: halfHours + 1 }, (_, n) => ({
  value: String(n * 30),
  label: clockOf(n * 30),
}));

/** What both a promise and a need say: what, how many, when. */
function useSharedFields(isPromise: boolean): readonly FormField[] {
  const t = useWords('resources');
  const days = [1, 2, 3, 4, 5, 6, 0] as const;
  return [
    { key: 'kind', kind: 'choice', label: t('field.kind'), required: true, options: ofTexts(resourceKinds) },
    { key: 'title', kind: 'text', label: t('field.title'), required: true, max: 60, hint: t('field.titleHint') },
    { key: 'details', kind: 'text', label: t('field.details'), lines: 3, max: 500 },
    { key: 'amount', kind: 'number', label: t('field.amount'), required: true, min: 1, max: most, whole: true },
    { key: 'unit', kind: 'choice', label: t('field.count'), required: true, options: ofTexts(resourceUnits) },
    ...(isPromise
      ? [
          {
            key: 'per',
            kind: 'choice',
            label: t('field.per'),
            required: true,
            options: ofTexts(resourcePeriods),
          } as const,
        ]
      : []),
    { key: 'beginsOn', kind: 'date', label: t('field.beginsOn'), required: true },
    { key: 'endsOn', kind: 'date', label: t('field.endsOn') },
    {
      key: 'weekdays',
      kind: 'choice',
      many: true,
      look: 'chips',
      label: t('field.weekdays'),
      options: days.map((day) => ({ value: String(day), label: t(`weekdays.d${day}`) })),
    },
    { key: 'from', kind: 'choice', label: t('field.from'), options: clocks, hint: t('field.hoursHint') },
    { key: 'to', kind: 'choice', label: t('field.to'), options: clocks },
  ];
}

/** The fields of a promise: of one's own unit, or of any where the community writes it down. */
export function usePromiseFields(places: Places, unitId: string | undefined): readonly FormField[] {
  const t = useWords('resources');
  const shared = useSharedFields(true);
  const isOffice = places.areas.length > 0;
  const unit = places.units.find(({ id }) => id === unitId) ?? places.units[0];
  return [
    isOffice
      ? { key: 'organisationId', kind: 'pick', from: 'organisation', label: t('field.unit'), required: true }
      : {
          key: 'organisationId',
          kind: 'choice',
          label: t('field.unit'),
          required: true,
          options: ofNames(places.units),
        },
    {
      key: 'areaId',
      kind: 'choice',
      label: t('field.area'),
      required: true,
      options: ofNames(isOffice ? places.areas : (unit?.areas ?? [])),
    },
    ...shared,
  ];
}

export function useNeedFields(places: Places): readonly FormField[] {
  const t = useWords('resources');
  return [
    { key: 'areaId', kind: 'choice', label: t('field.needArea'), required: true, options: ofNames(places.areas) },
    ...useSharedFields(false),
  ];
}

const dayOrNone = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (value as PickValue).ref : String(value ?? '');

/** What a form says of both. */
export function sharedInput(values: FormValues) {
  const [from, to] = [values['from'], values['to']];
  return {
    areaId: Number(values['areaId']),
    kind: values['kind'] as ResourceKind,
    title: String(values['title'] ?? ''),
    details: String(values['details'] ?? ''),
    amount: Number(values['amount']),
    unit: values['unit'] as ResourceUnit,
    beginsOn: String(values['beginsOn'] ?? ''),
    endsOn: dayOrNone(values['endsOn']),
    weekdays: ((values['weekdays'] as readonly string[] | undefined) ?? []).map(Number),
    hours: from && to ? { from: Number(from), to: Number(to) } : null,
  };
}

export const promiseInput = (values: FormValues) => ({
  ...sharedInput(values),
  organisationId: idOf(values['organisationId']),
  per: values['per'] as ResourcePeriod,
});
