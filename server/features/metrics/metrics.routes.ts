import { metricRoutes } from '../../../contract/metrics.ts';
import { reportRoutes } from '../../../contract/reports.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { countBaseJob } from './base-facts.ts';
import { exportRates } from './metrics.export.ts';
import { listRates, showOverview } from './metrics.queries.ts';
import { draftReport, outlineReport } from './report.draft.ts';
import { countSealedResultsJob } from './sealed-results.ts';
import { countSealedJob, listSealedTotals } from './sealed-totals.ts';

export function makeMetricsSlice(types: CaseTypes): Slice {
  return {
    reads: [
      ...bindReads(reportRoutes, {
        'GET /reports/outline': (ctx, { query }) => outlineReport(ctx, query),
        'GET /reports/draft': (ctx, { query }) => draftReport(ctx, query),
      }),
      ...bindReads(metricRoutes, {
        'GET /metrics/overview': (ctx, { query }) => showOverview(types, ctx, query),
        'GET /metrics/rates': (ctx, { query }) => listRates(ctx, query),
        'GET /metrics/sealed-totals': (ctx) => listSealedTotals(types, ctx),
        'GET /metrics/rates/export': (ctx, { query }) => exportRates(ctx, query),
      }),
    ],
    jobs: [countBaseJob, countSealedJob, countSealedResultsJob],
  };
}
