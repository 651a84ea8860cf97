import { visitCommands, visitRoutes } from '../../../contract/visits.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { exportCertifications } from './certifications.export.ts';
import { listLinked, showPlan } from './plan.queries.ts';
import { listVisitDays } from './visit-days.queries.ts';
import { keepWish, receiveVisitor, recordVisit, tellShock } from './visits.commands.ts';
import { visitJobs } from './visits.jobs.ts';
import { listDue, revealVisitPhone, showDoor } from './visits.queries.ts';

/** Visits and care: whose door is due, what came of a visit, how somebody wishes to be visited. */
export const visitsSlice: Slice = {
  reads: bindReads(visitRoutes, {
    'GET /visits/due': (ctx, { query }) => listDue(ctx, query),
    'GET /visits/doors/:house': (ctx, { params }) => showDoor(ctx, params.house),
    'GET /visits/people/:ref/phone': (ctx, { params, query }) => revealVisitPhone(ctx, params.ref, query.of),
    'GET /visits/plan': (ctx, { query }) => showPlan(ctx, query),
    'POST /visits/linked': (ctx, { query }) => listLinked(ctx, query),
    'GET /visits/days': (ctx, { query }) => listVisitDays(ctx, query),
    'GET /visits/certifications.xlsx': (ctx, { query }) => exportCertifications(ctx, query.area),
  }),
  commands: bindCommands(visitCommands, {
    'visits.record': recordVisit,
    'visits.keepWish': keepWish,
    'visits.tellShock': tellShock,
    'visits.receive': receiveVisitor,
  }),
  jobs: visitJobs,
};
