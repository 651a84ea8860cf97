import { useMutation } from '@tanstack/react-query';
import { api, type Routes } from './api.ts';
import type { FetchedFile, ReadOptions } from './client.ts';
import type { RouteKey } from './use-api.ts';

/** Hands a fetched file to the browser to be kept: under the given name, else under the server's. */
export function saveFile({ blob, name }: FetchedFile, as: string = name ?? ''): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: as }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Fetches a file of the contract and hands it to the browser to be kept: `mutate({ query })`.
 * @param onSaved called once it is handed over
 */
export function useSaveFile<K extends RouteKey>(key: K, onSaved?: () => void) {
  return useMutation({
    mutationFn: async (options: ReadOptions<Routes[K]>) => {
      const fetchFile = api.file as (key: string, options: object) => Promise<FetchedFile>;
      saveFile(await fetchFile(key, options));
    },
    ...(onSaved ? { onSuccess: onSaved } : {}),
  });
}
