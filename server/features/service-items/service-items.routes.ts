import { serviceItemCommands, serviceItemRoutes } from '../../../contract/service-items.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { knownMaterials, materialsOfCase, myMaterials } from './records.queries.ts';
import { describeItem } from './service-items.commands.ts';
import { listKeptItems, listPublicItems } from './service-items.queries.ts';

/** 一门式: what can be applied for, its guide, and what of it is on record already. */
export function makeServiceItemsSlice(types: CaseTypes): Slice {
  return {
    reads: bindReads(serviceItemRoutes, {
      'GET /service-items/public': async (ctx) => ({ items: [...(await listPublicItems(ctx, types))] }),
      'GET /service-items': (ctx) => listKeptItems(ctx, types),
      'GET /service-items/:id/mine': (ctx, { params, query }) => myMaterials(ctx, types, params.id, query.areaId),
      'POST /service-items/:id/known': (ctx, { params, query }) => knownMaterials(ctx, types, params.id, query),
      'GET /service-items/of-case/:ref': (ctx, { params }) => materialsOfCase(ctx, types, params.ref),
    }),
    commands: bindCommands(serviceItemCommands, {
      'service-items.describe': (ctx, input) => describeItem(ctx, types, input),
    }),
  };
}
