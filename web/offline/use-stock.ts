import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useSyncExternalStore } from 'react';
import type { SessionView } from '../../contract/identity.ts';
import { UnreachableError } from '../kit/refusal-error.ts';
import { sessionQuery } from '../kit/session.ts';
import { useReach } from '../kit/use-reach.ts';
import { store } from './field-outbox.ts';
import type { Kept } from './kept-reads.ts';
import { noteSession } from './phone-owner.ts';
import { bringStock, type Stock, stockOnPhone } from './stock.ts';
import { tabTurn } from './tab-lock.ts';
import { keptQuery } from './use-kept-api.ts';
import { useOwner } from './use-outbox.ts';

interface Step {
  readonly done: number;
  readonly all: number;
}

let step: Step | undefined;
const listeners = new Set<() => void>();

function noteStep(next: Step | undefined): void {
  step = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** How far the bringing is; undefined while nothing is being brought. */
export function useStockStep(): Step | undefined {
  return useSyncExternalStore(subscribe, () => step);
}

/** What lies on this phone for work without a signal. */
export function useStockOnPhone(): Stock | undefined {
  const owner = useOwner()?.id;
  return useLiveQuery(async () => (owner === undefined ? undefined : stockOnPhone(store, owner)), [owner]);
}

const renewMs = 10 * 60_000;
const isKept = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean => queryKey[3] === 'kept';

/** Notes who is here, and lets go in memory, too, of what is no longer theirs. */
export async function rememberSession(client: QueryClient, session: SessionView): Promise<void> {
  if (await noteSession(store, session)) await client.resetQueries({ predicate: isKept });
}

const turn = tabTurn('linli-stock');

async function bring(client: QueryClient, isOver: () => boolean): Promise<void> {
  const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false });
  await rememberSession(client, session);
  const owner = session.user?.id;
  if (owner === undefined || session.user?.mustChangePassword || isOver()) return;
  const get = async (key: string, asked: object): Promise<unknown> => {
    const query = { ...keptQuery(owner, key as 'GET /ground', asked as never), retry: false };
    const { answer, isOld } = (await client.fetchQuery(query)) as Kept<unknown>;
    if (isOld) throw new UnreachableError();
    return answer;
  };
  const onStep = (done: number, all: number) => noteStep({ done, all });
  await bringStock({ store, get, now: Date.now, onStep, isOver }, session).finally(() => noteStep(undefined));
}

/** Keeps the phone stocked: when somebody is here, when the server is found again, when the page is looked at after a while, every ten minutes. */
export function useStock(): void {
  const client = useQueryClient();
  const owner = useOwner()?.id;
  const isReached = useReach();
  useEffect(() => {
    if (owner === undefined || !isReached) return;
    let isOver = false;
    let lastAt = 0;
    const go = () => {
      if (document.visibilityState === 'hidden' || Date.now() - lastAt < renewMs) return;
      lastAt = Date.now();
      void turn(() => bring(client, () => isOver)).catch(() => undefined);
    };
    go();
    document.addEventListener('visibilitychange', go);
    const timer = setInterval(go, renewMs);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', go);
      clearInterval(timer);
    };
  }, [client, owner, isReached]);
}
