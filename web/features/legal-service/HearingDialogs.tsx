import type { DeskHearing } from '../../../contract/legal-service.ts';
import { type HearingKind, hearingKinds } from '../../../domain/legal-service/topics.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';

const renewed = ['GET /hearings'] as const;

interface DoneProps {
  readonly onDone: () => void;
}

function useHearingFields(areas: readonly { readonly id: number; readonly name: string }[]): readonly FormField[] {
  const t = useWords('legal-service');
  return [
    {
      key: 'areaId',
      kind: 'choice',
      label: t('field.area'),
      required: true,
      options: areas.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    {
      key: 'kind',
      kind: 'choice',
      label: t('field.kind'),
      required: true,
      options: Object.entries(hearingKinds).map(([value, label]) => ({ value, label })),
    },
    { key: 'title', kind: 'text', label: t('field.title'), required: true, max: 80 },
    { key: 'court', kind: 'text', label: t('field.court'), required: true, max: 60 },
    { key: 'judge', kind: 'text', label: t('field.judge'), max: 40 },
    { key: 'place', kind: 'text', label: t('field.hearingPlace'), required: true, max: 80 },
    { key: 'phone', kind: 'text', label: t('field.phone'), max: 40 },
    { key: 'startsAt', kind: 'instant', label: t('field.startsAt'), required: true },
    { key: 'endsAt', kind: 'instant', label: t('field.endsAt'), required: true },
    { key: 'isOpen', kind: 'yes-no', label: t('field.isOpen') },
  ];
}

const wordsOf = (values: FormValues, key: string): string => String(values[key] ?? '');

/** Announces that a judge comes. */
export function AnnounceDialog({
  areas,
  onDone,
}: DoneProps & { readonly areas: readonly { readonly id: number; readonly name: string }[] }) {
  const t = useWords('legal-service');
  const announce = useSend('hearings.announce', renewed);
  const submit = (values: FormValues) =>
    announce.mutate(
      {
        areaId: Number(values['areaId']),
        kind: values['kind'] as HearingKind,
        title: wordsOf(values, 'title'),
        court: wordsOf(values, 'court'),
        judge: wordsOf(values, 'judge'),
        place: wordsOf(values, 'place'),
        phone: wordsOf(values, 'phone'),
        startsAt: wordsOf(values, 'startsAt'),
        endsAt: wordsOf(values, 'endsAt'),
        isOpen: values['isOpen'] === true,
      },
      { onSuccess: onDone },
    );
  return (
    <FormDialog
      title={t('announce')}
      fields={useHearingFields(areas)}
      initial={{ areaId: String(areas[0]?.id ?? ''), kind: 'circuit', isOpen: true }}
      submitLabel={t('save')}
      isBusy={announce.isPending}
      error={announce.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Says that a hearing does not take place, and why. */
export function WithdrawDialog({ id, onDone }: DoneProps & { readonly id: string }) {
  const t = useWords('legal-service');
  const withdraw = useSend('hearings.withdraw', renewed);
  return (
    <FormDialog
      title={t('withdraw')}
      fields={[{ key: 'words', kind: 'text', label: t('field.reason'), required: true, max: 200 }]}
      submitLabel={t('withdraw')}
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onSubmit={(values) => withdraw.mutate({ id, words: wordsOf(values, 'words') }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}

/** Writes down how many came, and what follows. */
export function RecordDialog({ hearing, onDone }: DoneProps & { readonly hearing: DeskHearing }) {
  const t = useWords('legal-service');
  const record = useSend('hearings.record', renewed);
  const submit = (values: FormValues) =>
    record.mutate(
      { id: hearing.id, attended: Number(values['attended']), words: wordsOf(values, 'words') },
      { onSuccess: onDone },
    );
  return (
    <FormDialog
      title={t('record')}
      fields={[
        { key: 'attended', kind: 'number', label: t('field.attendedN'), required: true, whole: true, min: 0 },
        { key: 'words', kind: 'text', label: t('field.after'), max: 500, lines: 3 },
      ]}
      initial={{ attended: hearing.attended ?? undefined, words: hearing.afterWords }}
      submitLabel={t('save')}
      isBusy={record.isPending}
      error={record.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
