import { App, Button } from 'antd';
import type { TicketItem } from '../../../contract/tickets.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { SheetCard } from './SheetCard.tsx';
import './tickets.css';

/** 热线工单: a sheet of tickets to bring, and those received so far. */
export function TicketsPage() {
  const t = useWords('tickets');
  return (
    <div className="tickets-page">
      <PageTitle title={t('title')} sub={t('sub')} />
      <SheetCard />
      <section className="tickets-list" aria-label={t('list')}>
        <h2>{t('list')}</h2>
        <ListCard>
          <Received />
        </ListCard>
      </section>
    </div>
  );
}

function Received() {
  const t = useWords('tickets');
  const go = useGo();
  const pages = useCursorPages('all');
  const { data, error, refetch } = useApiList('GET /tickets', {
    query: { limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const next = data?.next;
  return (
    <PageTable
      label={t('list')}
      columns={useColumns()}
      rows={data?.items}
      rowKey={({ number }) => number}
      onOpen={({ ref }) => go(`/cases/${ref}`)}
      {...(error ? { error, onRetry: () => void refetch() } : {})}
      empty={<Empty title={t('none')} hint={t('noneHint')} />}
      {...(next || pages.hasPrevious
        ? {
            pager: {
              hasNext: next !== undefined,
              hasPrevious: pages.hasPrevious,
              onNext: () => next && pages.next(next),
              onPrevious: pages.previous,
            },
          }
        : {})}
    />
  );
}

const toneOf: Readonly<Record<TicketItem['phase'], Tone>> = {
  raised: 'blue',
  accepted: 'blue',
  handling: 'teal',
  checking: 'plum',
  closed: 'green',
};

function useColumns(): readonly Column<TicketItem>[] {
  const t = useWords('tickets');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return [
    {
      key: 'ticket',
      title: t('column.ticket'),
      width: 220,
      render: (item) => (
        <TwoLines
          title={<span className="figures">{item.number}</span>}
          sub={[
            sayInstant(item.receivedAt),
            ...(item.supplements > 0 ? [t('supplements', { n: item.supplements })] : []),
          ].join(' · ')}
        />
      ),
    },
    {
      key: 'matter',
      title: t('column.matter'),
      render: (item) => <TwoLines title={item.title} sub={<span className="figures">{item.caseNumber}</span>} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 120,
      render: (item) => <StatusDot tone={toneOf[item.phase]}>{pick(item.stageLabel)}</StatusDot>,
    },
    {
      key: 'due',
      title: t('column.due'),
      width: 130,
      render: (item) => <span className="figures">{item.dueAt ? sayInstant(item.dueAt) : t('preview.noDue')}</span>,
    },
    { key: 'reports', title: t('column.reports'), width: 190, render: (item) => <Reports item={item} /> },
  ];
}

/** How often the hotline was told, what waits, and what never reached it. */
function Reports({ item }: { readonly item: TicketItem }) {
  const t = useWords('tickets');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const send = useSend('tickets.reportAgain', ['GET /tickets']);
  const { waiting, sent, failed } = item.reports;
  const again = () =>
    send.mutate(
      { number: item.number },
      {
        onSuccess: () => void message.success(t('said.again')),
        onError: (error) => void message.error(sayError(error).title),
      },
    );
  if (failed > 0)
    return (
      <div className="tickets-failed">
        <StatusDot tone="red">{t('reports.failed', { n: failed })}</StatusDot>
        <Button
          size="small"
          loading={send.isPending}
          aria-label={t('againNamed', { number: item.number })}
          onClick={(event) => {
            event.stopPropagation();
            again();
          }}
        >
          {t('again')}
        </Button>
      </div>
    );
  if (waiting > 0) return <StatusDot tone="amber">{t('reports.waiting', { n: waiting })}</StatusDot>;
  return sent > 0 ? (
    <StatusDot tone="green">{t('reports.sent', { n: sent })}</StatusDot>
  ) : (
    <span>{t('reports.none')}</span>
  );
}
