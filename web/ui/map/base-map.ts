import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { apiQuery } from '../../kit/use-api.ts';
import type { Bounds, Features, Geometry } from './geo.ts';

/** What lies under everything: footprints, roads, water and green of the place. © OpenStreetMap contributors. */
export interface BaseMap {
  readonly buildings: Features;
  readonly roads: Features;
  readonly water: Features;
  readonly green?: Features | undefined;
  /** What the map shows first. */
  readonly bounds: Bounds;
}

const baseMapContext = createContext<BaseMap | undefined>(undefined);

/** Gives the maps below it a ground of their own, in place of the server's: for what is kept on a phone, and for tests. */
export const BaseMapProvider = baseMapContext.Provider;

/** The ground of the maps: asked of the server once, when the first map is wanted; undefined until it has come. */
export function useBaseMap(): BaseMap | undefined {
  const given = useContext(baseMapContext);
  const { data } = useQuery({
    ...apiQuery('GET /ground'),
    enabled: given === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return given ?? (data as BaseMap | undefined);
}

/** A grid on a map: its name, and how many of what is counted. */
export type GridProperties = Readonly<{
  readonly id: number | string;
  readonly name: string;
  readonly count?: number | undefined;
}>;

export type GridFeatures = Features<Geometry, GridProperties>;

/** A matter on a map. */
export type PointProperties = Readonly<{
  readonly id: string;
  readonly title: string;
  readonly tone: 'blue' | 'amber' | 'red';
}>;

export type PointFeatures = Features<Geometry, PointProperties>;
