import { mandateCommands, mandateRoutes } from '../../../contract/mandates.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { AppParts } from '../../app.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { endMandate, endMandateFor, giveMandate, registerMandate } from './mandates.commands.ts';
import { mandateForgetJob, mandateTellJob } from './mandates.jobs.ts';
import { listMandates, listOwnMandates } from './mandates.queries.ts';

/** 帮手: who may act for whom on the portal, for what and until when. */
export function makeMandatesSlice(types: CaseTypes, parts: Pick<AppParts, 'vault' | 'sms'>): Slice {
  return {
    reads: bindReads(mandateRoutes, {
      'GET /my/mandates': (ctx) => listOwnMandates(types, ctx),
      'POST /mandates': (ctx, { query }) => listMandates(ctx, query),
    }),
    commands: bindCommands(mandateCommands, {
      'mandates.give': giveMandate,
      'mandates.end': (ctx, { id }) => endMandate(ctx, id),
      'mandates.register': registerMandate,
      'mandates.endFor': (ctx, { id }) => endMandateFor(ctx, id),
    }),
    jobs: [mandateTellJob(types, parts), mandateForgetJob],
  };
}
