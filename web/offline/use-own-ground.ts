import { useQueries } from '@tanstack/react-query';
import type { AnswerOf } from '../../contract/route.ts';
import type { Shape } from '../../domain/geometry/shapes.ts';
import type { Routes } from '../kit/api.ts';
import type { Kept } from './kept-reads.ts';
import { ownAreasOf } from './own-areas.ts';
import type { OwnBuilding, OwnGround } from './own-ground.ts';
import { keptQuery } from './use-kept-api.ts';
import { useHere, useOwner } from './use-outbox.ts';

type Area = AnswerOf<Routes['GET /areas/:id']>;
type Below = AnswerOf<Routes['GET /areas/:id/geojson']>;

/** Grids change by the year; a phone asks once a day. */
const dayMs = 24 * 3_600_000;
/** The areas this person looks after, by their posts. */
export function useOwnAreas(): readonly { readonly id: number; readonly kind: string; readonly name: string }[] {
  return ownAreasOf(useHere());
}

const pointOf = (lon: number | null, lat: number | null) =>
  lon === null || lat === null ? undefined : ([lon, lat] as const);

function buildingsOf(below: Below, units: Below): readonly OwnBuilding[] {
  const byBuilding = Map.groupBy(units.features, ({ properties }) => properties.parentId);
  return below.features.map(({ id, geometry, properties }) => ({
    id,
    name: properties.name,
    storeys: properties.storeys,
    point: pointOf(properties.lon, properties.lat),
    shape: (geometry ?? undefined) as Shape | undefined,
    units: (byBuilding.get(id) ?? []).map((unit) => ({ id: unit.id, name: unit.properties.name })),
  }));
}

function groundOf(area: Area, below: Below, units: Below): OwnGround {
  const { id, kind, communityId, current, lon, lat, path } = area;
  const shape = (current.polygon ?? undefined) as Shape | undefined;
  const itself: OwnBuilding = {
    id,
    name: current.name,
    storeys: current.details.storeys ?? null,
    point: pointOf(lon, lat),
    shape,
    units: units.features.map((unit) => ({ id: unit.id, name: unit.properties.name })),
  };
  const name = kind === 'building' ? (path.find((step) => step.kind === 'grid')?.name ?? current.name) : current.name;
  return {
    id,
    kind,
    name,
    communityId,
    shape,
    centre: pointOf(lon, lat),
    buildings: kind === 'building' ? [itself] : buildingsOf(below, units),
  };
}

const answerOf = <T>(query: { readonly data: unknown }): T | undefined => (query.data as Kept<T> | undefined)?.answer;

/** One's own grids with their buildings and units, kept on the phone. */
export function useOwnGround(): {
  readonly grounds: readonly OwnGround[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
} {
  const owner = useOwner()?.id;
  const areas = useOwnAreas();
  const queries = useQueries({
    queries: areas.flatMap(
      ({ id }) =>
        [
          keptQuery(owner, 'GET /areas/:id', { params: { id } }, { staleMs: dayMs }),
          keptQuery(
            owner,
            'GET /areas/:id/geojson',
            { params: { id }, query: { kind: 'building' } },
            { staleMs: dayMs },
          ),
          keptQuery(
            owner,
            'GET /areas/:id/geojson',
            { params: { id }, query: { kind: 'unit', limit: 1000 } },
            { staleMs: dayMs },
          ),
        ] as never[],
    ),
  }) as readonly { data: unknown; isPending: boolean; error: unknown; refetch: () => unknown }[];
  const grounds = areas.flatMap((_, at) => {
    const [area, below, units] = queries.slice(at * 3, at * 3 + 3);
    const [one, buildings, unitList] = [
      area && answerOf<Area>(area),
      below && answerOf<Below>(below),
      units && answerOf<Below>(units),
    ];
    return one && buildings && unitList ? [groundOf(one, buildings, unitList)] : [];
  });
  return {
    grounds,
    isPending: queries.some((query) => query.isPending),
    error: queries.find((query) => query.error)?.error,
    retry: () => {
      for (const query of queries) if (query.error) void query.refetch();
    },
  };
}
