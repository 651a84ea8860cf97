import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Hit, HitKind } from '../../../contract/search.ts';
import { apiQuery } from '../../kit/use-api.ts';

const settleMs = 180;

/** What was typed, once the hand has stopped. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), settleMs);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

export interface Option extends Hit {
  readonly kind: HitKind;
}

/** What the box finds for these words. They go to the server alone: the page's own address never holds them. */
export function useSearch(typed: string, isOpen: boolean) {
  const q = useSettled(typed.trim());
  const isAsked = isOpen && q !== '';
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...apiQuery('POST /search', { query: { q } }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const isFresh = isAsked && data !== undefined && !isPlaceholderData;
  return {
    q,
    groups: isAsked && data ? data.groups : [],
    needsMore: isFresh && data.needsMore,
    isEmpty: isFresh && !data.needsMore && data.groups.length === 0,
    isFailed: isAsked && error !== null && !isFetching,
    isBusy: isAsked && isFetching,
  };
}

/** The page of what was found. */
export function pageOf({ kind, ref }: Pick<Option, 'kind' | 'ref'>): {
  readonly path: string;
  readonly search?: Record<string, string>;
} {
  if (kind === 'case') return { path: `/cases/${ref}` };
  if (kind === 'person') return { path: `/people/${ref}` };
  if (kind === 'house') return { path: `/houses/${ref}` };
  if (kind === 'area') return { path: '/areas', search: { area: ref } };
  return { path: '/organisations', search: { id: ref } };
}

/** The list where the rest of a group is; none for those that are found in their tree, nor for a number, which stays out of addresses. */
export function listOf(
  kind: HitKind,
  q: string,
): { readonly path: string; readonly search: Record<string, string> } | undefined {
  if (/\d{6,}/.test(q.normalize('NFKC').replace(/[\s-]/g, ''))) return undefined;
  if (kind === 'case') return { path: '/cases', search: { q, tab: 'all' } };
  if (kind === 'person') return { path: '/people', search: { q } };
  if (kind === 'house') return { path: '/houses', search: { q } };
  return undefined;
}
