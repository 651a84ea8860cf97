import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { words } from './shapes.ts';

/** The lists whose filters can be kept. */
export const filterList = z.enum(['cases', 'people']);
export type FilterList = z.output<typeof filterList>;

/** The words of a list's address, as they stand there. */
const filterWords = z
  .record(z.string().regex(/^[a-zA-Z]{1,20}$/), z.string().min(1).max(200))
  .refine((value) => Object.keys(value).length <= 30, { error: 'at most thirty words' });

/** With whom: oneself, a unit of one's own, or whoever holds one's post over its area. */
export const filterShare = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('unit'), organisationId: z.uuid() }),
  z.object({ kind: z.literal('post'), role: z.string().max(40), areaId: z.number().int().positive() }),
]);

export const savedFilter = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  share: filterShare,
  isMine: z.boolean(),
  /** Whose it is, where it is shared. */
  byName: z.string().nullable(),
  isDefault: z.boolean(),
});
export type SavedFilter = z.output<typeof savedFilter>;

/** One person keeps so many of their own for a list. */
export const mostFilters = 40;

export const savedFilterRoutes = {
  'GET /saved-filters': route({
    access: { capability: 'cases.read' },
    summary: text('存下的筛选：自己的和共享给我的', 'Kept filters: my own and those shared with me'),
    query: z.object({ list: filterList }),
    output: z.object({ items: z.array(savedFilter) }),
  }),
} as const;

export const savedFilterCommands = {
  'saved-filters.keep': command({
    access: { capability: 'cases.read' },
    summary: text('存一个筛选，或改名、改条件、改共享', 'Keep a filter, or change it'),
    input: z
      .object({
        /** Of one's own, to be changed; a new one otherwise. */
        id: z.uuid().optional(),
        list: filterList,
        name: words(30).pipe(z.string().min(1)),
        filter: filterWords,
        share: filterShare.default({ kind: 'own' }),
      })
      // Of the list of people a word is somebody's name, phone or number: nobody keeps one to look after a person by.
      .refine(({ list, filter }) => list !== 'people' || filter['q'] === undefined, { path: ['filter', 'q'] }),
    output: z.object({ id: z.uuid() }),
  }),
  'saved-filters.remove': command({
    access: { capability: 'cases.read' },
    summary: text('删除一个筛选', 'Remove a kept filter'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  }),
  'saved-filters.arrange': command({
    access: { capability: 'cases.read' },
    summary: text('排列筛选，选打开时用哪个', 'Put filters in order and choose the one a list opens with'),
    input: z.object({
      list: filterList,
      ids: z.array(z.uuid()).max(200),
      defaultId: z.uuid().nullable(),
    }),
    output: z.object({ ids: z.array(z.uuid()) }),
  }),
} as const;
