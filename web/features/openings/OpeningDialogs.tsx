import type { AnswerOf } from '../../../contract/route.ts';
import { type WagePeriod, wagePeriods } from '../../../domain/openings/wage.ts';
import type { Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';

export type Places = AnswerOf<Routes['GET /resources/places']>;

const words = (values: FormValues, key: string): string => String(values[key] ?? '').trim();
const fenOf = (value: unknown): number => Math.round(Number(value) * 100);
const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (value as PickValue).ref : String(value ?? '');
const named = (list: readonly { readonly id: string | number; readonly name: string }[]) =>
  list.map(({ id, name }) => ({ value: String(id), label: name }));

interface Props {
  readonly places: Places;
  readonly onDone: () => void;
}

/** Whom a unit needs, stated by itself or by the community in its name. */
export function PostDialog({ places, onDone }: Props) {
  const t = useWords('openings');
  const send = useSend('openings.post', ['POST /openings']);
  const isOffice = places.areas.length > 0;
  const areas = isOffice ? places.areas : (places.units[0]?.areas ?? []);
  const today = momentOf(new Date()).day;
  const fields: readonly FormField[] = [
    isOffice
      ? { key: 'unit', kind: 'pick', from: 'organisation', label: t('field.unit'), required: true }
      : { key: 'unit', kind: 'choice', label: t('field.unit'), required: true, options: named(places.units) },
    { key: 'areaId', kind: 'choice', label: t('field.area'), required: true, options: named(areas) },
    { key: 'title', kind: 'text', label: t('field.title'), required: true, max: 40 },
    { key: 'details', kind: 'text', label: t('field.details'), required: true, lines: 4, max: 500 },
    { key: 'places', kind: 'number', label: t('field.places'), required: true, min: 1, max: 1000, whole: true },
    { key: 'from', kind: 'number', label: t('field.from'), required: true, min: 1, max: 100_000 },
    { key: 'to', kind: 'number', label: t('field.to'), min: 1, max: 100_000 },
    {
      key: 'per',
      kind: 'choice',
      label: t('field.per'),
      required: true,
      options: Object.entries(wagePeriods).map(([value, label]) => ({ value, label })),
    },
    { key: 'workPlace', kind: 'text', label: t('field.workPlace'), required: true, max: 60 },
    { key: 'untilOn', kind: 'date', label: t('field.untilOn'), required: true, notBefore: today },
  ];
  const submit = (values: FormValues) => {
    const from = fenOf(values['from']);
    const to = values['to'] === undefined || values['to'] === '' ? from : fenOf(values['to']);
    send.mutate(
      {
        organisationId: idOf(values['unit']),
        areaId: Number(values['areaId']),
        title: words(values, 'title'),
        details: words(values, 'details'),
        places: Number(values['places']),
        wage: { from, to, per: values['per'] as WagePeriod },
        workPlace: words(values, 'workPlace'),
        untilOn: words(values, 'untilOn'),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <FormDialog
      title={t('post')}
      width={600}
      fields={fields}
      initial={{
        per: 'month',
        ...(isOffice ? {} : { unit: places.units[0]?.id ?? '' }),
        ...(areas.length === 1 ? { areaId: String(areas[0]?.id) } : {}),
      }}
      sources={useReachSources()}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface RefuseProps {
  readonly id: string;
  readonly title: string;
  readonly onDone: () => void;
}

export function RefuseDialog({ id, title, onDone }: RefuseProps) {
  const t = useWords('openings');
  const send = useSend('openings.check', ['POST /openings']);
  return (
    <FormDialog
      title={`${t('refuse')} · ${title}`}
      fields={[{ key: 'why', kind: 'text', label: t('refuseWhy'), required: true, lines: 3, max: 200 }]}
      submitLabel={t('refuse')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => send.mutate({ id, isShown: false, why: words(values, 'why') }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}
