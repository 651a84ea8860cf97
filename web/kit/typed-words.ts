import { usePageLocation } from './use-page-location.ts';

/**
 * Words somebody typed, carried to a page beside its address: `<Link to="/search" {...withWords(words)}>`. They may hold a name, a phone or what
 * troubles somebody, and addresses are kept by browsers and passed on. Back and reload know them all the same.
 */
export const withWords = (words: string) => ({ state: { words } as never });

/** The words a page was opened with; `?q=` of an address that somebody made by hand is read, too. */
export function useTypedWords(): string {
  const { search, state } = usePageLocation();
  const { q = '' } = search as { q?: string | number };
  return (state as { words?: string }).words ?? String(q);
}
