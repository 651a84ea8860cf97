import { Map as LibreMap, type LngLatBoundsLike, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type RefObject, useEffect, useState } from 'react';
import { fonts } from '../tokens.ts';
import { type MapMood, makeMapStyle } from './map-style.ts';

setWorkerUrl(workerUrl);

export interface MapOptions {
  readonly mood: MapMood;
  readonly bounds: LngLatBoundsLike;
  readonly pitch: number;
  readonly bearing: number;
  /** A picture only: no drag, no zoom. */
  readonly isStill: boolean;
  /** What the map and its buttons are called. */
  readonly words: { readonly map: string; readonly zoomIn: string; readonly zoomOut: string };
}

function makeMap(container: HTMLElement, options: MapOptions): LibreMap {
  return new LibreMap({
    container,
    style: makeMapStyle(options.mood),
    bounds: options.bounds,
    fitBoundsOptions: { padding: 24, pitch: options.pitch, bearing: options.bearing },
    interactive: !options.isStill,
    attributionControl: false,
    fadeDuration: 0,
    localIdeographFontFamily: fonts.text,
    maxZoom: 20,
    dragRotate: false,
    locale: {
      'Map.Title': options.words.map,
      'NavigationControl.ZoomIn': options.words.zoomIn,
      'NavigationControl.ZoomOut': options.words.zoomOut,
    },
    pitchWithRotate: false,
  });
}

/** Makes a map in a box and gives it back once its style is ready; `hasFailed` where the browser has no WebGL. */
export function useLibreMap(
  box: RefObject<HTMLElement | null>,
  options: MapOptions,
): { map: LibreMap | undefined; hasFailed: boolean } {
  const [map, setMap] = useState<LibreMap>();
  const [hasFailed, setHasFailed] = useState(false);
  const { mood, isStill } = options;
  const boundsKey = JSON.stringify(options.bounds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first view is set once; later views move the same map below
  useEffect(() => {
    if (!box.current) return;
    let made: LibreMap;
    try {
      made = makeMap(box.current, options);
    } catch {
      setHasFailed(true);
      return;
    }
    if (!isStill) made.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    made.once('style.load', () => setMap(made));
    return () => {
      setMap(undefined);
      made.remove();
    };
  }, [box, mood, isStill]);
  useEffect(() => {
    map?.fitBounds(JSON.parse(boundsKey) as LngLatBoundsLike, {
      padding: 24,
      duration: 0,
      pitch: options.pitch,
      bearing: options.bearing,
    });
  }, [map, boundsKey, options.pitch, options.bearing]);
  return { map, hasFailed };
}
