import type { Shape } from '../../domain/geometry/shapes.ts';
import type { LonLat } from '../ui/map/geo.ts';

/** A building of one's own ground, as it lies on the phone. */
export interface OwnBuilding {
  readonly id: number;
  readonly name: string;
  readonly storeys: number | null;
  readonly point: LonLat | undefined;
  readonly shape: Shape | undefined;
  readonly units: readonly { readonly id: number; readonly name: string }[];
}

/** A grid (or a building) that somebody looks after, with its buildings. */
export interface OwnGround {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly communityId: number;
  readonly shape: Shape | undefined;
  readonly centre: LonLat | undefined;
  readonly buildings: readonly OwnBuilding[];
}
