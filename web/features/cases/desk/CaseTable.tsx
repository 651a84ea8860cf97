import type { ReactNode } from 'react';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { momentOf, nearness } from '../../../kit/time.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { type Column, type Pager, PageTable, type Sort, TwoLines } from '../../../ui/desk/PageTable.tsx';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { StatusDot, Tag } from '../../../ui/show/StatusDot.tsx';
import { useCategories } from './use-categories.ts';
import './cases-table.css';
import { toneOf, useClockWords, useOutcomeWords } from './case-words.ts';

/** The deadline of a row: time left or over in words, and under it which clock that is and when. */
function RowDeadline({ item }: { readonly item: CaseItem }) {
  const t = useWords('cases');
  const sayClock = useClockWords();
  const sayInstant = useInstantWords();
  const sayOutcome = useOutcomeWords();
  if (item.phase === 'closed') return <>{item.outcome ? sayOutcome(item.outcome) : null}</>;
  if (!item.dueAt) return null;
  const clock = sayClock(item.dueKind);
  const { day } = momentOf(item.dueAt);
  const isNearDay = nearness(day, momentOf(new Date()).day) === 'today';
  const at = isNearDay ? t('row.today', { time: sayInstant(item.dueAt) }) : sayInstant(item.dueAt);
  return (
    <TwoLines
      title={<DeadlineChip look="line" deadline={{ due: item.dueAt, mood: item.mood }} />}
      sub={[clock, at].filter(Boolean).join(' ')}
    />
  );
}

/** When it was raised: the time of today, the day of before. */
function RowRaised({ at }: { readonly at: string }) {
  const { day, time } = momentOf(at);
  const today = momentOf(new Date()).day;
  return (
    <time dateTime={at} className="figures cases-row-time">
      {day === today ? (
        time
      ) : (
        <TwoLines title={day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} sub={time} />
      )}
    </time>
  );
}

/** What it is, and its class under it. */
function RowCategory({ item }: { readonly item: CaseItem }) {
  const pick = usePick();
  const { categories } = useCategories();
  const known = categories.find(({ id }) => id === item.categoryId);
  return (
    <TwoLines
      title={pick(item.categoryName ?? item.typeTitle)}
      sub={known?.parentName ? pick(known.parentName) : item.categoryName && pick(item.typeTitle)}
    />
  );
}

function useColumns(): readonly Column<CaseItem>[] {
  const t = useWords('cases');
  const pick = usePick();
  return [
    {
      key: 'matter',
      title: t('column.matter'),
      render: (item) => (
        <TwoLines
          mark={
            item.urgency === 'urgent' && (
              <Tag tone="red" small>
                {t('urgency.urgent')}
              </Tag>
            )
          }
          title={item.title}
          sub={`${item.number} · ${item.placeWords}`}
        />
      ),
    },
    {
      key: 'category',
      title: t('column.category'),
      width: 100,
      render: (item) => <RowCategory item={item} />,
    },
    {
      key: 'grid',
      title: t('column.grid'),
      width: 106,
      render: (item) => (
        <TwoLines title={item.gridName ?? item.communityName} sub={item.gridName && item.communityName} />
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 102,
      render: (item) => (
        <TwoLines
          title={<StatusDot tone={toneOf(item)}>{pick(item.stageLabel)}</StatusDot>}
          // Who it lies with; what was handed in is no longer with them.
          sub={
            item.dueKind === 'inquiry'
              ? t('clock.inquiry')
              : item.phase === 'handling' && (item.handlerName ?? item.leadName)
          }
        />
      ),
    },
    { key: 'due', title: t('column.due'), width: 140, sortable: true, render: (item) => <RowDeadline item={item} /> },
    {
      key: 'raised',
      title: t('column.raised'),
      width: 68,
      sortable: true,
      render: (item) => <RowRaised at={item.raisedAt} />,
    },
  ];
}

interface CaseTableProps {
  /** The rows are those of the cut before; the new ones are on their way. */
  readonly isStale: boolean;
  readonly rows: readonly CaseItem[] | undefined;
  readonly error: unknown;
  readonly selected: string | undefined;
  readonly sort: 'due' | 'raised';
  readonly onSort: (sort: 'due' | 'raised') => void;
  readonly onOpen: (item: CaseItem) => void;
  readonly onRetry: () => void;
  readonly empty: ReactNode;
  readonly pager: Pager | undefined;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

/** The inbox's rows, soonest due first; newest first where asked or where all is closed. */
export function CaseTable({ isStale, sort, onSort, onOpen, pager, ...rest }: CaseTableProps) {
  const t = useWords('cases');
  const shown: Sort = sort === 'due' ? { key: 'due', direction: 'up' } : { key: 'raised', direction: 'down' };
  return (
    <div className={isStale ? 'cases-table cases-table-stale' : 'cases-table'}>
      <PageTable
        {...rest}
        label={t('page.list')}
        columns={useColumns()}
        rowKey={({ ref }) => ref}
        onOpen={onOpen}
        sort={shown}
        // The server knows two orders only: a press on a column takes that column's own.
        onSort={({ key }) => onSort(key === 'raised' ? 'raised' : 'due')}
        {...(pager ? { pager } : {})}
      />
    </div>
  );
}
