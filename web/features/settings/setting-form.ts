import type { Setting } from '../../../domain/settings/define-setting.ts';
import type { Say } from '../../kit/i18n.ts';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';

type Words = Say<'settings'>;

/** The form of a setting, from its declaration alone. */
export function fieldsOf({ kind, label, min, max, unit }: Setting, t: Words): readonly FormField[] {
  const path = 'value';
  switch (kind) {
    case 'words':
      return [
        { key: 'zh', kind: 'text', label: t('zh'), required: true, max, path: 'value.zh' },
        { key: 'en', kind: 'text', label: t('en'), required: true, max, path: 'value.en' },
      ];
    case 'phone':
      return [{ key: 'value', kind: 'text', label, max }];
    case 'number':
      return [{ key: 'value', kind: 'number', label, required: true, whole: true, min, max, unit }];
    case 'switch':
      return [{ key: 'value', kind: 'yes-no', label: t('on'), required: true }];
    case 'hours':
      return [
        { key: 'from', kind: 'text', label: t('from'), required: true, max: 5, path: 'value.from' },
        { key: 'to', kind: 'text', label: t('to'), required: true, max: 5, path: 'value.to' },
      ];
    case 'networks':
      return [{ key: 'value', kind: 'text', label: t('networks'), lines: 5, max: 900, path }];
    case 'point':
      return [
        { key: 'lon', kind: 'number', label: t('lon'), required: true, min: 73, max: 136, path: 'value.lon' },
        { key: 'lat', kind: 'number', label: t('lat'), required: true, min: 3, max: 54, path: 'value.lat' },
      ];
  }
}

/** What the form begins with. */
export function initialOf({ kind }: Setting, value: unknown): FormValues {
  if (kind === 'networks') return { value: (value as readonly string[]).join('\n') };
  if (kind === 'words' || kind === 'hours' || kind === 'point') return { ...(value as object | null) };
  return { value };
}

/** The value that was filled in, as the declaration's schema takes it. */
export function givenBy({ kind }: Setting, values: FormValues): unknown {
  switch (kind) {
    case 'words':
      return { zh: values['zh'], en: values['en'] };
    case 'hours':
      return { from: values['from'], to: values['to'] };
    case 'point':
      return { lon: values['lon'], lat: values['lat'] };
    case 'networks':
      return String(values['value'] ?? '')
        .split(/[\s,，;；]+/)
        .filter((one) => one !== '');
    case 'phone':
      return values['value'] ?? '';
    default:
      return values['value'];
  }
}
