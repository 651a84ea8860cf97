import { App } from 'antd';
import { useMemo, useState } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import { type AreaKind, areaKindCodes, areaKinds, mayHangUnder } from '../../../domain/registry/area-kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormSources, FormValues, PickValue } from '../../ui/forms/fields.ts';
import { dayAfter, today } from './area-words.ts';

interface DialogProps {
  readonly view: AreaView;
  readonly onDone: () => void;
}

/** The parts of a form that most deeds on areas share. */
function useAreaFields() {
  const t = useWords('areas');
  return {
    name: { key: 'name', kind: 'text', label: t('form.name'), required: true, max: 60 } as FormField,
    code: { key: 'code', kind: 'text', label: t('form.code'), max: 30 } as FormField,
    from: {
      key: 'from',
      kind: 'date',
      label: t('form.from'),
      required: true,
      notBefore: today(),
      hint: t('form.fromHint'),
    } as FormField,
    reason: { key: 'reason', kind: 'text', label: t('form.reason'), max: 200 } as FormField,
    building: [
      { key: 'storeys', kind: 'number', label: t('form.storeys'), min: 1, max: 200, whole: true },
      { key: 'unitCount', kind: 'number', label: t('form.units'), min: 0, max: 200, whole: true },
      { key: 'doorCount', kind: 'number', label: t('form.doors'), min: 0, max: 20_000, whole: true },
      { key: 'builtYear', kind: 'number', label: t('form.built'), min: 1700, max: 2200, whole: true },
    ] as FormField[],
    gridKind: {
      key: 'gridKind',
      kind: 'choice',
      label: t('fact.gridKind'),
      options: [
        { value: 'basic', label: t('basic') },
        { value: 'dedicated', label: t('dedicated') },
      ],
    } as FormField,
  };
}

const detailKeys = ['storeys', 'unitCount', 'doorCount', 'builtYear', 'gridKind'] as const;

function detailsOf(values: FormValues): Record<string, unknown> | undefined {
  const found = Object.fromEntries(
    detailKeys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])),
  );
  return Object.keys(found).length > 0 ? found : undefined;
}

const textOf = (values: FormValues, key: string): string | undefined => values[key] as string | undefined;

/** Changes name, code and particulars from a day on. */
export function ChangeAreaDialog({ view, onDone }: DialogProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const fields = useAreaFields();
  const send = useSend('areas.change');
  const { current } = view;
  const own = view.kind === 'building' ? fields.building : view.kind === 'grid' ? [fields.gridKind] : [];
  const initial = { name: current.name, code: current.code ?? '', from: today(), ...current.details };
  const submit = (values: FormValues) => {
    const code = textOf(values, 'code');
    const details = detailsOf(values);
    const from = textOf(values, 'from') ?? today();
    const input = {
      id: view.id,
      basedOn: current.stamp,
      from,
      name: textOf(values, 'name') ?? current.name,
      ...(code === (current.code ?? undefined) ? {} : { code: code ?? null }),
      ...(details ? { details } : {}),
      ...(textOf(values, 'reason') ? { reason: textOf(values, 'reason') } : {}),
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
      title={t('action.change')}
      fields={[fields.name, fields.code, ...own, fields.from, fields.reason]}
      initial={initial}
      submitLabel={t('form.save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** The kinds that may hang under an area, except grids: those are drawn. */
export function kindsUnder(kind: AreaKind): readonly AreaKind[] {
  return areaKindCodes.filter((code) => code !== 'grid' && mayHangUnder(code, kind));
}

/** Adds an area below another. */
export function AddAreaDialog({
  view,
  kind,
  onDone,
  onAdded,
}: DialogProps & { readonly kind: AreaKind; readonly onAdded: (id: number) => void }) {
  const t = useWords('areas');
  const pick = usePick();
  const { message } = App.useApp();
  const fields = useAreaFields();
  const send = useSend('areas.create');
  const submit = (values: FormValues) => {
    const details = detailsOf(values);
    const name = textOf(values, 'name') ?? '';
    const input = {
      kind,
      parentId: view.id,
      name,
      from: textOf(values, 'from') ?? today(),
      ...(textOf(values, 'code') ? { code: textOf(values, 'code') } : {}),
      ...(details ? { details } : {}),
      ...(textOf(values, 'reason') ? { reason: textOf(values, 'reason') } : {}),
    };
    send.mutate(input as never, {
      onSuccess: ({ id }) => {
        void message.success(t('said.added', { name }));
        onDone();
        onAdded(id);
      },
    });
  };
  return (
    <FormDialog
      title={t('action.add', { kind: pick(areaKinds[kind].label) })}
      fields={[
        fields.name,
        fields.code,
        ...(kind === 'building' ? fields.building : []),
        { ...fields.from, kind: 'date', notBefore: undefined, hint: undefined },
        fields.reason,
      ]}
      initial={{ from: today() }}
      submitLabel={t('form.add')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Closes an area on a day. */
export function CloseAreaDialog({ view, onDone }: DialogProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const fields = useAreaFields();
  const send = useSend('areas.close');
  const last = view.planned.at(-1) ?? view.current;
  const first = last.validFrom >= today() ? dayAfter(last.validFrom) : today();
  const submit = (values: FormValues) => {
    const on = textOf(values, 'on') ?? first;
    const reason = textOf(values, 'reason');
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
      title={t('form.close', { name: view.current.name })}
      fields={[
        { key: 'on', kind: 'date', label: t('form.on'), required: true, notBefore: first },
        { ...fields.reason, required: true },
      ]}
      initial={{ on: first }}
      submitLabel={t('action.close')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="areas-dialog-what">{t('form.closeWhat')}</p>
    </FormDialog>
  );
}

/** The grids of a community as answers of a picker. */
function useGridSource(communityId: number): FormSources {
  return useMemo(
    () => ({
      find: {
        grid: async (words, signal) => {
          const { items } = await api.get('GET /areas/tree', { query: { parent: communityId }, signal });
          return items
            .filter(({ kind, name }) => kind === 'grid' && name.includes(words))
            .map(({ id, name }) => ({ ref: String(id), name }));
        },
      },
    }),
    [communityId],
  );
}

interface MoveProps {
  readonly communityId: number;
  readonly buildingIds: readonly number[];
  readonly onDone: () => void;
}

/** Moves buildings by hand to another grid of their community. */
export function MoveBuildingsDialog({ communityId, buildingIds, onDone }: MoveProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const fields = useAreaFields();
  const send = useSend('areas.moveBuildings');
  const sources = useGridSource(communityId);
  const [fixed] = useState(buildingIds);
  const submit = (values: FormValues) => {
    const to = values['to'] as PickValue;
    const reason = textOf(values, 'reason');
    send.mutate(
      {
        buildingIds: [...fixed],
        toId: Number(to.ref),
        from: textOf(values, 'from') ?? today(),
        ...(reason ? { reason } : {}),
      },
      {
        onSuccess: ({ moved }) => {
          void message.success(t('said.moved', { n: moved }));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('action.move')}
      fields={[
        { key: 'to', kind: 'pick', from: 'grid', label: t('form.to'), required: true },
        fields.from,
        fields.reason,
      ]}
      initial={{ from: today() }}
      sources={sources}
      submitLabel={t('form.move')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
