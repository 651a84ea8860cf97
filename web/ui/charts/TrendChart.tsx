import { useMemo } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Chart } from './Chart.tsx';
import { type ChartMood, chartBase, chartColours, figureFont } from './chart-theme.ts';
import { axisTop, cutSeries, type TrendDay } from './trend-series.ts';

interface TrendChartProps {
  readonly label: string;
  readonly days: readonly TrendDay[];
  readonly names: { readonly first: string; readonly second: string };
  readonly mood?: ChartMood;
  readonly height?: number;
  readonly onDay?: (day: string) => void;
}

interface LineParts {
  readonly name: string;
  readonly colour: string;
  readonly hasFill: boolean;
}

function lines(days: readonly TrendDay[], which: 'first' | 'second', { name, colour, hasFill }: LineParts): object[] {
  const { whole, part } = cutSeries(days, which);
  const shared = { name, type: 'line', smooth: 0.3, showSymbol: false, itemStyle: { color: colour } };
  const fill = {
    areaStyle: {
      color: {
        type: 'linear',
        x: 0,
        y: 0,
        x2: 0,
        y2: 1,
        colorStops: [
          { offset: 0, color: `${colour}40` },
          { offset: 1, color: `${colour}00` },
        ],
      },
    },
  };
  return [
    { ...shared, data: whole, lineStyle: { color: colour, width: 2.4 }, ...(hasFill ? fill : {}) },
    ...(part.length > 0
      ? [
          {
            ...shared,
            data: part,
            smooth: false,
            lineStyle: { color: colour, width: 2, type: [4, 4] },
            showSymbol: true,
            symbol: 'emptyCircle',
            symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (days[dataIndex]?.isPart ? 7 : 0),
          },
        ]
      : []),
  ];
}

/** Two series over days; today's part-day is dashed and says so. */
export function TrendChart({ label, days, names, mood = 'day', height, onDay }: TrendChartProps) {
  const t = useWords('common');
  const soFar = t('chart.soFar');
  const { first, second } = names;
  const option = useMemo(() => {
    const colour = chartColours[mood];
    const { max, interval } = axisTop(days.flatMap((day) => [day.first, day.second]));
    const axisText = { color: colour.text2, fontFamily: figureFont, fontSize: 12 };
    return {
      ...chartBase,
      grid: { left: 36, right: 18, top: 30, bottom: 24 },
      legend: {
        top: 0,
        right: 4,
        itemWidth: 14,
        itemHeight: 3,
        icon: 'roundRect',
        data: [first, second],
        textStyle: { color: colour.text2, fontSize: 13 },
      },
      tooltip: { trigger: 'axis', formatter: (rows: unknown) => tooltipWords(rows, days, names, soFar) },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`),
        boundaryGap: false,
        axisLine: { lineStyle: { color: colour.line } },
        axisTick: { show: false },
        axisLabel: { ...axisText, hideOverlap: true, alignMaxLabel: 'right' },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max,
        interval,
        splitLine: { lineStyle: { color: colour.line, type: [4, 4] } },
        axisLabel: axisText,
      },
      series: [
        ...lines(days, 'first', { name: first, colour: colour.first, hasFill: true }),
        ...lines(days, 'second', { name: second, colour: colour.second, hasFill: false }),
      ],
    };
  }, [days, first, second, mood, soFar, names]);
  return (
    <Chart
      label={label}
      option={option}
      height={height}
      points={days.map((day) => dayWords(day, names, soFar).join(' · '))}
      onPress={onDay && ((at) => days[at] && onDay(days[at].day))}
    />
  );
}

function tooltipWords(
  rows: unknown,
  days: readonly TrendDay[],
  names: TrendChartProps['names'],
  soFar: string,
): string {
  const at = (rows as { dataIndex: number }[])[0]?.dataIndex ?? 0;
  return days[at] ? dayWords(days[at], names, soFar).join('<br>') : '';
}

function dayWords(day: TrendDay, { first, second }: TrendChartProps['names'], soFar: string): [string, string] {
  return [`${day.day}${day.isPart ? ` · ${soFar}` : ''}`, `${first} ${day.first} · ${second} ${day.second}`];
}
