import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { batchMost } from '../../../../contract/case-batches.ts';
import type { CaseItem, CaseTab } from '../../../../contract/case-views.ts';
import { api } from '../../../kit/api.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { apiQuery, useApi } from '../../../kit/use-api.ts';
import { useFilters } from '../../../kit/use-filters.ts';
import { CountTabs } from '../../../ui/desk/CountTabs.tsx';
import { ListCard, PageTitle, SplitPage } from '../../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../../ui/show/StateBlocks.tsx';
import { BatchBar } from './BatchBar.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CasePane } from './CasePane.tsx';
import { CaseTable } from './CaseTable.tsx';
import {
  afterPress,
  countQuery,
  cutOf,
  type InboxFilters,
  type InboxPatch,
  inboxClocks,
  inboxKeys,
  isNarrowed,
  listQuery,
  tabsFor,
} from './inbox-filters.ts';
import { LinkButton } from './LinkButton.tsx';

/** Others work on the same matters: what is shown is asked for again each half minute. */
const renewMs = 30_000;

const desk = '/desk';

interface InboxProps {
  /** The cut shown while the address names none. */
  readonly start: CaseTab;
  readonly title: string;
}

/** What I may see of my areas' matters: counts that filter, filters in the address, the list, and one matter beside it. */
export function CaseInbox({ start, title }: InboxProps) {
  const t = useWords('cases');
  const [filters, change] = useFilters(inboxKeys);
  const session = useSession().data;
  const page = useRef<HTMLDivElement>(null);
  const close = () => {
    page.current?.querySelector<HTMLElement>('tr[aria-selected="true"]')?.focus();
    change({ ref: undefined });
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    // Dialogs and menus lie outside this element in the document and answer to Esc themselves.
    const isInside = event.currentTarget.contains(event.target as Node);
    if (event.key === 'Escape' && isInside && filters.ref && !event.defaultPrevented) close();
  };
  const posts = session?.posts ?? [];
  const where = [...new Set(posts.map(({ area, organisation }) => area?.name ?? organisation?.name ?? ''))];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the pane from anywhere in the page; every control in it is reachable by itself
    <div className="cases-inbox" ref={page} onKeyDown={onKey}>
      <SplitPage
        detailLabel={t('page.one')}
        onCloseDetail={close}
        detail={
          filters.ref && (
            <CasePane key={filters.ref} caseRef={filters.ref} onClose={close} href={`${desk}/cases/${filters.ref}`} />
          )
        }
      >
        <PageTitle
          title={title}
          sub={where.filter((name) => name !== '').join(' · ')}
          actions={
            mayAnywhere(session, 'cases.raise') && (
              <>
                <LinkButton to="/raise">{t('page.raise')}</LinkButton>
                <LinkButton to="/intake" look="primary">
                  {t('page.intake')}
                </LinkButton>
              </>
            )
          }
        />
        <ListCard>
          <InboxCounts filters={filters} start={start} onChange={change} />
          <CaseFilters filters={filters} isClosed={cutOf(filters, start).tab === 'closed'} onChange={change} />
          <InboxList filters={filters} start={start} onChange={change} />
        </ListCard>
      </SplitPage>
    </div>
  );
}

interface PartProps {
  readonly filters: InboxFilters;
  readonly start: CaseTab;
  readonly onChange: (patch: InboxPatch) => void;
}

function useCounts(filters: InboxFilters) {
  return useQuery({
    ...apiQuery('POST /cases/counts', { query: countQuery(filters) as never }),
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
  });
}

function InboxCounts({ filters, start, onChange }: PartProps) {
  const t = useWords('cases');
  const { data } = useCounts(filters);
  const pick = usePick();
  const types = useApi('GET /cases/types').data;
  const { tab, clock } = cutOf(filters, start);
  const type = types?.find(({ code }) => code === filters.type);
  return (
    <CountTabs
      label={t('page.cuts')}
      rows={[
        tabsFor(type, tab).map(({ tab: key, label }) => ({
          key,
          label: label ? pick(label) : t(`tab.${key}`),
          count: data?.tabs[key],
        })),
        inboxClocks.map((key) => ({
          key,
          label: t(`cut.${key}`),
          count: data?.clocks[key],
          tone: key === 'late' ? 'late' : key === 'soon' ? 'near' : undefined,
        })),
      ]}
      value={[tab, clock]}
      onChange={(row, key) => onChange(afterPress(row, key, start))}
    />
  );
}

function InboxList({ filters, start, onChange }: PartProps) {
  const t = useWords('cases');
  const query = listQuery(filters, start);
  const pages = useCursorPages(JSON.stringify(query));
  const list = useQuery({
    ...apiQuery('POST /cases', {
      query: { ...query, limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) } as never,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
  });
  const counts = useCounts(filters).data;
  const { tab, clock } = cutOf(filters, start);
  const total = clock ? counts?.clocks[clock] : counts?.tabs[tab];
  const { data, error } = list;
  const chosen = filters.ref;
  useEffect(() => {
    if (data && chosen) document.querySelector('tr[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [data, chosen]);
  const n = data?.items.length ?? 0;
  const next = data?.next;
  const { picked, keys, pickShown, pickMost, clear } = usePicked(query, data?.items);
  const userId = useSession().data?.user?.id;
  return (
    <>
      {userId && (
        <Suspense fallback={null}>
          <BatchBar
            userId={userId}
            picked={picked}
            onClear={clear}
            onPickMost={pickMost}
            most={Math.min(batchMost.cases, total ?? batchMost.cases)}
          />
        </Suspense>
      )}
      <CaseTable
        picked={keys}
        onPick={pickShown}
        isStale={list.isPlaceholderData}
        rows={data?.items}
        error={data ? undefined : (error ?? undefined)}
        onRetry={() => void list.refetch()}
        selected={filters.ref}
        sort={filters.sort === 'raised' || tab === 'closed' ? 'raised' : 'due'}
        onSort={(sort) => onChange({ sort: sort === 'raised' ? 'raised' : undefined })}
        onOpen={({ ref }) => onChange({ ref })}
        empty={<NothingHere filters={filters} tab={tab} open={counts?.tabs.open} onChange={onChange} />}
        pager={
          n === 0
            ? undefined
            : {
                hasNext: next !== undefined,
                hasPrevious: pages.hasPrevious,
                onNext: () => next !== undefined && pages.next(next),
                onPrevious: pages.previous,
                words: total === undefined ? t('page.here', { n }) : t('page.total', { total, n }),
              }
        }
      />
    </>
  );
}

/** The rows chosen for a deed on many, over the pages of one list; another list begins with none. */
function usePicked(query: Readonly<Record<string, string>>, shown: readonly CaseItem[] | undefined) {
  const list = JSON.stringify(query);
  const [held, setHeld] = useState<{ readonly list: string; readonly items: ReadonlyMap<string, CaseItem> }>();
  const picked = held?.list === list ? held.items : noneYet;
  const keys = useMemo(() => new Set(picked.keys()), [picked]);
  const hold = (items: readonly CaseItem[]) =>
    setHeld({ list, items: new Map(items.slice(0, batchMost.cases).map((item) => [item.ref, item])) });
  const pickShown = (next: ReadonlySet<string>) => {
    const known = new Map([...picked, ...(shown ?? []).map((item) => [item.ref, item] as const)]);
    hold([...next].flatMap((ref) => known.get(ref) ?? []));
  };
  const pickMost = () =>
    void api.get('POST /cases', { query: { ...query, limit: batchMost.cases } as never }).then(
      ({ items }) => hold(items),
      () => undefined,
    );
  return { picked, keys, pickShown, pickMost, clear: () => setHeld(undefined) };
}

const noneYet: ReadonlyMap<string, CaseItem> = new Map();

interface NothingProps {
  readonly filters: InboxFilters;
  readonly tab: CaseTab;
  readonly open: number | undefined;
  readonly onChange: (patch: InboxPatch) => void;
}

/** Nothing in this cut, and the way on: take the filters off, or see everything open. */
function NothingHere({ filters, tab, open, onChange }: NothingProps): ReactNode {
  const t = useWords('cases');
  if (isNarrowed(filters))
    return (
      <Empty
        title={t('empty.narrowed')}
        hint={t('empty.narrowedHint')}
        action={
          <Button
            onClick={() =>
              onChange(
                Object.fromEntries(Object.keys(countQuery(filters)).map((key) => [key, undefined])) as InboxPatch,
              )
            }
          >
            {t('empty.clear')}
          </Button>
        }
      />
    );
  if (tab === 'mine')
    return (
      <Empty
        title={t('empty.mine')}
        {...(open
          ? { action: <Button onClick={() => onChange({ tab: 'open' })}>{t('empty.seeOpen', { n: open })}</Button> }
          : {})}
      />
    );
  return <Empty title={t('empty.cut')} />;
}

/** 待办事项: the inbox, begun with what waits for me. */
export function TodoPage() {
  const t = useWords('cases');
  return <CaseInbox start="mine" title={t('page.todo')} />;
}

/** 事项: the inbox, begun with everything open. */
export function CasesPage() {
  const t = useWords('cases');
  return <CaseInbox start="open" title={t('page.cases')} />;
}
