import { contains } from '../../../../domain/geometry/contains.ts';
import { distanceM } from '../../../../domain/geometry/measure.ts';
import type { OwnBuilding, OwnGround } from '../../../offline/own-ground.ts';
import type { LonLat } from '../../../ui/map/geo.ts';
import type { ReportPlace } from './report-draft.ts';

/** A position counts as at a building from so far away. */
const atBuildingM = 45;

function nearest(buildings: readonly OwnBuilding[], point: LonLat): OwnBuilding | undefined {
  let best: { building: OwnBuilding; away: number } | undefined;
  for (const building of buildings) {
    if (building.shape && contains(building.shape, point)) return building;
    const away = building.point ? distanceM(building.point, point) : Number.POSITIVE_INFINITY;
    if (away <= atBuildingM && away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { building, away };
  }
  return best?.building;
}

/** A whole ground as a place: its common parts. */
export function placeOfGround(ground: OwnGround, words: string): ReportPlace {
  const { id, communityId, name, centre } = ground;
  return { areaId: id, communityId, words, gridName: name, ...(centre ? { centre } : {}) };
}

/** A building, or a unit of it, as a place. */
export function placeOfBuilding(ground: OwnGround, building: OwnBuilding, unitId?: number): ReportPlace {
  const unit = building.units.find(({ id }) => id === unitId);
  return {
    areaId: unit?.id ?? building.id,
    communityId: ground.communityId,
    words: `${building.name}${unit?.name ?? ''}`,
    gridName: ground.name,
    ...(building.point ? { centre: building.point } : {}),
  };
}

interface Position {
  readonly point: LonLat;
  readonly accuracyM: number;
}

/**
 * The place of a position on one's own ground, found on the phone: the building it is in or beside, else the ground itself.
 * @returns undefined outside of it
 */
export function findOwnPlace(grounds: readonly OwnGround[], { point, accuracyM }: Position): ReportPlace | undefined {
  for (const ground of grounds) {
    const building = nearest(ground.buildings, point);
    const isInside = ground.shape !== undefined && contains(ground.shape, point);
    if (building) return { ...placeOfBuilding(ground, building), point, accuracyM };
    if (isInside) return { ...placeOfGround(ground, ground.name), point, accuracyM };
  }
  return undefined;
}
