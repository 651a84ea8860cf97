import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A point in metres, east and north of the corner of the first tile. */
export type Point = readonly [x: number, y: number];

/** The outline of a real building, in metres; the first point is not repeated. */
export interface Footprint {
  readonly ring: readonly Point[];
  readonly centre: Point;
  readonly areaM2: number;
  /** Where the map knows it. */
  readonly heightM: number | undefined;
}

export interface Ground {
  readonly footprints: readonly Footprint[];
  /** The rectangle they stand in. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The old town west of the river, where houses stand close. */
const window = { west: 121.4808, south: 31.2315, east: 121.4882, north: 31.2457 };
const metresPerLat = 110_900;
const metresPerLon = 111_320 * Math.cos((31.24 * Math.PI) / 180);
/** Sheds and halls are left out: nobody lives there. */
const areas = { leastM2: 80, mostM2: 2600 };
const marginM = 12;

/** A point of the plan as longitude and latitude (WGS 84), to the centimetre. */
export function toLonLat([x, y]: Point): [lon: number, lat: number] {
  return [round(window.west + x / metresPerLon), round(window.south + y / metresPerLat)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

interface Feature {
  readonly properties: { readonly kind?: string; readonly height?: number };
  readonly geometry: { readonly type: string; readonly coordinates: readonly (readonly [number, number])[][] };
}

/**
 * So many outlines of the map, from the south up. Where the map has not enough, it is laid again beside itself, every other time mirrored.
 * @param folder with the GeoJSON of OpenStreetMap (data/buildings)
 */
export function readGround(folder: string, count: number): Ground {
  const tile = readTile(folder);
  const width = (window.east - window.west) * metresPerLon;
  const height = (window.north - window.south) * metresPerLat;
  if (count <= tile.length) {
    const footprints = tile.slice(0, count);
    const top = Math.max(...footprints.flatMap(({ ring }) => ring.map(([, y]) => y)));
    return { footprints, west: 0, south: 0, east: width, north: top + marginM };
  }
  const tiles = Math.ceil(count / tile.length);
  const columns = Math.ceil(Math.sqrt((tiles * height) / width));
  const rows = Math.ceil(tiles / columns);
  // Evenly thinned, so that the last tile is as full as the first.
  const footprints = Array.from({ length: count }, (_, i) => {
    const nth = Math.floor((i * columns * rows * tile.length) / count);
    const place = Math.floor(nth / tile.length);
    return moved(tile[nth % tile.length] as Footprint, place % columns, Math.floor(place / columns), { width, height });
  });
  return { footprints, west: -(columns - 1) * width, south: 0, east: width, north: rows * height };
}

function readTile(folder: string): readonly Footprint[] {
  const map = JSON.parse(readFileSync(join(folder, 'buildings', 'shanghai_huangpu_buildings.geojson'), 'utf8'));
  const found: Footprint[] = [];
  for (const feature of map.features as Feature[]) {
    if (feature.geometry.type !== 'Polygon' || feature.properties.kind !== 'building') continue;
    const outer = feature.geometry.coordinates[0] ?? [];
    const ring = outer
      .slice(0, -1)
      .map(([lon, lat]): Point => [(lon - window.west) * metresPerLon, (lat - window.south) * metresPerLat]);
    const footprint = { ...middle(ring), ring, heightM: feature.properties.height };
    if (footprint.areaM2 >= areas.leastM2 && footprint.areaM2 <= areas.mostM2 && isInside(ring)) found.push(footprint);
  }
  return found.sort((a, b) => a.centre[1] - b.centre[1] || a.centre[0] - b.centre[0]);
}

function isInside(ring: readonly Point[]): boolean {
  const width = (window.east - window.west) * metresPerLon - marginM;
  const height = (window.north - window.south) * metresPerLat - marginM;
  return ring.every(([x, y]) => x > marginM && y > marginM && x < width && y < height);
}

function middle(ring: readonly Point[]): { centre: Point; areaM2: number } {
  let doubled = 0;
  let x = 0;
  let y = 0;
  for (const [i, [x0, y0]] of ring.entries()) {
    const [x1, y1] = ring[(i + 1) % ring.length] as Point;
    const cross = x0 * y1 - x1 * y0;
    doubled += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return { centre: [x / (3 * doubled), y / (3 * doubled)], areaM2: Math.abs(doubled) / 2 };
}

function moved(one: Footprint, column: number, row: number, tile: { width: number; height: number }): Footprint {
  const put = ([x, y]: Point): Point => [
    (column % 2 === 0 ? x : tile.width - x) - column * tile.width,
    (row % 2 === 0 ? y : tile.height - y) + row * tile.height,
  ];
  return { ...one, ring: one.ring.map(put), centre: put(one.centre) };
}
