import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportDetail } from '../../../contract/imports.ts';
import { apiQuery } from '../../kit/use-api.ts';
import type { Tone } from '../../ui/show/StatusDot.tsx';

export type ImportState = ImportDetail['state'];

/** States that pass by themselves. */
export const passing: ReadonlySet<ImportState> = new Set(['reading', 'queued', 'running', 'undoing']);

const everyMs = 700;

/** Reads of an import that a deed or a finished job makes anew. */
export const rowReads = [
  'GET /imports/:ref',
  'GET /imports/:ref/rows',
  'GET /imports/:ref/people',
  'GET /imports',
] as const;

/** One import, asked again and again while a job works on it; once the job is done, its lists are other rows. */
export function useImport(ref: string) {
  const client = useQueryClient();
  const answer = useQuery({
    ...apiQuery('GET /imports/:ref', { params: { ref } }),
    refetchInterval: ({ state }) => (state.data && passing.has(state.data.state) ? everyMs : false),
  });
  const state = answer.data?.state;
  const before = useRef(state);
  useEffect(() => {
    const has = before.current;
    before.current = state;
    if (has === undefined || has === state) return;
    const lists: readonly string[] = rowReads.slice(1);
    void client.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(String(queryKey[0])) });
  }, [client, state]);
  return answer;
}

export const toneOf: Readonly<Record<ImportState, Tone>> = {
  reading: 'blue',
  previewed: 'amber',
  queued: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
  undoing: 'blue',
  undone: 'grey',
  discarded: 'grey',
};
