import { type GeoJSONSource, type Map as LibreMap, Marker } from 'maplibre-gl';
import type { LonLat, Ring } from './geo.ts';
import { insertCorner, midpoints, moveCorner, polygonOf, removeCorner } from './ring.ts';

interface CornerParts {
  readonly map: LibreMap;
  readonly ring: Ring;
  readonly isClosed: boolean;
  readonly onChange: (ring: Ring) => void;
  /** The name of a corner, counted from one. */
  readonly say: (n: number) => string;
  readonly sayMiddle: string;
  /** The label of the handle that has the keyboard; markers are made anew after each change and it gets it back. */
  readonly focus: { current: string | undefined };
}

/** Draws the outline so far: an area once it is closed, a line before. */
export function showOutline(map: LibreMap, ring: Ring, isClosed: boolean): void {
  const geometry = isClosed && ring.length >= 3 ? polygonOf(ring) : { type: 'LineString', coordinates: ring };
  const features = ring.length < 2 ? [] : [{ type: 'Feature', geometry, properties: {} }];
  map.getSource<GeoJSONSource>('outline')?.setData({ type: 'FeatureCollection', features } as never);
}

function handle(className: string, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.setAttribute('aria-label', label);
  // A press on a handle is not a press on the map below it.
  for (const kind of ['click', 'dblclick'] as const) button.addEventListener(kind, (event) => event.stopPropagation());
  return button;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function cornerMarker(parts: CornerParts, at: number): Marker {
  const { map, ring, isClosed, onChange, say } = parts;
  const point = ring[at] as LonLat;
  const button = handle('ll-corner', say(at + 1));
  const marker = new Marker({ element: button, draggable: true }).setLngLat([point[0], point[1]]).addTo(map);
  const spot = (): LonLat => [marker.getLngLat().lng, marker.getLngLat().lat];
  marker.on('drag', () => showOutline(map, moveCorner(ring, at, spot()), isClosed));
  marker.on('dragend', () => onChange(moveCorner(ring, at, spot())));
  button.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      const reach = event.shiftKey ? 20 : 4;
      const { x, y } = map.project([point[0], point[1]]);
      const moved = map.unproject([x + step[0] * reach, y + step[1] * reach]);
      onChange(moveCorner(ring, at, [moved.lng, moved.lat]));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onChange(removeCorner(ring, at));
    }
  });
  button.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    onChange(removeCorner(ring, at));
  });
  return marker;
}

function middleMarker(parts: CornerParts, at: number, point: LonLat): Marker {
  const { map, ring, onChange, sayMiddle } = parts;
  const button = handle('ll-corner ll-corner-middle', sayMiddle);
  const marker = new Marker({ element: button, draggable: true }).setLngLat([point[0], point[1]]).addTo(map);
  const give = () => onChange(insertCorner(ring, at, [marker.getLngLat().lng, marker.getLngLat().lat]));
  marker.on('dragend', give);
  button.addEventListener('click', give);
  return marker;
}

function labelOf(marker: Marker): string | undefined {
  return marker.getElement().getAttribute('aria-label') ?? undefined;
}

/** Puts a handle on each corner and, once the outline is closed, on the middle of each side; returns how to take them away. */
export function showCorners(parts: CornerParts): () => void {
  const { ring, isClosed, focus } = parts;
  const corners = ring.map((_, at) => cornerMarker(parts, at));
  const middles = isClosed ? midpoints(ring).map((point, at) => middleMarker(parts, at, point)) : [];
  const markers = [...corners, ...middles];
  corners
    .find((marker) => labelOf(marker) === focus.current)
    ?.getElement()
    .focus();
  return () => {
    focus.current = markers.map(labelOf)[markers.findIndex((marker) => marker.getElement() === document.activeElement)];
    for (const marker of markers) marker.remove();
  };
}
