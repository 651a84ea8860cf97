import { useInfiniteQuery } from '@tanstack/react-query';
import type { PublicOpening } from '../../../../contract/openings.ts';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useGo } from '../../../kit/use-go.ts';
import { useSaid } from '../../../kit/use-said.ts';
import { AskBar } from '../../../ui/mobile/AskBar.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { Tag } from '../../../ui/show/StatusDot.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { keep, readKept } from './device.ts';
import { emptyReport } from './empty-report.ts';
import { LinkButton } from './LinkButton.tsx';
import { PlaceRow } from './PlaceRow.tsx';
import { PortalShell } from './PortalShell.tsx';
import { useMyPlace } from './use-place.ts';
import './public-matters.css';

const pageSize = 20;

function useJobs(areaId: number, q: string) {
  return useInfiniteQuery({
    queryKey: ['POST /public/openings', areaId, q],
    queryFn: ({ pageParam, signal }) =>
      api.get('POST /public/openings', {
        query: { areaId, limit: pageSize, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** /jobs: posts of units nearby, found by words; whoever wants one is helped by the community. */
export function JobsPage() {
  const t = useWords('openings');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  const [words, ask] = useSaid();
  return (
    <PortalShell title={t('jobs')}>
      <PlaceRow place={place} hint={t('jobsHint')} onChoose={communities.show} />
      {place && <AskBar key={words} initial={words} label={t('ask')} onAsk={ask} />}
      {place && <Jobs areaId={place.areaId ?? place.communityId} words={words} onAll={() => ask('')} />}
      <LinkButton to={'/report' as never}>{t('report')}</LinkButton>
      {communities.sheet}
    </PortalShell>
  );
}

interface JobsProps {
  readonly areaId: number;
  readonly words: string;
  readonly onAll: () => void;
}

function Jobs({ areaId, words, onAll }: JobsProps) {
  const t = useWords('openings');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useJobs(areaId, words);
  const [first] = data?.pages ?? [];
  if (!first)
    return (
      <MobileCard>
        {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />}
      </MobileCard>
    );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {items.map((one) => (
        <JobCard key={one.id} job={one} />
      ))}
      {items.length === 0 && (
        <MobileCard>
          <Empty
            title={words ? t('noneFound', { words }) : t('none', { community: first.community })}
            hint={t('noneHint')}
          />
          <LinkButton to={'/apply/assistance' as never}>{t('help')}</LinkButton>
        </MobileCard>
      )}
      {words && <MobileButton look="plain" action={{ label: t('all'), onPress: onAll }} />}
      {hasNextPage && (
        <MobileButton
          look="plain"
          action={{ label: t('more'), isBusy: isFetchingNextPage, onPress: () => void fetchNextPage() }}
        />
      )}
    </>
  );
}

/** One post; wanting it begins help with work, with the post named. */
function JobCard({ job }: { readonly job: PublicOpening }) {
  const t = useWords('openings');
  const go = useGo();
  const { from, to, per } = job.wage;
  const yuan = (fen: number) => (fen / 100).toLocaleString('en-US');
  const paid =
    from === to
      ? t('wageOne', { from: yuan(from), per: t(`per.${per}`) })
      : t('wage', { from: yuan(from), to: yuan(to), per: t(`per.${per}`) });
  const apply = () => {
    const draft = readKept('apply');
    keep('apply', {
      report: { ...emptyReport, ...draft?.report },
      values: { kind: 'work', words: t('applyWords', { title: job.title, unit: job.unitName }) },
    });
    go('/apply/assistance');
  };
  return (
    <MobileCard title={job.title} aside={<Tag tone="green">{t('places', { n: job.places })}</Tag>}>
      <div className="jobs-card">
        <p className="jobs-wage figures">{paid}</p>
        <p>{job.details}</p>
        <dl className="public-matter">
          <div>
            <dt>{t('unit')}</dt>
            <dd>{job.unitName}</dd>
          </div>
          <div>
            <dt>{t('where')}</dt>
            <dd>{job.workPlace}</dd>
          </div>
        </dl>
        <p className="portal-quiet">
          {t('until', { day: job.untilOn })} · {t('applyHint')}
        </p>
        <MobileButton look="fill" action={{ label: t('apply'), onPress: apply }} />
      </div>
    </MobileCard>
  );
}
