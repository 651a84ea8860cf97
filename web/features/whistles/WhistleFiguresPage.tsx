import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import type { WhistleLine } from '../../../contract/whistles.ts';
import { type WhistleClass, whistleClasses } from '../../../domain/metrics/whistles.ts';
import type { Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Card, ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { AssessmentDialog } from './AssessmentDialog.tsx';
import { type Behind, BehindDialog } from './BehindDialog.tsx';
import './whistles.css';

type Figures = AnswerOf<Routes['GET /whistles/figures']>;
type Opens = (behind: Behind) => void;

/** What a line of a table stands for, as the whistles behind it are asked for. */
type LineKind = 'community' | 'class' | 'way' | 'unit';

/** /whistles: what came of whistles, by community, class and unit; every number opens into the whistles behind it. */
export function WhistleFiguresPage() {
  const t = useWords('whistles');
  const session = useSession();
  const [filters, change] = useFilters(['area', 'from', 'to', 'class']);
  const [behind, setBehind] = useState<Behind>();
  const [isExporting, setExporting] = useState(false);
  const query = {
    ...(filters.area ? { area: Number(filters.area) } : {}),
    ...(filters.from && filters.to ? { from: filters.from, to: filters.to } : {}),
    ...(filters.class ? { class: filters.class as WhistleClass } : {}),
  };
  const { data, error, refetch } = useApiList('GET /whistles/figures', { query });
  const tables = { data, error: data ? undefined : error, onRetry: () => void refetch(), onOpen: setBehind };
  return (
    <PlainPage className="whistles-page">
      <PageTitle
        title={t('figures.title')}
        {...(data ? { sub: t('figures.sub', { area: data.area.name, from: data.from, to: data.to }) } : {})}
        actions={
          mayAnywhere(session.data, 'cases.export') && (
            <Button disabled={!data} onClick={() => setExporting(true)}>
              {t('figures.export')}
            </Button>
          )
        }
      />
      <ListCard>
        <FilterLine data={data} chosen={filters.class} onChange={change} />
        <LineTable {...tables} kind="community" rows={data && [data.total, ...data.byCommunity]} />
        {data && <p className="whistles-notes">{t('figures.few', { n: data.minimumN })}</p>}
      </ListCard>
      <Card title={t('figures.byClass')}>
        <LineTable {...tables} kind="class" rows={data?.byClass} />
      </Card>
      <Card title={t('figures.byWay')}>
        <LineTable {...tables} kind="way" rows={data?.byWay} />
      </Card>
      <Card title={t('figures.byUnit')}>
        <LineTable {...tables} kind="unit" rows={data?.byUnit} />
        {data?.isCut && <p className="whistles-notes">{t('figures.cut')}</p>}
      </Card>
      {data && <HowCounted figures={data.figures} />}
      {data && behind && (
        <BehindDialog
          behind={behind}
          query={{ ...query, from: data.from, to: data.to }}
          onDone={() => setBehind(undefined)}
        />
      )}
      {data && isExporting && (
        <AssessmentDialog
          period={{ area: data.area.id, from: data.from, to: data.to }}
          onDone={() => setExporting(false)}
        />
      )}
    </PlainPage>
  );
}

interface FilterLineProps {
  readonly data: Figures | undefined;
  readonly chosen: string | undefined;
  readonly onChange: (next: Readonly<Record<string, string | undefined>>) => void;
}

function FilterLine({ data, chosen, onChange }: FilterLineProps) {
  const t = useWords('whistles');
  const pick = usePick();
  return (
    <div className="whistles-bar">
      <DatePicker.RangePicker
        aria-label={t('figures.period')}
        allowClear={false}
        value={data ? [dayjs(data.from), dayjs(data.to)] : null}
        onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
      {data && data.areas.length > 1 && (
        <Select
          aria-label={t('figures.area')}
          showSearch={{ optionFilterProp: 'label' }}
          value={data.area.id}
          options={data.areas.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => onChange({ area: String(id) })}
        />
      )}
      <Segmented
        aria-label={t('figures.class')}
        value={chosen ?? 'all'}
        options={[
          { value: 'all', label: t('figures.allClasses') },
          ...Object.entries(whistleClasses).map(([value, label]) => ({ value, label: pick(label) })),
        ]}
        onChange={(next) => onChange({ class: next === 'all' ? undefined : next })}
      />
      <span>{t('figures.order')}</span>
    </div>
  );
}

interface LineTableProps {
  readonly kind: LineKind;
  readonly data: Figures | undefined;
  readonly rows: readonly WhistleLine[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onOpen: Opens;
}

function LineTable({ kind, data, rows, error, onRetry, onOpen }: LineTableProps) {
  const t = useWords('whistles');
  const pick = usePick();
  const isTotal = ({ key }: WhistleLine) => key === 'total';
  const nameOf = (row: WhistleLine) => (isTotal(row) ? t('figures.total') : pick(row.name));
  const of = (row: WhistleLine) =>
    isTotal(row) ? {} : kind === 'community' ? { community: Number(row.key) } : { [kind]: row.key };
  const open = (row: WhistleLine, title: string, more: Pick<Behind, 'figure' | 'part'>) =>
    onOpen({ ...of(row), ...more, title: `${nameOf(row)} · ${title}` });
  const count = (key: 'raised' | 'blown'): Column<WhistleLine> => {
    const title = t(kind === 'unit' ? 'figures.summoned' : `figures.${key}`);
    return {
      key,
      title,
      width: 84,
      align: 'right',
      render: (row) => (
        <CountButton
          n={row[key]}
          label={`${nameOf(row)} ${title}`}
          onPress={() => open(row, title, { figure: key, part: 'denominator' })}
        >
          {row[key]}
        </CountButton>
      ),
    };
  };
  const rates = (data?.figures ?? []).map(
    ({ code, title }, at): Column<WhistleLine> => ({
      key: code,
      title: pick(title),
      width: 124,
      align: 'right',
      render: (row) => (
        <RateCell
          label={`${nameOf(row)} ${pick(title)}`}
          numerator={row.numerators[at] ?? 0}
          denominator={row.denominators[at] ?? 0}
          minimumN={data?.minimumN ?? 0}
          onOpen={(part) => open(row, pick(title), { figure: code, part })}
        />
      ),
    }),
  );
  return (
    <PageTable
      label={t(`figures.table.${kind}`)}
      columns={[
        { key: 'name', title: t(`figures.column.${kind}`), render: (row) => <b>{nameOf(row)}</b> },
        ...(kind === 'unit' ? [count('blown')] : [count('raised'), count('blown')]),
        {
          key: 'units',
          title: t('figures.units'),
          width: 92,
          align: 'right',
          render: (row) => <span className="figures">{row.units}</span>,
        },
        ...rates,
        {
          key: 'rating',
          title: t('figures.rating'),
          width: 150,
          align: 'right',
          render: ({ ratings }) => <Ratings ratings={ratings} />,
        },
      ]}
      rows={rows}
      rowKey={({ key }) => key}
      {...(error ? { error, onRetry } : {})}
      empty={<Empty title={t('figures.empty')} />}
    />
  );
}

/** A number that opens the whistles behind it; nothing lies behind none. */
function CountButton(props: {
  readonly n: number;
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const { n, label, onPress, children } = props;
  if (n === 0) return <span className="figures whistles-none">{children}</span>;
  return (
    <button type="button" className="figures whistles-count" aria-label={`${label}: ${n}`} onClick={onPress}>
      {children}
    </button>
  );
}

interface RateCellProps {
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly minimumN: number;
  readonly onOpen: (part: 'numerator' | 'denominator') => void;
}

/** A rate over what it was made from; of few, the numbers alone. */
function RateCell({ label, numerator, denominator, minimumN, onOpen }: RateCellProps) {
  const t = useWords('whistles');
  if (denominator === 0) return <span className="figures whistles-none">–</span>;
  return (
    <span className="whistles-rate">
      {denominator >= minimumN && <b className="figures">{Math.round((numerator / denominator) * 1000) / 10}%</b>}
      <small>
        <CountButton n={numerator} label={`${label} ${t('figures.numerator')}`} onPress={() => onOpen('numerator')}>
          {numerator}
        </CountButton>
        /
        <CountButton
          n={denominator}
          label={`${label} ${t('figures.denominator')}`}
          onPress={() => onOpen('denominator')}
        >
          {denominator}
        </CountButton>
      </small>
    </span>
  );
}

function Ratings({ ratings }: Pick<WhistleLine, 'ratings'>) {
  const t = useWords('whistles');
  const mean = ({ n, sum }: { readonly n: number; readonly sum: number }) =>
    n === 0 ? '–' : t('figures.mean', { mean: (sum / n).toFixed(1), n });
  if (ratings.units.n + ratings.blower.n === 0) return <span className="whistles-none">–</span>;
  return (
    <span className="whistles-rate figures">
      <small>{t('figures.ofUnits', { mean: mean(ratings.units) })}</small>
      <small>{t('figures.ofBlower', { mean: mean(ratings.blower) })}</small>
    </span>
  );
}

function HowCounted({ figures }: Pick<Figures, 'figures'>) {
  const t = useWords('whistles');
  const pick = usePick();
  return (
    <Card title={t('figures.how')}>
      <dl className="whistles-how">
        {figures.map(({ code, title, words }) => (
          <div key={code}>
            <dt>{pick(title)}</dt>
            <dd>{pick(words)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
