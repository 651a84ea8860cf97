import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../kit/session.ts';
import { apiQuery } from '../../kit/use-api.ts';

const renewMs = 60_000;

/** What is new, by class, and whether office hours run; nothing while nobody is signed in. */
export function useNoticeCounts() {
  const session = useSession().data;
  return useQuery({
    ...apiQuery('GET /notices/count'),
    enabled: session?.kind === 'staff',
    refetchInterval: renewMs,
  }).data;
}

/** The number at the bell: off duty nothing but what is urgent. */
export function useNoticeCount(): number | undefined {
  const counts = useNoticeCounts();
  if (!counts) return undefined;
  return counts.isOnDuty ? counts.now + counts.shift : counts.now;
}
