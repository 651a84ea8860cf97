/** The month so many months later, or earlier. */
export function monthAfter(month: string, n: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + n;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  const first = Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`);
  return new Date(first - 86_400_000).toISOString().slice(0, 10);
}

/** A share as per cent with one place; a whole number without. */
export function percentWords(value: number): string {
  return `${Math.round(value * 1000) / 10}%`;
}

/** The filters of the desk's list that show exactly what a figure of an area and a month counts. */
export const casesBehind = {
  raised: (area: number, month: string) => ({
    tab: 'all',
    area: String(area),
    raisedFrom: `${month}-01`,
    raisedTo: lastDayOf(month),
  }),
  closed: (area: number, month: string) => ({
    tab: 'closed',
    area: String(area),
    closedFrom: `${month}-01`,
    closedTo: lastDayOf(month),
  }),
  rate: (area: number, month: string, metric: string) => ({ tab: 'all', area: String(area), metric, month }),
} as const;
