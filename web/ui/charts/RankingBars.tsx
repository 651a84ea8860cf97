import { useMemo } from 'react';
import { Chart } from './Chart.tsx';
import { type ChartMood, chartBase, chartColours, figureFont } from './chart-theme.ts';

export interface RankingRow {
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

interface RankingBarsProps {
  readonly label: string;
  readonly rows: readonly RankingRow[];
  readonly mood?: ChartMood;
  readonly height?: number;
  /** Room for the labels in px. */
  readonly labelWidth?: number;
  readonly onRow?: (key: string) => void;
}

/** Amounts side by side, in the order given. */
export function RankingBars({ label, rows, mood = 'day', height, labelWidth = 72, onRow }: RankingBarsProps) {
  const option = useMemo(() => {
    const colour = chartColours[mood];
    return {
      ...chartBase,
      grid: { left: labelWidth, right: 52, top: 4, bottom: 0 },
      xAxis: { type: 'value', show: false, max: Math.max(1, ...rows.map(({ value }) => value)) * 1.04 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.label),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          color: colour.text,
          fontSize: 14,
          align: 'left',
          margin: labelWidth,
          width: labelWidth - 8,
          overflow: 'truncate',
        },
      },
      series: [
        {
          type: 'bar',
          data: rows.map(({ value }) => value),
          barWidth: 10,
          showBackground: true,
          backgroundStyle: { color: colour.track, borderRadius: 5 },
          itemStyle: {
            borderRadius: 5,
            color: {
              type: 'linear',
              x: 0,
              y: 0,
              x2: 1,
              y2: 0,
              colorStops: [
                { offset: 0, color: colour.barFrom },
                { offset: 1, color: colour.first },
              ],
            },
          },
          label: {
            show: true,
            position: 'right',
            color: colour.text,
            fontFamily: figureFont,
            fontSize: 15,
            fontWeight: 600,
          },
        },
      ],
    };
  }, [rows, mood, labelWidth]);
  return (
    <Chart
      label={label}
      option={option}
      height={height}
      points={rows.map((row) => `${row.label} · ${row.value}`)}
      onPress={onRow && ((at) => rows[at] && onRow(rows[at].key))}
    />
  );
}
