import { whistleCommands, whistleRoutes } from '../../../contract/whistles.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { addSummonsRule, endSummonsRule } from './summons-rules.commands.ts';
import { findSummonable, listSummonsRules } from './summons-rules.queries.ts';

/** 吹哨: who may blow at whom. */
export const whistlesSlice: Slice = {
  reads: bindReads(whistleRoutes, {
    'GET /whistles/rules': listSummonsRules,
    'GET /whistles/units': (ctx, { query }) => findSummonable(ctx, query),
  }),
  commands: bindCommands(whistleCommands, {
    'whistles.addRule': addSummonsRule,
    'whistles.endRule': endSummonsRule,
  }),
};
