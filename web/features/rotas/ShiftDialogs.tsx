import { App, Button } from 'antd';
import { useState } from 'react';
import type { Rota, RotaShift } from '../../../contract/rotas.ts';
import { shiftParts } from '../../../domain/rotas/kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Modal } from '../../ui/desk/Modal.tsx';
import type { FormValues, PickValue } from '../../ui/forms/fields.ts';
import { Facts } from '../../ui/show/Facts.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { ShiftDialog } from './PlanDialogs.tsx';
import { spanWords } from './rota-days.ts';
import { useSwapSources } from './rota-fields.ts';

interface ShiftSheetProps {
  readonly rota: Rota;
  readonly shift: RotaShift;
  readonly onDone: () => void;
}

/** One shift: who and when, and what the planner or whoever is on it may do. */
export function ShiftSheet({ rota, shift, onDone }: ShiftSheetProps) {
  const t = useWords('rotas');
  const pick = usePick();
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const [open, setOpen] = useState<'change' | 'swap' | 'hand-over'>();
  const drop = useSend('rotas.dropShift');
  const now = new Date().toISOString();
  const isAhead = shift.endsAt > now;
  if (open === 'change') return <ShiftDialog rota={rota} shift={shift} onDone={onDone} />;
  if (open === 'swap') return <SwapDialog rotaId={rota.id} shift={shift} onDone={onDone} />;
  if (open === 'hand-over') return <HandOverDialog shift={shift} onDone={onDone} />;
  const dropIt = () =>
    drop.mutate(
      { shiftId: shift.id },
      {
        onSuccess: () => {
          void message.success(t('shift.dropped'));
          onDone();
        },
        onError: (error) => void message.error(sayError(error).title),
      },
    );
  return (
    <Modal open title={t('shift.title')} footer={null} onCancel={onDone} width={460} destroyOnHidden>
      <Facts
        items={[
          { label: t('field.who'), value: shift.user.name },
          { label: t('field.part'), value: pick(shiftParts[shift.part]) },
          { label: t('field.startsAt'), value: <span className="figures">{spanWords(shift, true)}</span> },
          { label: t('field.place'), value: [rota.place, rota.phone].filter(Boolean).join(' · ') },
        ]}
      />
      <div className="rota-deeds">
        {shift.isMine && isAhead && (
          <Button type="primary" onClick={() => setOpen('swap')}>
            {t('shift.swap')}
          </Button>
        )}
        {shift.isMine && shift.startsAt <= now && (
          <Button onClick={() => setOpen('hand-over')}>{t('shift.handOver')}</Button>
        )}
        {rota.mayPlan && isAhead && <Button onClick={() => setOpen('change')}>{t('shift.change')}</Button>}
        {rota.mayPlan && isAhead && (
          <Button danger loading={drop.isPending} onClick={dropIt}>
            {t('shift.drop')}
          </Button>
        )}
      </div>
    </Modal>
  );
}

interface OfShiftProps {
  readonly shift: Pick<RotaShift, 'id'>;
  readonly onDone: () => void;
}

function SwapDialog({ rotaId, shift, onDone }: OfShiftProps & { readonly rotaId: string }) {
  const t = useWords('rotas');
  const { message } = App.useApp();
  const send = useSend('rotas.askSwap');
  const [asked, setAsked] = useState<string>();
  const submit = (values: FormValues) =>
    send.mutate(
      {
        shiftId: shift.id,
        userId: (values['user'] as PickValue).ref,
        ...(values['forShift'] ? { forShiftId: (values['forShift'] as PickValue).ref } : {}),
        words: String(values['words'] ?? ''),
      },
      {
        onSuccess: () => {
          void message.success(t('asked'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={t('shift.swap')}
      fields={[
        { key: 'user', kind: 'pick', from: 'staff', label: t('field.swapWith'), required: true },
        {
          key: 'forShift',
          kind: 'pick',
          from: 'shift',
          label: t('field.swapFor'),
          hint: t('field.swapForHint'),
          path: 'forShiftId',
          when: (values) => values['user'] !== undefined,
        },
        { key: 'words', kind: 'text', label: t('field.swapWords'), max: 200 },
      ]}
      sources={useSwapSources(rotaId, asked)}
      onChange={(values) => setAsked((values['user'] as PickValue | undefined)?.ref)}
      submitLabel={t('shift.swap')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

function HandOverDialog({ shift, onDone }: OfShiftProps) {
  const t = useWords('rotas');
  const { message } = App.useApp();
  const send = useSend('rotas.handOver');
  const submit = (values: FormValues) =>
    send.mutate(
      { shiftId: shift.id, words: String(values['words']) },
      {
        onSuccess: () => {
          void message.success(t('written'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={t('shift.handOver')}
      fields={[
        {
          key: 'words',
          kind: 'text',
          lines: 5,
          label: t('field.handover'),
          hint: t('field.handoverHint'),
          required: true,
          max: 2000,
        },
      ]}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
