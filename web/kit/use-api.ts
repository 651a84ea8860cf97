import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { AnswerOf, InputOf, ResultOf } from '../../contract/route.ts';
import { api, type Commands, type Routes } from './api.ts';
import type { ReadArguments } from './client.ts';
import { newId } from './new-id.ts';
import { UnreachableError } from './refusal-error.ts';

export type RouteKey = keyof Routes & string;
export type CommandKey = keyof Commands & string;

/**
 * A refusal is an answer and is not asked again; a lost line is, twice. What the browser believes of the network is not asked: a request
 * that is held back until it thinks better of it says nothing to anybody.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        retry: (times, error) => error instanceof UnreachableError && times < 2,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The query of a read: `useQuery(apiQuery('POST /cases', { query }))`, also for prefetching. Its key starts with the route's. */
export function apiQuery<K extends RouteKey>(key: K, ...options: ReadArguments<Routes[K]>) {
  const given = (options[0] ?? {}) as { params?: unknown; query?: unknown; link?: string; mandate?: string };
  const queryKey: QueryKey = [key, given.params ?? null, given.query ?? null, given.link ?? given.mandate ?? null];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }): Promise<AnswerOf<Routes[K]>> => {
      const get = api.get as (key: string, options: object) => Promise<AnswerOf<Routes[K]>>;
      return get(key, { ...given, signal });
    },
  });
}

/** Reads a route of the contract and keeps it fresh. */
export function useApi<K extends RouteKey>(key: K, ...options: ReadArguments<Routes[K]>) {
  return useQuery(apiQuery(key, ...options));
}

/** As useApi, but the page before stays in sight while the next is on its way; for paged and filtered lists. */
export function useApiList<K extends RouteKey>(key: K, ...options: ReadArguments<Routes[K]>) {
  return useQuery({ ...apiQuery(key, ...options), placeholderData: keepPreviousData });
}

/** As whom it is asked, where that is not whoever signed in. */
export interface Asker {
  readonly link?: string | undefined;
  readonly mandate?: string | undefined;
}

/**
 * Sends a command and then renews what it touched.
 * A lost answer keeps the intention's id, so that trying the same again is done once; a refusal or a change of words takes a new one.
 * @param renews routes whose answers it changes; all of them where left out
 * @param asker the secret of a case's link where its holder acts, or the mandate of a helper who acts for another
 */
export function useSend<K extends CommandKey>(command: K, renews?: readonly RouteKey[], asker: Asker = {}) {
  const client = useQueryClient();
  const pending = useRef<{ id: string; words: string }>(undefined);
  return useMutation({
    mutationFn: async (input: InputOf<Commands[K]>): Promise<ResultOf<Commands[K]>> => {
      const words = JSON.stringify(input);
      if (pending.current?.words !== words) pending.current = { id: newId(), words };
      try {
        const output = await api.send(command, input, { id: pending.current.id, ...asker });
        pending.current = undefined;
        return output;
      } catch (error) {
        if (!(error instanceof UnreachableError)) pending.current = undefined;
        throw error;
      }
    },
    onSuccess: () =>
      client.invalidateQueries(renews ? { predicate: ({ queryKey }) => renews.includes(queryKey[0] as RouteKey) } : {}),
  });
}
