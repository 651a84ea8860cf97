import { App, Button } from 'antd';
import { useState } from 'react';
import type { Opening } from '../../../contract/openings.ts';
import { type OpeningState, openingStates } from '../../../domain/openings/wage.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useApiList, useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { DetailPane, ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { Empty, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { PostDialog, RefuseDialog } from './OpeningDialogs.tsx';
import './openings.css';

const filterKeys = ['q', 'state', 'id'] as const;
const pageSize = 20;
const toneOf = { asked: 'amber', shown: 'green', refused: 'red', withdrawn: 'grey' } as const;

function useOpeningWords() {
  const t = useWords('openings');
  const pick = usePick();
  const yuan = (fen: number) => (fen / 100).toLocaleString('en-US');
  return {
    wage: ({ wage: { from, to, per } }: Opening): string =>
      from === to
        ? t('wageOne', { from: yuan(from), per: t(`per.${per}`) })
        : t('wage', { from: yuan(from), to: yuan(to), per: t(`per.${per}`) }),
    state: ({ state, isOver }: Opening) => (
      <StatusDot tone={isOver ? 'grey' : toneOf[state]}>
        {isOver && state !== 'withdrawn' ? t('over') : pick(openingStates[state])}
      </StatusDot>
    ),
  };
}

/** /desk/openings: posts that units stated; looked at by the community, then shown to everybody. */
export function OpeningsPage() {
  const t = useWords('openings');
  const pick = usePick();
  const say = useOpeningWords();
  const [filters, change] = useFilters(filterKeys);
  const { q, state } = filters;
  const pages = useCursorPages([q, state].join('|'));
  const [isPosting, setPosting] = useState(false);
  const { data: places } = useApi('GET /resources/places');
  const { data, error, refetch } = useApiList('POST /openings', {
    query: {
      limit: pageSize,
      ...(q ? { q } : {}),
      ...(state && Object.hasOwn(openingStates, state) ? { state: state as OpeningState } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const columns: readonly Column<Opening>[] = [
    {
      key: 'title',
      title: t('column.title'),
      render: ({ title, unitName, workPlace }) => <TwoLines title={title} sub={`${unitName} · ${workPlace}`} />,
    },
    {
      key: 'wage',
      title: t('column.wage'),
      width: 200,
      render: (one) => <span className="figures">{say.wage(one)}</span>,
    },
    {
      key: 'places',
      title: t('column.places'),
      width: 80,
      align: 'right',
      render: (one) => <span className="figures">{one.places}</span>,
    },
    {
      key: 'until',
      title: t('column.until'),
      width: 120,
      render: ({ untilOn }) => <span className="figures">{untilOn}</span>,
    },
    { key: 'state', title: t('column.state'), width: 140, render: say.state },
  ];
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  const mayPost = places && (places.areas.length > 0 || places.units.length > 0);
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={shown && <OpeningDetail key={shown.id} opening={shown} onClose={close} />}
    >
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          mayPost && (
            <Button type="primary" onClick={() => setPosting(true)}>
              {t('post')}
            </Button>
          )
        }
      />
      <ListCard>
        <FilterBar
          fields={[
            { key: 'q', kind: 'search', label: t('search') },
            {
              key: 'state',
              kind: 'choice',
              label: t('allStates'),
              options: Object.entries(openingStates).map(([value, label]) => ({ value, label: pick(label) })),
            },
          ]}
          values={filters}
          onChange={change}
        />
        <PageTable
          label={t('title')}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          selected={filters.id}
          onOpen={({ id }) => change({ id })}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('noneDesk')} hint={t('noneDeskHint')} />}
          pager={pagerOf(pages, data?.next)}
        />
      </ListCard>
      {places && isPosting && <PostDialog places={places} onDone={() => setPosting(false)} />}
    </SplitPage>
  );
}

interface DetailProps {
  readonly opening: Opening;
  readonly onClose: () => void;
}

function OpeningDetail({ opening, onClose }: DetailProps) {
  const t = useWords('openings');
  const say = useOpeningWords();
  const sayError = useErrorWords();
  const { message } = App.useApp();
  const [open, setOpen] = useState<'refuse' | 'withdraw'>();
  const check = useSend('openings.check', ['POST /openings']);
  const withdraw = useSend('openings.withdraw', ['POST /openings']);
  const { id, title, unitName, details, places, workPlace, areaName, untilOn, refusedWhy } = opening;
  const facts: readonly Fact[] = [
    { label: t('unit'), value: unitName },
    { label: t('column.wage'), value: say.wage(opening) },
    { label: t('column.places'), value: String(places) },
    { label: t('where'), value: workPlace },
    { label: t('area'), value: areaName },
    { label: t('column.until'), value: untilOn },
    { label: t('details'), value: details },
    ...(refusedWhy ? [{ label: t('refusedWhy'), value: refusedWhy }] : []),
  ];
  const show = () =>
    check.mutate({ id, isShown: true }, { onError: (error) => void message.error(sayError(error).title) });
  return (
    <DetailPane title={title} tags={say.state(opening)} onClose={onClose}>
      <Facts items={facts} />
      {opening.mayCheck && <p className="openings-hint">{t('checkHint')}</p>}
      <div className="openings-deeds">
        {opening.mayCheck && (
          <Button type="primary" loading={check.isPending} onClick={show}>
            {t('show')}
          </Button>
        )}
        {opening.mayCheck && <Button onClick={() => setOpen('refuse')}>{t('refuse')}</Button>}
        {opening.mayWithdraw && (
          <Button type="text" danger onClick={() => setOpen('withdraw')}>
            {t('withdraw')}
          </Button>
        )}
      </div>
      {open === 'refuse' && <RefuseDialog id={id} title={title} onDone={() => setOpen(undefined)} />}
      <ConfirmDialog
        open={open === 'withdraw'}
        title={`${t('withdraw')} · ${title}`}
        confirmLabel={t('withdraw')}
        isDanger
        isBusy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate({ id }, { onSuccess: () => setOpen(undefined) })}
        onCancel={() => setOpen(undefined)}
      >
        {t('withdrawSure')}
      </ConfirmDialog>
    </DetailPane>
  );
}
