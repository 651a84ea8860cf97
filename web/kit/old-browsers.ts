/** Adds what a phone's browser of some years ago lacks; what is there stays as it is. */
function add(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

/**
 * Teaches old browsers the newer words for lists that the screens use. The build turns new syntax into old; it leaves methods alone,
 * and phones keep their browser for years.
 */
export function teachLists(array: object = Array.prototype, map: object = Map): void {
  add(array, 'at', function at(this: unknown[], index: number) {
    return this[index < 0 ? this.length + index : index];
  });
  add(array, 'findLast', function findLast(this: unknown[], fits: (value: unknown, at: number) => boolean) {
    for (let at = this.length - 1; at >= 0; at -= 1) if (fits(this[at], at)) return this[at];
    return undefined;
  });
  add(array, 'toSorted', function toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
    return [...this].sort(compare);
  });
  add(array, 'toReversed', function toReversed(this: unknown[]) {
    return [...this].reverse();
  });
  add(map, 'groupBy', (items: Iterable<unknown>, keyOf: (item: unknown, at: number) => unknown) => {
    const groups = new Map<unknown, unknown[]>();
    let at = 0;
    for (const item of items) {
      const key = keyOf(item, at);
      groups.set(key, [...(groups.get(key) ?? []), item]);
      at += 1;
    }
    return groups;
  });
}
