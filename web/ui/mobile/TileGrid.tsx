import type { ComponentType } from 'react';
import './tile-grid.css';

type TileIcon = ComponentType<{ size?: number | string; weight?: 'regular' | 'fill' | 'duotone' }>;

export interface Tile {
  readonly key: string;
  readonly label: string;
  readonly icon: TileIcon;
}

interface TileGridProps {
  readonly label: string;
  readonly tiles: readonly Tile[];
  readonly columns?: number;
  readonly value: string | undefined;
  readonly onChange: (key: string) => void;
}

/** One choice of few, as tiles with icon and word. */
export function TileGrid({ label, tiles, columns = 4, value, onChange }: TileGridProps) {
  return (
    <div
      className="ll-tiles"
      role="radiogroup"
      aria-label={label}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {tiles.map(({ key, label: words, icon: Icon }) => (
        <label key={key} className={key === value ? 'll-on' : undefined}>
          <input
            type="radio"
            className="visually-hidden"
            name={label}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          <Icon size="1.625rem" weight={key === value ? 'fill' : 'regular'} />
          {words}
        </label>
      ))}
    </div>
  );
}

export interface ServiceTile {
  readonly key: string;
  readonly label: string;
  readonly icon: TileIcon;
  readonly tone: 'blue' | 'teal' | 'plum' | 'amber' | 'green' | 'grey';
}

interface ServiceGridProps {
  readonly label: string;
  readonly tiles: readonly ServiceTile[];
  readonly onOpen: (key: string) => void;
}

/** Services of the resident's home: four in a row, a tinted square with icon over the word. */
export function ServiceGrid({ label, tiles, onOpen }: ServiceGridProps) {
  return (
    <nav className="ll-services" aria-label={label}>
      {tiles.map(({ key, label: words, icon: Icon, tone }) => (
        <button type="button" key={key} onClick={() => onOpen(key)}>
          <i className={`ll-tag-${tone}`}>
            <Icon size="1.6875rem" weight="duotone" />
          </i>
          {words}
        </button>
      ))}
    </nav>
  );
}

interface SegmentsProps {
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly label: string; readonly isAlarm?: boolean }[];
  readonly value: string | undefined;
  readonly onChange: (key: string) => void;
}

/** Two or three words side by side, one chosen: 我已当场处理 / 需要别人处理. */
export function Segments({ label, options, value, onChange }: SegmentsProps) {
  return (
    <div className="ll-segments" role="radiogroup" aria-label={label}>
      {options.map(({ key, label: words, isAlarm = false }) => (
        <label key={key} className={key === value ? (isAlarm ? 'll-on ll-alarm' : 'll-on') : undefined}>
          <input
            type="radio"
            className="visually-hidden"
            name={label}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          {words}
        </label>
      ))}
    </div>
  );
}
