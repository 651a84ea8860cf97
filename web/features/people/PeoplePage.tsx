import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button } from 'antd';
import { Suspense, useState } from 'react';
import type { PersonItem } from '../../../contract/people.ts';
import { hiddenTagCodes, serviceTags, tagOf } from '../../../domain/registry/fields.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useApiList } from '../../kit/use-api.ts';
import { useAreaNodes } from '../../kit/use-area-nodes.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { FilterBar, type FilterField } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { type CursorPages, useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { ReasonChips } from '../../ui/show/ReasonChips.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { SavedFilters } from '../saved-filters/saved-filters.card.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { PersonPane } from './PersonPane.tsx';
import { ageGroups, isNarrowed, type PeopleFilters, peopleKeys, peopleQuery } from './people-filters.ts';
import { useSexAndAge } from './person-words.ts';
import { RegisterLink } from './RegisterLink.tsx';
import { type LookReason, useLookReasons } from './use-reveal.ts';
import './people-page.css';

/** 人口: filters in the address, the list, and one person beside it. */
export function PeoplePage() {
  const t = useWords('people');
  const session = useSession().data;
  const [filters, change] = useFilters(peopleKeys);
  const [isExporting, setIsExporting] = useState(false);
  const close = () => change({ ref: undefined });
  const where = [...new Set((session?.posts ?? []).map(({ area }) => area?.name ?? ''))].filter(Boolean);
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={
        filters.ref && (
          <PersonPane
            key={filters.ref}
            personRef={filters.ref}
            onClose={close}
            onChoose={(ref) => change({ ref })}
            href={`/desk/people/${filters.ref}`}
          />
        )
      }
    >
      <PageTitle
        title={t('title')}
        sub={where.join(' · ')}
        actions={
          <>
            {mayAnywhere(session, 'people.export') && (
              <Button icon={<DownloadSimpleIcon size={16} />} onClick={() => setIsExporting(true)}>
                {t('export')}
              </Button>
            )}
            {mayAnywhere(session, 'people.write') && (
              <RegisterLink to="/people/register" icon={<PlusIcon size={16} />}>
                {t('register')}
              </RegisterLink>
            )}
          </>
        }
      />
      <ListCard>
        <Filters filters={filters} onChange={change} />
        <List filters={filters} onOpen={({ ref }) => change({ ref })} />
      </ListCard>
      {isExporting && <ExportDialog query={peopleQuery(filters)} onDone={() => setIsExporting(false)} />}
    </SplitPage>
  );
}

/** What a kept filter says or takes off: everything but whose record is open, and never a name. */
const keptKeys = peopleKeys.filter((key) => key !== 'ref');
const named = ['q'] as const;

interface FiltersProps {
  readonly filters: PeopleFilters;
  readonly onChange: (patch: Record<string, string | undefined>) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const t = useWords('people');
  const pick = usePick();
  const fields: readonly FilterField[] = [
    { key: 'q', kind: 'search', label: t('searchHint'), width: 196 },
    { key: 'area', kind: 'tree', label: t('area'), nodes: useAreaNodes(filters.area), width: 124 },
    {
      key: 'age',
      kind: 'choice',
      label: t('age'),
      width: 108,
      options: (Object.keys(ageGroups) as (keyof typeof ageGroups)[]).map((value) => ({
        value,
        label: t(`ages.${value}`),
      })),
    },
    {
      key: 'tag',
      kind: 'choice',
      label: t('tag'),
      width: 112,
      options: Object.entries(serviceTags).map(([value, { label }]) => ({ value, label: pick(label) })),
    },
  ];
  const more: readonly FilterField[] = [
    {
      key: 'sex',
      kind: 'choice',
      label: t('sex'),
      width: 96,
      options: (['female', 'male'] as const).map((value) => ({ value, label: t(`sexes.${value}`) })),
    },
    {
      key: 'kind',
      kind: 'choice',
      label: t('kind'),
      width: 120,
      options: (['both', 'living', 'registered'] as const).map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      key: 'asWhat',
      kind: 'choice',
      label: t('asWhat'),
      width: 120,
      options: (['owner', 'member', 'tenant', 'guest', 'staff'] as const).map((value) => ({
        value,
        label: t(`asWhats.${value}`),
      })),
    },
  ];
  return (
    <FilterBar fields={fields} more={more} values={filters} onChange={onChange}>
      <Suspense fallback={null}>
        <SavedFilters list="people" keys={keptKeys} unkept={named} filters={filters} onChange={onChange} />
      </Suspense>
    </FilterBar>
  );
}

interface ListProps {
  readonly filters: PeopleFilters;
  readonly onOpen: (item: PersonItem) => void;
}

/** The list; that of a group of need only once somebody has said why they look. */
function List(props: ListProps) {
  const t = useWords('people');
  const pick = usePick();
  const { tag } = props.filters;
  const [why, setWhy] = useState<{ readonly tag: string; readonly reason: LookReason }>();
  const reasons = useLookReasons();
  if (tag === undefined || !(hiddenTagCodes as readonly string[]).includes(tag)) return <OpenList {...props} />;
  if (why?.tag === tag) return <TaggedList {...props} tag={tag} reason={why.reason} />;
  return (
    <div className="people-list-why">
      <p>{t('reveal.listWhy', { label: pick(tagOf(tag).label) })}</p>
      <ReasonChips
        label={t('reveal.why')}
        text="none"
        reasons={reasons}
        value={{}}
        onChange={({ code }) => setWhy({ tag, reason: code as LookReason })}
      />
      <p>{t('reveal.noted')}</p>
    </div>
  );
}

function OpenList(props: ListProps) {
  const t = useWords('people');
  const query = peopleQuery(props.filters);
  const pages = useCursorPages(JSON.stringify(query));
  const list = useApiList('POST /people', {
    query: { ...query, limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const { data } = useApiList('POST /people/count', { query });
  const total = data && (data.isMore ? t('totalMore', { n: data.count }) : t('total', { n: data.count }));
  return (
    <>
      {list.data?.isCut && <p className="people-cut">{t('cut')}</p>}
      <Table {...props} list={list} pages={pages} total={total} />
    </>
  );
}

function TaggedList(props: ListProps & { readonly tag: string; readonly reason: LookReason }) {
  const { tag, reason } = props;
  const query = { ...peopleQuery({ ...props.filters, tag: undefined }), tag, reason };
  const pages = useCursorPages(JSON.stringify(query));
  const list = useApiList('POST /people/tagged', {
    query: { ...query, limit: 50, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  return <Table {...props} list={list} pages={pages} />;
}

interface TableProps extends ListProps {
  readonly list: {
    readonly data: { readonly items: readonly PersonItem[]; readonly next?: string | undefined } | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly pages: CursorPages;
  readonly total?: string | undefined;
}

function Table({ filters, onOpen, list, pages, total }: TableProps) {
  const t = useWords('people');
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
      empty={
        isNarrowed(filters) ? (
          <Empty title={t('none')} hint={t('noneHint')} />
        ) : (
          <Empty title={t('nobody')} hint={t('nobodyHint')} />
        )
      }
      {...(n > 0
        ? {
            pager: {
              hasNext: next !== undefined,
              hasPrevious: pages.hasPrevious,
              onNext: () => next !== undefined && pages.next(next),
              onPrevious: pages.previous,
              words: [total, t('here', { n })].filter(Boolean).join(' · '),
            },
          }
        : {})}
    />
  );
}

function useColumns(): readonly Column<PersonItem>[] {
  const t = useWords('people');
  const pick = usePick();
  const saySexAndAge = useSexAndAge();
  return [
    {
      key: 'name',
      title: t('name'),
      width: 190,
      render: (item) => (
        <TwoLines title={item.name} sub={<span className="figures">{item.idMasked ?? t('noId')}</span>} />
      ),
    },
    { key: 'age', title: t('age'), width: 92, render: (item) => saySexAndAge(item) },
    {
      key: 'home',
      title: t('home'),
      render: (item) => (
        <TwoLines
          title={item.home?.words ?? t('noHome')}
          sub={[item.communityName, item.home && t(`asWhats.${item.home.asWhat}`)].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'phone',
      title: t('phone'),
      width: 124,
      render: (item) => <span className="figures">{item.phoneMasked ?? ''}</span>,
    },
    {
      key: 'tags',
      title: t('tag'),
      width: 170,
      render: (item) => (
        <span className="people-tags">
          {item.tags.slice(0, 3).map(({ code, label }) => (
            <Tag key={code} tone="teal" small>
              {pick(label)}
            </Tag>
          ))}
        </span>
      ),
    },
  ];
}
