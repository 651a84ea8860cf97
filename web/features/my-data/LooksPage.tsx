import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { MyDataShell } from './MyDataShell.tsx';

const pageSize = 20;

function useLooks() {
  return useInfiniteQuery({
    queryKey: ['GET /my-data/looks', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.get('GET /my-data/looks', {
        query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

function Looks() {
  const t = useWords('portal-my-data');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLooks();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <MobileCard>
      <p className="my-data-quiet">{t('looks.hint')}</p>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && items.length === 0 && <Empty title={t('looks.none')} hint={t('looks.noneHint')} />}
      <ul className="my-data-looks">
        {items.map(({ id, at, post, of, what, why }) => (
          <li key={id}>
            <time dateTime={at}>{sayInstant(at)}</time>
            <b>{[of, pick(post)].filter(Boolean).join(' · ')}</b>
            <span>{pick(what)}</span>
            <small>{why ? t('looks.why', { why: pick(why) }) : t('looks.noWhy')}</small>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <MobileButton
          look="plain"
          action={{ label: t('looks.more'), onPress: () => void fetchNextPage(), isBusy: isFetchingNextPage }}
        />
      )}
    </MobileCard>
  );
}

/** /my-data/looks: which posts looked at my data, when and what for. */
export function LooksPage() {
  const t = useWords('portal-my-data');
  return (
    <MyDataShell title={t('looks.title')} back="/my-data">
      <Looks />
    </MyDataShell>
  );
}
