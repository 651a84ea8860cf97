import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { CalendarYear } from '../../../contract/calendar.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { HoursCard } from './HoursCard.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { SetDayDialog } from './SetDayDialog.tsx';
import { YearGrid } from './YearGrid.tsx';
import './calendar-page.css';

/** The working calendar: a year at a glance, its notice, and the opening hours by season. */
export function CalendarPage() {
  const t = useWords('calendar');
  const [filters, change] = useFilters(['year']);
  const year = Number(filters.year ?? businessDay(Date.now()).slice(0, 4));
  const { data, error, refetch } = useApiList('GET /calendar/:year', { params: { year } });
  const [isPublishing, setIsPublishing] = useState(false);
  const go = (to: number) => change({ year: String(to) });
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          data?.may.manage && (
            <Button type="primary" onClick={() => setIsPublishing(true)}>
              {data.published ? t('republish') : t('publish')}
            </Button>
          )
        }
      />
      <div className="calendar-two">
        <Card>
          <div className="calendar-bar">
            <Button
              type="text"
              aria-label={t('previous')}
              icon={<CaretLeftIcon size={18} />}
              disabled={year <= 2000}
              onClick={() => go(year - 1)}
            />
            <h2 className="figures">{t('year', { year })}</h2>
            <Button
              type="text"
              aria-label={t('next')}
              icon={<CaretRightIcon size={18} />}
              disabled={year >= 2100}
              onClick={() => go(year + 1)}
            />
            {data && <Counts year={data} />}
          </div>
          {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading lines={8} />}
          {data && <Year year={data} />}
        </Card>
        <HoursCard mayManage={data?.may.manage ?? false} />
      </div>
      {isPublishing && data && <PublishDialog year={data} onDone={() => setIsPublishing(false)} />}
    </PlainPage>
  );
}

function Counts({ year }: { readonly year: CalendarYear }) {
  const t = useWords('calendar');
  const count = (kind: string) => year.days.filter((day) => day.kind === kind).length;
  return (
    <p className="calendar-counts">
      {t('workdays', { n: year.workdays })} · {t('holidays', { n: count('holiday') })} ·{' '}
      {t('makeup', { n: count('workday') })}
    </p>
  );
}

function Year({ year }: { readonly year: CalendarYear }) {
  const t = useWords('calendar');
  const [chosen, setChosen] = useState<string>();
  const basis = year.published && [
    year.published.on ? t('publishedOn', { day: year.published.on }) : t('published'),
    year.published.source && t('source', { source: year.published.source }),
  ];
  return (
    <>
      {basis ? (
        <p className="calendar-basis">{basis.filter(Boolean).join(' · ')}</p>
      ) : (
        <Alert
          className="calendar-unpublished"
          type="warning"
          showIcon
          title={t('unpublished')}
          description={t('unpublishedHint')}
        />
      )}
      <YearGrid year={year} {...(year.may.manage ? { onDay: setChosen } : {})} />
      {chosen && (
        <SetDayDialog
          day={chosen}
          known={year.days.find(({ day }) => day === chosen)}
          onDone={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
