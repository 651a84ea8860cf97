import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { CommonMatter, EstateMoney, RosterHome } from '../../../contract/estates.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useGo } from '../../kit/use-go.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import './estates.css';

const lists = ['matters', 'money', 'roster'] as const;
type List = (typeof lists)[number];
const filterKeys = ['list', 'open'] as const;
type Patch = Readonly<Partial<Record<(typeof filterKeys)[number], string | undefined>>>;
const pageSize = 20;

interface ListProps {
  readonly filters: Patch;
  readonly change: (patch: Patch) => void;
}

/** /desk/estate: what an owners' body supervises in its own estate, and the roster it calls the owners by. */
export function EstatePage() {
  const [filters, change] = useFilters(filterKeys);
  const list = lists.find((one) => one === filters.list) ?? 'matters';
  if (list === 'money') return <Money change={change} />;
  if (list === 'roster') return <Roster change={change} />;
  return <Matters filters={filters} change={change} />;
}

interface FrameProps {
  readonly list: List;
  readonly change: (patch: Patch) => void;
  readonly children: ReactNode;
}

function Frame({ list, change, children }: FrameProps) {
  const t = useWords('estates');
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={t('sub')} />
      <div className="estates-lists">
        <Segmented
          aria-label={t('title')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => change({ list: value, open: undefined })}
        />
      </div>
      {children}
    </PlainPage>
  );
}

/** What of a row leads to its matter: only that of one's own list may be opened. */
function Listed({ isListed }: { readonly isListed: boolean }) {
  const t = useWords('estates');
  return isListed ? (
    <>
      {' '}
      <Tag tone="teal" small>
        {t('listed')}
      </Tag>
    </>
  ) : null;
}

function useOpenListed() {
  const go = useGo();
  return (row: { readonly ref: string; readonly isListed: boolean }) => {
    if (row.isListed) go(`/cases/${row.ref}`);
  };
}

const figures = (value: ReactNode) => <span className="figures">{value}</span>;

function Matters({ filters, change }: ListProps) {
  const t = useWords('estates');
  const pick = usePick();
  const open = filters.open === 'yes';
  const pages = useCursorPages(`matters ${open}`);
  const openListed = useOpenListed();
  const { data, error, refetch } = useApiList('GET /estates/matters', {
    query: { limit: pageSize, ...(open ? { open: 'yes' } : {}), ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<CommonMatter>[] = [
    {
      key: 'matter',
      title: t('column.matter'),
      render: (one) => (
        <TwoLines
          title={
            <>
              {one.title ?? pick(one.category ?? one.typeTitle)}
              <Listed isListed={one.isListed} />
            </>
          }
          sub={one.meetingOn ? t('meeting', { day: one.meetingOn }) : t('raised', { day: one.raisedOn })}
        />
      ),
    },
    { key: 'place', title: t('column.place'), width: 180, render: ({ place }) => place },
    { key: 'lead', title: t('column.lead'), width: 240, render: ({ lead }) => lead },
    {
      key: 'stage',
      title: t('column.stage'),
      width: 240,
      render: (one) => (
        <StatusDot tone={one.isClosed ? 'green' : one.isLate ? 'red' : 'blue'}>{pick(one.stageLabel)}</StatusDot>
      ),
    },
    {
      key: 'due',
      title: t('column.due'),
      width: 180,
      render: ({ dueOn, isLate }) => figures(dueOn && (isLate ? t('late', { day: dueOn }) : dueOn)),
    },
  ];
  return (
    <Frame list="matters" change={change}>
      <ListCard>
        <FilterBar
          fields={[{ key: 'open', kind: 'choice', label: t('all'), options: [{ value: 'yes', label: t('open') }] }]}
          values={filters}
          onChange={change}
        />
        <PageTable
          label={t('list.matters')}
          columns={columns}
          rows={data?.items}
          rowKey={({ ref }) => ref}
          onOpen={openListed}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('noneMatters')} hint={t('noneMattersHint')} />}
          pager={pagerOf(pages, data?.next)}
        />
      </ListCard>
    </Frame>
  );
}

function Money({ change }: Pick<ListProps, 'change'>) {
  const t = useWords('estates');
  const pick = usePick();
  const pages = useCursorPages('money');
  const openListed = useOpenListed();
  const yuan = (fen: number) => t('yuan', { yuan: (fen / 100).toLocaleString('en-US') });
  const { data, error, refetch } = useApiList('GET /estates/money', {
    query: { limit: pageSize, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<EstateMoney>[] = [
    {
      key: 'name',
      title: t('column.name'),
      render: (one) => (
        <TwoLines
          title={
            <>
              {one.name}
              <Listed isListed={one.isListed} />
            </>
          }
          sub={[
            pick(one.typeTitle),
            one.provider && t('provider', { unit: one.provider }),
            one.sources && t('sources', { from: one.sources }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'cap',
      title: t('column.cap'),
      width: 160,
      align: 'right',
      render: ({ capFen }) => figures(capFen === null ? t('unknown') : yuan(capFen)),
    },
    {
      key: 'paid',
      title: t('column.paid'),
      width: 150,
      align: 'right',
      render: ({ paidFen }) => figures(yuan(paidFen)),
    },
    {
      key: 'stage',
      title: t('column.stage'),
      width: 220,
      render: (one) => <StatusDot tone={one.isClosed ? 'green' : 'blue'}>{pick(one.stageLabel)}</StatusDot>,
    },
    { key: 'until', title: t('column.until'), width: 130, render: ({ untilOn }) => figures(untilOn) },
  ];
  return (
    <Frame list="money" change={change}>
      <ListCard>
        <PageTable
          label={t('list.money')}
          columns={columns}
          rows={data?.items}
          rowKey={({ ref }) => ref}
          onOpen={openListed}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('noneMoney')} hint={t('noneMoneyHint')} />}
          pager={pagerOf(pages, data?.next)}
        />
      </ListCard>
    </Frame>
  );
}

const squareMetres = (hundredths: number) => (hundredths / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });

function Roster({ change }: Pick<ListProps, 'change'>) {
  const t = useWords('estates');
  const pages = useCursorPages('roster');
  const { data, error, refetch } = useApiList('GET /estates/roster', {
    query: { limit: pageSize, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const totals = useApi('GET /estates/roster', { query: { limit: 1 } }).data?.totals;
  const columns: readonly Column<RosterHome>[] = [
    { key: 'building', title: t('column.building'), width: 220, render: ({ building }) => building },
    { key: 'door', title: t('column.door'), render: ({ door }) => door },
    {
      key: 'area',
      title: t('column.area'),
      width: 180,
      align: 'right',
      render: ({ areaHundredths }) => figures(areaHundredths === null ? t('unknown') : squareMetres(areaHundredths)),
    },
    {
      key: 'owners',
      title: t('column.owners'),
      width: 140,
      align: 'right',
      render: ({ owners }) => figures(owners === 0 ? t('unknown') : owners),
    },
  ];
  return (
    <Frame list="roster" change={change}>
      {totals && (
        <dl className="estates-totals">
          {(['homes', 'area', 'owners', 'withoutOwner', 'withoutArea'] as const).map((key) => (
            <div key={key}>
              <dt>{t(`total.${key}`)}</dt>
              <dd className="figures">{key === 'area' ? `${squareMetres(totals.areaHundredths)} ㎡` : totals[key]}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="estates-hint">{t('totalHint')}</p>
      <ListCard>
        <PageTable
          label={t('list.roster')}
          columns={columns}
          rows={data?.items}
          rowKey={({ ref }) => ref}
          {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('noneRoster')} hint={t('noneRosterHint')} />}
          pager={pagerOf(pages, data?.next)}
        />
      </ListCard>
    </Frame>
  );
}
