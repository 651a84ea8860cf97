import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { NearbyMatter } from '../../../contract/case-following.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { useSettled } from './desk/use-settled.ts';

/** What somebody is about to report, as far as they said. */
export interface AboutToReport {
  readonly areaId: number | undefined;
  readonly point?: readonly [number, number] | undefined;
  /** The category chosen, or those that the words sound like. */
  readonly categoryIds: readonly number[];
  readonly words: string;
}

const mostCategories = 5;
const restsMs = 800;

/** What is known near by already; nothing while place or kind is open, and nothing where the server cannot be reached: it never holds up a report. */
export function useNearby({ areaId, point, categoryIds, words }: AboutToReport, isOn = true): readonly NearbyMatter[] {
  const typed = useSettled(words.trim().slice(0, 200), restsMs);
  const categories = categoryIds.slice(0, mostCategories).join(',');
  const isAsked = isOn && areaId !== undefined && categories !== '';
  const query = {
    categories,
    ...(areaId === undefined ? {} : { areaId }),
    ...(point ? { lon: point[0], lat: point[1] } : {}),
    ...(typed === '' ? {} : { words: typed }),
  };
  const { data } = useQuery({
    ...apiQuery('POST /cases/nearby', { query }),
    enabled: isAsked,
    retry: false,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return isAsked ? (data?.items ?? []) : [];
}
