import { useMemo } from 'react';
import { communityOf } from '../../../../domain/case/sealed.ts';
import { api } from '../../../kit/api.ts';
import { useLanguage } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { uploadFile } from '../../../kit/upload-file.ts';
import type { FormSources, PickValue } from '../../../ui/forms/fields.ts';
import { matchCategories } from './category-advice.ts';
import { useCategories } from './use-categories.ts';

interface Where {
  /** Where files are stored; without it nothing can be attached yet. People of the staff are those of it. */
  readonly communityId: number | undefined;
  /** Units of this area are offered before any words are typed. */
  readonly areaId?: number | undefined;
}

const shown = 30;

async function findUnits(
  words: string,
  areaId: number | undefined,
  signal: AbortSignal,
): Promise<readonly PickValue[]> {
  const near = words === '' && areaId !== undefined;
  const { items } = await api.get('POST /organisations', {
    query: { limit: shown, ...(words === '' ? {} : { q: words }), ...(near ? { areaId } : {}) },
    signal,
  });
  // A grid or building has no units of its own: those the person may see at all come then.
  if (near && items.length === 0) return findUnits('', undefined, signal);
  return items.map(({ id, name, area }) => ({ ref: id, name, hint: area.name }));
}

/** Units that the person may summon at the place; all there are where no rule binds them. */
async function findSummonable(
  words: string,
  areaId: number | undefined,
  signal: AbortSignal,
): Promise<readonly PickValue[]> {
  if (areaId === undefined) return findUnits(words, areaId, signal);
  const { isBound, items } = await api.get('POST /whistles/units', {
    query: { areaId, ...(words === '' ? {} : { q: words }) },
    signal,
  });
  if (!isBound) return findUnits(words, areaId, signal);
  return items.map(({ id, name, seat }) => ({ ref: id, name, hint: seat }));
}

const staffOf = async (areaId: number | undefined, signal: AbortSignal) =>
  (await api.get('GET /staff', { query: areaId === undefined ? {} : { areaId }, signal })).items;

/** People of the whole community, where most posts are held; of the area alone for who may look no further. */
async function findStaff(
  words: string,
  { communityId, areaId }: Where,
  signal: AbortSignal,
): Promise<readonly PickValue[]> {
  const near = (error: unknown) => {
    if (error instanceof RefusalError && error.code === 'access.outside-scope') return staffOf(areaId, signal);
    throw error;
  };
  // A sealed matter lies in a storage that is no area: its people are those of the community beside it.
  const community = communityId === undefined ? areaId : communityOf(communityId);
  const items = await staffOf(community, signal).catch(near);
  return items
    .filter(({ name }) => name.includes(words))
    .slice(0, shown)
    .map(({ userId, name, posts }) => {
      const where = posts[0]?.organisation?.name ?? posts[0]?.area?.name;
      return { ref: userId, name, ...(where ? { hint: where } : {}) };
    });
}

async function findHouses(
  words: string,
  areaId: number | undefined,
  signal: AbortSignal,
): Promise<readonly PickValue[]> {
  const query = {
    limit: shown,
    ...(words === '' ? {} : { q: words }),
    ...(areaId === undefined ? {} : { area: areaId }),
  };
  const { items } = await api.get('POST /houses', { query, signal });
  return items.map((one) => ({ ref: one.ref, name: one.words }));
}

/** Where the pickers of a matter's forms get their answers: units and people of its area, the catalogue, and the file store. */
export function useFormSources({ communityId, areaId }: Where): FormSources {
  const language = useLanguage();
  const { categories } = useCategories();
  return useMemo(
    () => ({
      find: {
        organisation: (words, signal) => findUnits(words, areaId, signal),
        summonable: (words, signal) => findSummonable(words, areaId, signal),
        staff: (words, signal) => findStaff(words, { communityId, areaId }, signal),
        house: (words, signal) => findHouses(words, areaId, signal),
        category: async (words) =>
          matchCategories(categories, words)
            .slice(0, shown)
            .map((one) => ({
              ref: String(one.id),
              name: one.name[language],
              ...(one.parentName ? { hint: one.parentName[language] } : {}),
            })),
      },
      ...(communityId === undefined
        ? {}
        : {
            upload: async (file: File) => {
              const { id, name, url } = await uploadFile(communityId, file, file.name);
              return { id, name, ...(file.type.startsWith('image/') ? { url } : {}) };
            },
          }),
    }),
    [communityId, areaId, categories, language],
  );
}
