import { useMemo } from 'react';
import { Chart } from './Chart.tsx';
import { type ChartMood, chartBase, chartColours, figureFont } from './chart-theme.ts';

interface GaugeChartProps {
  readonly label: string;
  /** Under the figure: 按时办结率. */
  readonly name: string;
  /** 0–100, or undefined while there is nothing to divide by. */
  readonly percent: number | undefined;
  readonly mood?: ChartMood;
  readonly height?: number;
  readonly onPress?: () => void;
}

/** A rate as an arc; without cases behind it, a dash and no arc. */
export function GaugeChart({ label, name, percent, mood = 'day', height, onPress }: GaugeChartProps) {
  const option = useMemo(() => {
    const colour = chartColours[mood];
    const figure = percent === undefined ? '–' : percent.toFixed(1);
    return {
      ...chartBase,
      series: [
        {
          type: 'gauge',
          startAngle: 210,
          endAngle: -30,
          min: 0,
          max: 100,
          radius: '94%',
          center: ['50%', '54%'],
          progress: { show: percent !== undefined, width: 11, roundCap: true, itemStyle: { color: colour.done } },
          axisLine: { lineStyle: { width: 11, color: [[1, colour.track]] }, roundCap: true },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: { show: false },
          pointer: { show: false },
          anchor: { show: false },
          title: { offsetCenter: [0, '36%'], color: colour.text2, fontSize: 13 },
          detail: {
            offsetCenter: [0, '-2%'],
            formatter: `{figure|${figure}}{unit|${percent === undefined ? '' : '%'}}`,
            rich: {
              figure: { fontFamily: figureFont, fontWeight: 600, fontSize: 31, color: colour.text },
              unit: { fontSize: 15, color: colour.text2, padding: [8, 0, 0, 2] },
            },
          },
          data: [{ value: percent ?? 0, name }],
        },
      ],
    };
  }, [percent, name, mood]);
  return <Chart label={label} option={option} height={height} onPress={onPress} />;
}
