import { patrolCommands, patrolRoutes } from '../../../contract/patrols.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { addObject, changePlan, closePlan, confirmObject, openPlan, retireObject } from './patrols.commands.ts';
import { rollPatrols } from './patrols.jobs.ts';
import { listDue, listMarks, listObjects, listPlans, listRepeats } from './patrols.queries.ts';

/** 巡查: what comes round where, by plan; what is found is a matter of its own. */
export const patrolsSlice: Slice = {
  reads: bindReads(patrolRoutes, {
    'GET /patrols/plans': (ctx, { query }) => listPlans(ctx, query),
    'GET /patrols/due': (ctx, { query }) => listDue(ctx, query),
    'GET /patrols/objects': (ctx, { query }) => listObjects(ctx, query),
    'GET /patrols/plans/:id/marks': (ctx, { params, query }) => listMarks(ctx, params.id, query),
    'GET /patrols/repeats': (ctx) => listRepeats(ctx),
  }),
  commands: bindCommands(patrolCommands, {
    'patrols.open': openPlan,
    'patrols.change': changePlan,
    'patrols.close': closePlan,
    'patrols.addObject': addObject,
    'patrols.retireObject': retireObject,
    'patrols.confirm': confirmObject,
  }),
  jobs: [rollPatrols],
};
