import type { FormField, FormValues, PickValue, Words } from './fields.ts';

interface ReachWords {
  readonly reach: Words;
  readonly area: Words;
  readonly organisation: Words;
}

const isByArea = (values: FormValues) => values['by'] !== 'organisation';

/** Fields that ask how far something reaches: an area, or an organisation. Choose from `useReachSources`; begin with `{ by: 'area' }`. */
export function reachFields({ reach, area, organisation }: ReachWords): readonly FormField[] {
  return [
    {
      key: 'by',
      kind: 'choice',
      label: reach,
      required: true,
      options: [
        { value: 'area', label: area },
        { value: 'organisation', label: organisation },
      ],
    },
    { key: 'area', kind: 'pick', from: 'area', label: area, required: true, when: isByArea },
    {
      key: 'organisation',
      kind: 'pick',
      from: 'organisation',
      label: organisation,
      required: true,
      when: (values) => !isByArea(values),
    },
  ];
}

/** What was answered, as commands take it. */
export function reachOf(values: FormValues): { areaId: number } | { organisationId: string } {
  return isByArea(values)
    ? { areaId: Number((values['area'] as PickValue).ref) }
    : { organisationId: (values['organisation'] as PickValue).ref };
}
