import type { StorePort } from './port.ts';

/** A store whose bytes are also kept in an archive: there before they count as put, and there still after they were removed. */
export function storeMirrored(store: StorePort, archive: StorePort): StorePort {
  return {
    ...store,
    async put(sha256, bytes) {
      await archive.put(sha256, bytes);
      await store.put(sha256, bytes);
    },
  };
}
