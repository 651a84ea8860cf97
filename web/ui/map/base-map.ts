import { createContext, useContext } from 'react';
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

/** Gives every map below it the same ground. */
export const BaseMapProvider = baseMapContext.Provider;

/** The ground of the surface, where it has loaded one. */
export function useBaseMap(): BaseMap | undefined {
  return useContext(baseMapContext);
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
