import { Button } from 'antd';
import { useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import type { VisitDay, VisitPlan } from '../../../contract/visits.ts';
import { visitPurposes } from '../../../domain/visits/rules.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { momentOf } from '../../kit/time.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { LinkedCard } from './LinkedCard.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { ShockButton, ShockFinder } from './Shock.card.tsx';
import { rulesOf, useVisitWords } from './visit-words.ts';
import './visits-desk.css';

type Door = AnswerOf<Routes['GET /visits/due']>['items'][number];

/** 走访: what is due and done by grid in households, the doors, linked households, reception days. Nothing is counted of a person. */
export function VisitsDesk() {
  const t = useWords('visits');
  const { data: session } = useSession();
  const visits = mayAnywhere(session, 'visits.record') || mayAnywhere(session, 'visits.linked');
  const [isTelling, setIsTelling] = useState(false);
  const mayRecord = mayAnywhere(session, 'visits.record');
  const actions = (
    <>
      {mayAnywhere(session, 'people.export') && mayAnywhere(session, 'visits.plan') && (
        <Button href="/api/visits/certifications.xlsx">{t('export')}</Button>
      )}
      {mayRecord && (
        <Button type="primary" onClick={() => setIsTelling(true)}>
          {t('shock')}
        </Button>
      )}
    </>
  );
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} actions={actions} />
      <div className="visits-desk">
        {mayAnywhere(session, 'visits.plan') && <PlanCard />}
        {visits && <DoorsCard />}
        {visits && <LinkedCard />}
        {mayRecord && <DaysCard />}
      </div>
      {isTelling && <ShockFinder onDone={() => setIsTelling(false)} />}
    </PlainPage>
  );
}

function PlanCard() {
  const t = useWords('visits');
  const pick = usePick();
  const pages = useCursorPages('plan');
  const { data, error, refetch } = useApiList('GET /visits/plan', {
    query: { limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<VisitPlan['items'][number]>[] = [
    { key: 'community', title: t('community'), render: ({ area }) => area.community },
    { key: 'grid', title: t('grid'), render: ({ area }) => area.name },
    ...(['overdue', 'today', 'soon', 'done'] as const).map((key) => ({
      key,
      title: t(key),
      width: 150,
      align: 'right' as const,
      render: (line: VisitPlan['items'][number]) => <span className="figures">{line[key]}</span>,
    })),
  ];
  return (
    <Card title={t('grids')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data && (
        <>
          <PageTable
            label={t('grids')}
            columns={columns}
            rows={data.items}
            rowKey={({ area }) => String(area.id)}
            empty={<Empty title={t('none')} />}
            pager={pagerOf(pages, data.next)}
          />
          {data.visits !== null && (
            <p className="visits-note">
              {t('perPurpose', { n: data.visits })}{' '}
              {data.purposes.map(({ purpose, visits }) => `${pick(visitPurposes[purpose])} ${visits}`).join(' · ')}
            </p>
          )}
          <p className="visits-note">{t('purposeHint')}</p>
        </>
      )}
    </Card>
  );
}

function DoorsCard() {
  const t = useWords('visits');
  const say = useVisitWords();
  const pages = useCursorPages('due');
  const list = useApiList('GET /visits/due', {
    query: { ahead: 7, limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<Door>[] = [
    { key: 'when', title: t('when'), width: 130, render: ({ standing, tryOn }) => `${t(standing)} ${tryOn.slice(5)}` },
    { key: 'door', title: t('door'), render: ({ address }) => address },
    {
      key: 'people',
      title: t('people'),
      width: 180,
      render: ({ people }) => people.map(({ name }) => name).join('、') || t('doorItself'),
    },
    { key: 'rules', title: t('rules'), render: (door) => rulesOf(door).map(say.rule).join(' · ') },
    {
      key: 'shock',
      title: '',
      width: 160,
      render: ({ houseRef, address }) => <ShockButton house={{ ref: houseRef, address }} isSmall />,
    },
  ];
  return (
    <Card title={t('doors')}>
      {list.error && !list.data && <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />}
      <PageTable
        label={t('doors')}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ houseRef }) => houseRef}
        empty={<Empty title={t('none')} />}
        pager={pagerOf(pages, list.data?.next)}
      />
    </Card>
  );
}

/** This month and the next days: what is planned in the rotas. */
function monthAround(): { readonly from: string; readonly to: string } {
  const { day } = momentOf(new Date());
  return { from: `${day.slice(0, 7)}-01`, to: momentOf(new Date(Date.now() + 14 * 86_400_000)).day };
}

function DaysCard() {
  const t = useWords('visits');
  const at = useInstantWords();
  const [receiving, setReceiving] = useState<VisitDay>();
  const { data, error, refetch } = useApi('GET /visits/days', { query: monthAround() });
  return (
    <Card title={t('days')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      {data?.items.length === 0 && <Empty title={t('daysNone')} />}
      <ul className="visits-days">
        {data?.items.map((day) => (
          <li key={day.shiftId}>
            <div>
              <b>{day.rotaName}</b> <span className="figures">{at(day.startsAt)}</span> {day.place}{' '}
              {day.names.join('、')}
            </div>
            <div className="visits-note">
              {[
                t('came', { n: day.receptions.length }),
                t('visited', { n: day.visits }),
                t('matters', { n: day.matters }),
              ].join(' · ')}
            </div>
            {day.receptions.map((one) => (
              <p key={one.id} className="visits-note">
                {one.who} {one.words}
              </p>
            ))}
            {day.kind === 'reception' && (
              <Button size="small" onClick={() => setReceiving(day)}>
                {t('receive')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {receiving && <ReceiveDialog day={receiving} onDone={() => setReceiving(undefined)} />}
    </Card>
  );
}
