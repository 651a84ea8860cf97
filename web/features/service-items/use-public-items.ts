import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../kit/use-api.ts';

const longMs = 10 * 60_000;

/** The published items; they change seldom. */
export function usePublicItems() {
  return useQuery({ ...apiQuery('GET /service-items/public'), staleTime: longMs });
}
