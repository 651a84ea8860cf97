import { useEffect, useMemo } from 'react';
import type { OutboxFile } from '../../../offline/store.ts';

/** Addresses of files that lie on the phone, for as long as they are shown. */
export function useObjectUrls(files: readonly OutboxFile[]): ReadonlyMap<string, string> {
  const key = files.map(({ id, isReady }) => `${id}${isReady}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: files are read anew at each change; their ids tell whether they changed
  const urls = useMemo(() => new Map(files.map(({ id, blob }) => [id, URL.createObjectURL(blob)])), [key]);
  useEffect(
    () => () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
    },
    [urls],
  );
  return urls;
}
