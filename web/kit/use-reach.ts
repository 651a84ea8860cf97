import { useSyncExternalStore } from 'react';
import { isReached, subscribeReach } from './reach.ts';

/** Whether the last request was answered, as a hook. */
export function useReach(): boolean {
  return useSyncExternalStore(subscribeReach, isReached);
}
