import { useQueries } from '@tanstack/react-query';
import type { AreaRow } from '../../../contract/areas.ts';
import { apiQuery, useApi } from '../../kit/use-api.ts';

const longMs = 10 * 60_000;

function useBelow(parents: readonly AreaRow[]): readonly AreaRow[] {
  const answers = useQueries({
    queries: parents.map(({ id }) => ({
      ...apiQuery('GET /areas/tree', { query: { parent: id } }),
      staleTime: longMs,
    })),
  });
  return answers.flatMap((answer) => answer.data?.items ?? []);
}

const isAbove = ({ kind }: AreaRow): boolean => kind === 'street' || kind === 'district';

/** The communities under my own areas, into which a ledger may go; undefined while they are looked up. */
export function useCommunities(): readonly { readonly id: number; readonly name: string }[] | undefined {
  const roots = useApi('GET /areas/tree').data?.items;
  const first = useBelow((roots ?? []).filter(isAbove));
  const second = useBelow(first.filter(isAbove));
  if (!roots) return undefined;
  return [...roots, ...first, ...second]
    .filter(({ kind }) => kind === 'community')
    .map(({ id, name }) => ({ id, name }));
}
