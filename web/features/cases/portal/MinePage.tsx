import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { AnswerOf } from '../../../../contract/route.ts';
import { api, type Routes } from '../../../kit/api.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { secretWay } from '../../../kit/link-secret.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { StepBar } from '../../../ui/mobile/StepBar.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { useKept } from './device.ts';
import { FollowedList } from './FollowedList.tsx';
import { LinkButton } from './LinkButton.tsx';
import { MatterCard } from './MatterCard.tsx';
import { PortalShell } from './PortalShell.tsx';
import { currentStep } from './track-words.ts';
import { useDayWords } from './use-day-words.ts';
import { useResident, useTrack } from './use-matters.ts';

type MyItem = AnswerOf<Routes['GET /my/cases']>['items'][number];

const pageSize = 20;

function useMyCases(isOn: boolean) {
  return useInfiniteQuery({
    queryKey: ['GET /my/cases', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.get('GET /my/cases', { query: { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: isOn,
  });
}

function MyItemRow({ item }: { readonly item: MyItem }) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const sayDay = useDayWords();
  const due =
    !item.waitsForMe && item.promiseDueAt && item.steps.some(({ state }) => state === 'now')
      ? t('track.due', { day: sayDay(item.promiseDueAt) })
      : '';
  return (
    <article className="portal-matter">
      <Link to="/mine/$ref" params={{ ref: item.ref }} className="portal-matter-head">
        <span>
          <b>{item.title || item.number}</b>
          <span>{due || pick(item.plain)}</span>
          <small className="figures">{t('track.number', { number: item.number })}</small>
        </span>
        {item.waitsForMe && (
          <span className="portal-matter-tag">
            <Tag tone="amber">{t('mine.waits')}</Tag>
          </span>
        )}
      </Link>
      <StepBar
        label={item.title}
        steps={item.steps.map(({ label }) => pick(label))}
        current={currentStep(item.steps)}
      />
    </article>
  );
}

/** Everything under the phone signed in with. */
function MyCases({ phone }: { readonly phone: string }) {
  const t = useWords('portal-pages');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMyCases(true);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <MobileCard title={t('mine.byPhone', { phone })}>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && items.length === 0 && <Empty title={t('mine.none')} hint={t('mine.noneHint')} />}
      {items.map((item) => (
        <MyItemRow key={item.ref} item={item} />
      ))}
      {hasNextPage && (
        <div className="portal-after">
          <MobileButton
            look="plain"
            action={{ label: t('mine.more'), onPress: () => void fetchNextPage(), isBusy: isFetchingNextPage }}
          />
        </div>
      )}
    </MobileCard>
  );
}

function KeptMatter({ token, number }: { readonly token: string; readonly number: string }) {
  const t = useWords('portal-pages');
  const { data, error } = useTrack({ kind: 'link', token });
  if (data) return <MatterCard matter={{ holder: { kind: 'link', token }, track: data }} />;
  if (!error) return <Loading lines={2} />;
  return (
    <article className="portal-matter">
      <Link {...secretWay('/t', token)} className="portal-matter-head">
        <span>
          <b className="figures">{t('track.number', { number })}</b>
        </span>
      </Link>
    </article>
  );
}

/** /mine: what is under way, by phone and on this phone. */
export function MinePage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const { isResident, phoneMasked = '' } = useResident();
  const [tracks = []] = useKept('tracks');
  return (
    <PortalShell title={t('page.mine')} isFirst>
      {isResident && <MyCases phone={phoneMasked} />}
      {isResident && (
        <Suspense fallback={null}>
          <FollowedList />
        </Suspense>
      )}
      {tracks.length > 0 && (
        <MobileCard title={p('mine.here')}>
          {tracks.map((track) => (
            <KeptMatter key={track.token} {...track} />
          ))}
        </MobileCard>
      )}
      {!isResident && tracks.length === 0 && (
        <MobileCard>
          <Empty
            title={p('mine.none')}
            hint={p('mine.noneHint')}
            action={
              <LinkButton to="/report" look="fill">
                {t('page.report')}
              </LinkButton>
            }
          />
        </MobileCard>
      )}
      {!isResident && (
        <MobileCard title={p('mine.signInTitle')}>
          <p className="portal-quiet">{p('mine.signInHint')}</p>
          <div className="portal-two portal-after">
            <LinkButton to="/sign-in">{t('page.signIn')}</LinkButton>
            <LinkButton to="/lookup">{p('lookup.title')}</LinkButton>
          </div>
        </MobileCard>
      )}
    </PortalShell>
  );
}
