import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash';
import type { Map as LibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { showCorners, showOutline } from './corner-markers.ts';
import type { LonLat, Ring } from './geo.ts';
import { MapView, type MapViewProps } from './MapView.tsx';
import { addCorner, moveCorner, ringArea, ringFault, roundPoint } from './ring.ts';
import './polygon-editor.css';

interface PolygonEditorProps extends Pick<MapViewProps, 'label' | 'base' | 'height' | 'bounds' | 'grids'> {
  /** The corners so far; an empty list begins a new outline. */
  readonly ring: Ring;
  readonly onChange: (ring: Ring) => void;
}

/** While an outline is open, each press of the map adds a corner; double press or Enter closes it. */
function useAdding(map: LibreMap | undefined, isAdding: boolean, onAdd: (point: LonLat) => void, onClose: () => void) {
  const latest = useRef({ onAdd, onClose });
  latest.current = { onAdd, onClose };
  useEffect(() => {
    if (!map || !isAdding) return;
    map.doubleClickZoom.disable();
    map.getCanvas().style.cursor = 'crosshair';
    const subscriptions = [
      map.on('click', ({ lngLat }) => latest.current.onAdd([lngLat.lng, lngLat.lat])),
      map.on('dblclick', () => latest.current.onClose()),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
      map.getCanvas().style.cursor = '';
      map.doubleClickZoom.enable();
    };
  }, [map, isAdding]);
}

/** Draws and changes an outline: press to add corners, drag them, press a middle to put one between, Delete to take one away; or type coordinates. */
export function PolygonEditor({ label, base, height = 420, bounds, grids, ring, onChange }: PolygonEditorProps) {
  const t = useWords('map');
  const [map, setMap] = useState<LibreMap>();
  const [isClosed, setIsClosed] = useState(ring.length >= 3);
  const isAdding = !isClosed;
  const focus = useRef<string>(undefined);
  useAdding(
    map,
    isAdding,
    (point) => {
      const last = ring.at(-1);
      const next = roundPoint(point);
      // The second press of a double press lands on the corner just made.
      if (last && map && distance(map, last, next) < 6) return;
      onChange(addCorner(ring, next));
    },
    () => setIsClosed(ring.length >= 3),
  );
  useEffect(() => {
    if (map) showOutline(map, ring, isClosed);
  }, [map, ring, isClosed]);
  useEffect(() => {
    if (!map) return;
    const say = (n: number) => t('corner', { n });
    return showCorners({ map, ring, isClosed, onChange, say, sayMiddle: t('middle'), focus });
  }, [map, ring, isClosed, onChange, t]);
  const fault = ringFault(ring);
  const clear = () => {
    onChange([]);
    setIsClosed(false);
  };
  return (
    <div className="ll-outline">
      <div className="ll-outline-bar">
        <p aria-live="polite">{isAdding ? t('adding') : t('editing')}</p>
        {isAdding && (
          <button type="button" disabled={fault !== undefined} onClick={() => setIsClosed(true)}>
            <CheckIcon size={16} aria-hidden />
            {t('closeOutline')}
          </button>
        )}
        <button type="button" disabled={ring.length === 0} onClick={clear}>
          <TrashIcon size={16} aria-hidden />
          {t('clearOutline')}
        </button>
      </div>
      <MapView
        label={label}
        base={base}
        height={height}
        {...(bounds ? { bounds } : {})}
        {...(grids ? { grids } : {})}
        onMap={setMap}
      />
      <p className={fault && isClosed ? 'll-field-error' : 'll-outline-area'} role="status">
        {fault ? t(`fault.${fault}`) : t('area', { ha: (ringArea(ring) / 10_000).toFixed(2), n: ring.length })}
      </p>
      <CornerList ring={ring} onChange={onChange} />
    </div>
  );
}

function distance(map: LibreMap, a: LonLat, b: LonLat): number {
  return map.project([a[0], a[1]]).dist(map.project([b[0], b[1]]));
}

/** Every corner as two numbers: the same work without a pointer. */
function CornerList({ ring, onChange }: { readonly ring: Ring; readonly onChange: (ring: Ring) => void }) {
  const t = useWords('map');
  const put = (at: number, axis: 0 | 1, words: string) => {
    const number = Number(words);
    const corner = ring[at];
    if (!corner || words.trim() === '' || !Number.isFinite(number)) return;
    onChange(moveCorner(ring, at, axis === 0 ? [number, corner[1]] : [corner[0], number]));
  };
  const append = () => {
    const [lon, lat] = ring.at(-1) ?? [0, 0];
    onChange(addCorner(ring, [lon + 0.0005, lat]));
  };
  return (
    <details className="ll-outline-list">
      <summary>{t('cornerList', { n: ring.length })}</summary>
      <ol>
        {ring.map((corner, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the ring
          <li key={`${at}-${corner.join()}`}>
            <span className="figures">{at + 1}</span>
            {([0, 1] as const).map((axis) => (
              <input
                key={axis}
                className="figures"
                inputMode="decimal"
                aria-label={t(axis === 0 ? 'cornerLon' : 'cornerLat', { n: at + 1 })}
                defaultValue={corner[axis].toFixed(7)}
                onBlur={(event) => put(at, axis, event.target.value)}
                onKeyDown={(event) => event.key === 'Enter' && put(at, axis, event.currentTarget.value)}
              />
            ))}
            <button
              type="button"
              onClick={() => onChange(ring.toSpliced(at, 1))}
              aria-label={t('removeCorner', { n: at + 1 })}
            >
              <TrashIcon size={16} />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" className="ll-outline-append" onClick={append}>
        {t('addCorner')}
      </button>
    </details>
  );
}
