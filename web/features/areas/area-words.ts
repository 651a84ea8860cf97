import type { AreaVersion } from '../../../contract/areas.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { areaM2 } from '../../../domain/geometry/measure.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import type { LonLat, Ring } from '../../ui/map/geo.ts';

/** Today in Shanghai, by the clock of this device. */
export function today(): string {
  return businessDay(Date.now());
}

/** The day after a day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Hectares of an outline, as people read them. */
export function hectaresOf(polygon: Shape): string {
  const hectares = areaM2(polygon) / 10_000;
  return hectares < 10 ? hectares.toFixed(2) : hectares.toFixed(0);
}

/** The corners of the largest part of an outline: what one draws on. */
export function cornersOf(polygon: AreaVersion['polygon']): Ring {
  if (!polygon) return [];
  const parts = polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates;
  const outers = parts.flatMap((part) => (part[0] ? [part[0]] : []));
  const largest = outers.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
  return largest.slice(0, -1) as readonly LonLat[];
}

function sizeOf(ring: readonly LonLat[]): number {
  return areaM2({ type: 'Polygon', coordinates: [ring] });
}

/** Whether an outline is more than one ring: drawing anew keeps one alone. */
export function isInParts(polygon: AreaVersion['polygon']): boolean {
  if (!polygon) return false;
  return polygon.type === 'MultiPolygon' ? polygon.coordinates.length > 1 : polygon.coordinates.length > 1;
}
