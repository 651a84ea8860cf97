/** WGS 84 longitude and latitude in degrees. */
export type LonLat = readonly [number, number];
/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

/** A corner list without the repeated last point. */
export type Ring = readonly LonLat[];

export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] };

export interface Feature<G extends Geometry = Geometry, P = Readonly<Record<string, unknown>>> {
  readonly type: 'Feature';
  readonly id?: string | number | undefined;
  readonly geometry: G;
  readonly properties: P;
}

/** GeoJSON, as the server sends it. */
export interface Features<G extends Geometry = Geometry, P = Readonly<Record<string, unknown>>> {
  readonly type: 'FeatureCollection';
  readonly features: readonly Feature<G, P>[];
}

export const noFeatures: Features = { type: 'FeatureCollection', features: [] };

/** All points of a geometry, in order. */
export function* pointsOf(geometry: Geometry): Generator<LonLat> {
  switch (geometry.type) {
    case 'Point':
      yield geometry.coordinates;
      return;
    case 'LineString':
      yield* geometry.coordinates;
      return;
    case 'MultiLineString':
    case 'Polygon':
      for (const line of geometry.coordinates) yield* line;
      return;
    case 'MultiPolygon':
      for (const polygon of geometry.coordinates) for (const ring of polygon) yield* ring;
  }
}

/** The lines a geometry is drawn with: rings closed, points none. */
export function linesOf(geometry: Geometry): readonly (readonly LonLat[])[] {
  switch (geometry.type) {
    case 'Point':
      return [];
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

/** The smallest box around all features; undefined where there are none. */
export function boundsOf(collections: readonly Features[]): Bounds | undefined {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { features } of collections)
    for (const { geometry } of features)
      for (const [lon, lat] of pointsOf(geometry)) {
        west = Math.min(west, lon);
        south = Math.min(south, lat);
        east = Math.max(east, lon);
        north = Math.max(north, lat);
      }
  return west > east ? undefined : [west, south, east, north];
}

/** The middle of a box. */
export function middleOf([west, south, east, north]: Bounds): LonLat {
  return [(west + east) / 2, (south + north) / 2];
}

const metresPerDegree = 111_320;

/** Metres east and north of a centre; true enough over a city. */
export function metresFrom([centreLon, centreLat]: LonLat, [lon, lat]: LonLat): readonly [number, number] {
  const squeeze = Math.cos((centreLat * Math.PI) / 180);
  return [(lon - centreLon) * metresPerDegree * squeeze, (lat - centreLat) * metresPerDegree];
}

/** Degrees at a distance in metres east and north of a centre. */
export function lonLatAt([centreLon, centreLat]: LonLat, east: number, north: number): LonLat {
  const squeeze = Math.cos((centreLat * Math.PI) / 180);
  return [centreLon + east / (metresPerDegree * squeeze), centreLat + north / metresPerDegree];
}
