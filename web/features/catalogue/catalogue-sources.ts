import { useMemo } from 'react';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { api } from '../../kit/api.ts';
import { usePick } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import type { FormSources, PickValue } from '../../ui/forms/fields.ts';

const shown = 30;

async function findUnits(words: string, signal: AbortSignal): Promise<readonly PickValue[]> {
  const { items } = await api.get('POST /organisations', {
    query: { limit: shown, ...(words === '' ? {} : { q: words }) },
    signal,
  });
  return items.map(({ id, name, area }) => ({ ref: id, name, hint: area.name }));
}

/** Where the pickers of the catalogue get their answers: units, areas, and categories by name. */
export function useCatalogueSources(): FormSources {
  const pick = usePick();
  const categories = useApi('GET /catalogue').data?.items;
  return useMemo(
    () => ({
      find: {
        unit: findUnits,
        area: async (words, signal) => {
          if (words === '') {
            const { items } = await api.get('GET /areas/tree', { query: {}, signal });
            return items.map((item) => ({
              ref: String(item.id),
              name: item.name,
              hint: pick(areaKinds[item.kind].label),
            }));
          }
          const { items } = await api.get('POST /areas/search', { query: { q: words, limit: shown }, signal });
          return items.map((item) => ({
            ref: String(item.id),
            name: item.name,
            hint:
              item.path
                .slice(-3, -1)
                .map((step) => step.name)
                .join(' / ') || pick(areaKinds[item.kind].label),
          }));
        },
        category: async (words) => {
          const byId = new Map(categories?.map((one) => [one.id, one]));
          const found = (categories ?? []).filter(
            (one) => one.isOpen && pick(one.name).toLowerCase().includes(words.toLowerCase()),
          );
          return found.slice(0, shown).map((one) => {
            const parent = one.parentId === null ? undefined : byId.get(one.parentId);
            return { ref: String(one.id), name: pick(one.name), ...(parent ? { hint: pick(parent.name) } : {}) };
          });
        },
      },
    }),
    [pick, categories],
  );
}
