import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Outcome, ProjectUnderWay, ProposedProject } from '../../../contract/outcomes.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { fileUrl } from '../../kit/upload-file.ts';
import { useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { PhotoStrip } from '../../ui/show/PhotoStrip.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './orders.css';

const pageSize = 10;

function useOutcomes(areaId: number) {
  return useInfiniteQuery({
    queryKey: ['GET /public/outcomes', areaId],
    queryFn: ({ pageParam, signal }) =>
      api.get('GET /public/outcomes', {
        query: { areaId, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** What neighbours and units did here: wishes that came true, projects that were finished or are under way. */
export function OutcomesPart({ areaId }: { readonly areaId: number }) {
  const t = useWords('orders');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOutcomes(areaId);
  const [first] = data?.pages ?? [];
  if (!first)
    return (
      <MobileCard>
        {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
      </MobileCard>
    );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const { orders, wishes, projects } = first.done;
  return (
    <>
      {orders + wishes + projects > 0 && (
        <MobileCard title={t('outcomes.sum', { community: first.community })}>
          <dl className="orders-sums">
            {(['wishes', 'projects', 'orders'] as const).map((key) => (
              <div key={key}>
                <dt>{t(`outcomes.${key}`)}</dt>
                <dd className="figures">{first.done[key]}</dd>
              </div>
            ))}
          </dl>
        </MobileCard>
      )}
      {first.proposed.map((one) => (
        <ProposedCard key={one.ref} project={one} maySupport={first.maySupport} />
      ))}
      {first.underWay.map((one) => (
        <UnderWayCard key={one.ref} project={one} />
      ))}
      {items.map((one) => (
        <OutcomeCard key={one.ref} outcome={one} />
      ))}
      {items.length === 0 && first.underWay.length === 0 && first.proposed.length === 0 && (
        <MobileCard>
          <Empty title={t('outcomes.none', { community: first.community })} hint={t('outcomes.noneHint')} />
        </MobileCard>
      )}
      {hasNextPage && (
        <MobileButton
          look="plain"
          action={{ label: t('outcomes.more'), isBusy: isFetchingNextPage, onPress: () => void fetchNextPage() }}
        />
      )}
    </>
  );
}

/** A fact with its name, left out where there is none. */
function Fact({ name, words }: { readonly name: string; readonly words: string | null }) {
  if (!words) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function useYuan(): (fen: number | null) => string | null {
  const t = useWords('orders');
  return (fen) => (fen === null ? null : t('outcomes.yuan', { yuan: (fen / 100).toLocaleString('en-US') }));
}

interface ProposedProps {
  readonly project: ProposedProject;
  readonly maySupport: boolean;
}

/** A project that waits for somebody to take it on: residents say whether they want it, one voice each. */
function ProposedCard({ project, maySupport }: ProposedProps) {
  const t = useWords('orders');
  const pick = usePick();
  const yuan = useYuan();
  const sayError = useErrorWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSend('orders.support', []);
  const { ref, kindText, words, budgetFen, supports, isMine } = project;
  const renew = () => void client.invalidateQueries({ queryKey: ['GET /public/outcomes'] });
  const action = maySupport
    ? {
        label: t(isMine ? 'outcomes.supported' : 'outcomes.support'),
        isBusy: send.isPending,
        onPress: () => send.mutate({ ref, isWanted: !isMine }, { onSettled: renew }),
      }
    : { label: t('outcomes.supportSignIn'), onPress: () => void navigate({ to: '/sign-in' } as never) };
  return (
    <MobileCard title={words} aside={<Tag tone="amber">{t('outcomes.proposed')}</Tag>}>
      <div className="orders-card">
        <dl className="orders-facts">
          <Fact name={t('outcomes.kind')} words={pick(kindText)} />
          <Fact name={t('outcomes.budget')} words={yuan(budgetFen)} />
        </dl>
        <p role="status">{supports === 0 ? t('outcomes.noSupports') : t('outcomes.supports', { n: supports })}</p>
        {send.error && <p className="ll-field-error">{sayError(send.error).title}</p>}
        <MobileButton look={maySupport && !isMine ? 'fill' : 'plain'} action={action} />
      </div>
    </MobileCard>
  );
}

function UnderWayCard({ project }: { readonly project: ProjectUnderWay }) {
  const t = useWords('orders');
  const pick = usePick();
  const yuan = useYuan();
  const { kindText, words, takenBy, milestone, milestoneOn, budgetFen } = project;
  return (
    <MobileCard title={words} aside={<Tag tone="blue">{t('outcomes.underWay')}</Tag>}>
      <dl className="orders-facts">
        <Fact name={t('outcomes.kind')} words={pick(kindText)} />
        <Fact name={t('outcomes.takenBy')} words={takenBy && pick(takenBy)} />
        <Fact name={t('outcomes.budget')} words={yuan(budgetFen)} />
        <Fact name={t('outcomes.milestone')} words={milestone && [milestoneOn, milestone].filter(Boolean).join(' ')} />
      </dl>
    </MobileCard>
  );
}

function OutcomeCard({ outcome }: { readonly outcome: Outcome }) {
  const t = useWords('orders');
  const pick = usePick();
  const yuan = useYuan();
  const { typeTitle, kindText, words, takenBy, finishedOn, communityName, budgetFen, spentFen, photos } = outcome;
  return (
    <MobileCard title={words} aside={<Tag tone="green">{pick(typeTitle)}</Tag>}>
      <div className="orders-card">
        {outcome.outcome && <p>{outcome.outcome}</p>}
        {photos.length > 0 && (
          <PhotoStrip
            photos={photos.map((ref, at) => ({
              src: fileUrl(ref),
              thumbnail: fileUrl(ref, 'thumb'),
              alt: t('outcomes.photo', { n: at + 1, words }),
            }))}
          />
        )}
        <dl className="orders-facts">
          <Fact name={t('outcomes.kind')} words={pick(kindText)} />
          <Fact name={t('outcomes.takenBy')} words={takenBy && pick(takenBy)} />
          <Fact name={t('outcomes.budget')} words={yuan(budgetFen)} />
          <Fact name={t('outcomes.spent')} words={yuan(spentFen)} />
          <Fact name={t('outcomes.on')} words={`${finishedOn} · ${communityName}`} />
        </dl>
      </div>
    </MobileCard>
  );
}
