import type { CaseDetail } from '../../../../contract/case-views.ts';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import type { LonLat } from '../../../ui/map/geo.ts';

const dayMs = 24 * 3_600_000;

/** The spot of a matter: its own, else that of the building or grid it lies in. */
export function useBuildingSpot({ point, buildingId, areaId }: CaseDetail): LonLat | undefined {
  const { data } = useKeptApi(
    'GET /areas/:id',
    { params: { id: buildingId ?? areaId } },
    { isWanted: point === null, staleMs: dayMs },
  );
  if (point) return point;
  const area = data?.answer;
  return area && area.lon !== null && area.lat !== null ? [area.lon, area.lat] : undefined;
}
