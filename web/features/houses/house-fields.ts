import { houseFields } from '../../../domain/registry/fields.ts';
import { useWords } from '../../kit/i18n.ts';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { tenures, uses } from './house-words.ts';

/** What a home's record asks for beside its door. */
export function useHouseFields(): readonly FormField[] {
  const t = useWords('houses');
  return [
    {
      key: 'tenure',
      kind: 'choice',
      label: t('tenure'),
      options: tenures.map((value) => ({ value, label: t(`tenures.${value}`) })),
    },
    {
      key: 'use',
      kind: 'choice',
      label: t('use'),
      options: uses.map((value) => ({ value, label: t(`uses.${value}`) })),
    },
    { key: 'floor', kind: 'number', label: t('floor'), min: -5, max: 150, whole: true },
    { key: 'areaM2', kind: 'number', label: t('form.areaM2'), min: 0, max: 100_000 },
    ...houseFields.map(
      ({ key, label, max }): FormField => ({
        key,
        kind: 'text',
        label,
        max,
        ...(max > 200 ? { lines: 3 } : {}),
      }),
    ),
  ];
}

/** The details among the values of a form. */
export function detailsOf(values: FormValues): Record<string, string> {
  return Object.fromEntries(
    houseFields.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, String(values[key])]])),
  );
}
