import { useEffect, useRef } from 'react';
import { type ChartOption, startChart } from './echarts.ts';
import './chart.css';

interface ChartProps {
  /** What the chart says, in a sentence with its figures. */
  readonly label: string;
  readonly option: ChartOption;
  /** Px; without it the chart fills its box. */
  readonly height?: number | undefined;
  /** Called with the index in the first series and the name of what was pressed. */
  readonly onPress?: ((at: number, name: string) => void) | undefined;
}

/** A chart that follows the size of its box. */
export function Chart({ label, option, height, onPress }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof startChart>>(undefined);
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    if (!box.current) return;
    const made = startChart(box.current);
    chart.current = made;
    made.on('click', ({ dataIndex, name }) => press.current?.(dataIndex, name));
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
  return (
    <div
      ref={box}
      className={`ll-chart${onPress ? ' ll-chart-pressable' : ''}`}
      style={height === undefined ? undefined : { height }}
      role="img"
      aria-label={label}
    />
  );
}
