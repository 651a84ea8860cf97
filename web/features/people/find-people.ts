import { api } from '../../kit/api.ts';
import type { FormSources, PickValue } from '../../ui/forms/fields.ts';

type Find = NonNullable<FormSources['find']>[string];

/** Homes by part of their address or by a door as people write it. */
const findHouses: Find = async (q, signal) => {
  const { items } = await api.get('POST /houses', { query: { limit: 20, ...(q ? { q } : {}) }, signal });
  return items.map(({ ref, words, communityName }) => ({ ref, name: words, hint: communityName }));
};

/** People by part of their name, by their whole id number or phone. */
const findPeople: Find = async (q, signal) => {
  if (q === '') return [];
  const { items } = await api.get('POST /people', { query: { q, limit: 20 }, signal });
  return items.map(({ ref, name, idMasked, home }) => ({
    ref,
    name,
    hint: [idMasked, home?.words].filter(Boolean).join(' '),
  }));
};

/** Communities the actor works in. */
const findCommunities: Find = async (q, signal) => {
  if (q !== '') {
    const { items } = await api.get('POST /areas/search', { query: { q, kind: 'community', limit: 20 }, signal });
    return items.map(({ id, name }) => ({ ref: String(id), name }));
  }
  const { items } = await api.get('GET /areas/tree', { query: {}, signal });
  return items.filter(({ kind }) => kind === 'community').map(({ id, name }) => ({ ref: String(id), name }));
};

export const sources: FormSources = { find: { house: findHouses, person: findPeople, community: findCommunities } };

/** The ref of a picked value; undefined where nothing was picked. */
export function refOf(value: unknown): string | undefined {
  return (value as PickValue | undefined)?.ref;
}
