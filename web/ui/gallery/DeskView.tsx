import { BellSimpleRingingIcon } from '@phosphor-icons/react/dist/csr/BellSimpleRinging';
import { BuildingsIcon } from '@phosphor-icons/react/dist/csr/Buildings';
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown';
import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar';
import { ChatsCircleIcon } from '@phosphor-icons/react/dist/csr/ChatsCircle';
import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { ExportIcon } from '@phosphor-icons/react/dist/csr/Export';
import { ListChecksIcon } from '@phosphor-icons/react/dist/csr/ListChecks';
import { MagnifyingGlassIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlass';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { MegaphoneIcon } from '@phosphor-icons/react/dist/csr/Megaphone';
import { NewspaperIcon } from '@phosphor-icons/react/dist/csr/Newspaper';
import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { SquaresFourIcon } from '@phosphor-icons/react/dist/csr/SquaresFour';
import { UsersThreeIcon } from '@phosphor-icons/react/dist/csr/UsersThree';
import { Button } from 'antd';
import { useState } from 'react';
import { ActionBar } from '../desk/ActionBar.tsx';
import { CountTabs } from '../desk/CountTabs.tsx';
import { DeskProvider } from '../desk/DeskProvider.tsx';
import { FilterBar } from '../desk/FilterBar.tsx';
import { type NavGroup, PageShell } from '../desk/PageShell.tsx';
import { type Column, PageTable, type Sort, TwoLines } from '../desk/PageTable.tsx';
import { DetailPane, DetailSection, ListCard, PageTitle, SplitPage } from '../desk/SplitPage.tsx';
import { DeadlineChip } from '../show/DeadlineChip.tsx';
import { Facts } from '../show/Facts.tsx';
import { PhotoStrip } from '../show/PhotoStrip.tsx';
import { StatusDot, Tag } from '../show/StatusDot.tsx';
import { Timeline } from '../show/Timeline.tsx';
import { clockTabs, now, photos, rows, type SampleRow, stateTabs, way, words } from './samples.ts';

const icons = {
  mine: [SquaresFourIcon, ListChecksIcon, BellSimpleRingingIcon],
  matters: [MegaphoneIcon, PhoneIcon, UsersThreeIcon, BuildingsIcon, MapTrifoldIcon, NewspaperIcon, ChatsCircleIcon],
  figures: [ChartBarIcon, ClipboardTextIcon],
} as const;

const counts: Readonly<Record<string, number>> = { 'mine-1': 17, 'matters-0': 53 };

const nav: readonly NavGroup[] = (['mine', 'matters', 'figures'] as const).map((group) => {
  const [title, ...labels] = words.nav[group];
  return {
    title,
    items: labels.map((label, at) => {
      const count = counts[`${group}-${at}`];
      return {
        to: group === 'matters' && at === 0 ? '/' : `/${group}/${at}`,
        label,
        icon: icons[group][at] ?? SquaresFourIcon,
        exact: true,
        ...(count ? { useCount: () => count } : {}),
      };
    }),
  };
});

const columns: readonly Column<SampleRow>[] = [
  {
    key: 'event',
    title: words.columns.event,
    render: ({ title, id, address, isUrgent }) => (
      <TwoLines
        title={title}
        sub={`GM-261122-${id}-7 · ${address}`}
        mark={
          isUrgent && (
            <Tag tone="red" small>
              {words.urgent}
            </Tag>
          )
        }
      />
    ),
  },
  { key: 'category', title: words.columns.category, width: 82, render: ({ category }) => category },
  { key: 'grid', title: words.columns.grid, width: 98, render: ({ grid }) => grid },
  {
    key: 'state',
    title: words.columns.state,
    width: 86,
    render: ({ state, tone }) => <StatusDot tone={tone}>{state}</StatusDot>,
  },
  {
    key: 'due',
    title: words.columns.due,
    width: 136,
    sortable: true,
    render: ({ due, raised }) => <DeadlineChip look="line" deadline={{ due, started: raised }} now={now} />,
  },
  {
    key: 'raised',
    title: words.columns.raised,
    width: 62,
    render: ({ raised }) => <span className="figures ll-quiet">{raised.slice(11, 16)}</span>,
  },
];

/** The desk as a whole: list with tabs and filters, detail beside it. */
export function DeskView() {
  const [selected, setSelected] = useState<string | undefined>('0187');
  const [tabs, setTabs] = useState<readonly (string | undefined)[]>(['handling', undefined]);
  const [filters, setFilters] = useState<Readonly<Record<string, string | undefined>>>({});
  const [sort, setSort] = useState<Sort>({ key: 'due', direction: 'up' });
  const row = rows.find(({ id }) => id === selected);
  const options = words.categories.map((label) => ({ value: label, label }));
  return (
    <DeskProvider>
      <PageShell
        product="社区治理工作台"
        nav={nav}
        bell={{ count: 5, onOpen: () => undefined }}
        person={{ name: words.person, role: words.role, menu: [{ key: 'out', label: words.person }] }}
        areaSwitch={
          <button type="button" className="ll-shell-switch">
            {words.area[0]} / {words.area[1]} <CaretDownIcon size={12} />
          </button>
        }
        search={
          <label className="ll-shell-search">
            <MagnifyingGlassIcon size={16} aria-hidden />
            <input aria-label={words.search} placeholder={words.search} />
          </label>
        }
      >
        <SplitPage
          detailLabel={words.detailLabel}
          onCloseDetail={() => setSelected(undefined)}
          detail={row && <Detail row={row} onClose={() => setSelected(undefined)} />}
        >
          <PageTitle
            title={words.title}
            sub={words.sub}
            actions={
              <>
                <Button icon={<ExportIcon size={16} />}>{words.export}</Button>
                <Button type="primary" icon={<PlusIcon size={16} weight="bold" />}>
                  {words.register}
                </Button>
              </>
            }
          />
          <ListCard>
            <CountTabs
              label={words.countsLabel}
              rows={[stateTabs, clockTabs]}
              value={tabs}
              onChange={(at, key) => setTabs(tabs.with(at, key))}
            />
            <FilterBar
              values={filters}
              onChange={(patch) => setFilters({ ...filters, ...patch })}
              fields={[
                { kind: 'search', key: 'q', label: words.filters.words, width: 190 },
                { kind: 'choice', key: 'category', label: words.filters.category, options },
                { kind: 'tree', key: 'grid', label: words.filters.grid, nodes: [], width: 116 },
              ]}
              more={[
                { kind: 'days', key: 'raised', label: words.filters.raised },
                { kind: 'choice', key: 'source', label: words.filters.source, options },
              ]}
            />
            <PageTable
              label={words.listLabel}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={selected}
              onOpen={({ id }) => setSelected(id)}
              sort={sort}
              onSort={setSort}
              pager={{
                hasNext: true,
                hasPrevious: false,
                onNext: () => undefined,
                onPrevious: () => undefined,
                words: words.totals,
              }}
            />
          </ListCard>
        </SplitPage>
      </PageShell>
    </DeskProvider>
  );
}

function Detail({ row, onClose }: { readonly row: SampleRow; readonly onClose: () => void }) {
  const none = () => undefined;
  const { remind, supervise, extend, transfer, merge, split } = words.actions;
  return (
    <DetailPane
      number={`GM-261122-${row.id}-7`}
      title={row.title}
      href="/"
      onClose={onClose}
      tags={
        <>
          <Tag tone="blue">{row.state}</Tag>
          {row.isUrgent && <Tag tone="red">{words.urgent}</Tag>}
          <Tag tone="grey">{row.category}</Tag>
        </>
      }
      deadline={<DeadlineChip deadline={{ due: row.due, started: row.raised }} now={now} />}
      actions={
        <ActionBar
          primary={{ key: 'remind', label: remind, onAct: none }}
          secondary={[
            { key: 'supervise', label: supervise, onAct: none },
            { key: 'transfer', label: transfer, onAct: none },
            { key: 'extend', label: extend, onAct: none, refusal: words.notAllowed },
          ]}
          more={[
            { key: 'merge', label: merge, onAct: none },
            { key: 'split', label: split, onAct: none },
          ]}
        />
      }
    >
      <Facts items={words.facts.map(([label, value]) => ({ label, value }))} />
      <div style={{ marginTop: 12 }}>
        <PhotoStrip photos={photos} />
      </div>
      <DetailSection title={words.way} aside={words.wayAside}>
        <Timeline items={way} now={now} />
      </DetailSection>
    </DetailPane>
  );
}
