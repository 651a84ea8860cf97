import { whistleCommands, whistleRoutes } from '../../../contract/whistles.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { exportAssessment } from './assessment.export.ts';
import { addSummonsRule, endSummonsRule } from './summons-rules.commands.ts';
import { findSummonable, listSummonsRules } from './summons-rules.queries.ts';
import { listWhistleFigures, listWhistlesBehind } from './whistle-figures.queries.ts';

/** 吹哨: who may blow at whom, what came of it, and the assessment of both sides. */
export const whistlesSlice: Slice = {
  reads: bindReads(whistleRoutes, {
    'GET /whistles/figures': (ctx, { query }) => listWhistleFigures(ctx, query),
    'GET /whistles/behind': (ctx, { query }) => listWhistlesBehind(ctx, query),
    'POST /whistles/assessment': (ctx, { query }) => exportAssessment(ctx, query),
    'GET /whistles/rules': listSummonsRules,
    'POST /whistles/units': (ctx, { query }) => findSummonable(ctx, query),
  }),
  commands: bindCommands(whistleCommands, {
    'whistles.addRule': addSummonsRule,
    'whistles.endRule': endSummonsRule,
  }),
};
