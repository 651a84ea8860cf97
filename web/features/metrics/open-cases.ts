/** The desk's list of exactly the cases a figure counts. */
export function deskCases(query: Readonly<Record<string, string | number>>): string {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return `/desk/cases?${search}`;
}

/** A difference with its sign: +12, -3, ±0. */
export function signed(n: number): string {
  return n > 0 ? `+${n}` : n < 0 ? String(n) : '±0';
}
