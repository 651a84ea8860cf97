import { queryOptions, useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../../contract/route.ts';
import { api, type Routes } from '../kit/api.ts';
import type { ReadArguments } from '../kit/client.ts';
import { isNoAnswer } from '../kit/refusal-error.ts';
import type { RouteKey } from '../kit/use-api.ts';
import { store } from './field-outbox.ts';
import { keptKeyOf } from './kept-key.ts';
import { type Kept, readKept } from './kept-reads.ts';
import { useOwner } from './use-outbox.ts';

interface KeptOptions<T> {
  /** Asks only where this holds: an id is known, a right is held. */
  readonly isWanted?: boolean;
  /** For what changes once in a while. */
  readonly staleMs?: number;
  /** Where else on the phone the answer lies, if it was never asked for by itself. */
  readonly elsewhere?: ((owner: string) => Promise<Kept<T> | undefined>) | undefined;
}

/** The query of a read that is kept on the phone for somebody; also for fetching what will be wanted without a signal. */
export function keptQuery<K extends RouteKey>(
  owner: string | undefined,
  key: K,
  options: ReadArguments<Routes[K]>[0],
  { isWanted = true, staleMs = 10_000, elsewhere }: KeptOptions<AnswerOf<Routes[K]>> = {},
) {
  const given = (options ?? {}) as { readonly params?: unknown; readonly query?: unknown };
  const keptKey = keptKeyOf(key, given);
  return queryOptions({
    queryKey: [key, given.params ?? null, given.query ?? null, 'kept', owner ?? null],
    enabled: isWanted && owner !== undefined,
    staleTime: staleMs,
    queryFn: ({ signal }) => {
      const get = api.get as (key: string, options: object) => Promise<AnswerOf<Routes[K]>>;
      const whose = owner ?? '';
      return readKept(store, whose, keptKey, () => get(key, { ...given, signal })).catch(async (error: unknown) => {
        const found = isNoAnswer(error) ? await elsewhere?.(whose) : undefined;
        if (!found) throw error;
        return found;
      });
    },
  });
}

/** Reads a route and keeps the answer on the phone, so that it is there without a signal; says when it is an old one. */
export function useKeptApi<K extends RouteKey>(
  key: K,
  options: ReadArguments<Routes[K]>[0],
  more?: KeptOptions<AnswerOf<Routes[K]>>,
) {
  return useQuery(keptQuery(useOwner()?.id, key, options, more));
}
