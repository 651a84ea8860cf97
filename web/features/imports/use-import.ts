import { useQuery } from '@tanstack/react-query';
import type { ImportDetail } from '../../../contract/imports.ts';
import { apiQuery } from '../../kit/use-api.ts';
import type { Tone } from '../../ui/show/StatusDot.tsx';

export type ImportState = ImportDetail['state'];

/** States that pass by themselves. */
export const passing: ReadonlySet<ImportState> = new Set(['reading', 'queued', 'running', 'undoing']);

const everyMs = 700;

/** One import, asked again and again while a job works on it. */
export function useImport(ref: string) {
  return useQuery({
    ...apiQuery('GET /imports/:ref', { params: { ref } }),
    refetchInterval: ({ state }) => (state.data && passing.has(state.data.state) ? everyMs : false),
  });
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

/** Reads an import's own lists anew after a deed on one of its rows. */
export const rowReads = [
  'GET /imports/:ref',
  'GET /imports/:ref/rows',
  'GET /imports/:ref/people',
  'GET /imports',
] as const;
