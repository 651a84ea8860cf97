/**
 * What a table declares under a name, or undefined. Names come from outside: `constructor` and the like are no entries of any table.
 */
export function ownKey<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
