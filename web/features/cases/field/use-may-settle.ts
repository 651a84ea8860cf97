import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useMayRaise } from './use-field-categories.ts';

const dayMs = 24 * 3_600_000;

/** Whether this person may record a matter as settled on the spot. */
export function useMaySettle(): boolean {
  const { data } = useKeptApi('GET /cases/types', {}, { isWanted: useMayRaise(), staleMs: dayMs });
  const event = data?.answer.find(({ code }) => code === 'event');
  return event?.begins.some(({ isOnTheSpot, mayBegin }) => isOnTheSpot && mayBegin) ?? false;
}
