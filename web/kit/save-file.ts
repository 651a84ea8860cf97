import type { FetchedFile } from './client.ts';

/** Hands a fetched file to the browser to be kept: under the given name, else under the server's. */
export function saveFile({ blob, name }: FetchedFile, as: string = name ?? ''): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: as }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
