import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button } from 'antd';
import { useState } from 'react';
import type { Post } from '../../../contract/responsibilities.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApi, useApiList } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { FilterBar } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { DetailPane, ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Facts } from '../../ui/show/Facts.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { AreaSearch } from './AreaTree.tsx';
import { today } from './area-words.ts';
import { DayPicker } from './DayPicker.tsx';
import { AssignDialog, CoverDialog, EndPostDialog } from './PostDialogs.tsx';
import { PostLine, RevealPhone } from './PostLine.tsx';
import './posts-page.css';

type PageFilters = { area?: string; kind?: string; on?: string; tab?: string; post?: string };

/** Who looks after what: the posts of an area and below it, who stands in, and which grids have nobody. */
export function PostsPage() {
  const t = useWords('areas');
  const session = useSession();
  const [filters, change] = useFilters(['area', 'kind', 'on', 'tab', 'post']);
  const own = useApi('GET /areas/tree', { query: {} });
  const areaId = filters.area === undefined ? own.data?.items[0]?.id : Number(filters.area);
  if (areaId === undefined && own.error) return <ErrorBlock error={own.error} onRetry={() => void own.refetch()} />;
  if (areaId === undefined && !own.data) return <Loading lines={8} />;
  if (areaId === undefined) return <Empty title={t('nothing')} hint={t('nothingHint')} />;
  return (
    <PostsOf
      areaId={areaId}
      filters={filters}
      change={change}
      mayAssign={mayAnywhere(session.data, 'responsibilities.manage')}
    />
  );
}

interface PostsOfProps {
  readonly areaId: number;
  readonly filters: PageFilters;
  readonly change: (patch: Record<string, string | undefined>) => void;
  readonly mayAssign: boolean;
}

function usePosts(areaId: number, { kind, on }: PageFilters) {
  const pages = useCursorPages(JSON.stringify([areaId, kind, on]));
  const list = useApiList('GET /areas/:id/posts', {
    params: { id: areaId },
    query: {
      limit: 50,
      ...(kind ? { kind: kind as never } : {}),
      ...(on ? { on } : {}),
      ...(pages.cursor ? { cursor: pages.cursor } : {}),
    },
  });
  return { pages, list };
}

function PostsOf({ areaId, filters, change, mayAssign }: PostsOfProps) {
  const t = useWords('areas');
  const [assignTo, setAssignTo] = useState<number>();
  const area = useApi('GET /areas/:id', { params: { id: areaId } });
  const posts = usePosts(areaId, filters);
  const day = filters.on ?? today();
  const chosen = posts.list.data?.items.find((post) => post.ref === filters.post);
  const leave = () => change({ post: undefined });
  return (
    <SplitPage
      detailLabel={t('posts.detail')}
      onCloseDetail={leave}
      detail={chosen && <PostDetail post={chosen} mayManage={mayAssign && day === today()} onClose={leave} />}
    >
      <PageTitle
        title={t('posts.title')}
        sub={[area.data?.current.name, t('posts.sub', { day })].filter(Boolean).join(' · ')}
        actions={
          mayAssign && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAssignTo(areaId)}>
              {t('posts.assign')}
            </Button>
          )
        }
      />
      <ListCard>
        <PostFilters filters={filters} change={change} answer={posts.list.data} />
        {filters.tab === 'vacant' ? (
          <VacantGrids
            vacant={posts.list.data?.vacant}
            error={posts.list.error}
            {...(mayAssign ? { onAssign: setAssignTo } : {})}
          />
        ) : (
          <PostTable posts={posts} chosen={filters.post} onOpen={(post) => change({ post: post.ref })} />
        )}
      </ListCard>
      {assignTo !== undefined && <AssignDialog areaId={assignTo} onDone={() => setAssignTo(undefined)} />}
    </SplitPage>
  );
}

type Posts = ReturnType<typeof usePosts>;

interface PostFiltersProps extends Pick<PostsOfProps, 'filters' | 'change'> {
  readonly answer: Posts['list']['data'];
}

function PostFilters({ filters, change, answer }: PostFiltersProps) {
  const t = useWords('areas');
  const pick = usePick();
  const kinds = (['community', 'grid', 'building', 'unit'] as const).map((kind) => ({
    value: kind,
    label: pick(areaKinds[kind].label),
  }));
  return (
    <>
      <CountTabs
        label={t('posts.title')}
        rows={[
          [
            { key: 'all', label: t('posts.all'), count: answer?.total },
            { key: 'vacant', label: t('posts.vacant'), count: answer?.vacant.count, tone: 'near' },
          ],
        ]}
        value={[filters.tab ?? 'all']}
        onChange={(_, tab) => change({ tab: tab === 'vacant' ? tab : undefined, post: undefined })}
      />
      <FilterBar
        fields={[{ key: 'kind', kind: 'choice', label: t('posts.level'), width: 150, options: kinds }]}
        values={filters}
        onChange={change}
      >
        <AreaSearch onChoose={(id) => change({ area: String(id), post: undefined })} />
        {filters.area !== undefined && (
          <Button type="text" className="ll-filters-link" onClick={() => change({ area: undefined, post: undefined })}>
            {t('posts.ownArea')}
          </Button>
        )}
        <DayPicker label={t('posts.day')} day={filters.on} onChange={(on) => change({ on })} />
      </FilterBar>
    </>
  );
}

interface PostTableProps {
  readonly posts: Posts;
  readonly chosen: string | undefined;
  readonly onOpen: (post: Post) => void;
}

function PostTable({ posts: { pages, list }, chosen, onOpen }: PostTableProps) {
  const t = useWords('areas');
  const columns = usePostColumns();
  return (
    <PageTable
      label={t('posts.title')}
      columns={columns}
      rows={list.data?.items}
      rowKey={(post) => post.ref}
      selected={chosen}
      onOpen={onOpen}
      {...(list.error ? { error: list.error } : {})}
      onRetry={() => void list.refetch()}
      empty={<Empty title={t('posts.none')} hint={t('posts.noneHint')} />}
      pager={{
        hasNext: list.data?.next !== undefined,
        hasPrevious: pages.hasPrevious,
        onNext: () => list.data?.next && pages.next(list.data.next),
        onPrevious: pages.previous,
      }}
    />
  );
}

function usePostColumns(): readonly Column<Post>[] {
  const t = useWords('areas');
  const pick = usePick();
  return [
    {
      key: 'person',
      title: t('posts.person'),
      render: (post) => (
        <TwoLines
          title={post.user.name}
          sub={post.user.phoneMasked ?? t('posts.noPhone')}
          mark={
            post.isLead && (
              <Tag tone="blue" small>
                {t('posts.lead')}
              </Tag>
            )
          }
        />
      ),
    },
    { key: 'duty', title: t('posts.duty'), width: 130, render: (post) => post.duty },
    {
      key: 'place',
      title: t('posts.place'),
      render: (post) => <TwoLines title={post.area.name} sub={pick(areaKinds[post.area.kind].label)} />,
    },
    {
      key: 'period',
      title: t('posts.period'),
      width: 200,
      render: (post) => <span className="figures">{periodOf(post, t)}</span>,
    },
    {
      key: 'cover',
      title: t('posts.cover'),
      width: 110,
      render: (post) => post.coveredBy.map((cover) => cover.name).join('、'),
    },
  ];
}

function periodOf({ validFrom, validTo }: Post, t: ReturnType<typeof useWords<'areas'>>): string {
  return validTo === null ? t('posts.openEnded', { from: validFrom }) : t('fromTo', { from: validFrom, to: validTo });
}

interface PostDetailProps {
  readonly post: Post;
  readonly mayManage: boolean;
  readonly onClose: () => void;
}

function PostDetail({ post, mayManage, onClose }: PostDetailProps) {
  const t = useWords('areas');
  const pick = usePick();
  const [open, setOpen] = useState<'end' | 'cover'>();
  const { data } = useApi('GET /areas/:id', { params: { id: post.area.id } });
  return (
    <DetailPane
      number={pick(areaKinds[post.area.kind].label)}
      title={post.user.name}
      onClose={onClose}
      tags={<Tag tone="blue">{post.duty}</Tag>}
      actions={
        mayManage && data?.may.staff ? (
          <ActionBar
            primary={{ key: 'cover', label: t('posts.coverBy'), onAct: () => setOpen('cover') }}
            secondary={[{ key: 'end', label: t('posts.end'), isDanger: true, onAct: () => setOpen('end') }]}
          />
        ) : undefined
      }
    >
      <Facts
        items={[
          { label: t('posts.place'), value: data ? data.path.map((step) => step.name).join(' / ') : post.area.name },
          { label: t('posts.period'), value: periodOf(post, t) },
          {
            label: t('posts.phone'),
            value: <RevealPhone key={post.ref} refOf={post.ref} name={post.user.name} masked={post.user.phoneMasked} />,
          },
        ]}
      />
      {post.coveredBy.length > 0 && <PostLine post={post} />}
      {open === 'end' && <EndPostDialog post={post} onDone={() => setOpen(undefined)} />}
      {open === 'cover' && <CoverDialog post={post} onDone={() => setOpen(undefined)} />}
    </DetailPane>
  );
}

interface VacantGridsProps {
  readonly vacant:
    | {
        readonly count: number;
        readonly grids: readonly { readonly id: number; readonly name: string; readonly community: string }[];
      }
    | undefined;
  readonly error: unknown;
  readonly onAssign?: (areaId: number) => void;
}

function VacantGrids({ vacant, error, onAssign }: VacantGridsProps) {
  const t = useWords('areas');
  const more = (vacant?.count ?? 0) - (vacant?.grids.length ?? 0);
  return (
    <>
      <PageTable
        label={t('posts.vacant')}
        columns={[
          {
            key: 'name',
            title: t('posts.place'),
            render: (grid) => <TwoLines title={grid.name} sub={grid.community} />,
          },
          {
            key: 'assign',
            title: '',
            width: 140,
            align: 'right',
            render: (grid) => onAssign && <Button onClick={() => onAssign(grid.id)}>{t('posts.assign')}</Button>,
          },
        ]}
        rows={vacant?.grids}
        rowKey={(grid) => String(grid.id)}
        {...(error ? { error } : {})}
        empty={<Empty title={t('posts.noVacant')} />}
      />
      {more > 0 && <p className="areas-more">{t('posts.more', { count: more })}</p>}
    </>
  );
}
