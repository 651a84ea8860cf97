import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense } from 'react';
import type { AreaRow } from '../../../../contract/areas.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { apiQuery, useApi } from '../../../kit/use-api.ts';
import { FilterBar, type FilterField, type FilterNode, type FilterOption } from '../../../ui/desk/FilterBar.tsx';
import { SavedFilters } from '../../saved-filters/saved-filters.card.tsx';
import { useOutcomeWords, useSourceWords } from './case-words.ts';
import { daysOf, fromBar, type InboxFilters, type InboxPatch, inboxKeys } from './inbox-filters.ts';
import { useCategories } from './use-categories.ts';

/** Up to so many areas of a level are opened to the next: a district shows its streets, a street its communities and their grids. */
const openedAtMost = 12;
const longMs = 10 * 60_000;

function useLevel(parents: readonly AreaRow[]): ReadonlyMap<number, readonly AreaRow[]> {
  const opened = parents.filter(({ childCount, kind }) => childCount > 0 && kind !== 'grid' && kind !== 'building');
  const asked = opened.length > openedAtMost ? [] : opened;
  const answers = useQueries({
    queries: asked.map(({ id }) => ({
      ...apiQuery('GET /areas/tree', { query: { parent: id } }),
      staleTime: longMs,
    })),
  });
  return new Map(asked.map(({ id }, at) => [id, answers[at]?.data?.items ?? []]));
}

/** My areas with what lies under them, down to the grid. */
function useAreaNodes(): readonly FilterNode[] {
  const roots = useApi('GET /areas/tree').data?.items ?? [];
  const first = useLevel(roots);
  const second = useLevel([...first.values()].flat());
  const nodesOf = (rows: readonly AreaRow[], below: readonly ReadonlyMap<number, readonly AreaRow[]>[]): FilterNode[] =>
    rows.map(({ id, name }) => {
      const [next, ...rest] = below;
      const children = next?.get(id) ?? [];
      return { value: String(id), label: name, ...(children.length > 0 ? { children: nodesOf(children, rest) } : {}) };
    });
  return nodesOf(roots, [first, second]);
}

const holds = (nodes: readonly FilterNode[], value: string): boolean =>
  nodes.some((node) => node.value === value || holds(node.children ?? [], value));

/** A link may name an area that is not among those opened: it is shown by its name all the same. */
function useWithNamed(nodes: readonly FilterNode[], value: string | undefined): readonly FilterNode[] {
  const isMissing = value !== undefined && !holds(nodes, value);
  const { data } = useQuery({
    ...apiQuery('GET /areas/:id', { params: { id: value ?? 0 } }),
    enabled: isMissing,
    staleTime: longMs,
  });
  return isMissing && data ? [{ value, label: data.current.name }, ...nodes] : nodes;
}

function useCategoryNodes(): readonly FilterNode[] {
  const pick = usePick();
  const { categories } = useCategories();
  const tops = categories.filter(({ parentId }) => parentId === null);
  return tops.map(({ id, name }) => {
    const children = categories
      .filter(({ parentId }) => parentId === id)
      .map((one) => ({ value: String(one.id), label: pick(one.name) }));
    return { value: String(id), label: pick(name), ...(children.length > 0 ? { children } : {}) };
  });
}

const sources = ['resident', 'hotline', 'grid', 'superior', 'sensor'] as const;
const outcomes = ['solved', 'explained', 'unsolved', 'withdrawn', 'declined', 'merged', 'issued'] as const;

function choice(key: string, label: string, options: readonly FilterOption[], width = 120): FilterField {
  return { key, kind: 'choice', label, options, width };
}

function useMoreFields(isClosed: boolean): readonly FilterField[] {
  const t = useWords('cases');
  const pick = usePick();
  const saySource = useSourceWords();
  const sayOutcome = useOutcomeWords();
  const types = useApi('GET /cases/types').data ?? [];
  const units = useApi('POST /organisations', { query: { limit: 200 } }).data?.items ?? [];
  return [
    choice(
      'source',
      t('filter.source'),
      sources.map((value) => ({ value, label: saySource(value) })),
    ),
    choice('urgency', t('filter.urgency'), [
      { value: 'urgent', label: t('urgency.urgent') },
      { value: 'normal', label: t('urgency.normal') },
    ]),
    choice(
      'type',
      t('filter.type'),
      types.map(({ code, title }) => ({ value: code, label: pick(title) })),
    ),
    choice(
      'lead',
      t('filter.lead'),
      units.map(({ id, name }) => ({ value: id, label: name })),
      160,
    ),
    choice(
      'demand',
      t('filter.demand'),
      [
        { value: 'yes', label: t('filter.demandYes') },
        { value: 'no', label: t('filter.demandNo') },
      ],
      140,
    ),
    ...(isClosed
      ? [
          choice(
            'outcome',
            t('filter.outcome'),
            outcomes.map((value) => ({ value, label: sayOutcome(value) })),
          ),
          { key: 'closed', kind: 'days', label: t('filter.closedOn') } as const,
        ]
      : []),
  ];
}

interface CaseFiltersProps {
  readonly filters: InboxFilters;
  readonly isClosed: boolean;
  readonly onChange: (patch: InboxPatch) => void;
}

/** What a kept filter says: everything but the matter that is open. */
const keptKeys = inboxKeys.filter((key) => key !== 'ref');

/** The filter row of the inbox; everything it sets stands in the address. */
export function CaseFilters({ filters, isClosed, onChange }: CaseFiltersProps) {
  const t = useWords('cases');
  // Whoever sees what they are on alone keeps no filters.
  const mayKeep = mayAnywhere(useSession().data, 'cases.read');
  const areas = useWithNamed(useAreaNodes(), filters.area);
  const fields: readonly FilterField[] = [
    { key: 'q', kind: 'search', label: t('filter.q'), width: 180 },
    { key: 'category', kind: 'tree', label: t('filter.category'), nodes: useCategoryNodes(), width: 116 },
    { key: 'area', kind: 'tree', label: t('filter.area'), nodes: areas, width: 116 },
    { key: 'raised', kind: 'days', label: t('filter.raisedOn'), width: 222 },
  ];
  return (
    <FilterBar
      fields={fields}
      more={useMoreFields(isClosed)}
      values={{
        ...filters,
        raised: daysOf(filters.raisedFrom, filters.raisedTo),
        closed: daysOf(filters.closedFrom, filters.closedTo),
      }}
      onChange={(patch) => onChange(fromBar(patch))}
    >
      <Suspense fallback={null}>
        {mayKeep && <SavedFilters list="cases" keys={keptKeys} filters={filters} onChange={onChange} />}
      </Suspense>
      {filters.metric && (
        <Button
          size="small"
          icon={<XIcon size={13} aria-hidden />}
          iconPlacement="end"
          title={t('empty.clear')}
          onClick={() => onChange({ metric: undefined, month: undefined })}
        >
          {t('filter.metric', { month: filters.month ?? '' })}
        </Button>
      )}
    </FilterBar>
  );
}
