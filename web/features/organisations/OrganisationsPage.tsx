import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { OrganisationRow } from '../../../contract/organisations.ts';
import { organisationKindCodes, organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { OrganisationDetail } from './OrganisationDetail.tsx';
import { AddOrganisationDialog } from './OrganisationDialogs.tsx';
import { OrganisationTree } from './OrganisationTree.tsx';

const keys = ['q', 'kind', 'area', 'view', 'id'] as const;

/** Organisations as a list or as a tree, with the chosen one beside it. */
export function OrganisationsPage() {
  const t = useWords('organisations');
  const session = useSession();
  const [filters, change] = useFilters(keys);
  const [isAdding, setIsAdding] = useState(false);
  const isTree = filters.view === 'tree';
  const choose = (id: string) => change({ id });
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={() => change({ id: undefined })}
      detail={
        filters.id && (
          <OrganisationDetail
            key={filters.id}
            id={filters.id}
            onChoose={choose}
            onClose={() => change({ id: undefined })}
          />
        )
      }
    >
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <Segmented
              aria-label={t('title')}
              value={isTree ? 'tree' : 'list'}
              options={[
                { value: 'list', label: t('list') },
                { value: 'tree', label: t('tree') },
              ]}
              onChange={(view) => change({ view: view === 'tree' ? view : undefined })}
            />
            {mayAnywhere(session.data, 'organisations.manage') && (
              <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsAdding(true)}>
                {t('add')}
              </Button>
            )}
          </>
        }
      />
      <ListCard>
        <Filters values={filters} onChange={change} isTree={isTree} />
        {isTree ? (
          <OrganisationTree
            areaId={filters.area ? Number(filters.area) : undefined}
            chosen={filters.id}
            onChoose={choose}
          />
        ) : (
          <OrganisationList filters={filters} onChoose={choose} />
        )}
      </ListCard>
      {isAdding && <AddOrganisationDialog onDone={() => setIsAdding(false)} onAdded={choose} />}
    </SplitPage>
  );
}

type Values = Readonly<Partial<Record<(typeof keys)[number], string>>>;

interface FiltersProps {
  readonly values: Values;
  readonly isTree: boolean;
  readonly onChange: (patch: Record<string, string | undefined>) => void;
}

/** The areas one may choose from: one's own and those right below. */
function useAreaOptions() {
  const own = useApi('GET /areas/tree', { query: {} });
  const first = own.data?.items[0];
  const below = useApiList('GET /areas/tree', { query: first ? { parent: first.id } : {} });
  const rows = [...(own.data?.items ?? []), ...(first ? (below.data?.items ?? []) : [])].filter(
    ({ kind }) => kind !== 'building' && kind !== 'unit',
  );
  return [...new Map(rows.map((row) => [row.id, { value: String(row.id), label: row.name }])).values()];
}

function Filters({ values, isTree, onChange }: FiltersProps) {
  const t = useWords('organisations');
  const pick = usePick();
  const areas = useAreaOptions();
  return (
    <FilterBar
      fields={[
        ...(isTree
          ? []
          : ([
              { key: 'q', kind: 'search', label: t('search') },
              {
                key: 'kind',
                kind: 'choice',
                label: t('kind'),
                width: 160,
                options: organisationKindCodes.map((kind) => ({ value: kind, label: pick(organisationKinds[kind]) })),
              },
            ] as const)),
        { key: 'area', kind: 'choice', label: t('area'), width: 200, options: areas },
      ]}
      values={values}
      onChange={onChange}
    />
  );
}

interface ListProps {
  readonly filters: Values;
  readonly onChoose: (id: string) => void;
}

function OrganisationList({ filters, onChoose }: ListProps) {
  const t = useWords('organisations');
  const { q, kind, area, id } = filters;
  const pages = useCursorPages(JSON.stringify([q, kind, area]));
  const list = useApiList('POST /organisations', {
    query: {
      limit: 50,
      ...(q ? { q } : {}),
      ...(kind ? { kind: kind as never } : {}),
      ...(area ? { areaId: Number(area) } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  return (
    <PageTable
      label={t('title')}
      columns={useColumns()}
      rows={list.data?.items}
      rowKey={(row) => row.id}
      selected={id}
      onOpen={(row) => onChoose(row.id)}
      {...(list.error ? { error: list.error } : {})}
      onRetry={() => void list.refetch()}
      empty={<Empty title={t('none')} hint={t('noneHint')} />}
      pager={{
        hasNext: list.data?.next !== undefined,
        hasPrevious: pages.hasPrevious,
        onNext: () => list.data?.next && pages.next(list.data.next),
        onPrevious: pages.previous,
      }}
    />
  );
}

function useColumns(): readonly Column<OrganisationRow>[] {
  const t = useWords('organisations');
  const pick = usePick();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (row) => <TwoLines title={row.name} sub={row.shortName ?? row.creditCode} />,
    },
    { key: 'kind', title: t('kind'), width: 172, render: (row) => pick(organisationKinds[row.kind]) },
    { key: 'area', title: t('area'), render: (row) => row.area.name },
    {
      key: 'phone',
      title: t('phone'),
      width: 150,
      render: (row) => <span className="figures">{row.phone ?? ''}</span>,
    },
    {
      key: 'children',
      title: t('children'),
      width: 96,
      align: 'right',
      render: (row) => <span className="figures">{row.childCount > 0 ? row.childCount : ''}</span>,
    },
  ];
}
