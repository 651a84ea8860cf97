import { resourceCommands, resourceRoutes } from '../../../contract/resources.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { listUses } from './resource-uses.queries.ts';
import {
  changeResource,
  closeNeed,
  matchResource,
  promiseResource,
  type ResourceDeeds,
  releaseUse,
  stateNeed,
  withdrawResource,
} from './resources.commands.ts';
import { exportLists } from './resources.export.ts';
import { listFits, listNeeds, listPlaces, listResources } from './resources.queries.ts';

/** 资源、需求、项目清单: what member units give, what a community needs, and what was agreed between them. */
export function makeResourcesSlice(types: CaseTypes, deeds: ResourceDeeds): Slice {
  return {
    reads: bindReads(resourceRoutes, {
      'POST /resources': (ctx, { query }) => listResources(ctx, query),
      'POST /resources/needs': (ctx, { query }) => listNeeds(ctx, query),
      'GET /resources/needs/:id/fits': (ctx, { params }) => listFits(ctx, params.id),
      'GET /resources/uses': (ctx, { query }) => listUses(types, ctx, query),
      'GET /resources/places': (ctx) => listPlaces(ctx),
      'GET /resources/lists.xlsx': (ctx, { query }) => exportLists(types, ctx, query.areaId),
    }),
    commands: bindCommands(resourceCommands, {
      'resources.promise': promiseResource,
      'resources.change': changeResource,
      'resources.withdraw': withdrawResource,
      'resources.need': stateNeed,
      'resources.closeNeed': closeNeed,
      'resources.match': (ctx, input) => matchResource(deeds, ctx, input),
      'resources.release': releaseUse,
    }),
  };
}
