import type { Period, Season } from '../../../domain/calendar/calendar.ts';
import { dayExists } from '../../../domain/calendar/instant.ts';

/** A season as it is typed. */
export interface SeasonText {
  readonly from: string;
  readonly to: string;
  readonly periods: string;
  readonly weekends: string;
  readonly holidays: string;
}

const time = '(?:[01]?\\d|2[0-3]):[0-5]\\d|24:00';
const period = new RegExp(`^(${time})\\s*[-–—~至]\\s*(${time})$`);

/** Opening periods as people write them: `09:00-12:00 14:00-17:30`. */
export function periodsText(periods: readonly Period[] | undefined): string {
  return (periods ?? []).map(([from, to]) => `${from}-${to}`).join(' ');
}

/** Reads opening periods; undefined where something is no period, or they overlap. */
export function readPeriods(text: string): [string, string][] | undefined {
  const parts = text
    .replaceAll('：', ':')
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '');
  const periods: [string, string][] = [];
  for (const part of parts) {
    const match = period.exec(part);
    const [from, to] = [match?.[1]?.padStart(5, '0'), match?.[2]?.padStart(5, '0')];
    if (!from || !to || from >= to || from < (periods.at(-1)?.[1] ?? '')) return undefined;
    periods.push([from, to]);
  }
  return periods;
}

/** A season for typing. */
export function seasonText(season: Season): SeasonText {
  return {
    from: season.from,
    to: season.to,
    periods: periodsText(season.periods),
    weekends: periodsText(season.weekends),
    holidays: periodsText(season.holidays),
  };
}

type WireSeason = {
  from: string;
  to: string;
  periods: [string, string][];
  weekends?: [string, string][];
  holidays?: [string, string][];
};

/** Reads a typed season, or says which part is wrong. */
export function readSeason(typed: SeasonText): WireSeason | 'day' | 'periods' {
  if (!dayExists(`2024-${typed.from}`) || !dayExists(`2024-${typed.to}`)) return 'day';
  const [periods, weekends, holidays] = [typed.periods, typed.weekends, typed.holidays].map(readPeriods);
  if (!periods || periods.length === 0 || !weekends || !holidays) return 'periods';
  return {
    from: typed.from,
    to: typed.to,
    periods,
    ...(weekends.length > 0 ? { weekends } : {}),
    ...(holidays.length > 0 ? { holidays } : {}),
  };
}
