import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { PublicGrid } from '../../../../contract/responsibilities.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { keep, type MyPlace, readKept, useKept } from './device.ts';
import { emptyReport } from './empty-report.ts';
import type { PlaceChosen } from './report-draft.ts';

/** What changes once in a while: communities, posts. */
const longMs = 10 * 60_000;

/** Every community of the installation. */
export function useCommunities() {
  return useQuery({ ...apiQuery('GET /public/communities'), staleTime: longMs });
}

/** Where this person lives: as they said, or the only community there is. */
export function useMyPlace(): MyPlace | undefined {
  const [home] = useKept('home');
  const { data } = useCommunities();
  const [only, ...more] = data?.items ?? [];
  if (home) return home;
  return only && more.length === 0 ? { communityId: only.id, communityName: only.name } : undefined;
}

/** Whose grid a place lies in and whom to call there; nothing is asked while no place is known. */
export function usePublicGrid(areaId: number | undefined) {
  return useQuery({
    ...apiQuery('GET /public/grid', { query: { areaId: areaId ?? 0 } }),
    enabled: areaId !== undefined,
    staleTime: longMs,
  });
}

/** Whom to call at home: the grid's worker, the community's desk. */
export function useMyGrid(): PublicGrid | undefined {
  const place = useMyPlace();
  return usePublicGrid(place?.areaId ?? place?.communityId).data;
}

/** A published place as the report keeps it. */
export function placeOf(grid: PublicGrid): PlaceChosen {
  return {
    areaId: grid.areaId,
    communityId: grid.community.id,
    communityName: grid.community.name,
    gridName: grid.gridName,
    words: grid.words,
  };
}

/** A published place as somebody's home. */
export function homeOf(grid: PublicGrid): MyPlace {
  const isInside = grid.kind === 'building' || grid.kind === 'unit';
  return {
    communityId: grid.community.id,
    communityName: grid.community.name,
    ...(isInside ? { areaId: grid.areaId, words: grid.words } : {}),
  };
}

/** The area of a door's code: its address, or the address's last part. */
export function areaOfCode(written: string): number | undefined {
  const found = /(?:[?&]door=|^)(\d{1,15})(?:$|[&#])/.exec(written.trim());
  return found ? Number(found[1]) : undefined;
}

/**
 * Takes in the door of a scanned code (`?door=<areaId>`): it becomes the place of the report being written and, where nobody has said
 * where they live, their home.
 * @returns whether the door is still being looked up
 */
export function useDoor(): { readonly isBusy: boolean; readonly isUnknown: boolean } {
  const { door } = useSearch({ strict: false }) as { door?: string };
  const navigate = useNavigate();
  const areaId = door === undefined ? undefined : areaOfCode(door);
  const { data, isError } = usePublicGrid(areaId);
  useEffect(() => {
    if (!data || areaId === undefined) return;
    keep('report', { ...(readKept('report') ?? emptyReport), place: placeOf(data) });
    if (readKept('home') === undefined) keep('home', homeOf(data));
    void navigate({ to: '.', search: (old: object) => ({ ...old, door: undefined }), replace: true } as never);
  }, [data, areaId, navigate]);
  return {
    isBusy: areaId !== undefined && !isError,
    isUnknown: door !== undefined && (areaId === undefined || isError),
  };
}
