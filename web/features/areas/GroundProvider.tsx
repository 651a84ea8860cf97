import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../kit/api.ts';
import { errorOf } from '../../kit/refusal-error.ts';
import { type BaseMap, BaseMapProvider } from '../../ui/map/base-map.ts';

/** The ground of the maps, fetched once and kept. */
const groundQuery = queryOptions({
  queryKey: ['GET /ground'],
  queryFn: async ({ signal }): Promise<BaseMap> => {
    const response = await fetch(api.href('GET /ground'), { signal });
    if (!response.ok) throw await errorOf(response);
    return response.json() as Promise<BaseMap>;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Gives every map below it the ground of the installation, once it has arrived. */
export function GroundProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(groundQuery);
  return <BaseMapProvider value={data}>{children}</BaseMapProvider>;
}
