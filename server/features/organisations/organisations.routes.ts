import { organisationCommands, organisationRoutes } from '../../../contract/organisations.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import {
  changeOrganisation,
  closeOrganisation,
  createOrganisation,
  withdrawOrganisationChange,
} from './organisations.commands.ts';
import { organisationsIntoForce } from './organisations.jobs.ts';
import {
  getOrganisation,
  listOrganisationHistory,
  listOrganisationLevel,
  listOrganisations,
} from './organisations.queries.ts';

/** Organisations and their tree. */
export const organisationsSlice: Slice = {
  reads: bindReads(organisationRoutes, {
    'POST /organisations': (ctx, { query }) => listOrganisations(ctx, query),
    'GET /organisations/tree': (ctx, { query }) => listOrganisationLevel(ctx, query),
    'GET /organisations/:id': (ctx, { params }) => getOrganisation(ctx, params.id),
    'GET /organisations/:id/history': (ctx, { params }) => listOrganisationHistory(ctx, params.id),
  }),
  commands: bindCommands(organisationCommands, {
    'organisations.create': createOrganisation,
    'organisations.change': changeOrganisation,
    'organisations.withdrawChange': withdrawOrganisationChange,
    'organisations.close': closeOrganisation,
  }),
  jobs: [organisationsIntoForce],
};
