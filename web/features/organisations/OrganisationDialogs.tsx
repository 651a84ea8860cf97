import { App } from 'antd';
import { useMemo } from 'react';
import type { OrganisationView } from '../../../contract/organisations.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { organisationKindCodes, organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';

/** Today in Shanghai, by the clock of this device. */
export function today(): string {
  return businessDay(Date.now());
}

function useSources(): FormSources {
  const pick = usePick();
  return useMemo(
    () => ({
      find: {
        organisation: async (q, signal) => {
          const { items } = await api.get('POST /organisations', { query: { limit: 20, ...(q ? { q } : {}) }, signal });
          return items.map((item) => ({ ref: item.id, name: item.name, hint: item.area.name }));
        },
        area: async (q, signal) => {
          if (q !== '') {
            const { items } = await api.get('POST /areas/search', { query: { q, limit: 20 }, signal });
            return items.map((item) => ({
              ref: String(item.id),
              name: item.name,
              hint: pick(areaKinds[item.kind].label),
            }));
          }
          const { items } = await api.get('GET /areas/tree', { query: {}, signal });
          return items.map((item) => ({
            ref: String(item.id),
            name: item.name,
            hint: pick(areaKinds[item.kind].label),
          }));
        },
      },
    }),
    [pick],
  );
}

function useFields(): Readonly<
  Record<'name' | 'shortName' | 'area' | 'parent' | 'creditCode' | 'phone' | 'reason', FormField>
> {
  const t = useWords('organisations');
  return {
    name: { key: 'name', kind: 'text', label: t('name'), required: true, max: 80 },
    shortName: { key: 'shortName', kind: 'text', label: t('shortName'), max: 30 },
    area: { key: 'area', kind: 'pick', from: 'area', label: t('area'), required: true },
    parent: { key: 'parent', kind: 'pick', from: 'organisation', label: t('parent') },
    creditCode: { key: 'creditCode', kind: 'text', label: t('creditCode'), max: 30 },
    phone: { key: 'phone', kind: 'text', label: t('phone'), max: 40 },
    reason: { key: 'reason', kind: 'text', label: t('reason'), max: 200 },
  };
}

const words = (values: FormValues, key: string) => values[key] as string | undefined;

interface AddProps {
  readonly onDone: () => void;
  readonly onAdded: (id: string) => void;
}

/** Adds an organisation. */
export function AddOrganisationDialog({ onDone, onAdded }: AddProps) {
  const t = useWords('organisations');
  const pick = usePick();
  const { message } = App.useApp();
  const fields = useFields();
  const sources = useSources();
  const send = useSend('organisations.create');
  const submit = (values: FormValues) => {
    const { area, parent, from, ...rest } = values;
    const input = {
      ...rest,
      areaId: Number((area as PickValue).ref),
      from: String(from),
      ...(parent ? { parentId: (parent as PickValue).ref } : {}),
    };
    send.mutate(input as never, {
      onSuccess: ({ id }) => {
        void message.success(t('said.added', { name: words(values, 'name') ?? '' }));
        onDone();
        onAdded(id);
      },
    });
  };
  return (
    <FormDialog
      title={t('add')}
      fields={[
        fields.name,
        {
          key: 'kind',
          kind: 'choice',
          label: t('kind'),
          required: true,
          options: organisationKindCodes.map((kind) => ({ value: kind, label: pick(organisationKinds[kind]) })),
        },
        fields.area,
        fields.parent,
        fields.shortName,
        fields.creditCode,
        fields.phone,
        { key: 'from', kind: 'date', label: t('addFrom'), required: true },
      ]}
      initial={{ from: today() }}
      sources={sources}
      submitLabel={t('add')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface DialogProps {
  readonly view: OrganisationView;
  readonly onDone: () => void;
}

/** Changes an organisation from a day on. */
export function ChangeOrganisationDialog({ view, onDone }: DialogProps) {
  const t = useWords('organisations');
  const { message } = App.useApp();
  const fields = useFields();
  const sources = useSources();
  const send = useSend('organisations.change');
  const { current } = view;
  const submit = (values: FormValues) => {
    const from = String(values['from']);
    const parent = values['parent'] as PickValue | undefined;
    const input = {
      id: view.id,
      basedOn: current.stamp,
      from,
      name: words(values, 'name') ?? current.name,
      areaId: Number((values['area'] as PickValue).ref),
      parentId: parent?.ref ?? null,
      shortName: words(values, 'shortName') ?? null,
      creditCode: words(values, 'creditCode') ?? null,
      phone: words(values, 'phone') ?? null,
      ...(words(values, 'reason') ? { reason: words(values, 'reason') } : {}),
    };
    send.mutate(input as never, {
      onSuccess: () => {
        void message.success(t('said.changed', { day: from }));
        onDone();
      },
    });
  };
  return (
    <FormDialog
      title={t('change')}
      fields={[
        fields.name,
        fields.area,
        fields.parent,
        fields.shortName,
        fields.creditCode,
        fields.phone,
        { key: 'from', kind: 'date', label: t('from'), required: true, notBefore: today(), hint: t('fromHint') },
        fields.reason,
      ]}
      initial={{
        name: current.name,
        area: { ref: String(current.area.id), name: current.area.name },
        ...(current.parent ? { parent: { ref: current.parent.id, name: current.parent.name } } : {}),
        shortName: current.shortName ?? '',
        creditCode: current.creditCode ?? '',
        phone: current.phone ?? '',
        from: today(),
      }}
      sources={sources}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Closes an organisation on a day. */
export function CloseOrganisationDialog({ view, onDone }: DialogProps) {
  const t = useWords('organisations');
  const { message } = App.useApp();
  const fields = useFields();
  const send = useSend('organisations.close');
  const submit = (values: FormValues) => {
    const on = String(values['on']);
    const reason = words(values, 'reason');
    send.mutate(
      { id: view.id, basedOn: view.current.stamp, on, ...(reason ? { reason } : {}) },
      {
        onSuccess: () => {
          void message.success(t('said.closed', { day: on }));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('closeTitle', { name: view.current.name })}
      fields={[
        { key: 'on', kind: 'date', label: t('on'), required: true, notBefore: today() },
        { ...fields.reason, required: true },
      ]}
      initial={{ on: today() }}
      submitLabel={t('close')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="organisations-what">{t('closeWhat')}</p>
    </FormDialog>
  );
}
