import { useEffect, useState } from 'react';
import type { FormSources, PickValue } from './fields.ts';

type Find = NonNullable<FormSources['find']>[string];

/** Asks a source as words are typed; a late answer to older words is dropped. */
export function useFound(find: Find | undefined, words: string, isOpen: boolean): readonly PickValue[] | undefined {
  const [found, setFound] = useState<readonly PickValue[]>();
  useEffect(() => {
    if (!find || !isOpen) return;
    const abort = new AbortController();
    const timer = setTimeout(
      () => {
        find(words.trim(), abort.signal).then(setFound, () => !abort.signal.aborted && setFound([]));
      },
      words.trim() === '' ? 0 : 250,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [find, words, isOpen]);
  return found;
}
