import { Button, Checkbox, DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { type ReportKind, reportKinds } from '../../../contract/reports.ts';
import type { AnswerOf, QueryOf } from '../../../contract/route.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { api, type Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import './reports.css';

type Query = QueryOf<Routes['GET /reports/outline']>;
type Outline = AnswerOf<Routes['GET /reports/outline']>;

const today = (): string => businessDay(Date.now());

interface Choice {
  readonly kind: ReportKind;
  readonly on: string;
  readonly to: string;
  readonly area?: number | undefined;
  readonly category?: number | undefined;
  readonly words: boolean;
}

const queryOf = ({ kind, on, to, area, category, words }: Choice): Query => ({
  kind,
  on,
  ...(area ? { area } : {}),
  ...(kind === 'topic' ? { to, ...(category ? { category } : {}) } : {}),
  ...(words ? { words: 'yes' } : {}),
});

/** 报告: a day's, a week's or a topic's report, drafted from the records. */
export function ReportsPage() {
  const t = useWords('reports');
  const [choice, setChoice] = useState<Choice>(() => ({ kind: 'week', on: today(), to: today(), words: false }));
  const change = (patch: Partial<Choice>) => setChoice({ ...choice, ...patch });
  const query = queryOf(choice);
  const { data, error, refetch } = useApiList('GET /reports/outline', { query });
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} />
      <div className="reports-parts">
        <Card title={t('kind.label')}>
          <Choices choice={choice} change={change} data={data} />
          <Button
            type="primary"
            disabled={!data}
            onClick={() => window.location.assign(api.href('GET /reports/draft', { query } as never))}
          >
            {t('download')}
          </Button>
        </Card>
        <Card title={t('outline')}>
          {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading lines={5} />}
          {data && <OutlineView data={data} />}
        </Card>
      </div>
      <p className="reports-notes">{t('notes')}</p>
    </PlainPage>
  );
}

interface ChoicesProps {
  readonly choice: Choice;
  readonly change: (patch: Partial<Choice>) => void;
  readonly data: Outline | undefined;
}

function Choices({ choice, change, data }: ChoicesProps) {
  const t = useWords('reports');
  const { kind, words } = choice;
  return (
    <div className="reports-form">
      <Segmented
        aria-label={t('kind.label')}
        value={kind}
        options={reportKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(next) =>
          change(
            next === 'topic'
              ? { kind: next, on: dayOf(dayNumber(today()) - 29), to: today() }
              : { kind: next, on: today() },
          )
        }
      />
      <span className="reports-label">{t(`on.${kind}`)}</span>
      <PeriodPicker choice={choice} change={change} />
      {data && data.areas.length > 1 && (
        <>
          <span className="reports-label">{t('area')}</span>
          <Select
            aria-label={t('area')}
            showSearch={{ optionFilterProp: 'label' }}
            value={data.area.id}
            options={data.areas.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(area) => change({ area })}
          />
        </>
      )}
      {kind === 'topic' && <CategoryPicker choice={choice} change={change} />}
      <Checkbox checked={words} onChange={(event) => change({ words: event.target.checked })}>
        {t('words')}
        <small>{t('wordsHint')}</small>
      </Checkbox>
    </div>
  );
}

function PeriodPicker({ choice: { kind, on, to }, change }: Omit<ChoicesProps, 'data'>) {
  const t = useWords('reports');
  const isAhead = (day: dayjs.Dayjs) => day.format('YYYY-MM-DD') > today();
  if (kind === 'topic')
    return (
      <DatePicker.RangePicker
        aria-label={t('on.topic')}
        allowClear={false}
        value={[dayjs(on), dayjs(to)]}
        disabledDate={isAhead}
        onChange={(days) => {
          const [from, last] = days ?? [];
          if (from && last) change({ on: from.format('YYYY-MM-DD'), to: last.format('YYYY-MM-DD') });
        }}
      />
    );
  return (
    <DatePicker
      aria-label={t(`on.${kind}`)}
      allowClear={false}
      value={dayjs(on)}
      disabledDate={isAhead}
      onChange={(day) => day && change({ on: day.format('YYYY-MM-DD') })}
    />
  );
}

function CategoryPicker({ choice: { category }, change }: Omit<ChoicesProps, 'data'>) {
  const t = useWords('reports');
  const pick = usePick();
  const { data } = useApi('GET /catalogue/public');
  const items = data?.items ?? [];
  return (
    <>
      <span className="reports-label">{t('category')}</span>
      <Select
        aria-label={t('category')}
        allowClear
        placeholder={t('allCategories')}
        showSearch={{ optionFilterProp: 'label' }}
        value={category ?? null}
        options={items.map(({ id, name, parentId }) => ({
          value: id,
          label: `${parentId === null ? '' : '　'}${pick(name)}`,
        }))}
        onChange={(next) => change({ category: next ?? undefined })}
      />
    </>
  );
}

function OutlineView({ data }: { readonly data: Outline }) {
  const t = useWords('reports');
  const pick = usePick();
  return (
    <div className="reports-outline">
      <b>{data.title}</b>
      <span className="figures">{t('period', { from: data.from, to: data.to })}</span>
      <dl>
        {(['raised', 'closed', 'open', 'late'] as const).map((key) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className="figures">{data[key]}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('notable')}</h3>
      <ul>
        {data.notable.map(({ code, label, n }) => (
          <li key={code}>
            {pick(label)}
            <span className="figures">{n}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
