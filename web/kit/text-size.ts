import { useSyncExternalStore } from 'react';

export type TextSize = 'plain' | 'elder';

const storageKey = 'linli.text-size';
const listeners = new Set<() => void>();

function storedSize(): TextSize {
  try {
    return localStorage.getItem(storageKey) === 'elder' ? 'elder' : 'plain';
  } catch {
    return 'plain';
  }
}

/** Puts the remembered text size on the document; called before the first render so that nothing jumps. */
export function applyTextSize(): void {
  document.documentElement.dataset['text'] = storedSize();
}

/** Changes between plain and elder text (root 16 px and 22 px; sizes are in rem) and remembers it on this device. */
export function setTextSize(size: TextSize): void {
  try {
    localStorage.setItem(storageKey, size);
  } catch {
    // A private window may refuse storage: the size then lasts until the page is closed.
  }
  document.documentElement.dataset['text'] = size;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text size now, as a hook. */
export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset['text'] === 'elder' ? 'elder' : 'plain',
  );
}
