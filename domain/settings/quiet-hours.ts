import { businessDay, dayMs, toIso, toMs, wallTime } from '../calendar/instant.ts';

/** Two times of the clock in Shanghai, `HH:MM`; the stretch may run over midnight, and is empty where they are the same. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** When something may be sent at the earliest: now, or the end of the quiet hours that run now. */
export function afterQuiet(now: string, { from, to }: QuietHours): string {
  const clock = wallTime(now).slice(11);
  const isOverMidnight = from > to;
  const isQuiet = isOverMidnight ? clock >= from || clock < to : clock >= from && clock < to;
  if (!isQuiet) return now;
  const today = toMs(`${businessDay(now)}T${to}:00+08:00`);
  return toIso(clock < to ? today : today + dayMs);
}
