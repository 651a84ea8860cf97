import type { PlacedCommunity } from './places.ts';
import type { Neighbour } from './population-parts.ts';
import type { Random } from './random.ts';

/** The areas above a place, nearest first. */
export function pathOf(
  { community, districtId }: { readonly community: PlacedCommunity; readonly districtId: number },
  { building, unit, gridId }: Neighbour,
): readonly number[] {
  const unitId = building.unitIds[unit - 1];
  const under = unitId === undefined ? [building.id] : [unitId, building.id];
  return [...under, gridId, community.id, community.street.id, districtId];
}

const metreDegrees = 0.00001;

/** A point beside a building. */
export function pointNear(random: Random, { lon, lat }: Neighbour['building']): { lon: number; lat: number } {
  return {
    lon: round(lon + (random.unit() - 0.5) * 6 * metreDegrees),
    lat: round(lat + (random.unit() - 0.5) * 6 * metreDegrees),
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
