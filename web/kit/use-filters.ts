import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type Filters<K extends string> = Readonly<Partial<Record<K, string>>>;

/**
 * The filters of a list, kept in the address so that a link shows the same list and Back undoes a choice.
 * @param keys the words the list knows; others in the address are left alone
 */
export function useFilters<const K extends string>(
  keys: readonly K[],
): [Filters<K>, (patch: Readonly<Partial<Record<K, string | undefined>>>) => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const known = keys.join();
  const values = useMemo(
    () =>
      Object.fromEntries(
        known.split(',').flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])),
      ) as Filters<K>,
    [known, search],
  );
  const change = useCallback(
    (patch: Readonly<Partial<Record<K, string | undefined>>>) => {
      void navigate({ to: '.', search: (old: object) => ({ ...old, ...patch }) } as never);
    },
    [navigate],
  );
  return [values, change];
}
