import { App } from 'antd';
import { useMemo } from 'react';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { buildingSources } from './BuildingView.tsx';
import { detailsOf, useHouseFields } from './house-fields.ts';

interface DialogProps {
  readonly onDone: () => void;
  readonly onAdded: (ref: string) => void;
}

const refOf = (value: unknown): number => Number((value as PickValue | undefined)?.ref);

/** Stairwells by part of their name, each with its building. */
const findUnits: NonNullable<FormSources['find']>[string] = async (q, signal) => {
  if (q === '') return [];
  const { items } = await api.get('POST /areas/search', { query: { q, kind: 'unit', limit: 20 }, signal });
  return items.map(({ id, name, path }) => ({ ref: String(id), name, hint: path.at(-2)?.name }));
};

/** Registers a door of a building. */
export function RegisterHouseDialog({ onDone, onAdded }: DialogProps) {
  const t = useWords('houses');
  const { message } = App.useApp();
  const send = useSend('houses.register');
  const fields = useHouseFields();
  const sources = useMemo<FormSources>(() => ({ find: { ...buildingSources.find, unit: findUnits } }), []);
  const submit = (values: FormValues) => {
    const { building, unit, room, tenure, use, floor, areaM2 } = values;
    const input = {
      buildingId: refOf(building),
      unitId: unit ? refOf(unit) : null,
      room,
      floor: floor ?? null,
      areaM2: areaM2 ?? null,
      ...(tenure ? { tenure } : {}),
      ...(use ? { use } : {}),
      details: detailsOf(values),
    };
    send.mutate(input as never, {
      onSuccess: ({ ref }) => {
        void message.success(t('form.registered'));
        onDone();
        onAdded(ref);
      },
    });
  };
  return (
    <FormDialog
      title={t('register')}
      fields={[
        { key: 'building', kind: 'pick', from: 'building', label: t('building'), required: true },
        { key: 'unit', kind: 'pick', from: 'unit', label: t('unit') },
        { key: 'room', kind: 'text', label: t('room'), required: true, max: 20 },
        ...fields,
      ]}
      initial={{ use: 'residence' }}
      sources={sources}
      submitLabel={t('register')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
