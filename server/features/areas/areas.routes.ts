import { areaCommands, areaRoutes } from '../../../contract/areas.ts';
import { gridCommands, gridRoutes } from '../../../contract/grids.ts';
import { responsibilityCommands, responsibilityRoutes } from '../../../contract/responsibilities.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { listFeatures, showPlaceAt } from './area-map.queries.ts';
import { changeArea, closeArea, createArea, withdrawAreaChange } from './areas.commands.ts';
import { getArea, listAreaHistory, listTreeLevel, searchAreas } from './areas.queries.ts';
import { importDivisions } from './divisions.commands.ts';
import { getShippedDivisions, listShippedDivisions } from './divisions.queries.ts';
import { drawGrid, moveBuildings, redrawGrid } from './grids.commands.ts';
import { getGround } from './ground.queries.ts';
import { listPublicCommunities, showPublicGrid } from './public-grid.queries.ts';
import { mergeGrids, splitGrid } from './regrid.commands.ts';
import { proposeSplit } from './regrid.queries.ts';
import {
  assignResponsibility,
  coverResponsibility,
  endResponsibility,
  linkHouses,
} from './responsibilities.commands.ts';
import {
  listAssignable,
  listPosts,
  revealPostPhone,
  showResponsible,
  showResponsibleForDoor,
} from './responsibilities.queries.ts';

/** Areas and who is responsible for them. */
export const areasSlice: Slice = {
  reads: [
    ...bindReads(areaRoutes, {
      'GET /areas/tree': (ctx, { query }) => listTreeLevel(ctx, query),
      'POST /areas/search': (ctx, { query }) => searchAreas(ctx, query),
      'GET /areas/at': (ctx, { query }) => showPlaceAt(ctx, [query.lon, query.lat]),
      'GET /areas/divisions': () => listShippedDivisions(),
      'GET /areas/divisions/:code': (_ctx, { params }) => getShippedDivisions(params.code),
      'GET /ground': (ctx) => getGround(ctx),
      'GET /areas/:id': (ctx, { params, query }) => getArea(ctx, params.id, query.on),
      'GET /areas/:id/history': (ctx, { params }) => listAreaHistory(ctx, params.id),
      'GET /areas/:id/geojson': (ctx, { params, query }) => listFeatures(ctx, { ...params, ...query }),
    }),
    ...bindReads(gridRoutes, {
      'GET /areas/:id/split': (ctx, { params, query }) => proposeSplit(ctx, params.id, query),
    }),
    ...bindReads(responsibilityRoutes, {
      'GET /public/communities': (ctx) => listPublicCommunities(ctx),
      'GET /public/grid': (ctx, { query }) => showPublicGrid(ctx, query.areaId),
      'GET /responsible': (ctx, { query }) => showResponsibleForDoor(ctx, query),
      'GET /areas/:id/responsible': (ctx, { params, query }) =>
        showResponsible(ctx, { areaId: params.id, on: query.on }),
      'GET /areas/:id/posts': (ctx, { params, query }) => listPosts(ctx, { ...params, ...query }),
      'GET /posts/:ref/phone': (ctx, { params }) => revealPostPhone(ctx, params.ref),
      'POST /areas/:id/assignable': (ctx, { params, query }) => listAssignable(ctx, { ...params, ...query }),
    }),
  ],
  commands: [
    ...bindCommands(areaCommands, {
      'areas.importDivisions': importDivisions,
      'areas.create': createArea,
      'areas.change': changeArea,
      'areas.withdrawChange': withdrawAreaChange,
      'areas.close': closeArea,
    }),
    ...bindCommands(gridCommands, {
      'areas.drawGrid': drawGrid,
      'areas.redrawGrid': redrawGrid,
      'areas.moveBuildings': moveBuildings,
      'areas.splitGrid': splitGrid,
      'areas.mergeGrids': mergeGrids,
    }),
    ...bindCommands(responsibilityCommands, {
      'responsibilities.assign': assignResponsibility,
      'responsibilities.linkHouses': linkHouses,
      'responsibilities.end': endResponsibility,
      'responsibilities.cover': coverResponsibility,
    }),
  ],
};
