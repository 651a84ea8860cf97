import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage, useWords } from '../../kit/i18n.ts';
import { momentOf } from '../../kit/time.ts';
import { useNow } from '../../kit/use-time.ts';
import { Seal } from '../show/Seal.tsx';
import './wall.css';

/** The wall is designed at this size and scaled as a whole. */
const design = { width: 1440, height: 900 } as const;

const measure = () => Math.min(window.innerWidth / design.width, window.innerHeight / design.height);

function useZoom(): number {
  const [zoom, setZoom] = useState(measure);
  useEffect(() => {
    const renew = () => setZoom(measure());
    window.addEventListener('resize', renew);
    return () => window.removeEventListener('resize', renew);
  }, []);
  return zoom;
}

interface WallShellProps {
  readonly title: string;
  /** At the right of the title: area switch, language, state of the data. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the command screens: clock and date, the title with the seal, and the page scaled to the display. */
export function WallShell({ title, aside, children }: WallShellProps) {
  const zoom = useZoom();
  const language = useLanguage();
  const now = useNow(1000);
  const { day, time } = momentOf(now);
  const dayWords = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'full',
    timeZone: 'Asia/Shanghai',
  }).format(now);
  const seconds = String(now.getSeconds()).padStart(2, '0');
  return (
    <div className="ll-wall" style={{ zoom, height: window.innerHeight / zoom }}>
      <header>
        <div>
          <time className="ll-wall-clock" dateTime={`${day}T${time}`}>
            {time}:{seconds}
          </time>
          <span>{dayWords}</span>
        </div>
        <h1>
          <Seal size={32} />
          {title}
        </h1>
        <div className="ll-wall-aside">{aside}</div>
      </header>
      <main>{children}</main>
    </div>
  );
}

/** The three columns of a wall page: 348 · rest · 348. */
export function WallColumns({ children }: { readonly children: ReactNode }) {
  return <div className="ll-wall-columns">{children}</div>;
}

interface WallColumnProps {
  /** Heights of the panels: `204px 1fr 1.1fr`. */
  readonly rows: string;
  readonly children: ReactNode;
}

/** Panels one above the other. */
export function WallColumn({ rows, children }: WallColumnProps) {
  return (
    <div className="ll-wall-column" style={{ gridTemplateRows: rows }}>
      {children}
    </div>
  );
}

interface WallPanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A flat panel with a hairline and a cyan tick before its title. */
export function WallPanel({ title, aside, children }: WallPanelProps) {
  return (
    <section className="ll-wall-panel">
      <h2>
        {title}
        {aside && <small>{aside}</small>}
      </h2>
      {children}
    </section>
  );
}

interface WallFigureProps {
  readonly label: string;
  /** Undefined while it is being counted. */
  readonly value: number | string | undefined;
  readonly unit?: string;
  /** Beside the figure: 较昨日 +12, n = 86. */
  readonly note?: string | undefined;
  /** Red for what is late, and only where it is not zero. */
  readonly isAlarm?: boolean;
  /** Opens the very cases behind the figure. */
  readonly onOpen?: (() => void) | undefined;
}

/** A large figure with its word; a press opens what it counts. */
export function WallFigure({ label, value, unit, note, isAlarm = false, onOpen }: WallFigureProps) {
  const shown = typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '–');
  const body = (
    <>
      <span>{label}</span>
      <b className={isAlarm && value ? 'll-wall-alarm' : undefined}>
        {shown}
        {unit && <i>{unit}</i>}
      </b>
      {note && <em>{note}</em>}
    </>
  );
  return onOpen ? (
    <button type="button" className="ll-wall-figure" onClick={onOpen}>
      {body}
    </button>
  ) : (
    <div className="ll-wall-figure">{body}</div>
  );
}

/** Figures two by two inside a panel. */
export function WallFigures({ children }: { readonly children: ReactNode }) {
  return <div className="ll-wall-figures">{children}</div>;
}

/** Figures side by side in a strip of their own. */
export function WallStrip({ children }: { readonly children: ReactNode }) {
  return <section className="ll-wall-strip">{children}</section>;
}

interface WallRate {
  readonly key: string;
  readonly label: string;
  /** Per cent, or undefined where there is nothing to divide by. */
  readonly percent: number | undefined;
  /** How many it is made of: always said. */
  readonly n: number;
  readonly onOpen?: () => void;
}

/** Rates, each with the number it is made of. */
export function WallRates({ rates }: { readonly rates: readonly WallRate[] }) {
  const t = useWords('wall');
  return (
    <dl className="ll-wall-rates">
      {rates.map(({ key, label, percent, n, onOpen }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>
            <b>{percent === undefined ? '–' : percent.toFixed(1)}</b>
            <i>%</i>
            {onOpen ? (
              <button type="button" onClick={onOpen}>
                {t('n', { n })}
              </button>
            ) : (
              <span>{t('n', { n })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface LiveRow {
  readonly key: string;
  readonly time: string;
  readonly title: string;
  readonly sub: string;
  readonly state: string;
  readonly tone: 'wait' | 'run' | 'done' | 'alarm';
  readonly onOpen?: () => void;
}

/** The latest matters: time, title, grid, state. No names, doors or phones belong here. */
export function WallLive({ rows }: { readonly rows: readonly LiveRow[] }) {
  return (
    <ul className="ll-wall-live">
      {rows.map(({ key, time, title, sub, state, tone }) => (
        <li key={key}>
          <time>{time}</time>
          <p>
            {title}
            <small>{sub}</small>
          </p>
          <span className={`ll-wall-${tone}`}>{state}</span>
        </li>
      ))}
    </ul>
  );
}

interface WallLegendProps {
  readonly label: string;
  readonly colours: readonly string[];
  readonly most: number;
}

/** What the colours of the map mean. */
export function WallLegend({ label, colours, most }: WallLegendProps) {
  return (
    <p className="ll-wall-legend">
      {label}
      <span>0</span>
      <span className="ll-wall-legend-steps" aria-hidden>
        {colours.map((colour) => (
          <i key={colour} style={{ background: colour }} />
        ))}
      </span>
      <span>{most}</span>
    </p>
  );
}
