import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type ChartOption, startChart } from './echarts.ts';
import './chart.css';

interface ChartProps {
  /** What the chart says, in a sentence with its figures. */
  readonly label: string;
  readonly option: ChartOption;
  /** Px; without it the chart fills its box. */
  readonly height?: number | undefined;
  /** What can be pressed, in words, in the order of the first series: the keyboard and the ear reach it there. */
  readonly points?: readonly string[] | undefined;
  /** Called with the index in the first series. */
  readonly onPress?: ((at: number) => void) | undefined;
}

interface PointsProps {
  readonly label: string;
  readonly points: readonly string[];
  readonly onPress: (at: number) => void;
  /** Marks a point in the picture; -1 for none. */
  readonly onMark: (at: number) => void;
}

/** One stop of the keyboard: arrows go from point to point, Enter opens. Seen only while it has the focus. */
function Points({ label, points, onPress, onMark }: PointsProps) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const last = points.length - 1;
  const here = Math.min(at, last);
  const go = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: here + 1,
      ArrowDown: here + 1,
      ArrowLeft: here - 1,
      ArrowUp: here - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll('button')[Math.max(0, Math.min(last, next))]?.focus();
  };
  return (
    <ul ref={list} className="ll-chart-points" aria-label={label}>
      {points.map((words, n) => (
        <li key={words}>
          <button
            type="button"
            tabIndex={n === here ? 0 : -1}
            onKeyDown={go}
            onFocus={() => {
              setAt(n);
              onMark(n);
            }}
            onBlur={() => onMark(-1)}
            onClick={() => onPress(n)}
          >
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A chart that follows the size of its box. */
export function Chart({ label, option, height, points = [], onPress }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof startChart>>(undefined);
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    if (!box.current) return;
    const made = startChart(box.current);
    chart.current = made;
    made.on('click', ({ dataIndex }) => press.current?.(dataIndex));
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  const mark = (at: number) => {
    chart.current?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    if (at >= 0) chart.current?.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex: at });
  };
  const isWalked = onPress !== undefined && points.length > 0;
  const picture = isWalked ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  const plot = <div ref={box} className={`ll-chart${onPress ? ' ll-chart-pressable' : ''}`} {...picture} />;
  return (
    <div className="ll-chart-box" style={height === undefined ? undefined : { height }}>
      {plot}
      {isWalked && <Points label={label} points={points} onPress={onPress} onMark={mark} />}
    </div>
  );
}
