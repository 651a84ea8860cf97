import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CaseItem, CaseTab } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { momentOf } from '../../../kit/time.ts';
import { apiQuery, useApi } from '../../../kit/use-api.ts';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { toneOf } from './case-words.ts';
import { LinkButton } from './LinkButton.tsx';
import './cases-home.css';

interface FigureProps {
  readonly label: string;
  readonly n: number | undefined;
  readonly search: Readonly<Record<string, string>>;
  readonly tone?: 'near' | 'late';
  readonly hint?: string;
}

/** A number that opens the very matters behind it. */
function Figure({ label, n, search, tone, hint }: FigureProps) {
  return (
    <Link to="/cases" search={search as never} className={`cases-figure${tone && n ? ` cases-figure-${tone}` : ''}`}>
      <span>{label}</span>
      <b className="figures">{n ?? '–'}</b>
      {hint && <small>{hint}</small>}
    </Link>
  );
}

const wayTabs = ['raised', 'accepted', 'waiting', 'handling', 'checking', 'callback'] as const;

/** My day at the desk: what waits for me, what is late, what waits for others; each number opens its list. */
export function CasesHome() {
  const t = useWords('cases');
  const session = useSession().data;
  const counts = useApi('POST /cases/counts', { query: {} });
  const mayRaise = mayAnywhere(session, 'cases.raise');
  // Whoever may register anything is not asked what in particular.
  const types = useQuery({ ...apiQuery('GET /cases/types'), enabled: !mayRaise });
  const { day } = momentOf(new Date());
  const today = useApi('POST /cases/counts', { query: { raisedFrom: day, raisedTo: day } }).data?.tabs;
  if (counts.error && !counts.data) return <ErrorBlock error={counts.error} onRetry={() => void counts.refetch()} />;
  const { tabs, clocks } = counts.data ?? {};
  const mayBegin = mayRaise || types.data?.some(({ begins }) => begins.some((one) => one.mayBegin && !one.isOpen));
  const others = tabs && tabs.open - tabs.mine;
  return (
    <div className="cases-home">
      {mayBegin && (
        <div className="cases-home-deeds">
          {mayRaise && (
            <LinkButton to="/intake" look="primary">
              {t('page.intake')}
            </LinkButton>
          )}
          <LinkButton to="/raise">{t('page.raise')}</LinkButton>
          {mayAnywhere(session, 'cases.call-back') && <LinkButton to="/call-backs">{t('page.callBacks')}</LinkButton>}
        </div>
      )}
      <div className="cases-home-figures">
        <Figure label={t('tab.mine')} n={tabs?.mine} search={{ tab: 'mine' }} />
        <Figure label={t('cut.soon')} n={clocks?.soon} search={{ tab: 'open', clock: 'soon' }} tone="near" />
        <Figure label={t('cut.late')} n={clocks?.late} search={{ tab: 'open', clock: 'late' }} tone="late" />
        <Figure
          label={t('tab.open')}
          n={tabs?.open}
          search={{ tab: 'open' }}
          {...(others ? { hint: t('home.others', { n: others }) } : {})}
        />
        <Figure
          label={t('home.today')}
          n={today?.open}
          search={{ tab: 'open', raisedFrom: day, raisedTo: day }}
          {...(today?.closed ? { hint: t('home.todayClosed', { n: today.closed }) } : {})}
        />
      </div>
      <div className="cases-home-two">
        <div className="cases-home-stack">
          <Waiting title={t('home.mine')} query={{ tab: 'mine' }} search={{ tab: 'mine' }} empty={t('empty.mine')} />
          <Waiting
            title={t('tab.others')}
            query={{ tab: 'others' }}
            search={{ tab: 'others' }}
            empty={t('home.noneOthers')}
          />
        </div>
        <div className="cases-home-stack">
          <Waiting
            title={t('cut.late')}
            query={{ tab: 'open', clock: 'late' }}
            search={{ tab: 'open', clock: 'late' }}
            empty={t('home.noneLate')}
          />
          <Waiting
            title={t('cut.soon')}
            query={{ tab: 'open', clock: 'soon' }}
            search={{ tab: 'open', clock: 'soon' }}
            empty={t('home.noneSoon')}
          />
        </div>
      </div>
      {tabs?.open !== 0 && (
        <Card title={t('home.way')}>
          <div className="cases-home-way">
            {wayTabs.map((tab) => (
              <Figure key={tab} label={t(`tab.${tab}`)} n={tabs?.[tab]} search={{ tab }} />
            ))}
          </div>
        </Card>
      )}
    </div>
  );
}

interface WaitingProps {
  readonly title: string;
  readonly query: { readonly tab: CaseTab; readonly clock?: 'late' | 'soon' };
  readonly search: Readonly<Record<string, string>>;
  readonly empty: string;
}

/** The first few of a list, soonest due first. */
function Waiting({ title, query, search, empty }: WaitingProps) {
  const t = useWords('cases');
  const { data, error, refetch } = useApi('POST /cases', { query: { ...query, limit: 6 } });
  return (
    <Card
      title={title}
      aside={
        <Link to="/cases" search={search as never}>
          {t('home.all')}
        </Link>
      }
    >
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data?.items.length === 0 && <p className="cases-home-none">{empty}</p>}
      <ul className="cases-home-list">
        {data?.items.map((item) => (
          <WaitingItem key={item.ref} item={item} search={search} />
        ))}
      </ul>
    </Card>
  );
}

function WaitingItem({ item, search }: { readonly item: CaseItem; readonly search: Readonly<Record<string, string>> }) {
  const pick = usePick();
  return (
    <li>
      <Link to="/cases" search={{ ...search, ref: item.ref } as never}>
        <b>{item.title}</b>
        <small>{[item.placeWords, item.gridName].filter(Boolean).join(' · ')}</small>
      </Link>
      <StatusDot tone={toneOf(item)}>{pick(item.stageLabel)}</StatusDot>
      {item.dueAt && <DeadlineChip look="line" deadline={{ due: item.dueAt, mood: item.mood }} />}
    </li>
  );
}
