import type { AreaView } from '../../../contract/areas.ts';
import { contains } from '../../../domain/geometry/contains.ts';
import { areaM2, pointInside } from '../../../domain/geometry/measure.ts';
import { beyondM2, overlapM2 } from '../../../domain/geometry/overlap.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import type { GridFeatures } from '../../ui/map/base-map.ts';
import type { Ring } from '../../ui/map/geo.ts';
import { polygonOf, ringFault } from '../../ui/map/ring.ts';

type Outlines = GridFeatures['features'];

interface Drawing {
  readonly ring: Ring;
  /** The community's own outline is drawn, not a grid. */
  readonly isOutline: boolean;
  readonly community: AreaView;
  /** The other grids of the community. */
  readonly others: Outlines;
  readonly buildings: Outlines;
}

export interface DrawingChecks {
  readonly isGrid: boolean;
  /** Ground outside of the community; undefined while that has no outline. */
  readonly beyondM2: number | undefined;
  readonly overlaps: readonly { readonly id: number; readonly name: string; readonly m2: number }[];
  readonly buildings: number;
  /** Ground of the community that no grid will cover. */
  readonly gapM2: number | undefined;
}

/** As the server judges: less is the unsteadiness of a hand. */
const noiseM2 = 10;

/** What the server will say of a drawing, told while one draws; undefined while there is no area yet. */
export function checkDrawing({ ring, isOutline, community, others, buildings }: Drawing): DrawingChecks | undefined {
  if (ringFault(ring)) return undefined;
  const shape = polygonOf(ring) as Shape;
  const ground = community.current.polygon as Shape | null;
  const beyond = ground ? beyondM2(shape, ground) : undefined;
  const shapes = others.map((feature) => feature.geometry as Shape);
  return {
    isGrid: !isOutline,
    beyondM2: beyond === undefined ? undefined : beyond > noiseM2 ? beyond : 0,
    overlaps: others
      .map((feature, at) => ({
        id: Number(feature.id),
        name: feature.properties.name,
        m2: overlapM2(shape, shapes[at] as Shape),
      }))
      .filter(({ m2 }) => m2 > noiseM2),
    buildings: buildings.filter((building) => contains(shape, pointInside(building.geometry as Shape))).length,
    gapM2: ground
      ? Math.max(0, areaM2(ground) - [shape, ...shapes].reduce((sum, one) => sum + overlapM2(one, ground), 0))
      : undefined,
  };
}
