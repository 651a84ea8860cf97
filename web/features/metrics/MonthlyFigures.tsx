import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import type { RateView } from '../../../contract/metrics.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { api, type Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { casesBehind, monthAfter, percentWords } from './month-words.ts';
import { SealedFigures } from './SealedFigures.tsx';
import './monthly-figures.css';

type Figures = AnswerOf<Routes['GET /metrics/rates']>;
type Row = Figures['rows'][number] & { readonly isTotal?: true };

const thisMonth = (): string => businessDay(Date.now()).slice(0, 7);

/** 月度指标: what a month came to in each area one step below, every number the way to the matters behind it. */
export function MonthlyFigures() {
  const t = useWords('figures');
  const [filters, change] = useFilters(['area', 'month']);
  const query = {
    ...(filters.area ? { area: Number(filters.area) } : {}),
    ...(filters.month ? { month: filters.month } : {}),
  };
  const { data, error, refetch } = useApiList('GET /metrics/rates', { query });
  const month = data?.month ?? filters.month ?? thisMonth();
  const to = (next: string) => change({ month: next === thisMonth() ? undefined : next });
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        {...(data ? { sub: t('sub', { area: data.area.name, month }) } : {})}
        actions={
          <Button
            title={t('exportHint')}
            disabled={!data}
            onClick={() => window.location.assign(api.href('GET /metrics/rates/export', { query } as never))}
          >
            {t('export')}
          </Button>
        }
      />
      <ListCard>
        <div className="figures-bar">
          <MonthPicker month={month} onChange={to} />
          {data && data.areas.length > 1 && (
            <Select
              aria-label={t('area')}
              showSearch={{ optionFilterProp: 'label' }}
              value={data.area.id}
              options={data.areas.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => change({ area: String(id) })}
            />
          )}
          <span>{t('order')}</span>
        </div>
        <div className="figures-table">
          <FiguresTable data={data} month={month} error={data ? undefined : error} onRetry={() => void refetch()} />
        </div>
        {data && <Notes data={data} />}
      </ListCard>
      <SealedFigures />
      {data && <HowCounted rates={data.total} />}
    </PlainPage>
  );
}

function MonthPicker({ month, onChange }: { readonly month: string; readonly onChange: (month: string) => void }) {
  const t = useWords('figures');
  const isLast = month >= thisMonth();
  return (
    <div className="figures-month">
      <Button
        type="text"
        aria-label={t('previous')}
        icon={<CaretLeftIcon size={18} />}
        onClick={() => onChange(monthAfter(month, -1))}
      />
      <DatePicker
        picker="month"
        aria-label={t('month')}
        allowClear={false}
        value={dayjs(`${month}-01`)}
        disabledDate={(day) => day.format('YYYY-MM') > thisMonth()}
        onChange={(day) => day && onChange(day.format('YYYY-MM'))}
      />
      <Button
        type="text"
        aria-label={t('next')}
        icon={<CaretRightIcon size={18} />}
        disabled={isLast}
        onClick={() => onChange(monthAfter(month, 1))}
      />
    </div>
  );
}

interface TableProps {
  readonly data: Figures | undefined;
  readonly month: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

function FiguresTable({ data, month, error, onRetry }: TableProps) {
  const t = useWords('figures');
  const pick = usePick();
  const rates: readonly Column<Row>[] = (data?.total ?? []).map(({ code, title }, at) => ({
    key: code,
    title: pick(title),
    width: 112,
    align: 'right',
    render: (row) => (
      <RateCell code={code} title={pick(title)} at={at} row={row} month={month} minimumN={data?.minimumN ?? 0} />
    ),
  }));
  const count = (key: 'raised' | 'closed'): Column<Row> => ({
    key,
    title: t(`column.${key}`),
    width: 76,
    align: 'right',
    render: (row) => (
      <Behind search={casesBehind[key](row.areaId, month)} n={row[key]} label={`${row.name} ${t(`column.${key}`)}`}>
        {row[key]}
      </Behind>
    ),
  });
  return (
    <PageTable
      label={t('table', { month })}
      columns={[
        {
          key: 'area',
          title: t('column.area'),
          render: (row) => (
            <div className="ll-two-lines">
              <b>{row.isTotal ? t('total') : row.name}</b>
              <span className="figures">{row.isTotal ? row.name : row.code}</span>
            </div>
          ),
        },
        count('raised'),
        count('closed'),
        ...rates,
      ]}
      rows={data && rowsOf(data)}
      rowKey={(row) => (row.isTotal ? 'total' : String(row.areaId))}
      {...(error ? { error, onRetry } : {})}
      empty={<Empty title={t('empty')} />}
    />
  );
}

const rowsOf = ({ area, raised, closed, total, rows }: Figures): readonly Row[] => [
  {
    areaId: area.id,
    name: area.name,
    code: null,
    raised,
    closed,
    numerators: total.map(({ numerator }) => numerator),
    denominators: total.map(({ denominator }) => denominator),
    isTotal: true,
  },
  ...rows,
];

interface BehindProps {
  readonly search: Readonly<Record<string, string | number>>;
  readonly n: number;
  readonly label: string;
  readonly isFew?: boolean;
  readonly children: ReactNode;
}

/** A number that leads to the matters behind it; nothing lies behind none. */
function Behind({ search, n, label, isFew = false, children }: BehindProps) {
  const look = `figures figures-n${isFew ? ' figures-few' : ''}`;
  if (n === 0) return <span className={look}>{children}</span>;
  return (
    <Link to={'/cases' as never} search={search as never} className={look} aria-label={`${label}: ${n}`}>
      {children}
    </Link>
  );
}

interface RateCellProps {
  readonly code: string;
  readonly title: string;
  /** Its place in the row's lists. */
  readonly at: number;
  readonly row: Row;
  readonly month: string;
  readonly minimumN: number;
}

/** A rate, and below it what it was made from: each number opens its own matters. */
function RateCell({ code, title, at, row, month, minimumN }: RateCellProps) {
  const t = useWords('figures');
  const [numerator = 0, denominator = 0] = [row.numerators[at], row.denominators[at]];
  const label = `${row.name} ${title}`;
  const behind = (part: 'numerator' | 'denominator') => casesBehind.rate(row.areaId, month, `${code}.${part}`);
  if (denominator === 0) return <span className="figures figures-few">–</span>;
  return (
    <div className="figures-rate">
      <Behind search={behind('denominator')} n={denominator} label={label} isFew={denominator < minimumN}>
        {percentWords(numerator / denominator)}
      </Behind>
      <small>
        <Behind search={behind('numerator')} n={numerator} label={`${label} ${t('numerator')}`} isFew>
          {Math.round(numerator * 10) / 10}
        </Behind>
        /
        <Behind search={behind('denominator')} n={denominator} label={`${label} ${t('denominator')}`} isFew>
          {denominator}
        </Behind>
      </small>
    </div>
  );
}

/** What the table does not say by itself. */
function Notes({ data }: { readonly data: Figures }) {
  const t = useWords('figures');
  const rest = (key: 'raised' | 'closed') => data[key] - data.rows.reduce((sum, row) => sum + row[key], 0);
  const [raised, closed] = [rest('raised'), rest('closed')];
  return (
    <p className="figures-notes">
      {t('few', { n: data.minimumN })}
      {(raised > 0 || closed > 0) && ` ${t('rest', { raised, closed })}`}
    </p>
  );
}

function HowCounted({ rates }: { readonly rates: readonly RateView[] }) {
  const t = useWords('figures');
  const pick = usePick();
  return (
    <Card title={t('how')}>
      <dl className="figures-how">
        {rates.map(({ code, title, words }) => (
          <div key={code}>
            <dt>{pick(title)}</dt>
            <dd>{pick(words)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
