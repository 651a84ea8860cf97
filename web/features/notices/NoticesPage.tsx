import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { Notice, NoticeClass } from '../../../contract/notices.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { useNoticeCounts } from './use-notices.ts';
import './notices.css';

const classes: readonly NoticeClass[] = ['now', 'shift', 'digest'];

function useNotices(only: NoticeClass | undefined) {
  return useInfiniteQuery({
    queryKey: ['GET /notices', only ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get('GET /notices', {
        query: { limit: 30, ...(only ? { class: only } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

/** 消息: what staff were told, newest first, in three classes that are filters. */
export function NoticesPage() {
  const t = useWords('notices');
  const [filters, change] = useFilters(['class']);
  const only = classes.find((one) => one === filters.class);
  const counts = useNoticeCounts();
  const found = useNotices(only);
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={counts && (counts.isOnDuty ? t('onDuty') : t('offDuty'))}
        actions={<SeeAll newest={items?.[0]?.at} />}
      />
      <ListCard>
        <CountTabs
          label={t('tabs')}
          rows={[classes.map((key) => ({ key, label: t(`classes.${key}`), count: counts?.[key] }))]}
          value={[only]}
          onChange={(_, key) => change({ class: key })}
        />
        {found.error && <ErrorBlock error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Loading lines={6} />}
        {items?.length === 0 && <Empty title={t('none')} hint={t('noneHint')} />}
        {items && items.length > 0 && <NoticeList items={items} />}
        {found.hasNextPage && (
          <div className="notices-more">
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </ListCard>
      <p className="notices-kept">{t('kept')}</p>
    </PlainPage>
  );
}

function SeeAll({ newest }: { readonly newest: string | undefined }) {
  const t = useWords('notices');
  const { message } = App.useApp();
  const see = useSend('notices.see', ['GET /notices', 'GET /notices/count']);
  return (
    <Button
      disabled={!newest}
      loading={see.isPending}
      onClick={() => see.mutate({ until: newest ?? '' }, { onSuccess: () => void message.success(t('seen')) })}
    >
      {t('seeAll')}
    </Button>
  );
}

function NoticeList({ items }: { readonly items: readonly Notice[] }) {
  return (
    <ul className="notices-list">
      {items.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const t = useWords('notices');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { caseRef, isNew, text, at } = notice;
  return (
    <li className={isNew ? 'notices-new' : undefined}>
      <span className={`notices-class notices-${notice.class}`} title={t(`classHints.${notice.class}`)}>
        {t(`classes.${notice.class}`)}
      </span>
      {caseRef ? (
        <Link to={`/cases/${caseRef}` as never}>{pick(text)}</Link>
      ) : (
        <span className="notices-text">{pick(text)}</span>
      )}
      {isNew && <em>{t('fresh')}</em>}
      <time className="figures" dateTime={at}>
        {sayInstant(at)}
      </time>
    </li>
  );
}
