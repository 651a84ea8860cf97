import type { CaseTypes } from '../domain/case/define.ts';
import { caseTypes } from '../domain/processes/registry.ts';
import type { AppParts } from './app.ts';
import { apiKeysSlice } from './features/api-keys/api-keys.routes.ts';
import { areasSlice } from './features/areas/areas.routes.ts';
import { auditSlice } from './features/audit/audit.routes.ts';
import { makeAuthenticitySlice } from './features/authenticity/authenticity.routes.ts';
import { makeBookingsSlice } from './features/bookings/bookings.routes.ts';
import { calendarSlice } from './features/calendar/calendar.routes.ts';
import { actOnCase, actUnseen, raiseCase } from './features/cases/cases.commands.ts';
import { makeCasesSlice } from './features/cases/cases.routes.ts';
import { makeCatalogueSlice } from './features/catalogue/catalogue.routes.ts';
import { makeEstatesSlice } from './features/estates/estates.routes.ts';
import { feedbackSlice } from './features/feedback/feedback.routes.ts';
import { makeFieldRegisterSlice } from './features/field-register/field-register.routes.ts';
import { filesSlice } from './features/files/files.routes.ts';
import { housesSlice } from './features/houses/houses.routes.ts';
import { identitySlice } from './features/identity/identity.routes.ts';
import { openThrottle } from './features/identity/throttle.ts';
import type { JointDeeds } from './features/joint-meetings/joint-meetings.commands.ts';
import { makeJointMeetingsSlice } from './features/joint-meetings/joint-meetings.routes.ts';
import { legalServiceSlice } from './features/legal-service/legal-service.routes.ts';
import { liveSlice } from './features/live/live.routes.ts';
import { makeMandatesSlice } from './features/mandates/mandates.routes.ts';
import { mediationsSlice } from './features/mediations/mediations.routes.ts';
import { makeMetricsSlice } from './features/metrics/metrics.routes.ts';
import { makeMyDataSlice } from './features/my-data/my-data.routes.ts';
import { noticesSlice } from './features/notices/notices.routes.ts';
import { makeOpen311Slice } from './features/open311/open311.routes.ts';
import { openApiSlice } from './features/openapi/openapi.routes.ts';
import { openingsSlice } from './features/openings/openings.routes.ts';
import type { OrderDeeds } from './features/orders/orders.commands.ts';
import { makeOrdersSlice } from './features/orders/orders.routes.ts';
import { organisationsSlice } from './features/organisations/organisations.routes.ts';
import { makePackagesSlice } from './features/packages/packages.routes.ts';
import { patrolsSlice } from './features/patrols/patrols.routes.ts';
import { makeImportsSlice } from './features/people/ledger-import.routes.ts';
import { makePeopleSlice } from './features/people/people.routes.ts';
import { makeRentalsSlice } from './features/rentals/rentals.routes.ts';
import type { ResourceDeeds } from './features/resources/resources.commands.ts';
import { makeResourcesSlice } from './features/resources/resources.routes.ts';
import { rotasSlice } from './features/rotas/rotas.routes.ts';
import { savedFiltersSlice } from './features/saved-filters/saved-filters.routes.ts';
import { makeSearchSlice } from './features/search/search.routes.ts';
import { makeSensorsSlice } from './features/sensors/sensors.routes.ts';
import { makeServiceItemsSlice } from './features/service-items/service-items.routes.ts';
import { makeSettingsSlice } from './features/settings/settings.routes.ts';
import type { CaseDeeds } from './features/tickets/tickets.commands.ts';
import { makeTicketsSlice } from './features/tickets/tickets.routes.ts';
import { visitsSlice } from './features/visits/visits.routes.ts';
import { makeWebhooksSlice } from './features/webhooks/webhooks.routes.ts';
import { whistlesSlice } from './features/whistles/whistles.routes.ts';
import type { Slice } from './kit/http/slice.ts';

/** The features of the platform, in the order of their nouns. A slice that needs parts of the application is made here. */
export async function slices(parts: AppParts, now: () => string): Promise<readonly Slice[]> {
  return [
    areasSlice,
    organisationsSlice,
    calendarSlice,
    makeCatalogueSlice(parts.types ?? caseTypes),
    makeServiceItemsSlice(parts.types ?? caseTypes),
    makeCasesSlice(parts.types ?? caseTypes, parts),
    whistlesSlice,
    mediationsSlice,
    makeOrdersSlice(
      parts.types ?? caseTypes,
      orderDeeds(parts.types ?? caseTypes),
      openThrottle(parts.database, parts.vault, now),
    ),
    makeMandatesSlice(parts.types ?? caseTypes, parts),
    makeMetricsSlice(parts.types ?? caseTypes),
    makePackagesSlice(parts.types ?? caseTypes, parts),
    noticesSlice,
    rotasSlice,
    visitsSlice,
    patrolsSlice,
    makeResourcesSlice(parts.types ?? caseTypes, resourceDeeds(parts.types ?? caseTypes)),
    makeJointMeetingsSlice(parts.types ?? caseTypes, jointDeeds(parts.types ?? caseTypes)),
    makeEstatesSlice(parts.types ?? caseTypes),
    openingsSlice,
    makeRentalsSlice(parts),
    makeBookingsSlice(parts),
    legalServiceSlice,
    savedFiltersSlice,
    liveSlice(parts),
    makePeopleSlice(parts),
    makeMyDataSlice(parts.types ?? caseTypes),
    housesSlice,
    makeImportsSlice(parts),
    identitySlice(parts, now),
    apiKeysSlice,
    auditSlice,
    makeAuthenticitySlice(),
    feedbackSlice,
    makeSearchSlice(parts.types ?? caseTypes),
    openApiSlice,
    makeSettingsSlice(parts),
    makeFieldRegisterSlice(parts.types ?? caseTypes),
    makeTicketsSlice(parts.types ?? caseTypes, parts, caseDeeds(parts.types ?? caseTypes)),
    makeWebhooksSlice(parts),
    makeSensorsSlice(parts, caseDeeds(parts.types ?? caseTypes), now),
    makeOpen311Slice(parts.types ?? caseTypes, { log: parts.log, now }),
    filesSlice({
      database: parts.database,
      store: parts.store,
      scanner: parts.scanner,
      log: parts.log,
      now,
      throttle: openThrottle(parts.database, parts.vault, now),
    }),
  ];
}

/** What other slices may do to cases, inside their own command: the deeds of the slice of cases, given to them here. */
function caseDeeds(types: CaseTypes): CaseDeeds {
  return {
    raise: (ctx, input, outerLimit) => raiseCase(types, ctx, input, outerLimit),
    act: (ctx, input) => actOnCase(types, ctx, input),
  };
}

function orderDeeds(types: CaseTypes): OrderDeeds {
  return {
    act: (ctx, input) => actOnCase(types, ctx, input),
    actUnseen: (ctx, input, world) => actUnseen(types, ctx, input, world),
  };
}

/** A match is followed as a joint matter, led by the unit that gives. */
function resourceDeeds(types: CaseTypes): ResourceDeeds {
  return {
    raiseMatch: (ctx, { areaId, fields }) =>
      raiseCase(types, ctx, {
        type: 'joint-matter',
        begin: 'match',
        source: 'grid',
        categoryId: null,
        urgency: 'normal',
        place: { areaId, words: '' },
        contact: null,
        fields: { ...fields },
      }),
  };
}

/** What a member of the joint committee proposes comes before the meeting as a joint matter. */
function jointDeeds(types: CaseTypes): JointDeeds {
  return {
    propose: (ctx, { areaId, fields }) =>
      raiseCase(types, ctx, {
        type: 'joint-matter',
        begin: 'propose',
        source: 'grid',
        categoryId: null,
        urgency: 'normal',
        place: { areaId, words: '' },
        contact: null,
        fields: { ...fields },
      }),
  };
}
