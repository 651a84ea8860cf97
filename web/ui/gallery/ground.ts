import buildingsUrl from '../../../data/buildings/shanghai_huangpu_buildings.geojson?url';
import landuseUrl from '../../../data/buildings/shanghai_huangpu_landuse.geojson?url';
import roadsUrl from '../../../data/buildings/shanghai_huangpu_roads.geojson?url';
import waterUrl from '../../../data/buildings/shanghai_huangpu_water.geojson?url';
import type { BaseMap, GridFeatures, PointFeatures } from '../map/base-map.ts';
import type { Features, LonLat } from '../map/geo.ts';
import { polygonOf } from '../map/ring.ts';
import { gridCounts, gridNames } from './samples-wall.ts';

const [west, south, east, north] = [121.4815, 31.2275, 121.4925, 31.2365];
const greens = new Set(['park', 'grass', 'garden', 'recreation_ground', 'forest']);

async function features(address: string): Promise<Features> {
  const response = await fetch(address);
  return (await response.json()) as Features;
}

/** The ground of a real quarter, as the server will send it. */
export async function loadGround(): Promise<BaseMap> {
  const [buildings, land, roads, water] = await Promise.all(
    [buildingsUrl, landuseUrl, roadsUrl, waterUrl].map(features),
  );
  if (!buildings || !land || !roads || !water) throw new Error('the sample ground is not there');
  const green = {
    type: 'FeatureCollection' as const,
    features: land.features.filter(({ properties }) => greens.has(String(properties['kind']))),
  };
  return { buildings, roads, water, green, bounds: [west, south, east, north] };
}

const columns = 4;
const rows = 3;

function corner(column: number, row: number): LonLat {
  const wobble = Math.sin(column * 7 + row * 3) * 0.0003;
  return [west + ((east - west) * column) / columns + wobble, south + ((north - south) * row) / rows + wobble / 2];
}

/** Grids laid over the ground. */
export const grids: GridFeatures = {
  type: 'FeatureCollection',
  features: gridNames.map((name, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const ring = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
    return {
      type: 'Feature',
      id: index + 1,
      geometry: polygonOf(ring) as never,
      properties: { id: index + 1, name, count: gridCounts[index] },
    };
  }),
};

const tones = ['blue', 'amber', 'red'] as const;

/** A few matters on the ground. */
export const points: PointFeatures = {
  type: 'FeatureCollection',
  features: Array.from({ length: 14 }, (_, index) => ({
    type: 'Feature',
    geometry: {
      type: 'Point',
      coordinates: [
        west + (east - west) * (0.1 + 0.8 * ((index * 0.37) % 1)),
        south + (north - south) * (0.1 + 0.8 * ((index * 0.61) % 1)),
      ],
    },
    properties: { id: String(index), title: String(index), tone: tones[index % 5 === 0 ? 2 : index % 2] ?? 'blue' },
  })),
};
