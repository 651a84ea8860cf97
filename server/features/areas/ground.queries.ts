import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Ground } from '../../../contract/areas.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { type Box, boxesMeet } from '../../../domain/geometry/shapes.ts';
import { settingNow } from '../../access/settings.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { validOn } from './area-versions.ts';

const folder = join(import.meta.dirname, '../../../data/buildings');

type Layer = Ground['buildings'];

interface Pack {
  readonly box: Box;
  readonly layers: Omit<Ground, 'bounds'>;
}

interface RawFeature {
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

const greens = new Set([
  'park',
  'garden',
  'grass',
  'forest',
  'natural_wood',
  'village_green',
  'recreation_ground',
  'playground',
  'pitch',
]);

/** Coordinates to a decimetre: what a map shows, in two thirds of the bytes. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  return Array.isArray(value) ? value.map(rounded) : value;
}

function slim({ geometry, properties }: RawFeature): Layer['features'][number] {
  const { type, coordinates } = geometry as { type: string; coordinates: unknown };
  const { kind, name, height } = properties;
  return {
    type: 'Feature',
    geometry: { type, coordinates: rounded(coordinates) },
    properties: {
      ...(typeof kind === 'string' ? { kind } : {}),
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof height === 'number' ? { height } : {}),
    },
  };
}

async function readLayer(file: string, keep: (kind: string) => boolean = () => true): Promise<Layer> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => '{"features":[]}');
  const { features } = JSON.parse(text) as { features: readonly RawFeature[] };
  return {
    type: 'FeatureCollection',
    features: features.filter((one) => keep(String(one.properties['kind']))).map(slim),
  };
}

function boxOfLayer(layer: Layer): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number') {
      value.forEach(walk);
      return;
    }
    [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
  };
  for (const { geometry } of layer.features) walk((geometry as { coordinates: unknown }).coordinates);
  return [west, south, east, north];
}

async function readPack(place: string): Promise<Pack> {
  const [buildings, roads, water, green] = await Promise.all([
    readLayer(`${place}_buildings.geojson`),
    readLayer(`${place}_roads.geojson`),
    readLayer(`${place}_water.geojson`),
    readLayer(`${place}_landuse.geojson`, (kind) => greens.has(kind)),
  ]);
  return { box: boxOfLayer(buildings), layers: { buildings, roads, water, green } };
}

let packs: Promise<readonly Pack[]> | undefined;

/** The places whose ground comes along, read once. */
async function shippedPacks(): Promise<readonly Pack[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const places = names.flatMap((name) => /^(.+)_buildings\.geojson$/.exec(name)?.[1] ?? []).sort();
  return Promise.all(places.map(readPack));
}

/** What the areas with a place cover; undefined where none has one. */
async function boxOfAreas(ctx: ReadCtx): Promise<Box | undefined> {
  const { rows } = await sql<{ west: number | null; south: number; east: number; north: number }>`
    select min(v.lon) as west, min(v.lat) as south, max(v.lon) as east, max(v.lat) as north
    from area_versions v where ${validOn(businessDay(ctx.now))} and v.lon is not null
  `.execute(ctx.db);
  const [box] = rows;
  return box && box.west !== null ? [box.west, box.south, box.east, box.north] : undefined;
}

/** Some streets around where maps begin, while no area has a place; undefined where nobody has said. */
async function boxOfCentre({ db }: ReadCtx): Promise<Box | undefined> {
  const centre = await settingNow(db, 'installation.centre');
  return centre ? [centre.lon - 0.01, centre.lat - 0.008, centre.lon + 0.01, centre.lat + 0.008] : undefined;
}

const made = new WeakMap<Pack, string>();

function textOf(pack: Pack): string {
  const kept = made.get(pack);
  if (kept) return kept;
  const text = JSON.stringify(pack.layers).slice(1);
  made.set(pack, text);
  return text;
}

const noLayer: Layer = { type: 'FeatureCollection', features: [] };
const noGround: Pack = {
  box: [73, 18, 135, 54],
  layers: { buildings: noLayer, roads: noLayer, water: noLayer, green: noLayer },
};

/** The ground under the installation's areas, from the data that comes along; where there is none, an empty one. Kept by browsers for a day. */
export async function getGround(ctx: ReadCtx): Promise<MediaAnswer> {
  packs ??= shippedPacks();
  const known = await packs;
  const own = (await boxOfAreas(ctx)) ?? (await boxOfCentre(ctx));
  const pack = own ? (known.find(({ box }) => boxesMeet(box, own)) ?? noGround) : (known[0] ?? noGround);
  return {
    body: `{"bounds":${JSON.stringify(viewOf(pack, own))},${textOf(pack)}`,
    mediaType: 'application/json',
    headers: { 'cache-control': 'private, max-age=86400' },
  };
}

/** Where the areas and the ground meet; a single point is no view, the ground's own box is shown then. */
function viewOf({ box }: Pack, own: Box | undefined): Box {
  if (!own) return box;
  const view: Box = [
    Math.max(box[0], own[0]),
    Math.max(box[1], own[1]),
    Math.min(box[2], own[2]),
    Math.min(box[3], own[3]),
  ];
  return view[2] - view[0] > 0.001 && view[3] - view[1] > 0.001 ? view : box;
}
