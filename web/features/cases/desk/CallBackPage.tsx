import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery, useApi } from '../../../kit/use-api.ts';
import { useFilters } from '../../../kit/use-filters.ts';
import { type Column, PageTable, TwoLines } from '../../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle } from '../../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../../ui/desk/use-cursor-pages.ts';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { CallBackDesk } from './CallBackDesk.tsx';
import './call-back.css';

const renewMs = 30_000;

function useWaiting(cursor: string | undefined) {
  return useQuery({
    ...apiQuery('POST /cases', { query: { tab: 'callback', limit: 20, ...(cursor ? { cursor } : {}) } }),
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
  });
}

/** 回访台: who waits for a call, and everything a call needs on one screen. */
export function CallBackPage() {
  const t = useWords('cases');
  const [{ ref }, change] = useFilters(['ref']);
  const pages = useCursorPages('');
  const list = useWaiting(pages.cursor);
  const count = useApi('POST /cases/counts', { query: {} }).data?.tabs.callback;
  const items = list.data?.items;
  const next = list.data?.next;
  const chosen = ref ?? items?.[0]?.ref;
  // After a result the next in line is taken up at once.
  const goOn = () => {
    const at = items?.findIndex((item) => item.ref === chosen) ?? -1;
    change({ ref: items?.[at + 1]?.ref ?? items?.find((item) => item.ref !== chosen)?.ref });
  };
  return (
    <div className="cases-calls">
      <div className="cases-calls-list">
        <PageTitle
          title={t('page.callBacks')}
          sub={count === undefined ? undefined : t('calls.waiting', { n: count })}
        />
        <ListCard>
          <PageTable
            label={t('page.callBacks')}
            columns={useColumns()}
            rows={items}
            rowKey={(item) => item.ref}
            selected={chosen}
            onOpen={(item) => change({ ref: item.ref })}
            error={items ? undefined : (list.error ?? undefined)}
            onRetry={() => void list.refetch()}
            empty={<Empty title={t('calls.none')} hint={t('calls.noneHint')} />}
            {...(items && items.length > 0
              ? {
                  pager: {
                    hasNext: next !== undefined,
                    hasPrevious: pages.hasPrevious,
                    onNext: () => next !== undefined && pages.next(next),
                    onPrevious: pages.previous,
                    words: t('page.here', { n: items.length }),
                  },
                }
              : {})}
          />
        </ListCard>
      </div>
      <div className="cases-calls-desk">{chosen && <Chosen key={chosen} caseRef={chosen} onDone={goOn} />}</div>
    </div>
  );
}

function useColumns(): readonly Column<CaseItem>[] {
  const t = useWords('cases');
  const pick = usePick();
  return [
    {
      key: 'matter',
      title: t('column.matter'),
      render: (item) => <TwoLines title={item.title} sub={`${item.number} · ${pick(item.stageLabel)}`} />,
    },
    {
      key: 'due',
      title: t('column.due'),
      width: 132,
      render: (item) => item.dueAt && <DeadlineChip look="line" deadline={{ due: item.dueAt, mood: item.mood }} />,
    },
  ];
}

function Chosen({ caseRef, onDone }: { readonly caseRef: string; readonly onDone: () => void }) {
  const { data, error, refetch } = useApi('GET /cases/:ref', { params: { ref: caseRef } });
  if (data) return <CallBackDesk matter={data} onDone={onDone} />;
  return error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />;
}
