import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CaseItem, CaseTab } from '../../../../contract/case-views.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { keptQuery, useKeptApi } from '../../../offline/use-kept-api.ts';
import { useHere, useOwner } from '../../../offline/use-outbox.ts';

const renewMs = 60_000;
/** A phone shows what one person has in hand, not a district. */
const mostTasks = 100;

/** Whether this person has matters to see at all. */
function useHasTasks(): boolean {
  return mayAnywhere(useHere(), 'cases.read');
}

/** A list of matters, the soonest due first, kept on the phone. */
export function useTaskList(tab: CaseTab, clock?: 'late') {
  return useKeptApi(
    'POST /cases',
    { query: { tab, limit: mostTasks, ...(clock ? { clock } : {}) } },
    { isWanted: useHasTasks() },
  );
}

/** How many matters there are by state and by clock, kept on the phone. */
export function useTaskCounts() {
  return useKeptApi('POST /cases/counts', { query: {} }, { isWanted: useHasTasks(), staleMs: renewMs });
}

/** How many matters wait for me: the figure on the tab. */
export function useMineCount(): number | undefined {
  return useTaskCounts().data?.answer.tabs.mine;
}

const mostFetched = 20;

/** Brings the matters in hand onto the phone one after the other, so that they open without a signal. */
export function useTasksOnPhone(items: readonly CaseItem[] | undefined): void {
  const client = useQueryClient();
  const owner = useOwner()?.id;
  const isReached = useReach();
  const key =
    items
      ?.slice(0, mostFetched)
      .map(({ ref, seq }) => `${ref} ${seq}`)
      .join() ?? '';
  useEffect(() => {
    if (!isReached || key === '') return;
    let isOver = false;
    const fetchAll = async () => {
      for (const one of key.split(',')) {
        if (isOver) return;
        const [ref = ''] = one.split(' ');
        await client.prefetchQuery(keptQuery(owner, 'GET /cases/:ref', { params: { ref } }, { staleMs: renewMs }));
      }
    };
    void fetchAll();
    return () => {
      isOver = true;
    };
  }, [client, owner, isReached, key]);
}
