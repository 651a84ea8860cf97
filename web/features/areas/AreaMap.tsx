import { lazy, Suspense, useMemo } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { type BaseMap, type GridFeatures, useBaseMap } from '../../ui/map/base-map.ts';
import { type Bounds, boundsOf, type Features } from '../../ui/map/geo.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import './area-map.css';

const MapView = lazy(async () => ({ default: (await import('../../ui/map/MapView.tsx')).MapView }));

/** What a map of an area shows: the grids of its community, or further up the communities below it. */
function mapFrame({ id, kind, path }: Pick<AreaView, 'id' | 'kind' | 'path'>): {
  parent: number;
  shows: AreaKind;
} {
  const community = path.find((step) => step.kind === 'community');
  if (kind !== 'district' && kind !== 'street' && community) return { parent: community.id, shows: 'grid' };
  return { parent: id, shows: 'community' };
}

/** The drawn areas of one kind below an area; those without outline are left out. */
export function useOutlines(parent: number, kind: AreaKind, on: string | undefined): GridFeatures | undefined {
  const { data } = useApiList('GET /areas/:id/geojson', {
    params: { id: parent },
    query: { kind, limit: 1000, ...(on ? { on } : {}) },
  });
  return useMemo(
    () =>
      data && {
        type: 'FeatureCollection',
        features: data.features.flatMap(({ id, geometry, properties }) =>
          geometry ? [{ type: 'Feature' as const, id, geometry, properties: { id, name: properties.name } }] : [],
        ),
      },
    [data],
  );
}

/** The ground with the buildings of the registry in place of the footprints, where there are any. */
export function useGroundOf(parent: number, hasBuildings: boolean, on: string | undefined): BaseMap | undefined {
  const base = useBaseMap();
  const own = useOutlines(parent, hasBuildings ? 'building' : 'unit', on);
  return useMemo(() => {
    if (!base || !own || own.features.length === 0) return base;
    return {
      ...base,
      buildings: { type: 'FeatureCollection', features: [...base.buildings.features, ...own.features] },
    };
  }, [base, own]);
}

/** The box of one area, or of all that is drawn, or around the spot of the area. */
export function viewOf(view: AreaView, outlines: Features | undefined): Bounds | undefined {
  const { polygon } = view.current;
  if (polygon)
    return boundsOf([
      { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon, properties: {} }] },
    ]);
  const drawn = outlines && boundsOf([outlines]);
  if (drawn) return drawn;
  const { lon, lat } = view;
  return lon === null || lat === null ? undefined : [lon - 0.002, lat - 0.0015, lon + 0.002, lat + 0.0015];
}

/** A box with room around it, so that its corners can be taken hold of. */
export function roomAround(bounds: Bounds | undefined): Bounds | undefined {
  if (!bounds) return undefined;
  const [west, south, east, north] = bounds;
  const [across, up] = [(east - west) * 0.15, (north - south) * 0.15];
  return [west - across, south - up, east + across, north + up];
}

interface AreaMapProps {
  readonly view: AreaView;
  readonly on: string | undefined;
  readonly onChoose: (id: number) => void;
}

/** The map beside the tree: press a grid or community to choose it. */
export function AreaMap({ view, on, onChoose }: AreaMapProps) {
  const t = useWords('areas');
  const { parent, shows } = mapFrame(view);
  const outlines = useOutlines(parent, shows, on);
  const base = useGroundOf(parent, shows === 'grid', on);
  const shown = useMemo(() => withOwn(outlines, view), [outlines, view]);
  if (!base || !shown) return <Loading lines={6} />;
  const grid = view.path.findLast((step) => step.kind === shows);
  const bounds = viewOf(view, outlines);
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <MapView
        label={t('map', { name: view.current.name })}
        base={base}
        height="100%"
        {...(bounds ? { bounds } : {})}
        grids={shown}
        chosenGrid={grid?.id}
        onGrid={(id) => onChoose(Number(id))}
      >
        {shown.features.length === 0 && <p className="areas-map-note">{t('mapEmpty')}</p>}
      </MapView>
    </Suspense>
  );
}

/** A community without grids shows its own outline. */
function withOwn(outlines: GridFeatures | undefined, { id, current }: AreaView): GridFeatures | undefined {
  if (!outlines || outlines.features.length > 0 || !current.polygon) return outlines;
  const own = { type: 'Feature' as const, id, geometry: current.polygon, properties: { id, name: current.name } };
  return { type: 'FeatureCollection', features: [own] };
}
