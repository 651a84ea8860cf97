import { apiKeyCommands, apiKeyRoutes } from './api-keys.ts';
import { areaCommands, areaRoutes } from './areas.ts';
import { auditRoutes } from './audit.ts';
import { authenticityRoutes } from './authenticity.ts';
import { bookingCommands, bookingRoutes } from './bookings.ts';
import { calendarCommands, calendarRoutes } from './calendar.ts';
import { caseBatchRoutes } from './case-batches.ts';
import { caseFileRoutes } from './case-file.ts';
import { caseFollowingCommands, caseFollowingRoutes } from './case-following.ts';
import { casePrintRoutes } from './case-prints.ts';
import { caseRelationCommands, caseRelationRoutes } from './case-relations.ts';
import { caseCommands, caseRoutes } from './cases.ts';
import { catalogueCommands, catalogueRoutes } from './catalogue.ts';
import { confirmationCommands, confirmationRoutes } from './confirmations.ts';
import { estateRoutes } from './estates.ts';
import { feedbackCommands, feedbackRoutes } from './feedback.ts';
import { fieldRegisterRoutes } from './field-register.ts';
import { fileRoutes } from './files.ts';
import { gridCommands, gridRoutes } from './grids.ts';
import { houseCommands, houseRoutes } from './houses.ts';
import { identityCommands, identityRoutes } from './identity.ts';
import { importCommands, importRoutes } from './imports.ts';
import { jointMeetingCommands, jointMeetingRoutes } from './joint-meetings.ts';
import { legalServiceCommands, legalServiceRoutes } from './legal-service.ts';
import { liveRoutes } from './live.ts';
import { mandateCommands, mandateRoutes } from './mandates.ts';
import { mediationRoutes } from './mediations.ts';
import { metricRoutes } from './metrics.ts';
import { myDataCommands, myDataRoutes } from './my-data.ts';
import { noticeCommands, noticeRoutes } from './notices.ts';
import { openApiRoutes } from './openapi.ts';
import { openingCommands, openingRoutes } from './openings.ts';
import { orderCommands, orderRoutes } from './orders.ts';
import { organisationCommands, organisationRoutes } from './organisations.ts';
import { outcomeRoutes } from './outcomes.ts';
import { outsideLinkCommands, outsideLinkRoutes } from './outside-links.ts';
import { packageCommands, packageRoutes } from './packages.ts';
import { patrolCommands, patrolRoutes } from './patrols.ts';
import { peopleCommands, peopleRoutes } from './people.ts';
import { publicMatterRoutes } from './public-matters.ts';
import { rentalCommands, rentalRoutes } from './rentals.ts';
import { reportRoutes } from './reports.ts';
import { resourceCommands, resourceRoutes } from './resources.ts';
import { responsibilityCommands, responsibilityRoutes } from './responsibilities.ts';
import { rotaCommands, rotaRoutes } from './rotas.ts';
import type { Command, Route } from './route.ts';
import { savedFilterCommands, savedFilterRoutes } from './saved-filters.ts';
import { searchRoutes } from './search.ts';
import { secondFactorCommands, secondFactorRoutes } from './second-factor.ts';
import { sensorCommands, sensorRoutes } from './sensors.ts';
import { serviceItemCommands, serviceItemRoutes } from './service-items.ts';
import { settingCommands, settingRoutes } from './settings.ts';
import { signOnRoutes } from './sign-on.ts';
import { ticketCommands, ticketRoutes } from './tickets.ts';
import { userCommands, userRoutes } from './users.ts';
import { visitCommands, visitRoutes } from './visits.ts';
import { webhookCommands, webhookRoutes } from './webhooks.ts';
import { whistleCommands, whistleRoutes } from './whistles.ts';

/** Every read of the platform by `GET /path`; each slice's table is listed here once. */
export const routes = {
  ...areaRoutes,
  ...gridRoutes,
  ...responsibilityRoutes,
  ...organisationRoutes,
  ...calendarRoutes,
  ...identityRoutes,
  ...userRoutes,
  ...confirmationRoutes,
  ...secondFactorRoutes,
  ...signOnRoutes,
  ...apiKeyRoutes,
  ...ticketRoutes,
  ...webhookRoutes,
  ...sensorRoutes,
  ...caseRoutes,
  ...caseRelationRoutes,
  ...caseFileRoutes,
  ...casePrintRoutes,
  ...caseFollowingRoutes,
  ...publicMatterRoutes,
  ...outcomeRoutes,
  ...caseBatchRoutes,
  ...whistleRoutes,
  ...orderRoutes,
  ...outsideLinkRoutes,
  ...savedFilterRoutes,
  ...mandateRoutes,
  ...mediationRoutes,
  ...metricRoutes,
  ...reportRoutes,
  ...packageRoutes,
  ...rotaRoutes,
  ...rentalRoutes,
  ...visitRoutes,
  ...patrolRoutes,
  ...resourceRoutes,
  ...jointMeetingRoutes,
  ...estateRoutes,
  ...openingRoutes,
  ...bookingRoutes,
  ...legalServiceRoutes,
  ...noticeRoutes,
  ...liveRoutes,
  ...peopleRoutes,
  ...houseRoutes,
  ...importRoutes,
  ...auditRoutes,
  ...authenticityRoutes,
  ...feedbackRoutes,
  ...myDataRoutes,
  ...catalogueRoutes,
  ...serviceItemRoutes,
  ...fileRoutes,
  ...searchRoutes,
  ...openApiRoutes,
  ...settingRoutes,
  ...fieldRegisterRoutes,
} as const satisfies Readonly<Record<string, Route>>;

/** Every write of the platform by name. */
export const commands = {
  ...areaCommands,
  ...gridCommands,
  ...responsibilityCommands,
  ...organisationCommands,
  ...calendarCommands,
  ...catalogueCommands,
  ...serviceItemCommands,
  ...caseCommands,
  ...caseRelationCommands,
  ...whistleCommands,
  ...orderCommands,
  ...caseFollowingCommands,
  ...outsideLinkCommands,
  ...savedFilterCommands,
  ...packageCommands,
  ...rotaCommands,
  ...rentalCommands,
  ...visitCommands,
  ...patrolCommands,
  ...resourceCommands,
  ...jointMeetingCommands,
  ...openingCommands,
  ...bookingCommands,
  ...legalServiceCommands,
  ...peopleCommands,
  ...houseCommands,
  ...importCommands,
  ...mandateCommands,
  ...noticeCommands,
  ...identityCommands,
  ...userCommands,
  ...confirmationCommands,
  ...feedbackCommands,
  ...myDataCommands,
  ...secondFactorCommands,
  ...apiKeyCommands,
  ...ticketCommands,
  ...webhookCommands,
  ...sensorCommands,
  ...settingCommands,
} as const satisfies Readonly<Record<string, Command>>;

export type Routes = typeof routes;
export type Commands = typeof commands;
