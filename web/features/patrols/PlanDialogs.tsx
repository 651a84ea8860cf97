import { App } from 'antd';
import { useState } from 'react';
import type { PatrolPlan } from '../../../contract/patrols.ts';
import { type ObjectKindCode, objectKinds } from '../../../domain/patrols/objects.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { planInput, useFirstValues, usePlanFields, useStaffSources } from './plan-fields.ts';

interface Area {
  readonly id: number;
  readonly name: string;
}

interface PlanDialogProps {
  readonly plan?: PatrolPlan;
  readonly areas: readonly Area[];
  readonly onDone: (id?: string) => void;
}

/** Opens a plan, or changes one. Another kind of object brings its own checklist to begin from. */
export function PlanDialog({ plan, areas, onDone }: PlanDialogProps) {
  const t = useWords('patrols');
  const { message } = App.useApp();
  const open = useSend('patrols.open');
  const change = useSend('patrols.change');
  const today = momentOf(new Date()).day;
  const [where, setWhere] = useState({ kind: 'building' as ObjectKindCode, areaId: String(areas[0]?.id ?? '') });
  const first = useFirstValues(plan, where.kind, where.areaId, today);
  const submit = (values: FormValues) => {
    const input = planInput(values) as never as Parameters<typeof change.mutate>[0];
    if (plan) {
      change.mutate({ ...input, id: plan.id }, { onSuccess: () => onDone() });
      return;
    }
    open.mutate(
      {
        ...input,
        areaId: Number(values['areaId']),
        kind: values['kind'] as ObjectKindCode,
        beginsOn: String(values['beginsOn']),
      },
      {
        onSuccess: ({ id, objects }) => {
          void message.success(t('opened', { count: objects }));
          onDone(id);
        },
      },
    );
  };
  return (
    <FormDialog
      key={plan ? plan.id : where.kind}
      title={plan ? t('edit') : t('open')}
      width={600}
      fields={usePlanFields(plan, areas)}
      initial={first}
      sources={useStaffSources(plan?.area.id ?? (Number(where.areaId) || undefined))}
      submitLabel={t('save')}
      isBusy={open.isPending || change.isPending}
      error={open.error ?? change.error}
      onChange={(values) => {
        const kind = (values['kind'] ?? where.kind) as ObjectKindCode;
        if (!plan && kind !== where.kind) setWhere({ kind, areaId: String(values['areaId'] ?? where.areaId) });
      }}
      onSubmit={submit}
      onCancel={() => onDone()}
    />
  );
}

/** Adds an object to what patrols go to; buildings come by themselves. */
export function ObjectDialog({ areas, onDone }: { readonly areas: readonly Area[]; readonly onDone: () => void }) {
  const t = useWords('patrols');
  const { message } = App.useApp();
  const add = useSend('patrols.addObject');
  const kinds = Object.entries(objectKinds)
    .filter(([value]) => value !== 'building')
    .map(([value, { label }]) => ({ value, label }));
  const submit = (values: FormValues) =>
    add.mutate(
      {
        areaId: Number(values['areaId']),
        kind: values['kind'] as ObjectKindCode,
        name: String(values['name'] ?? ''),
      },
      {
        onSuccess: () => {
          void message.success(t('saved'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={t('addObject')}
      fields={[
        {
          key: 'areaId',
          kind: 'choice',
          label: t('field.objectArea'),
          required: true,
          options: areas.map(({ id, name }) => ({ value: String(id), label: name })),
        },
        { key: 'kind', kind: 'choice', label: t('field.kind'), required: true, options: kinds },
        { key: 'name', kind: 'text', label: t('field.objectName'), required: true, max: 60 },
      ]}
      initial={{ areaId: String(areas[0]?.id ?? ''), kind: 'shop' }}
      submitLabel={t('save')}
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
