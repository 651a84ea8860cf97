import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Rota, RotaShift } from '../../../contract/rotas.ts';
import { rotaKinds } from '../../../domain/rotas/kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useApi, useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { BookingsCard } from './BookingsCard.tsx';
import { MyShiftsCard } from './MyShiftsCard.tsx';
import { CoverRotaDialog, LayOutDialog, RotaDialog, ShiftDialog } from './PlanDialogs.tsx';
import { type DeedButton, HandoverList, SwapList } from './RotaNotes.tsx';
import { RotaTable } from './RotaTable.tsx';
import { stepFrom, type View, weeksOf } from './rota-days.ts';
import { ShiftSheet } from './ShiftDialogs.tsx';
import './rotas.css';

const deskButton: DeedButton = ({ key, label, isBusy, onPress }) => (
  <Button key={key} size="small" loading={isBusy} onClick={onPress}>
    {label}
  </Button>
);

/** 值班表: the rotas around me by week and month; whoever plans lays them out here. */
export function RotasPage() {
  const t = useWords('rotas');
  const { data, error, refetch } = useApi('GET /rotas');
  const [filters, change] = useFilters(['rota', 'view', 'day']);
  const [isOpening, setIsOpening] = useState(false);
  const rota = data?.items.find(({ id }) => id === filters.rota) ?? data?.items[0];
  const mayOpen = data?.mayOpen ?? [];
  const opener = mayOpen.length > 0 && (
    <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsOpening(true)}>
      {t('open')}
    </Button>
  );
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} actions={opener} />
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && !rota && <Empty title={t('none')} hint={t('noneHint')} />}
      {data && rota && (
        <div className="rotas-page">
          <RotaOf key={rota.id} rota={rota} all={data.items} filters={filters} change={change} />
          <BookingsCard areaId={rota.area.id} />
          <MyShiftsCard button={deskButton} />
        </div>
      )}
      {isOpening && <RotaDialog areas={mayOpen} onDone={() => setIsOpening(false)} />}
    </PlainPage>
  );
}

interface RotaOfProps {
  readonly rota: Rota;
  readonly all: readonly Rota[];
  readonly filters: { readonly rota?: string; readonly view?: string; readonly day?: string };
  readonly change: (patch: Record<string, string | undefined>) => void;
}

function RotaOf({ rota, all, filters, change }: RotaOfProps) {
  const t = useWords('rotas');
  const pick = usePick();
  const view: View = filters.view === 'month' ? 'month' : 'week';
  const day = filters.day ?? momentOf(new Date()).day;
  const days = weeksOf(day, view).flat();
  const window = { from: days[0] ?? day, to: days.at(-1) ?? day };
  const { data, error, refetch } = useApiList('GET /rotas/:id/shifts', { params: { id: rota.id }, query: window });
  const [chosen, setChosen] = useState<RotaShift>();
  const step = (by: 1 | -1) => change({ day: stepFrom(day, view, by) });
  return (
    <>
      <Card>
        <div className="rota-bar">
          <Select
            aria-label={t('which')}
            value={rota.id}
            options={all.map((one) => ({
              value: one.id,
              label: `${one.area.name} · ${one.name}（${pick(rotaKinds[one.kind].label)}）`,
            }))}
            onChange={(id) => change({ rota: id })}
          />
          <Segmented
            value={view}
            options={(['week', 'month'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(next) => change({ view: next })}
          />
          <Button onClick={() => step(-1)}>{t('previous')}</Button>
          <Button onClick={() => change({ day: undefined })}>{t('today')}</Button>
          <Button onClick={() => step(1)}>{t('next')}</Button>
          <span className="figures">
            {window.from} – {window.to}
          </span>
          {data && data.gaps.length > 0 && <em className="rota-gaps">{t('gaps', { count: data.gaps.length })}</em>}
        </div>
        {rota.mayPlan && <PlanBar rota={rota} day={day} />}
        {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={6} />}
        {data && <RotaTable day={day} view={view} shown={data} onOpen={setChosen} />}
      </Card>
      <div className="rota-two">
        <Card title={t('handovers')}>
          {data?.handovers.length === 0 && <p className="rota-none">{t('noHandovers')}</p>}
          <HandoverList handovers={data?.handovers ?? []} />
        </Card>
        <Card title={t('swaps')}>
          {data?.swaps.length === 0 && <p className="rota-none">{t('noSwaps')}</p>}
          <SwapList swaps={data?.swaps ?? []} mayPlan={rota.mayPlan} button={deskButton} />
        </Card>
      </div>
      {chosen && <ShiftSheet rota={rota} shift={chosen} onDone={() => setChosen(undefined)} />}
    </>
  );
}

function PlanBar({ rota, day }: { readonly rota: Rota; readonly day: string }) {
  const t = useWords('rotas');
  const [open, setOpen] = useState<'lay-out' | 'shift' | 'cover' | 'edit' | 'close'>();
  const close = useSend('rotas.close');
  const done = () => setOpen(undefined);
  return (
    <div className="rota-bar">
      <Button type="primary" onClick={() => setOpen('lay-out')}>
        {t('layOut')}
      </Button>
      <Button onClick={() => setOpen('shift')}>{t('addShift')}</Button>
      <Button onClick={() => setOpen('cover')}>{t('cover')}</Button>
      <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>
      <Button type="text" danger onClick={() => setOpen('close')}>
        {t('close')}
      </Button>
      {open === 'lay-out' && <LayOutDialog rota={rota} day={day} onDone={done} />}
      {open === 'shift' && <ShiftDialog rota={rota} onDone={done} />}
      {open === 'cover' && <CoverRotaDialog rota={rota} onDone={done} />}
      {open === 'edit' && <RotaDialog rota={rota} areas={[]} onDone={done} />}
      <ConfirmDialog
        open={open === 'close'}
        title={`${t('close')} · ${rota.name}`}
        confirmLabel={t('close')}
        isDanger
        isBusy={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({ id: rota.id }, { onSuccess: done })}
        onCancel={done}
      >
        {t('closeSure')}
      </ConfirmDialog>
    </div>
  );
}
