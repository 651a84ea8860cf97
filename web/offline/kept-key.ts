/** The key under which an answer is kept: the route, and what was asked of it. */
export function keptKeyOf(key: string, given: { readonly params?: unknown; readonly query?: unknown } = {}): string {
  return JSON.stringify([key, given.params ?? null, given.query ?? null]);
}

/** What every key of a route begins with. */
export function keptPrefixOf(key: string): string {
  return `[${JSON.stringify(key)},`;
}
