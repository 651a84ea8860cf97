import { estateRoutes } from '../../../contract/estates.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { listCommonMatters, listEstateMoney } from './estate-matters.queries.ts';
import { listRoster } from './estate-roster.queries.ts';

/** 小区公共事务: what an owners' body supervises in its own estate, and the roster it calls the owners by. */
export function makeEstatesSlice(types: CaseTypes): Slice {
  return {
    reads: bindReads(estateRoutes, {
      'GET /estates/matters': (ctx, { query }) => listCommonMatters(types, ctx, query),
      'GET /estates/money': (ctx, { query }) => listEstateMoney(types, ctx, query),
      'GET /estates/roster': (ctx, { query }) => listRoster(ctx, query),
    }),
  };
}
