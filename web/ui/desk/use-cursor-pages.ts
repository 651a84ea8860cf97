import { useState } from 'react';
import type { Pager } from './PageTable.tsx';

export interface CursorPages {
  /** Pass this to the list; undefined asks for the first page. */
  readonly cursor: string | undefined;
  readonly hasPrevious: boolean;
  readonly next: (cursor: string) => void;
  readonly previous: () => void;
}

/**
 * Goes forward and back through a keyset-paged list, whose server knows the next page only.
 * @param resetKey anything that changes the list (its filters as text); a change starts again at the first page
 */
export function useCursorPages(resetKey: string): CursorPages {
  const [state, setState] = useState<{ key: string; stack: readonly string[] }>({ key: resetKey, stack: [] });
  const stack = state.key === resetKey ? state.stack : [];
  return {
    cursor: stack.at(-1),
    hasPrevious: stack.length > 0,
    next: (cursor) => setState({ key: resetKey, stack: [...stack, cursor] }),
    previous: () => setState({ key: resetKey, stack: stack.slice(0, -1) }),
  };
}

/** The row of a table that leads through its pages. `next` is the cursor the list came with. */
export function pagerOf(pages: CursorPages, next: string | undefined, words?: string): Pager {
  return {
    hasNext: next !== undefined,
    hasPrevious: pages.hasPrevious,
    onNext: () => next !== undefined && pages.next(next),
    onPrevious: pages.previous,
    ...(words === undefined ? {} : { words }),
  };
}
