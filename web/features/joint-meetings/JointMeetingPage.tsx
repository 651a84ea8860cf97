import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import type { JointMatterLine, JointMember } from '../../../contract/joint-meetings.ts';
import { type MemberKind, memberKinds } from '../../../domain/joint-meetings/member-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useGo } from '../../kit/use-go.ts';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { pagerOf, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import { MemberDetail } from './MemberDetail.tsx';
import { AddMemberDialog } from './MemberDialogs.tsx';
import './joint-meetings.css';

const lists = ['members', 'matters'] as const;
const filterKeys = ['list', 'kind', 'q', 'past', 'open', 'id'] as const;
const pageSize = 20;
type Patch = Readonly<Partial<Record<(typeof filterKeys)[number], string | undefined>>>;
interface ListProps {
  readonly filters: Patch;
  readonly change: (patch: Patch) => void;
}

/** /desk/joint-meetings: who sits on the joint committee, and what they brought before the meeting, to its end. */
export function JointMeetingPage() {
  const [filters, change] = useFilters(filterKeys);
  return filters.list === 'matters' ? (
    <Matters filters={filters} change={change} />
  ) : (
    <Members filters={filters} change={change} />
  );
}

interface FrameProps {
  readonly list: (typeof lists)[number];
  readonly change: ListProps['change'];
  readonly actions?: ReactNode;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}

function Frame({ list, change, actions, detail, children }: FrameProps) {
  const t = useWords('joint-meetings');
  return (
    <SplitPage detailLabel={t('detail')} onCloseDetail={() => change({ id: undefined })} detail={detail}>
      <PageTitle title={t('title')} sub={t('sub')} {...(actions ? { actions } : {})} />
      <div className="joint-lists">
        <Segmented
          aria-label={t('title')}
          value={list}
          options={lists.map((value) => ({ value, label: t(`list.${value}`) }))}
          onChange={(value) => change({ list: value, id: undefined, q: undefined })}
        />
      </div>
      <ListCard>{children}</ListCard>
    </SplitPage>
  );
}

function Members({ filters, change }: ListProps) {
  const t = useWords('joint-meetings');
  const pick = usePick();
  const { kind, q, past } = filters;
  const pages = useCursorPages([kind, q, past].join('|'));
  const [isAdding, setAdding] = useState(false);
  const { data, error, refetch } = useApiList('POST /joint-meetings/members', {
    query: {
      limit: pageSize,
      ...(kind && Object.hasOwn(memberKinds, kind) ? { kind: kind as MemberKind } : {}),
      ...(q ? { q } : {}),
      ...(past ? { past: 'yes' as const } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const columns: readonly Column<JointMember>[] = [
    {
      key: 'member',
      title: t('column.member'),
      render: ({ name, unit, post }) => <TwoLines title={name} sub={[unit, post].filter(Boolean).join(' · ')} />,
    },
    { key: 'kind', title: t('column.kind'), width: 140, render: (one) => pick(memberKinds[one.kind]) },
    {
      key: 'term',
      title: t('column.term'),
      width: 220,
      render: ({ area, beginsOn, endsOn, leftOn }) => (
        <TwoLines
          title={<span className="figures">{t('fromTo', { from: beginsOn, to: endsOn })}</span>}
          sub={leftOn ? t('left', { day: leftOn }) : area.name}
        />
      ),
    },
    {
      key: 'proposed',
      title: t('column.proposed'),
      width: 120,
      render: ({ proposed, closed }) => (proposed > 0 ? t('of', { closed, all: proposed }) : '—'),
    },
  ];
  const shown = data?.items.find(({ id }) => id === filters.id);
  const mayAdd = (data?.mayAddIn.length ?? 0) > 0;
  return (
    <Frame
      list="members"
      change={change}
      actions={
        mayAdd && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
      detail={shown && <MemberDetail key={shown.id} member={shown} onClose={() => change({ id: undefined })} />}
    >
      <FilterBar
        fields={[
          { key: 'q', kind: 'search', label: t('search') },
          {
            key: 'kind',
            kind: 'choice',
            label: t('allKinds'),
            options: Object.entries(memberKinds).map(([value, label]) => ({ value, label: pick(label) })),
          },
          { key: 'past', kind: 'choice', label: t('past'), options: [{ value: 'yes', label: t('past') }] },
        ]}
        values={filters}
        onChange={change}
      />
      <PageTable
        label={t('list.members')}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        selected={filters.id}
        onOpen={({ id }) => change({ id })}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('none')} hint={t('noneHint')} />}
        pager={pagerOf(pages, data?.next)}
      />
      {isAdding && <AddMemberDialog areas={data?.mayAddIn ?? []} onDone={() => setAdding(false)} />}
    </Frame>
  );
}

function Matters({ filters, change }: ListProps) {
  const t = useWords('joint-meetings');
  const pick = usePick();
  const go = useGo();
  const { data: session } = useSession();
  const { q, open } = filters;
  const pages = useCursorPages([q, open].join('|'));
  const { data, error, refetch } = useApiList('POST /joint-meetings/matters', {
    query: {
      limit: pageSize,
      ...(q ? { q } : {}),
      ...(open ? { open: 'yes' as const } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  const columns: readonly Column<JointMatterLine>[] = [
    {
      key: 'topic',
      title: t('column.topic'),
      render: ({ topic, number }) => <TwoLines title={topic} sub={<span className="figures">{number}</span>} />,
    },
    {
      key: 'proposer',
      title: t('column.proposer'),
      width: 180,
      render: ({ proposer }) => (proposer ? <TwoLines title={proposer.name} sub={proposer.unit} /> : '—'),
    },
    { key: 'lead', title: t('column.lead'), width: 180, render: ({ lead }) => lead ?? t('notTaken') },
    {
      key: 'due',
      title: t('column.due'),
      width: 130,
      render: ({ dueOn, isLate }) => (
        <>
          <span className="figures">{dueOn ?? '—'}</span> {isLate && <Tag tone="red">{t('late')}</Tag>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 150,
      render: ({ stageLabel, isClosed }) => (
        <StatusDot tone={isClosed ? 'green' : 'teal'}>{pick(stageLabel)}</StatusDot>
      ),
    },
  ];
  return (
    <Frame
      list="matters"
      change={change}
      actions={
        mayAnywhere(session, 'cases.dispatch') && (
          <Button type="primary" onClick={() => go('/raise?type=joint-matter&begin=record')}>
            {t('record')}
          </Button>
        )
      }
    >
      <FilterBar
        fields={[
          { key: 'q', kind: 'search', label: t('searchMatter') },
          { key: 'open', kind: 'choice', label: t('open'), options: [{ value: 'yes', label: t('open') }] },
        ]}
        values={filters}
        onChange={change}
      />
      <PageTable
        label={t('list.matters')}
        columns={columns}
        rows={data?.items}
        rowKey={({ ref }) => ref}
        onOpen={({ ref }) => go(`/cases/${ref}`)}
        {...(error && !data ? { error, onRetry: () => void refetch() } : {})}
        empty={<Empty title={t('noMatters')} hint={t('noMattersHint')} />}
        pager={pagerOf(pages, data?.next)}
      />
    </Frame>
  );
}
