import { useQuery } from '@tanstack/react-query';
import type { ImportItem } from '../../../contract/imports.ts';
import { useWords } from '../../kit/i18n.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { PageTitle } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { UploadCard } from './UploadCard.tsx';
import { passing, toneOf } from './use-import.ts';
import './imports.css';

/** 导入台账: a ledger to upload, and the imports so far. */
export function ImportsPage() {
  const t = useWords('imports');
  const go = useGo();
  return (
    <div className="imports-page">
      <PageTitle title={t('title')} sub={t('sub')} />
      <UploadCard onStarted={(ref) => go(`/imports/${ref}`)} />
      <section className="imports-history" aria-label={t('history')}>
        <h2>{t('history')}</h2>
        <History onOpen={(ref) => go(`/imports/${ref}`)} />
      </section>
    </div>
  );
}

const everyMs = 2_000;

function History({ onOpen }: { readonly onOpen: (ref: string) => void }) {
  const t = useWords('imports');
  const pages = useCursorPages('all');
  const { data, error, refetch } = useQuery({
    ...apiQuery('GET /imports', { query: { limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) } }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => passing.has(one.state)) ? everyMs : false),
  });
  const columns = useColumns();
  const next = data?.next;
  return (
    <PageTable
      label={t('history')}
      columns={columns}
      rows={data?.items}
      rowKey={({ ref }) => ref}
      onOpen={({ ref }) => onOpen(ref)}
      {...(error ? { error, onRetry: () => void refetch() } : {})}
      empty={<Empty title={t('none')} hint={t('noneHint')} />}
      {...(data && (next || pages.hasPrevious)
        ? {
            pager: {
              hasNext: next !== undefined,
              hasPrevious: pages.hasPrevious,
              onNext: () => next && pages.next(next),
              onPrevious: pages.previous,
              words: t('here', { n: data.items.length }),
            },
          }
        : {})}
    />
  );
}

function useColumns(): readonly Column<ImportItem>[] {
  const t = useWords('imports');
  const sayInstant = useInstantWords();
  const people = ({ counts, state }: ImportItem): string =>
    counts && state !== 'previewed'
      ? t('peopleSum', { created: counts.people.created, updated: counts.people.updated })
      : '–';
  const todo = ({ open, state }: ImportItem): string => {
    if (state !== 'done') return '–';
    return open.held + open.conflicts > 0 ? t('todoSum', open) : t('noTodo');
  };
  return [
    {
      key: 'file',
      title: t('column.file'),
      render: (item) => <TwoLines title={item.fileName} sub={item.communityName} />,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 116,
      render: ({ state }) => <StatusDot tone={toneOf[state]}>{t(`states.${state}`)}</StatusDot>,
    },
    {
      key: 'people',
      title: t('column.people'),
      width: 188,
      render: (item) => <span className="figures">{people(item)}</span>,
    },
    {
      key: 'todo',
      title: t('column.todo'),
      width: 176,
      render: (item) => <span className="figures">{todo(item)}</span>,
    },
    {
      key: 'at',
      title: t('column.at'),
      width: 170,
      render: ({ madeBy, madeAt }) => (
        <TwoLines title={<span className="figures">{sayInstant(madeAt)}</span>} sub={madeBy} />
      ),
    },
  ];
}
