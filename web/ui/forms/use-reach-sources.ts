import { useMemo } from 'react';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick } from '../../kit/i18n.ts';
import type { FormSources } from './fields.ts';

/** Areas and organisations to choose from, by words. */
export function useReachSources(): FormSources {
  const pick = usePick();
  return useMemo(() => {
    const toPick = (item: { readonly id: number; readonly name: string; readonly kind: keyof typeof areaKinds }) => ({
      ref: String(item.id),
      name: item.name,
      hint: pick(areaKinds[item.kind].label),
    });
    return {
      find: {
        area: async (q, signal) =>
          q === ''
            ? (await api.get('GET /areas/tree', { query: {}, signal })).items.map(toPick)
            : (await api.get('POST /areas/search', { query: { q, limit: 20 }, signal })).items.map(toPick),
        organisation: async (q, signal) => {
          const { items } = await api.get('POST /organisations', { query: { limit: 20, ...(q ? { q } : {}) }, signal });
          return items.map((item) => ({ ref: item.id, name: item.name, hint: item.area.name }));
        },
      },
    };
  }, [pick]);
}
