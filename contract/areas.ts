import { z } from 'zod';
import { areaKindCodes } from '../domain/registry/area-kinds.ts';
import { divisionList } from '../domain/registry/divisions.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, words } from './shapes.ts';

export const areaKind = z.enum(areaKindCodes);

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const ring = z.array(position).min(4).max(5000);
/** GeoJSON, WGS 84: the outer ring first, then holes; each ring ends where it began. */
export const areaPolygon = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(50) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1).max(50)).min(1).max(50) }),
]);
export type AreaPolygon = z.output<typeof areaPolygon>;

/** What only some kinds have. */
const areaDetails = z.object({
  storeys: z.number().int().min(1).max(200).optional(),
  unitCount: z.number().int().min(0).max(200).optional(),
  doorCount: z.number().int().min(0).max(20_000).optional(),
  builtYear: z.number().int().min(1700).max(2200).optional(),
  hasLift: z.boolean().optional(),
  /** An ordinary grid, or one for a campus, a mall, a factory. */
  gridKind: z.enum(['basic', 'dedicated']).optional(),
  codeYear: z.number().int().min(1980).max(2200).optional(),
  isPseudo: z.boolean().optional(),
});

/** Which state somebody looked at; a change based on an older one is refused. */
export const stamp = z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d{1,9}$/);

export const areaName = words(60).pipe(z.string().min(1));
export const areaCode = z.string().regex(/^[0-9A-Za-z-]{1,30}$/);
export const reason = words(200).optional();

const pathStep = z.object({ id: z.number(), kind: areaKind, name: z.string() });

const areaRow = z.object({
  id: z.number(),
  kind: areaKind,
  name: z.string(),
  code: z.string().nullable(),
  parentId: z.number().nullable(),
  isPseudo: z.boolean(),
  childCount: z.number().int(),
  hasPolygon: z.boolean(),
});
export type AreaRow = z.output<typeof areaRow>;

const maker = z.object({ name: z.string().nullable(), at: isoInstant });

const areaVersion = z.object({
  validFrom: isoDay,
  /** The first day it no longer held; null while it holds. */
  validTo: isoDay.nullable(),
  stamp,
  name: z.string(),
  code: z.string().nullable(),
  parent: pathStep.nullable(),
  polygon: areaPolygon.nullable(),
  details: z.looseObject(areaDetails.shape),
  reason: z.string().nullable(),
  made: maker,
});
export type AreaVersion = z.output<typeof areaVersion>;

const areaView = z.object({
  id: z.number(),
  kind: areaKind,
  communityId: z.number(),
  /** The day this is the state of. */
  on: isoDay,
  current: areaVersion,
  /** Changes that begin after that day. */
  planned: z.array(areaVersion),
  /** From the district down to the area itself. */
  path: z.array(pathStep),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** Areas under it on that day, by kind. */
  counts: z.partialRecord(areaKind, z.number().int()),
  /** See people and posts there, change it, assign people to it. */
  may: z.object({ read: z.boolean(), manage: z.boolean(), staff: z.boolean() }),
});
export type AreaView = z.output<typeof areaView>;

const areaFeature = z.object({
  type: z.literal('Feature'),
  id: z.number(),
  geometry: areaPolygon.nullable(),
  properties: z.object({
    kind: areaKind,
    name: z.string(),
    code: z.string().nullable(),
    parentId: z.number().nullable(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    validFrom: isoDay,
    stamp,
    storeys: z.number().nullable(),
  }),
});

const areaPlace = z.object({
  community: pathStep.nullable(),
  grid: pathStep.nullable(),
  building: pathStep.nullable(),
  /** From the district down to the deepest of them. */
  path: z.array(pathStep),
});

const groundFeature = z.object({
  type: z.literal('Feature'),
  geometry: z.unknown(),
  properties: z.object({ kind: z.string().optional(), name: z.string().optional(), height: z.number().optional() }),
});
const groundLayer = z.object({ type: z.literal('FeatureCollection'), features: z.array(groundFeature) });

/** The ground of the maps; `bounds` is west, south, east, north of what the areas cover. */
const ground = z.object({
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  buildings: groundLayer,
  roads: groundLayer,
  water: groundLayer,
  green: groundLayer,
});
export type Ground = z.output<typeof ground>;

const divisionSummary = z.object({
  code: z.string(),
  name: z.string(),
  streets: z.number().int(),
  communities: z.number().int(),
});

const listed = z.object({ kind: areaKind, code: z.string(), name: z.string(), isPseudo: z.boolean() });
const divisionReport = z.object({
  isDryRun: z.boolean(),
  district: z.object({ code: z.string(), name: z.string(), id: z.number().nullable() }),
  streets: z.number().int(),
  communities: z.number().int(),
  created: z.number().int(),
  renamed: z.array(z.object({ id: z.number(), code: z.string(), from: z.string(), to: z.string() })),
  moved: z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), toCode: z.string() })),
  same: z.number().int(),
  /** In the tree, not in the list: nothing is done with them. */
  missing: z.array(z.object({ id: z.number(), code: z.string(), name: z.string() })),
  pseudo: z.array(listed),
});
export type DivisionReport = z.output<typeof divisionReport>;

export const areaRoutes = {
  'GET /areas/tree': route({
    access: { capability: 'areas.read' },
    summary: text('一级一级看区域', 'The area tree, level by level'),
    query: z.object({
      /** Absent: the caller's own areas. */
      parent: areaId.optional(),
      on: isoDay.optional(),
    }),
    output: z.object({ on: isoDay, items: z.array(areaRow), isCut: z.boolean() }),
  }),
  'POST /areas/search': route({
    access: { capability: 'areas.read' },
    summary: text('按名称或代码找区域', 'Find areas by name or code'),
    asks: z.object({
      q: words(60).pipe(z.string().min(1)),
      kind: areaKind.optional(),
      under: areaId.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    output: z.object({ items: z.array(areaRow.extend({ path: z.array(pathStep) })) }),
  }),
  'GET /areas/at': route({
    access: { capability: 'areas.read' },
    summary: text('这个位置属于哪个社区、网格、楼栋', 'Community, grid and building at a point'),
    query: z.object({
      lon: z.coerce.number().min(-180).max(180),
      lat: z.coerce.number().min(-90).max(90),
    }),
    output: areaPlace,
  }),
  'GET /areas/divisions': route({
    access: { capability: 'areas.manage' },
    summary: text('随系统附带的区划名单', 'Division lists that come with the platform'),
    output: z.object({ items: z.array(divisionSummary) }),
  }),
  'GET /areas/divisions/:code': route({
    access: { capability: 'areas.manage' },
    summary: text('一份附带的区划名单', 'One list that comes with the platform'),
    params: z.object({ code: z.string().regex(/^\d{6}$/) }),
    output: divisionList,
  }),
  'GET /ground': route({
    access: { open: 'A map needs its ground before anybody has signed in; it holds public geography alone.' },
    summary: text(
      '地图底图',
      'What lies under the maps: footprints, roads, water, green (© OpenStreetMap contributors)',
    ),
    media: 'application/json',
    output: ground,
  }),
  'GET /areas/:id': route({
    access: { capability: 'areas.read' },
    summary: text('一个区域', 'An area'),
    params: z.object({ id: areaId }),
    query: z.object({ on: isoDay.optional() }),
    output: areaView,
  }),
  'GET /areas/:id/history': route({
    access: { capability: 'areas.read' },
    summary: text('一个区域的历次变更', 'All versions of an area, newest first'),
    params: z.object({ id: areaId }),
    output: z.object({ items: z.array(areaVersion) }),
  }),
  'GET /areas/:id/geojson': route({
    access: { capability: 'areas.read' },
    summary: text('下级区域的地图数据', 'Areas below it for the map, as GeoJSON'),
    params: z.object({ id: areaId }),
    query: z.object({
      kind: areaKind,
      on: isoDay.optional(),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(500),
    }),
    output: z.object({
      type: z.literal('FeatureCollection'),
      features: z.array(areaFeature),
      next: z.string().optional(),
    }),
  }),
} as const;

export const areaCommands = {
  'areas.importDivisions': command({
    access: { capability: 'areas.manage' },
    summary: text('导入一个区县的区划名单', 'Import the divisions of one district'),
    input: z.object({
      list: divisionList,
      /** The year the codes are of. */
      codeYear: z.number().int().min(1980).max(2200),
      validFrom: isoDay,
      /** Says what would be done and writes nothing. */
      isDryRun: z.boolean(),
    }),
    output: divisionReport,
  }),
  'areas.create': command({
    access: { capability: 'areas.manage' },
    summary: text('新增区域', 'Add an area'),
    input: z.object({
      kind: areaKind,
      parentId: areaId.nullable(),
      name: areaName,
      code: areaCode.optional(),
      polygon: areaPolygon.optional(),
      details: areaDetails.optional(),
      from: isoDay,
      reason,
    }),
    output: z.object({ id: z.number(), stamp }),
  }),
  'areas.change': command({
    access: { capability: 'areas.manage' },
    summary: text('变更区域', 'Change an area from a day on'),
    input: z.object({
      id: areaId,
      basedOn: stamp,
      from: isoDay,
      name: areaName.optional(),
      code: areaCode.nullable().optional(),
      parentId: areaId.optional(),
      polygon: areaPolygon.nullable().optional(),
      details: areaDetails.optional(),
      reason,
    }),
    output: z.object({ id: z.number(), stamp }),
  }),
  'areas.withdrawChange': command({
    access: { capability: 'areas.manage' },
    summary: text('撤销还没生效的变更', 'Withdraw a planned change'),
    input: z.object({ id: areaId, basedOn: stamp }),
    output: z.object({ id: z.number(), stamp }),
  }),
  'areas.close': command({
    access: { capability: 'areas.manage' },
    summary: text('撤销区域', 'Close an area'),
    input: z.object({ id: areaId, basedOn: stamp, on: isoDay, reason }),
    output: z.object({ id: z.number(), endedPosts: z.number().int() }),
  }),
} as const;
