import { auditRoutes } from '../../../contract/audit.ts';
import { sealAudit } from '../../access/audit-seal.ts';
import { bindReads, type Slice } from '../../kit/http/slice.ts';
import { listAudit } from './audit.queries.ts';

export const auditSlice: Slice = {
  reads: bindReads(auditRoutes, {
    'GET /audit': (ctx, { query }) => listAudit(ctx, query),
  }),
  jobs: [sealAudit],
};
