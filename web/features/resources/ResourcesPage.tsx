import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import type { PromisedResource, ResourceNeed, ResourceUse } from '../../../contract/resources.ts';
import { type ResourceKind, resourceKinds } from '../../../domain/resources/promise.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useGo } from '../../kit/use-go.ts';
import { FilterBar, type FilterField } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import { NeedDetail, NeedTag, PromiseDetail } from './ResourceDetail.tsx';
import { NeedDialog, PromiseDialog } from './ResourceDialogs.tsx';
import { useResourceWords } from './resource-words.ts';
import './resources.css';

const lists = ['promises', 'needs', 'uses'] as const;
type List = (typeof lists)[number];
const filterKeys = ['list', 'kind', 'q', 'open', 'id'] as const;
const pageSize = 20;

/** 资源与需求: what units promise, what the community needs, and what was agreed; each unit and each desk sees its own. */
export function ResourcesPage() {
  const [filters, change] = useFilters(filterKeys);
  const list = lists.find((one) => one === filters.list) ?? 'promises';
  if (list === 'needs') return <Needs filters={filters} change={change} />;
  if (list === 'uses') return <Uses change={change} />;
  return <Promises filters={filters} change={change} />;
}

interface FrameProps {
  readonly list: List;
  readonly change: (patch: Patch) => void;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}

/** The page around one of the three lists. */
function Frame({ list, change, detail, children }: FrameProps) {
  const t = useWords('resources');
  return (
    <SplitPage detailLabel={t('detail')} onCloseDetail={() => change({ id: undefined })} detail={detail}>
      <PageTitle title={t('title')} sub={t('sub')} actions={<Deeds onDone={(to) => change({ list: to })} />} />
      <div className="resources-lists">
        <Segmented
          aria-label={t('title')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => change({ list: value, id: undefined, open: undefined })}
        />
      </div>
      <ListCard>{children}</ListCard>
    </SplitPage>
  );
}

/** What the asker may state, for a unit of theirs or for their community, and the lists to take along. */
function Deeds({ onDone }: { readonly onDone: (list: List) => void }) {
  const t = useWords('resources');
  const { data: session } = useSession();
  const { data: places } = useApi('GET /resources/places');
  const [open, setOpen] = useState<'promise' | 'need'>();
  const done = (list: List) => (id?: string) => {
    setOpen(undefined);
    if (id) onDone(list);
  };
  const mayNeed = (places?.areas.length ?? 0) > 0;
  return (
    <>
      {mayAnywhere(session, 'cases.export') && (
        <Button icon={<DownloadSimpleIcon size={16} />} href="/api/resources/lists.xlsx">
          {t('take')}
        </Button>
      )}
      {mayNeed && <Button onClick={() => setOpen('need')}>{t('need')}</Button>}
      {places && (mayNeed || places.units.length > 0) && (
        <Button type="primary" onClick={() => setOpen('promise')}>
          {t('promise')}
        </Button>
      )}
      {places && open === 'promise' && <PromiseDialog places={places} onDone={done('promises')} />}
      {places && open === 'need' && <NeedDialog places={places} onDone={done('needs')} />}
    </>
  );
}

type Patch = Readonly<Partial<Record<(typeof filterKeys)[number], string | undefined>>>;
interface ListProps {
  readonly filters: Patch;
  readonly change: (patch: Patch) => void;
}

function useFilterFields(): readonly FilterField[] {
  const t = useWords('resources');
  const pick = usePick();
  return [
    { key: 'q', kind: 'search', label: t('search') },
    {
      key: 'kind',
      kind: 'choice',
      label: t('allKinds'),
      options: Object.entries(resourceKinds).map(([value, label]) => ({ value, label: pick(label) })),
    },
  ];
}

function useListQuery({ kind, q, open }: Patch) {
  const pages = useCursorPages([kind, q, open].join('|'));
  const known = kind !== undefined && Object.hasOwn(resourceKinds, kind);
  const query = {
    limit: pageSize,
    ...(known ? { kind: kind as ResourceKind } : {}),
    ...(q ? { q } : {}),
    ...(pages.cursor ? { cursor: pages.cursor } : {}),
  };
  return { pages, query };
}

function Promises({ filters, change }: ListProps) {
  const t = useWords('resources');
  const pick = usePick();
  const say = useResourceWords();
  const { pages, query } = useListQuery(filters);
  const { data, error, refetch } = useApiList('POST /resources', { query });
  const columns: readonly Column<PromisedResource>[] = [
    {
      key: 'resource',
      title: t('column.resource'),
      render: (one) => <TwoLines title={one.title} sub={`${one.organisation.name} · ${one.area.name}`} />,
    },
    { key: 'kind', title: t('column.kind'), width: 120, render: ({ kind }) => pick(resourceKinds[kind]) },
    { key: 'promised', title: t('column.promised'), width: 160, render: say.promised },
    {
      key: 'left',
      title: t('column.left'),
      width: 100,
      align: 'right',
      render: ({ left }) => <span className="figures">{left}</span>,
    },
    {
      key: 'when',
      title: t('column.when'),
      width: 240,
      render: (one) => <TwoLines title={say.hours(one)} sub={say.days(one)} />,
    },
  ];
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  return (
    <Frame
      list="promises"
      change={change}
      detail={shown && <PromiseDetail key={shown.id} resource={shown} onClose={close} />}
    >
      <FilterBar fields={useFilterFields()} values={filters} onChange={change} />
      <PageTable
        label={t('list.promises')}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        selected={filters.id}
        onOpen={({ id }) => change({ id })}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('nonePromises')} hint={t('nonePromisesHint')} />}
        pager={pagerOf(pages, data?.next)}
      />
    </Frame>
  );
}

function Needs({ filters, change }: ListProps) {
  const t = useWords('resources');
  const pick = usePick();
  const say = useResourceWords();
  const { pages, query } = useListQuery(filters);
  const { data, error, refetch } = useApiList('POST /resources/needs', {
    query: { ...query, ...(filters.open ? { open: 'yes' as const } : {}) },
  });
  const shared = useFilterFields();
  const columns: readonly Column<ResourceNeed>[] = [
    { key: 'need', title: t('column.need'), render: (one) => <TwoLines title={one.title} sub={one.area.name} /> },
    { key: 'kind', title: t('column.kind'), width: 120, render: ({ kind }) => pick(resourceKinds[kind]) },
    {
      key: 'met',
      title: t('column.met'),
      width: 200,
      render: (one) => (
        <>
          {t('of', { done: one.met, all: one.amount, unit: say.unit(one) })} <NeedTag need={one} />
        </>
      ),
    },
    {
      key: 'when',
      title: t('column.when'),
      width: 240,
      render: (one) => <TwoLines title={say.hours(one)} sub={say.days(one)} />,
    },
  ];
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  return (
    <Frame list="needs" change={change} detail={shown && <NeedDetail key={shown.id} need={shown} onClose={close} />}>
      <FilterBar
        fields={[
          ...shared,
          { key: 'open', kind: 'choice', label: t('open'), options: [{ value: 'yes', label: t('open') }] },
        ]}
        values={filters}
        onChange={change}
      />
      <PageTable
        label={t('list.needs')}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        selected={filters.id}
        onOpen={({ id }) => change({ id })}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('noneNeeds')} hint={t('noneNeedsHint')} />}
        pager={pagerOf(pages, data?.next)}
      />
    </Frame>
  );
}

function Uses({ change }: Pick<ListProps, 'change'>) {
  const t = useWords('resources');
  const pick = usePick();
  const say = useResourceWords();
  const go = useGo();
  const pages = useCursorPages('uses');
  const { data, error, refetch } = useApiList('GET /resources/uses', {
    query: { limit: pageSize, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const columns: readonly Column<ResourceUse>[] = [
    { key: 'need', title: t('column.need'), render: ({ need }) => <TwoLines title={need.title} sub={need.areaName} /> },
    {
      key: 'resource',
      title: t('column.resource'),
      render: ({ resource }) => <TwoLines title={resource.title} sub={resource.organisationName} />,
    },
    { key: 'amount', title: t('column.amount'), width: 110, render: (use) => `${use.amount} ${say.unit(use)}` },
    { key: 'day', title: t('column.day'), width: 120, render: ({ on }) => <span className="figures">{on}</span> },
    {
      key: 'matter',
      title: t('column.matter'),
      width: 220,
      render: ({ matter, isReleased }) =>
        matter ? (
          <TwoLines
            title={
              isReleased ? (
                <Tag tone="grey">{t('released')}</Tag>
              ) : (
                <StatusDot tone={matter.isClosed ? 'green' : 'teal'}>{pick(matter.stageLabel)}</StatusDot>
              )
            }
            sub={<span className="figures">{matter.number}</span>}
          />
        ) : (
          t('hidden')
        ),
    },
  ];
  return (
    <Frame list="uses" change={change}>
      <PageTable
        label={t('list.uses')}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        onOpen={({ matter }) => matter && go(`/cases/${matter.ref}`)}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('noneUses')} hint={t('noneUsesHint')} />}
        pager={pagerOf(pages, data?.next)}
      />
    </Frame>
  );
}
