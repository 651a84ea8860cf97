import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { DeskMandate } from '../../../contract/mandates.ts';
import { helperRelations, mandateCovers } from '../../../domain/access/mandates.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { RegisterMandateDialog } from './RegisterMandateDialog.tsx';
import './mandates.css';

const filterKeys = ['tab', 'phone'] as const;

/** 代办委托: mandates given in person in my areas; by a whole phone those that people gave by themselves, too. */
export function MandatesPage() {
  const t = useWords('mandates');
  const [filters, change] = useFilters(filterKeys);
  const tab = filters.tab === 'past' ? 'past' : 'good';
  const pages = useCursorPages(`${tab} ${filters.phone ?? ''}`);
  const [isMaking, setIsMaking] = useState(false);
  const [ending, setEnding] = useState<DeskMandate>();
  const list = useApiList('POST /mandates', {
    query: {
      limit: 30,
      state: tab,
      ...(filters.phone ? { phone: filters.phone } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const { data, error } = list;
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsMaking(true)}>
            {t('register')}
          </Button>
        }
      />
      <ListCard>
        <CountTabs
          label={t('tabs')}
          rows={[
            (['good', 'past'] as const).map((key) => ({
              key,
              label: t(`tab.${key}`),
              count: key === tab ? data?.items.length : undefined,
            })),
          ]}
          value={[tab]}
          onChange={(_, next) => change({ tab: next === 'past' ? next : undefined })}
        />
        <Input.Search
          className="mandates-search"
          aria-label={t('phone')}
          placeholder={t('phone')}
          allowClear
          maxLength={30}
          defaultValue={filters.phone}
          onSearch={(phone) => change({ phone: phone.trim().length >= 5 ? phone.trim() : undefined })}
        />
        <PageTable
          label={t('title')}
          columns={useColumns(setEnding)}
          rows={data?.items}
          rowKey={({ id }) => id}
          {...(error ? { error, onRetry: () => void list.refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
          pager={{
            hasNext: data?.next !== undefined,
            hasPrevious: pages.hasPrevious,
            onNext: () => data?.next && pages.next(data.next),
            onPrevious: pages.previous,
          }}
        />
      </ListCard>
      {isMaking && <RegisterMandateDialog onDone={() => setIsMaking(false)} />}
      {ending && <StopDialog row={ending} onDone={() => setEnding(undefined)} />}
    </PlainPage>
  );
}

function useColumns(onEnd: (row: DeskMandate) => void): readonly Column<DeskMandate>[] {
  const t = useWords('mandates');
  const pick = usePick();
  return [
    {
      key: 'elder',
      title: t('column.elder'),
      width: 140,
      render: ({ elder }) => <TwoLines title={elder.name} sub={<span className="figures">{elder.phone}</span>} />,
    },
    {
      key: 'helper',
      title: t('column.helper'),
      width: 170,
      render: ({ helper, relation }) => (
        <TwoLines
          title={`${helper.name} · ${pick(helperRelations[relation])}`}
          sub={<span className="figures">{helper.phone}</span>}
        />
      ),
    },
    {
      key: 'covers',
      title: t('column.covers'),
      render: ({ covers }) => (
        <span className="mandates-covers">{covers.map((cover) => pick(mandateCovers[cover])).join(' · ')}</span>
      ),
    },
    {
      key: 'how',
      title: t('column.how'),
      width: 210,
      render: ({ area, witness }) => (
        <span className="mandates-covers">
          {area ? t('counter', { area: area.name, name: witness ?? '' }) : t('own')}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 220,
      render: ({ state, endsOn, endedBy, deeds }) => (
        <TwoLines
          title={<StatusDot tone={state === 'good' ? 'green' : 'grey'}>{t(`state.${state}`)}</StatusDot>}
          sub={[endedBy ? t(`endedBy.${endedBy}`) : t('until', { day: endsOn }), t('done', { count: deeds })].join(
            ' · ',
          )}
        />
      ),
    },
    {
      key: 'deeds',
      title: t('column.deeds'),
      width: 88,
      align: 'right',
      render: (row) =>
        row.state === 'good' && (
          <Button
            size="small"
            danger
            aria-label={t('stopNamed', { elder: row.elder.name, helper: row.helper.name })}
            onClick={() => onEnd(row)}
          >
            {t('stop')}
          </Button>
        ),
    },
  ];
}

function StopDialog({ row, onDone }: { readonly row: DeskMandate; readonly onDone: () => void }) {
  const t = useWords('mandates');
  const { message } = App.useApp();
  const send = useSend('mandates.endFor', ['POST /mandates']);
  const stop = () =>
    send.mutate(
      { id: row.id },
      {
        onSuccess: () => {
          void message.success(t('stopped'));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('stopNamed', { elder: row.elder.name, helper: row.helper.name })}
      confirmLabel={t('stop')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={stop}
      onCancel={onDone}
    >
      <p>{t('stopWhat')}</p>
    </ConfirmDialog>
  );
}
