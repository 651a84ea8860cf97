import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { Alert, Button } from 'antd';
import type { AuditRow } from '../../../contract/audit.ts';
import { auditDeed, auditDeeds, auditNoun, auditNouns } from '../../../domain/audit/audit-words.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSaveFile } from '../../kit/save-file.ts';
import { useApiList } from '../../kit/use-api.ts';
import { type Filters, useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { FilterBar, type FilterField } from '../../ui/desk/FilterBar.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Empty, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { AuditDetail } from './AuditDetail.tsx';
import { ChainState } from './ChainState.tsx';
import './audit.css';

const filterKeys = ['name', 'noun', 'action', 'days', 'user', 'row', 'person', 'id'] as const;
type AuditFilters = Filters<(typeof filterKeys)[number]>;

const dayMs = 86_400_000;

/** The begin of a day in Shanghai. */
const beginOf = (day: string): string => `${day}T00:00:00+08:00`;
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

function queryOf({ name, noun, action, days, user, row, person }: AuditFilters) {
  const [from, to] = days?.split('..') ?? [];
  return {
    ...(name ? { name } : {}),
    ...(noun ? { noun } : {}),
    ...(action ? { action } : {}),
    ...(user ? { userId: user } : {}),
    ...(row ? { rowId: row } : {}),
    ...(person ? { personId: person } : {}),
    ...(from ? { from: beginOf(from) } : {}),
    ...(to ? { to: beginOf(dayAfter(to)) } : {}),
  };
}

/** 审计记录: what happened, newest first, for the audit administrator alone. */
export function AuditPage() {
  const t = useWords('audit');
  const [filters, change] = useFilters(filterKeys);
  const query = queryOf(filters);
  const pages = useCursorPages(JSON.stringify(query));
  const list = useApiList('POST /audit', {
    query: { limit: 30, ...query, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const file = useSaveFile('POST /audit/export');
  const sayError = useErrorWords();
  const { data, error } = list;
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={shown && <AuditDetail key={shown.id} row={shown} onFilter={change} onClose={close} />}
    >
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <Button
            icon={<DownloadSimpleIcon size={16} />}
            loading={file.isPending}
            onClick={() => file.mutate({ query })}
          >
            {t('export')}
          </Button>
        }
      />
      {file.error && <Alert type="error" showIcon title={sayError(file.error).title} />}
      <ChainState />
      <ListCard>
        <FilterBar fields={useFilterFields(filters)} values={filters} onChange={change} />
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
            words: data ? t('page', { n: data.items.length }) : '',
          }}
        />
      </ListCard>
    </SplitPage>
  );
}

function useFilterFields({ user, row, person }: AuditFilters): readonly FilterField[] {
  const t = useWords('audit');
  const pick = usePick();
  const options = (table: typeof auditNouns) =>
    Object.entries(table).map(([value, label]) => ({ value, label: pick(label) }));
  return [
    { key: 'name', kind: 'search', label: t('filter.name'), width: 178 },
    { key: 'action', kind: 'choice', label: t('filter.action'), width: 150, options: options(auditDeeds) },
    { key: 'noun', kind: 'choice', label: t('filter.noun'), width: 110, options: options(auditNouns) },
    { key: 'days', kind: 'days', label: t('filter.days'), width: 236 },
    // Chosen from a row; here they can be seen and taken off again.
    ...(user ? [chosen('user', t('onlyWho'), user)] : []),
    ...(row ? [chosen('row', t('onlyRow'), row)] : []),
    ...(person ? [chosen('person', t('onlyPerson'), person)] : []),
  ];
}

const chosen = (key: string, label: string, value: string): FilterField => ({
  key,
  kind: 'choice',
  label,
  width: 130,
  options: [{ value, label }],
});

function useColumns(): readonly Column<AuditRow>[] {
  const t = useWords('audit');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return [
    {
      key: 'at',
      title: t('column.at'),
      width: 124,
      render: ({ at }) => <span className="figures">{sayInstant(at)}</span>,
    },
    {
      key: 'who',
      title: t('column.who'),
      width: 150,
      render: ({ actor }) => <TwoLines title={actor.name ?? t(`kinds.${actor.kind}`)} sub={t(`kinds.${actor.kind}`)} />,
    },
    {
      key: 'deed',
      title: t('column.deed'),
      render: ({ action, noun }) => <TwoLines title={pick(auditDeed(action))} sub={pick(auditNoun(noun))} />,
    },
    { key: 'why', title: t('column.why'), render: ({ reason }) => reason ?? '' },
  ];
}
