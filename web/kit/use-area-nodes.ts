import { useQueries, useQuery } from '@tanstack/react-query';
import type { AreaRow } from '../../contract/areas.ts';
import { apiQuery, useApi } from './use-api.ts';

/** An area to choose, with those under it. */
export interface AreaNode {
  readonly value: string;
  readonly label: string;
  readonly children?: readonly AreaNode[];
}

const openedAtMost = 12;
const longMs = 10 * 60_000;

function useLevel(parents: readonly AreaRow[], lastKind: AreaRow['kind']): ReadonlyMap<number, readonly AreaRow[]> {
  const opened = parents.filter(({ childCount, kind }) => childCount > 0 && kind !== lastKind && kind !== 'unit');
  const asked = opened.length > openedAtMost ? [] : opened;
  const answers = useQueries({
    queries: asked.map(({ id }) => ({ ...apiQuery('GET /areas/tree', { query: { parent: id } }), staleTime: longMs })),
  });
  return new Map(asked.map(({ id }, at) => [id, answers[at]?.data?.items ?? []]));
}

const holds = (nodes: readonly AreaNode[], value: string): boolean =>
  nodes.some((node) => node.value === value || holds(node.children ?? [], value));

/** My areas and what lies under them, down to the building where there are few; an area the address names is always among them. */
export function useAreaNodes(chosen: string | undefined): readonly AreaNode[] {
  const roots = useApi('GET /areas/tree').data?.items ?? [];
  const first = useLevel(roots, 'building');
  const second = useLevel([...first.values()].flat(), 'building');
  const nodesOf = (rows: readonly AreaRow[], below: readonly ReadonlyMap<number, readonly AreaRow[]>[]): AreaNode[] =>
    rows.map(({ id, name }) => {
      const [next, ...rest] = below;
      const children = next?.get(id) ?? [];
      return { value: String(id), label: name, ...(children.length > 0 ? { children: nodesOf(children, rest) } : {}) };
    });
  const nodes = nodesOf(roots, [first, second]);
  const isMissing = chosen !== undefined && !holds(nodes, chosen);
  const { data } = useQuery({
    ...apiQuery('GET /areas/:id', { params: { id: chosen ?? 0 } }),
    enabled: isMissing,
    staleTime: longMs,
  });
  return isMissing && data ? [{ value: chosen, label: data.current.name }, ...nodes] : nodes;
}
