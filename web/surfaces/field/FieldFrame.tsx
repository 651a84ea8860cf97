import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FieldStock } from '../../features/cases/field/FieldStock.tsx';
import { fieldReads } from '../../features/cases/field/use-field-act.ts';
import type { RouteKey } from '../../kit/use-api.ts';
import { useKeptApi } from '../../offline/use-kept-api.ts';
import { useLastDelivery, useRememberedSession } from '../../offline/use-outbox.ts';
import { type BaseMap, BaseMapProvider } from '../../ui/map/base-map.ts';
import { SessionGuard } from '../SessionGuard.tsx';
import { TabsFrame } from '../TabsFrame.tsx';
import { pages } from './pages.ts';

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
  const ground = useKeptApi('GET /ground', {}, { staleMs: Number.POSITIVE_INFINITY });
  return (
    <BaseMapProvider value={ground.data?.answer as BaseMap | undefined}>
      <FieldStock />
      <SessionGuard>
        <TabsFrame pages={pages} />
      </SessionGuard>
    </BaseMapProvider>
  );
}
