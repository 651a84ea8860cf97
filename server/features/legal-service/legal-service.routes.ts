import { legalServiceCommands, legalServiceRoutes } from '../../../contract/legal-service.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import {
  addGuide,
  announceHearing,
  changeGuide,
  endGuide,
  recordHearing,
  withdrawHearing,
} from './legal-service.commands.ts';
import {
  guideContact,
  hearingsCalendar,
  listGuideStaff,
  listGuides,
  listHearings,
  publicLegalService,
} from './legal-service.queries.ts';

/** Help in law nearby: who on the register can be asked first, and when a judge comes. */
export const legalServiceSlice: Slice = {
  reads: bindReads(legalServiceRoutes, {
    'GET /legal-guides': (ctx, { query }) => listGuides(ctx, query.past === true),
    'POST /legal-guides/staff': (ctx, { query }) => listGuideStaff(ctx, query.areaId, query.q),
    'GET /legal-guides/:id/contact': (ctx, { params }) => guideContact(ctx, params.id),
    'GET /hearings': (ctx, { query }) => listHearings(ctx, query.past === true),
    'GET /public/legal-service': (ctx, { query }) => publicLegalService(ctx, query.areaId),
    'GET /public/hearings/calendar': (ctx, { query }) => hearingsCalendar(ctx, query.areaId),
  }),
  commands: bindCommands(legalServiceCommands, {
    'legal-guides.add': addGuide,
    'legal-guides.change': changeGuide,
    'legal-guides.end': endGuide,
    'hearings.announce': announceHearing,
    'hearings.withdraw': withdrawHearing,
    'hearings.record': recordHearing,
  }),
};
