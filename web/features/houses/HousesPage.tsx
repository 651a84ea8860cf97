import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { HouseItem } from '../../../contract/houses.ts';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useAreaNodes } from '../../kit/use-area-nodes.ts';
import { type Filters, useFilters } from '../../kit/use-filters.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { BuildingView } from './BuildingView.tsx';
import { HousePane } from './HousePane.tsx';
import { tenures, tenureTones, uses } from './house-words.ts';
import { RegisterHouseDialog } from './RegisterHouseDialog.tsx';

const keys = ['q', 'area', 'tenure', 'use', 'view', 'building', 'ref'] as const;
type HouseFilters = Filters<(typeof keys)[number]>;

/** 房屋: a list, or a building floor by floor, with one home beside it. */
export function HousesPage() {
  const t = useWords('houses');
  const session = useSession().data;
  const [filters, change] = useFilters(keys);
  const [isAdding, setIsAdding] = useState(false);
  const close = () => change({ ref: undefined });
  const isBuilding = filters.view === 'building';
  const where = [...new Set((session?.posts ?? []).map(({ area }) => area?.name ?? ''))].filter(Boolean);
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={
        filters.ref && (
          <HousePane key={filters.ref} houseRef={filters.ref} onClose={close} href={`/desk/houses/${filters.ref}`} />
        )
      }
    >
      <PageTitle
        title={t('title')}
        sub={where.join(' · ')}
        actions={
          <>
            <Segmented
              aria-label={t('title')}
              value={isBuilding ? 'building' : 'list'}
              options={[
                { value: 'list', label: t('asList') },
                { value: 'building', label: t('asBuilding') },
              ]}
              onChange={(view) => change({ view: view === 'building' ? view : undefined })}
            />
            {mayAnywhere(session, 'houses.write') && (
              <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsAdding(true)}>
                {t('register')}
              </Button>
            )}
          </>
        }
      />
      <ListCard>
        {isBuilding ? (
          <BuildingView
            building={filters.building === undefined ? undefined : Number(filters.building)}
            chosen={filters.ref}
            onBuilding={(id) => change({ building: String(id), ref: undefined })}
            onChoose={(ref) => change({ ref })}
          />
        ) : (
          <>
            <HouseFilterBar filters={filters} onChange={change} />
            <HouseList filters={filters} onOpen={({ ref }) => change({ ref })} />
          </>
        )}
      </ListCard>
      {isAdding && <RegisterHouseDialog onDone={() => setIsAdding(false)} onAdded={(ref) => change({ ref })} />}
    </SplitPage>
  );
}

interface BarProps {
  readonly filters: HouseFilters;
  readonly onChange: (patch: Record<string, string | undefined>) => void;
}

function HouseFilterBar({ filters, onChange }: BarProps) {
  const t = useWords('houses');
  return (
    <FilterBar
      fields={[
        { key: 'q', kind: 'search', label: t('searchHint'), width: 240 },
        { key: 'area', kind: 'tree', label: t('area'), nodes: useAreaNodes(filters.area), width: 160 },
        {
          key: 'tenure',
          kind: 'choice',
          label: t('tenure'),
          width: 120,
          options: tenures.map((value) => ({ value, label: t(`tenures.${value}`) })),
        },
        {
          key: 'use',
          kind: 'choice',
          label: t('use'),
          width: 110,
          options: uses.map((value) => ({ value, label: t(`uses.${value}`) })),
        },
      ]}
      values={filters}
      onChange={onChange}
    />
  );
}

interface ListProps {
  readonly filters: HouseFilters;
  readonly onOpen: (item: HouseItem) => void;
}

function HouseList({ filters, onOpen }: ListProps) {
  const t = useWords('houses');
  const { q, area, tenure, use } = filters;
  const pages = useCursorPages(JSON.stringify([q, area, tenure, use]));
  const list = useApiList('POST /houses', {
    query: {
      limit: 20,
      ...(q ? { q } : {}),
      ...(area ? { area: Number(area) } : {}),
      ...(tenure ? { tenure: tenure as never } : {}),
      ...(use ? { use: use as never } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const { data, error } = list;
  const n = data?.items.length ?? 0;
  const next = data?.next;
  return (
    <PageTable
      label={t('list')}
      columns={useColumns()}
      rows={data?.items}
      rowKey={({ ref }) => ref}
      selected={filters.ref}
      onOpen={onOpen}
      error={data ? undefined : (error ?? undefined)}
      onRetry={() => void list.refetch()}
      empty={<Empty title={t('none')} hint={t('noneHint')} />}
      {...(n > 0
        ? {
            pager: {
              hasNext: next !== undefined,
              hasPrevious: pages.hasPrevious,
              onNext: () => next !== undefined && pages.next(next),
              onPrevious: pages.previous,
              words: t('here', { n }),
            },
          }
        : {})}
    />
  );
}

function useColumns(): readonly Column<HouseItem>[] {
  const t = useWords('houses');
  return [
    {
      key: 'door',
      title: t('door'),
      render: (item) => <TwoLines title={item.words} sub={item.communityName} />,
    },
    {
      key: 'tenure',
      title: t('tenure'),
      width: 120,
      render: (item) => <StatusDot tone={tenureTones[item.tenure]}>{t(`tenures.${item.tenure}`)}</StatusDot>,
    },
    { key: 'use', title: t('use'), width: 100, render: (item) => t(`uses.${item.use}`) },
    {
      key: 'residents',
      title: t('residents'),
      width: 100,
      render: (item) => (item.residents > 0 ? t('residentsOf', { n: item.residents }) : t('nobody')),
    },
    {
      key: 'size',
      title: t('size'),
      width: 110,
      align: 'right',
      render: (item) => (
        <span className="figures">{item.areaM2 === null ? '' : t('squareMetres', { n: item.areaM2 })}</span>
      ),
    },
  ];
}
