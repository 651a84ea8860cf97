import type { ReactNode } from 'react';
import { Seal } from '../show/Seal.tsx';
import './sky-hero.css';

interface SkyHeroProps {
  /** The community. */
  readonly place: ReactNode;
  readonly greeting: string;
  readonly sub?: ReactNode;
  /** At the top right: 大字版. */
  readonly aside: ReactNode;
}

interface Block {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

const windows: readonly Block[] = [
  { x: 88, y: 50, columns: 3, rows: 4 },
  { x: 20, y: 70, columns: 3, rows: 2 },
  { x: 171, y: 56, columns: 4, rows: 3 },
  { x: 279, y: 52, columns: 3, rows: 4 },
  { x: 344, y: 68, columns: 3, rows: 2 },
];
const trees = [
  [68, 90, 13],
  [140, 88, 14],
  [156, 93, 10],
  [238, 90, 13],
  [262, 93, 11],
  [326, 91, 12],
  [2, 92, 13],
  [388, 91, 13],
] as const;

function windowsPath({ x, y, columns, rows }: Block): string {
  return Array.from({ length: columns * rows }, (_, at) => {
    const [left, top] = [x + (at % columns) * 10, y + Math.floor(at / columns) * 11];
    return `M${left} ${top}h5v6h-5z`;
  }).join('');
}

/** The head of the resident's home: a sky with drawn houses, the greeting, and the way to large letters. */
export function SkyHero({ place, greeting, sub, aside }: SkyHeroProps) {
  return (
    <header className="ll-sky">
      <svg viewBox="0 0 390 100" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <path
          fill="#cfdfec"
          d="M0 52h26v48H0zM38 40h30v60H38zM128 42h28v58h-28zM226 36h34v64h-34zM318 40h30v60h-30zM366 50h24v50h-24z"
        />
        <path
          fill="#b5cde2"
          d="M14 62h36v38H14zM80 42h40v58H80zM80 42l20-9 20 9zM164 48h50v52h-50zM272 44h40v56h-40zM338 60h38v40h-38z"
        />
        <path fill="#eaf2f8" d={windows.map(windowsPath).join('')} />
        {trees.map(([x, y, r]) => (
          <circle key={x} cx={x} cy={y} r={r} fill="#8fb49b" />
        ))}
        <path d="M0 97h390v3H0z" fill="#c9d6c9" />
      </svg>
      <div className="ll-sky-bar">
        <Seal size="1.75rem" />
        <b>{place}</b>
        <span>{aside}</span>
      </div>
      <div className="ll-sky-words">
        <h1>{greeting}</h1>
        {sub && <p>{sub}</p>}
      </div>
    </header>
  );
}
