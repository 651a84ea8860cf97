import { savedFilterCommands, savedFilterRoutes } from '../../../contract/saved-filters.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { arrangeFilters, keepFilter, removeFilter } from './saved-filters.commands.ts';
import { listSavedFilters } from './saved-filters.queries.ts';

/** Filters of lists, kept by name. */
export const savedFiltersSlice: Slice = {
  reads: bindReads(savedFilterRoutes, {
    'GET /saved-filters': (ctx, { query }) => listSavedFilters(ctx, query.list),
  }),
  commands: bindCommands(savedFilterCommands, {
    'saved-filters.keep': keepFilter,
    'saved-filters.remove': (ctx, { id }) => removeFilter(ctx, id),
    'saved-filters.arrange': arrangeFilters,
  }),
};
