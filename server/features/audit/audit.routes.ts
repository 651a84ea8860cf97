import { auditRoutes } from '../../../contract/audit.ts';
import { sealAudit } from '../../access/audit-seal.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { exportAudit } from './audit.export.ts';
import { checkAudit } from './audit.jobs.ts';
import { listAudit } from './audit.queries.ts';
import { getAuditState } from './audit-state.queries.ts';

export const auditSlice: Slice = {
  reads: bindReads(auditRoutes, {
    'POST /audit': (ctx, { query }) => listAudit(ctx, query),
    'GET /audit/state': getAuditState,
    'POST /audit/export': (ctx, { query }) => exportAudit(ctx, query),
  }),
  jobs: [sealAudit, checkAudit],
};
