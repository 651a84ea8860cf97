import { App } from 'antd';
import { useMemo, useState } from 'react';
import type { SensorRow } from '../../../contract/sensors.ts';
import { type SensorKind, sensorKinds } from '../../../domain/registry/sensors.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { newSigningSecret } from '../../kit/new-signing-secret.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';

/** What is asked again after a deed on a device. */
export const renewedSensors = ['POST /sensors', 'GET /sensors/:id'] as const;

/** A secret to be shown this once. */
export interface MadeSecret {
  readonly id: string;
  readonly deviceId: string;
  readonly secret: string;
  readonly isNew: boolean;
}

const mostFound = 30;

/** Areas and organisations, and the open categories of events, by words. */
function useSources(): FormSources {
  const pick = usePick();
  const reach = useReachSources();
  return useMemo(
    () => ({
      find: {
        ...reach.find,
        category: async (words, signal) => {
          const { items } = await api.get('GET /catalogue/effective', { signal });
          const nameOf = (id: number | null) => items.find((item) => item.id === id)?.name;
          return items
            .filter(({ caseType }) => caseType === 'event')
            .map(({ id, name, parentId }) => {
              const above = nameOf(parentId);
              return { ref: String(id), name: pick(name), ...(above ? { hint: pick(above) } : {}) };
            })
            .filter(({ name, hint }) => `${name} ${hint ?? ''}`.toLowerCase().includes(words.toLowerCase()))
            .slice(0, mostFound);
        },
      },
    }),
    [pick, reach],
  );
}

/** What is asked of a device both when it is registered and later. */
function useLooksAfter(): readonly FormField[] {
  const t = useWords('sensors');
  const minutes = { kind: 'number', required: true, whole: true, unit: t('form.minutes') } as const;
  return [
    { key: 'category', kind: 'pick', from: 'category', label: t('form.category'), required: true, path: 'categoryId' },
    { key: 'owner', kind: 'pick', from: 'organisation', label: t('form.owner'), path: 'ownerId' },
    { key: 'contact', kind: 'text', label: t('form.contact'), hint: t('form.contactHint'), max: 100 },
    { key: 'quietMinutes', ...minutes, label: t('form.quiet'), min: 0, max: 1440 },
    { key: 'silentAfterMinutes', ...minutes, label: t('form.silent'), min: 5, max: 100_000 },
  ];
}

function looksAfterOf(values: FormValues) {
  return {
    name: String(values['name']),
    categoryId: Number((values['category'] as PickValue).ref),
    ownerId: (values['owner'] as PickValue | undefined)?.ref ?? null,
    contact: String(values['contact'] ?? ''),
    quietMinutes: Number(values['quietMinutes']),
    silentAfterMinutes: Number(values['silentAfterMinutes']),
  };
}

interface RegisterSensorDialogProps {
  readonly onMade: (made: MadeSecret) => void;
  readonly onCancel: () => void;
}

/** Asks what a device is and where it hangs, and registers it. */
export function RegisterSensorDialog({ onMade, onCancel }: RegisterSensorDialogProps) {
  const t = useWords('sensors');
  const [secret] = useState(newSigningSecret);
  const send = useSend('sensors.register', renewedSensors);
  const fields: readonly FormField[] = [
    { key: 'deviceId', kind: 'text', label: t('form.device'), hint: t('form.deviceHint'), required: true, max: 64 },
    { key: 'name', kind: 'text', label: t('form.name'), hint: t('form.nameHint'), required: true, max: 60 },
    {
      key: 'kind',
      kind: 'choice',
      label: t('form.kind'),
      required: true,
      options: Object.entries(sensorKinds).map(([value, label]) => ({ value, label })),
    },
    { key: 'area', kind: 'pick', from: 'area', label: t('form.area'), hint: t('form.areaHint'), required: true },
    { key: 'words', kind: 'text', label: t('form.words'), max: 100 },
    ...useLooksAfter(),
  ];
  const submit = (values: FormValues) => {
    const deviceId = String(values['deviceId']).trim();
    const place = { areaId: Number((values['area'] as PickValue).ref), words: String(values['words'] ?? '') };
    const kind = values['kind'] as SensorKind;
    send.mutate(
      { deviceId, kind, place, secret, ...looksAfterOf(values) },
      { onSuccess: ({ id }) => onMade({ id, deviceId, secret, isNew: true }) },
    );
  };
  return (
    <FormDialog
      title={t('register')}
      fields={fields}
      initial={{ quietMinutes: 10, silentAfterMinutes: 1440 }}
      sources={useSources()}
      submitLabel={t('register')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onCancel}
    />
  );
}

interface ChangeSensorDialogProps {
  readonly sensor: SensorRow;
  readonly onDone: () => void;
}

/** Changes what is known of a device; where it hangs and what it watches stay. */
export function ChangeSensorDialog({ sensor, onDone }: ChangeSensorDialogProps) {
  const t = useWords('sensors');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('sensors.change', renewedSensors);
  const { id, name, contact, quietMinutes, silentAfterMinutes, owner } = sensor;
  const category = { ref: String(sensor.categoryId), name: pick(sensor.categoryName) };
  const submit = (values: FormValues) =>
    send.mutate(
      { id, ...looksAfterOf(values) },
      {
        onSuccess: () => {
          void message.success(t('done.changed'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={`${t('change')} · ${name}`}
      fields={[{ key: 'name', kind: 'text', label: t('form.name'), required: true, max: 60 }, ...useLooksAfter()]}
      initial={{
        name,
        contact,
        quietMinutes,
        silentAfterMinutes,
        category,
        ...(owner ? { owner: { ref: owner.id, name: owner.name } } : {}),
      }}
      sources={useSources()}
      submitLabel={t('change')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
