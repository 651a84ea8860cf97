import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';

export type Filters<K extends string> = Readonly<Partial<Record<K, string>>>;

/** Whether words are (part of) an id number, a phone or another number of somebody's rather than a name. */
export function holdsNumber(words: string): boolean {
  return /\d{6,}/.test(words.normalize('NFKC').replace(/[\s-]/g, ''));
}

/** What people type, where a number may stand; other filters are ids and choices of ours. */
const typed: ReadonlySet<string> = new Set(['q', 'phone', 'name']);

type Patch = Readonly<Record<string, string | undefined>>;

/** A change of filters, parted: what the address may say, and numbers that only this page remembers. Each takes the other's value away. */
export function apart(patch: Patch): { readonly inAddress: Patch; readonly inMemory: Patch } {
  const isKept = (key: string, value: string | undefined) =>
    value !== undefined && typed.has(key) && holdsNumber(value);
  const each = (isMemory: boolean) =>
    Object.fromEntries(
      Object.entries(patch).map(([key, value]) => [key, isKept(key, value) === isMemory ? value : undefined]),
    );
  return { inAddress: each(false), inMemory: each(true) };
}

/**
 * The filters of a list, kept in the address so that a link shows the same list and Back undoes a choice. A number that somebody types to search by is kept in memory
 * instead: addresses are kept by the browser and passed on.
 * @param keys the words the list knows; others in the address are left alone
 */
export function useFilters<const K extends string>(
  keys: readonly K[],
): [Filters<K>, (patch: Readonly<Partial<Record<K, string | undefined>>>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const known = keys.join();
  const [numbers, setNumbers] = useState<Readonly<Record<string, string | undefined>>>({});
  const values = useMemo(
    () =>
      Object.fromEntries(
        known.split(',').flatMap((key) => {
          const value = numbers[key] ?? search[key];
          return value === undefined ? [] : [[key, value]];
        }),
      ) as Filters<K>,
    [known, search, numbers],
  );
  const change = useCallback(
    (patch: Readonly<Partial<Record<K, string | undefined>>>) => {
      const { inAddress, inMemory } = apart(patch);
      setNumbers((old) => ({ ...old, ...inMemory }));
      void navigate({ to: '.', search: (old: object) => ({ ...old, ...inAddress }) } as never);
    },
    [navigate],
  );
  return [values, change];
}
