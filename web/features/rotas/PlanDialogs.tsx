import { App } from 'antd';
import type { Rota, RotaShift } from '../../../contract/rotas.ts';
import { useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues, PickValue } from '../../ui/forms/fields.ts';
import { partOptions, teamsOf, usePatternFields, useRotaFields, useRotaSources } from './rota-fields.ts';

interface DoneProps {
  readonly onDone: () => void;
}

/** Opens a rota, or changes what one says of its post. */
export function RotaDialog({
  rota,
  areas,
  onDone,
}: DoneProps & { readonly rota?: Rota; readonly areas: readonly { readonly id: number; readonly name: string }[] }) {
  const t = useWords('rotas');
  const open = useSend('rotas.open');
  const change = useSend('rotas.change');
  const send = (values: FormValues) => {
    const { areaId, ...words } = values;
    const input = { phone: '', ...words } as never as Parameters<typeof change.mutate>[0];
    if (rota) change.mutate({ ...input, id: rota.id }, { onSuccess: onDone });
    else open.mutate({ ...input, areaId: Number(areaId) } as never, { onSuccess: onDone });
  };
  return (
    <FormDialog
      title={rota ? t('edit') : t('open')}
      fields={useRotaFields(rota, areas)}
      initial={rota ? { ...rota } : { areaId: String(areas[0]?.id ?? ''), kind: 'duty', publicity: 'post' }}
      submitLabel={t('save')}
      isBusy={open.isPending || change.isPending}
      error={open.error ?? change.error}
      onSubmit={send}
      onCancel={onDone}
    />
  );
}

/** Lays shifts out by a pattern. */
export function LayOutDialog({ rota, day, onDone }: DoneProps & { readonly rota: Rota; readonly day: string }) {
  const t = useWords('rotas');
  const { message } = App.useApp();
  const send = useSend('rotas.layOut');
  const submit = (values: FormValues) => {
    const days = values['days'] === 'weekday' ? (values['weekdays'] as string[]).map(Number) : values['days'];
    send.mutate(
      {
        id: rota.id,
        from: String(values['from']),
        to: String(values['to']),
        days: days as 'every',
        startTime: String(values['startTime']),
        endTime: String(values['endTime']),
        teams: teamsOf(values),
        turnLength: Number(values['turnLength'] ?? 1),
      },
      {
        onSuccess: ({ laid }) => {
          void message.success(t('laid', { n: laid }));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('layOut')}
      width={600}
      fields={usePatternFields()}
      initial={{ from: day, to: day, days: 'every', startTime: '17:30', endTime: '09:00', perTeam: 1, turnLength: 1 }}
      sources={useRotaSources(rota.id)}
      submitLabel={t('layOut')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Adds one shift, or changes one by hand. */
export function ShiftDialog({ rota, shift, onDone }: DoneProps & { readonly rota: Rota; readonly shift?: RotaShift }) {
  const t = useWords('rotas');
  const { message } = App.useApp();
  const send = useSend('rotas.setShift');
  const submit = (values: FormValues) =>
    send.mutate(
      {
        id: rota.id,
        ...(shift ? { shiftId: shift.id } : {}),
        startsAt: String(values['startsAt']),
        endsAt: String(values['endsAt']),
        userId: (values['user'] as PickValue).ref,
        part: values['part'] as RotaShift['part'],
      },
      {
        onSuccess: () => {
          void message.success(t('saved'));
          onDone();
        },
      },
    );
  const before = shift && {
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    user: { ref: shift.user.userId, name: shift.user.name },
    part: shift.part,
  };
  return (
    <FormDialog
      title={shift ? t('shift.change') : t('addShift')}
      fields={[
        { key: 'startsAt', kind: 'instant', label: t('field.startsAt'), required: true },
        { key: 'endsAt', kind: 'instant', label: t('field.endsAt'), required: true },
        { key: 'user', kind: 'pick', from: 'staff', label: t('field.who'), required: true },
        { key: 'part', kind: 'choice', label: t('field.part'), required: true, options: partOptions },
      ]}
      initial={before ?? { part: 'member' }}
      sources={useRotaSources(rota.id)}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** AB 角: lets somebody stand in for a span of days. */
export function CoverRotaDialog({ rota, onDone }: DoneProps & { readonly rota: Rota }) {
  const t = useWords('rotas');
  const { message } = App.useApp();
  const send = useSend('rotas.cover');
  const today = momentOf(new Date()).day;
  const submit = (values: FormValues) =>
    send.mutate(
      {
        id: rota.id,
        userId: (values['absent'] as PickValue).ref,
        standInId: (values['standIn'] as PickValue).ref,
        from: String(values['from']),
        to: String(values['to']),
      },
      {
        onSuccess: ({ covered }) => {
          void message.success(t('covered', { n: covered }));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={t('cover')}
      fields={[
        { key: 'absent', kind: 'pick', from: 'staff', label: t('field.absent'), required: true },
        { key: 'standIn', kind: 'pick', from: 'staff', label: t('field.standIn'), required: true },
        { key: 'from', kind: 'date', label: t('field.from'), required: true, notBefore: today },
        { key: 'to', kind: 'date', label: t('field.to'), required: true, notBefore: today },
      ]}
      initial={{ from: today, to: today }}
      sources={useRotaSources(rota.id)}
      submitLabel={t('cover')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
