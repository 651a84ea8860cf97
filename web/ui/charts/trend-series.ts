export interface TrendDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly first: number;
  readonly second: number;
  /** Today so far: shown dashed and never joined to the whole days as if it were one. */
  readonly isPart?: boolean;
}

type Points = (number | null)[];

/** Cuts a series into whole days (a full line) and the part-day after them (a dashed line from the last whole day). */
export function cutSeries(days: readonly TrendDay[], which: 'first' | 'second'): { whole: Points; part: Points } {
  const partAt = days.findIndex(({ isPart }) => isPart);
  const values = days.map((day) => day[which]);
  if (partAt < 0) return { whole: values, part: [] };
  return {
    whole: values.map((value, at) => (at < partAt ? value : null)),
    part: values.map((value, at) => (at >= partAt - 1 ? value : null)),
  };
}

/** A round ceiling for an axis that begins at zero: 1, 2 or 5 times a power of ten, cut in at most five steps. */
export function axisTop(values: readonly number[]): { max: number; interval: number } {
  const most = Math.max(4, ...values);
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const interval = [1, 2, 5, 10].map((step) => step * power).find((step) => step * 5 >= most) ?? power * 10;
  return { max: Math.ceil(most / interval) * interval, interval };
}
