const zone = 'Asia/Shanghai';
const minuteMs = 60_000;

/** A length of time cut into the two largest parts that people say. */
export interface Span {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Cuts milliseconds into days, hours and minutes; anything above zero is at least one minute. */
export function spanOf(ms: number): Span {
  const total = ms > 0 ? Math.max(1, Math.floor(ms / minuteMs)) : 0;
  return { days: Math.floor(total / 1440), hours: Math.floor((total % 1440) / 60), minutes: total % 60 };
}

export interface Moment {
  readonly day: string;
  readonly time: string;
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The business day (YYYY-MM-DD) and the time (HH:MM) of an instant, Asia/Shanghai, whatever the device's zone. */
export function momentOf(instant: Date | string): Moment {
  const found = Object.fromEntries(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return {
    day: `${found['year']}-${found['month']}-${found['day']}`,
    time: `${found['hour']}:${found['minute']}`,
  };
}

/** Whole days from one business day to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export type Nearness = 'today' | 'yesterday' | 'tomorrow' | 'this-year' | 'other-year';

/** How far a day lies from today, as people speak of it. */
export function nearness(day: string, today: string): Nearness {
  const days = daysBetween(today, day);
  if (days === 0) return 'today';
  if (days === -1) return 'yesterday';
  if (days === 1) return 'tomorrow';
  return day.slice(0, 4) === today.slice(0, 4) ? 'this-year' : 'other-year';
}
