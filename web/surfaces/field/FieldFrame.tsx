import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FieldStock } from '../../features/cases/field/FieldStock.tsx';
import { fieldReads } from '../../features/cases/field/use-field-act.ts';
import { useSession } from '../../kit/session.ts';
import type { RouteKey } from '../../kit/use-api.ts';
import { useReach } from '../../kit/use-reach.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { useHere, useLastDelivery } from '../../offline/use-outbox.ts';
import { rememberSession } from '../../offline/use-stock.ts';
import { type BaseMap, BaseMapProvider } from '../../ui/map/base-map.ts';
import { SessionGuard } from '../SessionGuard.tsx';
import { TabsFrame } from '../TabsFrame.tsx';
import { pages } from './pages.ts';

/** Keeps on the phone who is here, so that the screens know it without a signal; what is no longer theirs goes. */
function useRememberedSession(): void {
  const client = useQueryClient();
  const { data, refetch } = useSession();
  const isReached = useReach();
  const isKnown = data !== undefined;
  // Opened without a signal, the page learns who is here as soon as there is one.
  useEffect(() => {
    if (isReached && !isKnown) void refetch({ cancelRefetch: false });
  }, [isReached, isKnown, refetch]);
  useEffect(() => {
    if (data) void rememberSession(client, data).catch(() => undefined);
  }, [client, data]);
}

/** What has been delivered, from whatever tab, is new in the lists. */
function useRenewal(): void {
  const client = useQueryClient();
  const delivered = useLastDelivery();
  useEffect(() => {
    if (!delivered) return;
    void client.invalidateQueries({ predicate: ({ queryKey }) => fieldReads.includes(queryKey[0] as RouteKey) });
  }, [client, delivered]);
}

/** The frame around every page of this surface. */
export function FieldFrame() {
  useRememberedSession();
  useRenewal();
  const here = useHere();
  const ground = useKeptApi('GET /ground', {}, { staleMs: Number.POSITIVE_INFINITY });
  return (
    <BaseMapProvider value={ground.data?.answer as BaseMap | undefined}>
      <FieldStock />
      <SessionGuard>
        <TabsFrame pages={pages} here={here} />
      </SessionGuard>
    </BaseMapProvider>
  );
}
