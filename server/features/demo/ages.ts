import type { Random } from './random.ts';

/** A numbered day as yyyymmdd in one integer, by arithmetic alone: millions of ages are asked for. */
function civilOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 10_000 + month * 100 + date;
}

/** Full years of age on a day. */
export function ageOn(bornOn: number, day: number): number {
  return Math.floor((civilOf(day) - civilOf(bornOn)) / 10_000);
}

export function yearOf(day: number): number {
  return Math.floor(civilOf(day) / 10_000);
}

const daysOfYear = 365.2425;

/** A day of birth that makes somebody between so many and so many full years old. */
export function bornAged(random: Random, day: number, ages: { readonly from: number; readonly to: number }): number {
  // Two days less on each side keep leap years from making it a year too many or too few.
  const latest = day - Math.ceil(ages.from * daysOfYear) - 2;
  const earliest = day - Math.floor((ages.to + 1) * daysOfYear) + 2;
  return random.between(earliest, latest);
}

/** A day so many years before or after another, fractions of years too. */
export function yearsFrom(day: number, years: number): number {
  return day + Math.round(years * daysOfYear);
}
