import { searchRoutes } from '../../../contract/search.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { searchAll } from './search.queries.ts';

/** One box over everything an actor may see. */
export function makeSearchSlice(types: CaseTypes): Slice {
  return { reads: bindReads(searchRoutes, { 'POST /search': (ctx, { query }) => searchAll(types, ctx, query) }) };
}
