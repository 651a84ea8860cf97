import { Readable } from 'node:stream';
import type { StorePort } from './port.ts';

/** Keeps bytes in memory, for tests. */
export function storeMemory(): StorePort & { readonly held: ReadonlyMap<string, Buffer> } {
  const held = new Map<string, Buffer>();
  return {
    held,
    async put(sha256, bytes) {
      if (!held.has(sha256)) held.set(sha256, Buffer.from(bytes));
    },
    async open(sha256) {
      const bytes = held.get(sha256);
      return bytes && { sizeBytes: bytes.length, stream: Readable.from([bytes]) };
    },
    async remove(sha256) {
      held.delete(sha256);
    },
    async *list() {
      yield* [...held.keys()];
    },
  };
}
