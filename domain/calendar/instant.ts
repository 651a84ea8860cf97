/** Milliseconds of a day. */
export const dayMs = 86_400_000;
/** China Standard Time: UTC+8, without summer time since 1991. */
const offsetMs = 8 * 3_600_000;

/** A moment: an ISO 8601 string with its offset, or milliseconds since 1970. */
export type Instant = string | number;

/** Milliseconds since 1970 of an instant. A date-time without offset is a mistake of the caller and throws RangeError. */
export function toMs(instant: Instant): number {
  if (typeof instant === 'number') return instant;
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

/** The ISO 8601 form of milliseconds, in UTC. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The business day (Asia/Shanghai) of an instant, as YYYY-MM-DD: the only place where it is decided. */
export function businessDay(instant: Instant): string {
  return dayOf(dayNumberAt(toMs(instant)));
}

/** An instant as the clock on the wall says it, Asia/Shanghai: `2026-03-04 10:00`. */
export function wallTime(instant: Instant): string {
  return toIso(toMs(instant) + offsetMs)
    .slice(0, 16)
    .replace('T', ' ');
}

/** The number of the business day of a moment: days since 1970-01-01, Asia/Shanghai. */
export function dayNumberAt(ms: number): number {
  return Math.floor((ms + offsetMs) / dayMs);
}

/** The number of a day written YYYY-MM-DD; RangeError for a day that does not exist. */
export function dayNumber(day: string): number {
  if (!dayExists(day)) throw new RangeError(`not a day: ${day}`);
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** A numbered day as YYYY-MM-DD. */
export function dayOf(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** The moment a numbered business day begins, in milliseconds. */
export function dayStart(number: number): number {
  return number * dayMs - offsetMs;
}

/** The last moment of a numbered business day: one millisecond before 24:00, so that it still belongs to the day. */
export function dayEnd(number: number): number {
  return dayStart(number + 1) - 1;
}

/** Day of the week, 0 for Sunday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** Whether YYYY-MM-DD names a real day of the calendar. */
export function dayExists(day: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return date <= (lengths[month - 1] ?? 0);
}

/** Whole years of age at an instant, by the calendar day in Shanghai; null where the birthday is unknown. */
export function ageAt(bornOn: string | null, now: Instant): number | null {
  if (bornOn === null) return null;
  const today = businessDay(now);
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) >= bornOn.slice(5) ? years : years - 1;
}
