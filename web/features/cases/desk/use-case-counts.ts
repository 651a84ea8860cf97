import { useQuery } from '@tanstack/react-query';
import type { CaseTab } from '../../../../contract/case-views.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { apiQuery } from '../../../kit/use-api.ts';

/** The navigation counts once a minute; the lists themselves are quicker. */
const renewMs = 60_000;

function useTabCount(tab: CaseTab): number | undefined {
  const session = useSession().data;
  const { data } = useQuery({
    ...apiQuery('POST /cases/counts', { query: {} }),
    enabled: mayAnywhere(session, 'cases.read'),
    refetchInterval: renewMs,
  });
  return data?.tabs[tab];
}

/** How many matters wait for me. */
export const useTodoCount = () => useTabCount('mine');

/** How many people wait for a call. */
export const useCallBackCount = () => useTabCount('callback');

/** How many matters of my areas are open. */
export const useOpenCount = () => useTabCount('open');
