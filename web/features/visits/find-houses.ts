import { api } from '../../kit/api.ts';
import type { FormSources } from '../../ui/forms/fields.ts';

/** Homes by part of their address or by a door as people write it. */
export const findHouses: NonNullable<FormSources['find']>[string] = async (q, signal) => {
  const { items } = await api.get('POST /houses', { query: { limit: 20, ...(q ? { q } : {}) }, signal });
  return items.map(({ ref, words, communityName }) => ({ ref, name: words, hint: communityName }));
};
