import type { GeoJSONSource, Map as LibreMap, LngLatBoundsLike, MapMouseEvent } from 'maplibre-gl';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import type { BaseMap, GridFeatures, PointFeatures } from './base-map.ts';
import { type Bounds, boundsOf, type Features, type LonLat, middleOf, noFeatures } from './geo.ts';
import { MapCredit } from './MapCredit.tsx';
import { heatExpression, type MapMood, type SourceName } from './map-style.ts';
import { SmallMap } from './SmallMap.tsx';
import { type MapOptions, useLibreMap } from './use-libre-map.ts';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map-view.css';

interface PickMode {
  readonly point: LonLat | undefined;
  readonly onPick: (point: LonLat) => void;
}

export interface MapViewProps {
  /** What the map shows, for those who do not see it. */
  readonly label: string;
  readonly base: BaseMap;
  readonly mood?: MapMood;
  readonly height?: number | string;
  /** What to show first; the base map's bounds unless told. A new value moves the map. */
  readonly bounds?: Bounds | undefined;
  readonly pitch?: number;
  readonly bearing?: number;
  readonly isStill?: boolean;
  readonly grids?: GridFeatures | undefined;
  /** Colours grids by their count. */
  readonly hasHeat?: boolean;
  readonly chosenGrid?: number | string | undefined;
  readonly onGrid?: (id: number | string) => void;
  readonly points?: PointFeatures | undefined;
  readonly onPoint?: (id: string) => void;
  /** Chooses one spot: press the map, or type coordinates below. */
  readonly pick?: PickMode | undefined;
  /** The drawing tools reach the map through this. */
  readonly onMap?: (map: LibreMap | undefined) => void;
  /** Laid over the map: legends, switches. */
  readonly children?: ReactNode;
}

function useSource(map: LibreMap | undefined, name: SourceName, features: Features | undefined): void {
  useEffect(() => {
    map?.getSource<GeoJSONSource>(name)?.setData((features ?? noFeatures) as never);
  }, [map, name, features]);
}

/** One label at the middle of each grid: its name and, where counted, how many. */
function useGridLabels(grids: GridFeatures | undefined): Features | undefined {
  const t = useWords('map');
  return (
    grids && {
      type: 'FeatureCollection',
      features: grids.features.map((grid) => {
        const { name, count } = grid.properties;
        const box = boundsOf([{ type: 'FeatureCollection', features: [grid] }]);
        return {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: box ? middleOf(box) : [0, 0] },
          properties: { words: count === undefined ? name : `${name}\n${t('count', { n: count })}` },
        };
      }),
    }
  );
}

function useGrids(map: LibreMap | undefined, props: MapViewProps): void {
  const { grids, hasHeat = false, mood = 'day', chosenGrid } = props;
  const labels = useGridLabels(grids);
  const labelKey = JSON.stringify(labels);
  useSource(map, 'grids', grids);
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are made anew each time; their text tells whether they changed
  useEffect(() => {
    map?.getSource<GeoJSONSource>('labels')?.setData((labels ?? noFeatures) as never);
  }, [map, labelKey]);
  useEffect(() => {
    if (!map || !hasHeat) return;
    const most = Math.max(0, ...(grids?.features.map(({ properties }) => properties.count ?? 0) ?? []));
    map.setPaintProperty('grids', 'fill-color', heatExpression(mood, most) as never);
    map.setPaintProperty('grids', 'fill-opacity', mood === 'night' ? 0.5 : 0.62);
  }, [map, hasHeat, grids, mood]);
  useEffect(() => {
    if (!map || chosenGrid === undefined) return;
    map.setFeatureState({ source: 'grids', id: chosenGrid }, { chosen: true });
    return () => {
      if (map.getSource('grids')) map.setFeatureState({ source: 'grids', id: chosenGrid }, { chosen: false });
    };
  }, [map, chosenGrid]);
}

/** Calls back with the id of what was pressed in a layer, and shows that it can be pressed. */
function usePress(map: LibreMap | undefined, layer: string, onPress: ((id: never) => void) | undefined): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  const isOn = onPress !== undefined;
  useEffect(() => {
    if (!map || !isOn) return;
    const point = (on: boolean) => () => {
      map.getCanvas().style.cursor = on ? 'pointer' : '';
    };
    const press = (event: MapMouseEvent & { features?: { properties: { id?: unknown } }[] }) => {
      const id = event.features?.[0]?.properties.id;
      if (id !== undefined) latest.current?.(id as never);
    };
    const subscriptions = [
      map.on('click', layer, press as never),
      map.on('mouseenter', layer, point(true)),
      map.on('mouseleave', layer, point(false)),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  }, [map, layer, isOn]);
}

function usePick(map: LibreMap | undefined, pick: PickMode | undefined): void {
  const latest = useRef(pick);
  latest.current = pick;
  const isOn = pick !== undefined;
  useEffect(() => {
    if (!map || !isOn) return;
    map.getCanvas().style.cursor = 'crosshair';
    const subscription = map.on('click', ({ lngLat }) => latest.current?.onPick([lngLat.lng, lngLat.lat]));
    return () => {
      subscription.unsubscribe();
      map.getCanvas().style.cursor = '';
    };
  }, [map, isOn]);
}

function useOptions(props: MapViewProps): MapOptions {
  const t = useWords('map');
  const { base, mood = 'day', bounds, pitch = 0, bearing = 0, isStill = false } = props;
  const words = { map: props.label, zoomIn: t('zoomIn'), zoomOut: t('zoomOut') };
  return { mood, pitch, bearing, isStill, words, bounds: (bounds ?? base.bounds) as LngLatBoundsLike };
}

/** A map without internet: our own ground, grids and matters, a spot to choose. Where WebGL is missing it is drawn as a plain picture. */
export function MapView(props: MapViewProps) {
  const { label, base, height = 360, points, pick, onMap, children, mood = 'day' } = props;
  const box = useRef<HTMLDivElement>(null);
  const { map, hasFailed } = useLibreMap(box as RefObject<HTMLElement>, useOptions(props));
  useSource(map, 'green', base.green);
  useSource(map, 'water', base.water);
  useSource(map, 'roads', base.roads);
  useSource(map, 'buildings', base.buildings);
  useGrids(map, props);
  useSource(map, 'points', points);
  usePress(map, 'points', props.onPoint);
  usePress(map, 'grids', props.onGrid);
  usePick(map, pick);
  useEffect(() => onMap?.(map), [map, onMap]);
  return (
    <div className={`ll-map ll-map-${mood}`}>
      <section className="ll-map-frame" style={{ height }} aria-label={label} data-ready={map ? 'yes' : 'no'}>
        {hasFailed ? (
          <SmallMap label={label} base={base} centre={middleOf(base.bounds)} acrossM={2000} height={360} />
        ) : (
          <div ref={box} className="ll-map-canvas" />
        )}
        {map && pick?.point && <Spot map={map} point={pick.point} />}
        {children}
        <MapCredit />
      </section>
      {pick && <SpotInput pick={pick} />}
    </div>
  );
}

/** The chosen spot as a pin that follows the map. */
function Spot({ map, point }: { readonly map: LibreMap; readonly point: LonLat }) {
  const pin = useRef<SVGSVGElement>(null);
  useEffect(() => {
    const place = () => {
      const { x, y } = map.project([point[0], point[1]]);
      if (pin.current) pin.current.style.transform = `translate(${x - 17}px, ${y - 32}px)`;
    };
    place();
    const subscription = map.on('move', place);
    return () => subscription.unsubscribe();
  }, [map, point]);
  return (
    <svg ref={pin} className="ll-map-pin" width="34" height="34" viewBox="0 0 34 34" aria-hidden>
      <path d="M17 32s11-9.6 11-18a11 11 0 1 0-22 0c0 8.4 11 18 11 18z" />
      <circle cx="17" cy="14" r="4" />
    </svg>
  );
}

/** The same choice by keyboard: longitude and latitude as numbers. */
function SpotInput({ pick }: { readonly pick: PickMode }) {
  const t = useWords('map');
  const [lon, lat] = pick.point ?? [];
  const [words, setWords] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const shown = words || (lon !== undefined && lat !== undefined ? `${lon.toFixed(6)}, ${lat.toFixed(6)}` : '');
  const give = () => {
    if (!words) return;
    const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(words);
    const point = found ? ([Number(found[1]), Number(found[2])] as const) : undefined;
    const isPoint = point !== undefined && Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90;
    setIsWrong(!isPoint);
    if (!isPoint) return;
    pick.onPick(point);
    setWords('');
  };
  return (
    <label className="ll-map-coordinates">
      {t('coordinates')}
      <input
        className="figures"
        value={shown}
        placeholder="121.490000, 31.240000"
        aria-invalid={isWrong}
        onChange={(event) => setWords(event.target.value)}
        onBlur={give}
        onKeyDown={(event) => event.key === 'Enter' && give()}
      />
      {isWrong && <span className="ll-field-error">{t('coordinatesWrong')}</span>}
    </label>
  );
}
