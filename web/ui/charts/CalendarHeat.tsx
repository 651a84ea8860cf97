import { useMemo } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Chart } from './Chart.tsx';
import { type ChartMood, chartBase, chartColours } from './chart-theme.ts';

export interface HeatDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly value: number;
}

interface CalendarHeatProps {
  readonly label: string;
  /** In order, from the first day to show to the last. */
  readonly days: readonly HeatDay[];
  readonly mood?: ChartMood;
  readonly height?: number;
  readonly onDay?: (day: string) => void;
}

/** One small square a day, weeks side by side, few to many by colour. */
export function CalendarHeat({ label, days, mood = 'day', height, onDay }: CalendarHeatProps) {
  const t = useWords('common');
  const weekdays = t('chart.weekdays');
  const months = t('chart.months');
  const option = useMemo(() => {
    const colour = chartColours[mood];
    const text = { color: colour.text2, fontSize: 12 };
    return {
      ...chartBase,
      tooltip: {
        formatter: ({ value }: { value: [string, number] }) => `${value[0]}<br>${value[1]}`,
      },
      visualMap: {
        show: false,
        min: 0,
        max: Math.max(1, ...days.map(({ value }) => value)),
        inRange: { color: [...colour.heat] },
      },
      calendar: {
        left: 30,
        right: 2,
        top: 20,
        bottom: 2,
        range: [days[0]?.day, days.at(-1)?.day],
        cellSize: ['auto', 'auto'],
        splitLine: { show: false },
        itemStyle: { borderWidth: 3, borderColor: colour.panel, color: 'transparent' },
        yearLabel: { show: false },
        dayLabel: { ...text, firstDay: 1, nameMap: weekdays.split(','), margin: 10 },
        monthLabel: { ...text, nameMap: months.split(',') },
      },
      series: [
        {
          type: 'heatmap',
          coordinateSystem: 'calendar',
          data: days.map(({ day, value }) => [day, value]),
          itemStyle: { borderRadius: 3 },
        },
      ],
    };
  }, [days, mood, weekdays, months]);
  if (days.length === 0) return null;
  return (
    <Chart
      label={label}
      option={option}
      height={height}
      points={days.map(({ day, value }) => `${day} · ${value}`)}
      onPress={onDay && ((at) => days[at] && onDay(days[at].day))}
    />
  );
}
