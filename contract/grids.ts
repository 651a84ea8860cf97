import { z } from 'zod';
import { text } from '../domain/text.ts';
import { areaCode, areaName, areaPolygon, reason, stamp } from './areas.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, rowRef } from './shapes.ts';

const weighedBuilding = z.object({
  id: z.number(),
  name: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  households: z.number().int(),
});

/** How a grid may be divided: nothing is changed by it. */
const gridProposal = z.object({
  id: z.number(),
  on: isoDay,
  stamp,
  name: z.string(),
  /** Of the grid: the first part keeps its name, number and posts. */
  households: z.number().int(),
  buildings: z.array(weighedBuilding),
  /** None where it cannot be divided so: too few buildings, or a border that no straight line crosses once. */
  parts: z
    .array(
      z.object({ polygon: areaPolygon.nullable(), buildingIds: z.array(z.number()), households: z.number().int() }),
    )
    .nullable(),
  /** How far a part may be from an equal share, in households. */
  bound: z.number(),
  /** Grids of the community it shares a border with, with their households: it could be merged with them. */
  neighbours: z.array(z.object({ id: z.number(), name: z.string(), stamp, households: z.number().int() })),
});
export type GridProposal = z.output<typeof gridProposal>;

export const gridRoutes = {
  'GET /areas/:id/split': route({
    access: { capability: 'areas.manage' },
    summary: text('把一个网格按户数均分：建议', 'A proposal that divides a grid into parts of about equal households'),
    params: z.object({ id: areaId }),
    query: z.object({ parts: z.coerce.number().int().min(2).max(8).default(2), on: isoDay.optional() }),
    output: gridProposal,
  }),
} as const;

const drawn = z.object({
  id: z.number(),
  stamp,
  movedBuildings: z.number().int(),
  /** Buildings of the community that now lie in no grid. */
  withoutGrid: z.number().int(),
  /** Land of the community that no grid covers, in m²; null where the community has no outline. */
  gapM2: z.number().nullable(),
});

export const gridCommands = {
  'areas.drawGrid': command({
    access: { capability: 'areas.manage' },
    summary: text('画一个新网格', 'Draw a new grid'),
    input: z.object({
      communityId: areaId,
      name: areaName,
      code: areaCode.optional(),
      polygon: areaPolygon,
      gridKind: z.enum(['basic', 'dedicated']).default('basic'),
      from: isoDay,
      /** Buildings inside the outline come along. */
      takesBuildings: z.boolean().default(true),
      reason,
    }),
    output: drawn,
  }),
  'areas.redrawGrid': command({
    access: { capability: 'areas.manage' },
    summary: text('调整网格边界', 'Redraw a grid'),
    input: z.object({
      id: areaId,
      basedOn: stamp,
      polygon: areaPolygon,
      from: isoDay,
      takesBuildings: z.boolean().default(true),
      reason,
    }),
    output: drawn,
  }),
  'areas.splitGrid': command({
    access: { capability: 'areas.manage' },
    summary: text('把一个网格分成几个', 'Divide a grid; the first part keeps its name, number and posts'),
    input: z.object({
      id: areaId,
      basedOn: stamp,
      from: isoDay,
      parts: z
        .array(
          z.object({
            /** Of a new grid; the first part may be renamed. */
            name: areaName.optional(),
            code: areaCode.optional(),
            polygon: areaPolygon.nullable(),
            buildingIds: z.array(areaId).max(500),
          }),
        )
        .min(2)
        .max(8),
      /** Posts that hold in other parts than the first from then on: in which, by their place in the list. */
      posts: z
        .array(z.object({ ref: rowRef, parts: z.array(z.number().int().min(0).max(7)).max(8) }))
        .max(200)
        .default([]),
      reason,
    }),
    output: z.object({ ids: z.array(z.number()), movedBuildings: z.number().int(), movedPosts: z.number().int() }),
  }),
  'areas.mergeGrids': command({
    access: { capability: 'areas.manage' },
    summary: text('把相邻的网格并成一个', 'Merge neighbouring grids into one of them'),
    input: z.object({
      id: areaId,
      basedOn: stamp,
      others: z
        .array(z.object({ id: areaId, basedOn: stamp }))
        .min(1)
        .max(7),
      from: isoDay,
      name: areaName.optional(),
      /** Whether those in post in the others go on in the merged one. */
      keepsPosts: z.boolean().default(true),
      reason,
    }),
    output: z.object({ id: z.number(), stamp, movedBuildings: z.number().int(), movedPosts: z.number().int() }),
  }),
  'areas.moveBuildings': command({
    access: { capability: 'areas.manage' },
    summary: text('把楼栋划到另一个网格', 'Move buildings to another grid'),
    input: z.object({
      buildingIds: z.array(areaId).min(1).max(500),
      toId: areaId,
      from: isoDay,
      reason,
    }),
    output: z.object({ moved: z.number().int(), same: z.number().int() }),
  }),
} as const;
