import { useMemo } from 'react';
import type { LegalGuide } from '../../../contract/legal-service.ts';
import { type LegalTopic, legalTopics } from '../../../domain/legal-service/topics.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';

const renewed = ['GET /legal-guides'] as const;

/** What is said of a guide both when they are put on the register and later. */
function useKnownFields(): readonly FormField[] {
  const t = useWords('legal-service');
  return [
    {
      key: 'topics',
      kind: 'choice',
      many: true,
      label: t('field.topics'),
      options: Object.entries(legalTopics).map(([value, label]) => ({ value, label })),
    },
    { key: 'place', kind: 'text', label: t('field.place'), max: 80 },
    { key: 'dutyPhone', kind: 'text', label: t('field.dutyPhone'), max: 40 },
    { key: 'trainedOn', kind: 'date', label: t('field.trainedOn') },
    { key: 'certificate', kind: 'text', label: t('field.certificate'), max: 80 },
    { key: 'showsName', kind: 'yes-no', label: t('field.showsName') },
    { key: 'showsPhone', kind: 'yes-no', label: t('field.showsPhone') },
  ];
}

const wordsOf = (values: FormValues, key: string): string => String(values[key] ?? '');

function knownOf(values: FormValues) {
  return {
    topics: (values['topics'] ?? []) as LegalTopic[],
    place: wordsOf(values, 'place'),
    dutyPhone: wordsOf(values, 'dutyPhone'),
    trainedOn: typeof values['trainedOn'] === 'string' ? values['trainedOn'] : null,
    certificate: wordsOf(values, 'certificate'),
    showsName: values['showsName'] === true,
    showsPhone: values['showsPhone'] === true,
  };
}

interface AddGuideDialogProps {
  readonly areas: readonly { readonly id: number; readonly name: string }[];
  readonly onDone: () => void;
}

/** Puts somebody on the register who agreed to it: a resident by name, or a member of staff by their account. */
export function AddGuideDialog({ areas, onDone }: AddGuideDialogProps) {
  const t = useWords('legal-service');
  const add = useSend('legal-guides.add', renewed);
  const known = useKnownFields();
  const first = areas[0]?.id ?? 0;
  const sources = useMemo(
    (): FormSources => ({
      find: {
        staff: async (q, signal) => {
          const query = { areaId: first, ...(q ? { q } : {}) };
          const { items } = await api.get('POST /legal-guides/staff', { query, signal });
          return items.map(({ userId, name, hint }) => ({ ref: userId, name, hint }));
        },
      },
    }),
    [first],
  );
  const isResident = (values: FormValues) => values['user'] === undefined || values['user'] === null;
  const submit = (values: FormValues) =>
    add.mutate(
      {
        areaId: Number(values['areaId']),
        userId: (values['user'] as PickValue | undefined)?.ref ?? null,
        name: wordsOf(values, 'name'),
        ownPhone: wordsOf(values, 'ownPhone'),
        ...knownOf(values),
        // What was not ticked is refused by the server with its reason.
        hasAgreed: (values['hasAgreed'] === true) as true,
      },
      { onSuccess: onDone },
    );
  return (
    <FormDialog
      title={t('add')}
      fields={[
        {
          key: 'areaId',
          kind: 'choice',
          label: t('field.area'),
          required: true,
          options: areas.map(({ id, name }) => ({ value: String(id), label: name })),
        },
        { key: 'user', kind: 'pick', from: 'staff', label: t('field.user') },
        { key: 'name', kind: 'text', label: t('field.name'), max: 40, when: isResident },
        { key: 'ownPhone', kind: 'text', label: t('field.ownPhone'), hint: t('field.ownPhoneHint'), max: 30 },
        ...known,
        { key: 'hasAgreed', kind: 'yes-no', label: t('field.hasAgreed'), required: true },
      ]}
      initial={{ areaId: String(first) }}
      sources={sources}
      submitLabel={t('save')}
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Changes what is said of a guide, or takes back what they agreed to have published. */
export function ChangeGuideDialog({ guide, onDone }: { readonly guide: LegalGuide; readonly onDone: () => void }) {
  const t = useWords('legal-service');
  const change = useSend('legal-guides.change', renewed);
  const { topics, place, dutyPhone, trainedOn, certificate, showsName, showsPhone } = guide;
  return (
    <FormDialog
      title={`${t('change')} · ${guide.name}`}
      fields={useKnownFields()}
      initial={{ topics, place, dutyPhone, trainedOn: trainedOn ?? undefined, certificate, showsName, showsPhone }}
      submitLabel={t('save')}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={(values) => change.mutate({ id: guide.id, ...knownOf(values) }, { onSuccess: onDone })}
      onCancel={onDone}
    />
  );
}
