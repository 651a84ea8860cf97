import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useOwnLocation } from './use-own-location.ts';

/** Words that go along to another page of the surface, beside its address: with the browser's entry of it, so that Back and reload have them. */
export function saidState(words: string | undefined): { readonly state: { readonly said?: string } } {
  return { state: words ? { said: words } : {} };
}

/**
 * What somebody searches for, kept with the browser's entry of the page and never in its address, which logs and other devices would have. Words of an
 * address of before (`?q=`) are taken over and out of it.
 * @returns the words, empty for none; and what sets them in place of those before, so that Back leaves the page
 */
export function useSaid(): readonly [string, (words: string) => void] {
  const own = useOwnLocation();
  const { q } = own.search as { readonly q?: string };
  const { said = '' } = own.state as { readonly said?: string };
  const navigate = useNavigate();
  const say = useCallback(
    (words: string) => {
      const search = (old: object) => ({ ...old, q: undefined });
      void navigate({ to: '.', search, ...saidState(words), replace: true } as never);
    },
    [navigate],
  );
  useEffect(() => {
    if (q !== undefined) say(q);
  }, [q, say]);
  return [q ?? said, say];
}
