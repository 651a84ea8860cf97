import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button } from 'antd';
import { useState } from 'react';
import type { UserRow } from '../../../../contract/users.ts';
import { type RoleCode, roles } from '../../../../domain/access/roles.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { useApi, useApiList } from '../../../kit/use-api.ts';
import { useAreaNodes } from '../../../kit/use-area-nodes.ts';
import { useFilters } from '../../../kit/use-filters.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { FilterBar, type FilterField } from '../../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { FirstPasswordDialog } from './FirstPasswordDialog.tsx';
import { UserDetail } from './UserDetail.tsx';
import { AddUserDialog } from './UserDialogs.tsx';
import { toneOfUser, useStateWords } from './user-state.ts';
import './users.css';

const filterKeys = ['q', 'area', 'organisation', 'role', 'state', 'id'] as const;

/** 用户与角色: everybody of the staff, what they hold and until when; the chosen one beside the list. */
export function UsersPage() {
  const t = useWords('users');
  const session = useSession();
  const [filters, change] = useFilters(filterKeys);
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<{ userName: string; password: string }>();
  const pages = useCursorPages(JSON.stringify({ ...filters, id: undefined }));
  const list = useApiList('POST /users', {
    query: {
      limit: 30,
      ...(filters.q ? { q: filters.q } : {}),
      ...(filters.area ? { areaId: Number(filters.area) } : {}),
      ...(filters.organisation ? { organisationId: filters.organisation } : {}),
      ...(filters.role ? { role: filters.role as RoleCode } : {}),
      ...(filters.state ? { isActive: filters.state === 'on' ? 'true' : 'false' } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const { data, error } = list;
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={shown && <UserDetail key={shown.id} user={shown} onSecret={setMade} onClose={close} />}
    >
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          mayAnywhere(session.data, 'users.manage') && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsAdding(true)}>
              {t('add')}
            </Button>
          )
        }
      />
      <ListCard>
        <FilterBar fields={useFilterFields(filters.area)} values={filters} onChange={change} />
        <PageTable
          label={t('title')}
          columns={useColumns()}
          rows={data?.items}
          rowKey={({ id }) => id}
          selected={filters.id}
          onOpen={({ id }) => change({ id })}
          {...(error ? { error, onRetry: () => void list.refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
          pager={{
            hasNext: data?.next !== undefined,
            hasPrevious: pages.hasPrevious,
            onNext: () => data?.next && pages.next(data.next),
            onPrevious: pages.previous,
            words: data ? t('count', { n: data.items.length }) : '',
          }}
        />
      </ListCard>
      {isAdding && (
        <AddUserDialog
          onAdded={(added) => {
            setIsAdding(false);
            setMade(added);
            change({ q: added.userName, id: added.id });
          }}
          onCancel={() => setIsAdding(false)}
        />
      )}
      {made && <FirstPasswordDialog {...made} onDone={() => setMade(undefined)} />}
    </SplitPage>
  );
}

function useFilterFields(area: string | undefined): readonly FilterField[] {
  const t = useWords('users');
  const pick = usePick();
  const nodes = useAreaNodes(area);
  const organisations = useApi('POST /organisations', { query: { limit: 200 } });
  return [
    { key: 'q', kind: 'search', label: t('filter.q'), width: 168 },
    { key: 'area', kind: 'tree', label: t('filter.area'), nodes, width: 140 },
    {
      key: 'organisation',
      kind: 'choice',
      label: t('filter.organisation'),
      width: 140,
      options: (organisations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: 'role',
      kind: 'choice',
      label: t('filter.role'),
      width: 140,
      options: (Object.keys(roles) as RoleCode[])
        .filter((role) => role !== 'resident')
        .map((role) => ({ value: role, label: pick(roles[role].label) })),
    },
    {
      key: 'state',
      kind: 'choice',
      label: t('filter.state'),
      width: 104,
      options: [
        { value: 'on', label: t('states.on') },
        { value: 'off', label: t('states.off') },
      ],
    },
  ];
}

function useColumns(): readonly Column<UserRow>[] {
  const t = useWords('users');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const sayState = useStateWords();
  const rolesOf = ({ holdings }: UserRow) => {
    const [first, second] = holdings;
    if (!first) return <span className="users-quiet">{t('noRoles')}</span>;
    const words = ({ role, area, organisation }: typeof first) =>
      `${pick(roles[role].label)} · ${area?.name ?? organisation?.name ?? ''}`;
    const more = holdings.length > 2 ? ` ${t('moreRoles', { n: holdings.length })}` : '';
    return <TwoLines title={words(first)} sub={second && words(second) + more} />;
  };
  return [
    { key: 'name', title: t('column.name'), render: (row) => <TwoLines title={row.name} sub={row.userName} /> },
    { key: 'roles', title: t('column.roles'), render: rolesOf },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      render: (row) => <StatusDot tone={toneOfUser(row)}>{sayState(row)}</StatusDot>,
    },
    {
      key: 'seen',
      title: t('column.seen'),
      width: 120,
      render: (row) => <span className="figures">{row.lastSeenAt ? sayInstant(row.lastSeenAt) : t('never')}</span>,
    },
  ];
}
