import { useRows } from '../../../offline/use-outbox.ts';

/** Declarations that were checked on this phone: those that wait to be sent, and those just answered while the list is still the old one. */
export function useCheckedHere(): ReadonlySet<string> {
  const rows = useRows() ?? [];
  const refs = rows
    .filter(({ command, state }) => command === 'rentals.settle' && state !== 'draft' && state !== 'refused')
    .map(({ input }) => (input as { readonly ref?: string } | null)?.ref ?? '');
  return new Set(refs);
}
