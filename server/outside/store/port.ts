import type { Readable } from 'node:stream';

/** Bytes by their sha256: what is put under a hash never changes, so a second put of it does nothing. */
export interface StorePort {
  /** Returns when the bytes would survive a power cut. */
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** undefined if there is nothing under the hash. */
  open(sha256: string): Promise<StoredBytes | undefined>;
  /** Does nothing if there is nothing. */
  remove(sha256: string): Promise<void>;
  /** Every hash there is, in no order; may miss or still name what changes meanwhile. */
  list(): AsyncIterable<string>;
}

export interface StoredBytes {
  readonly sizeBytes: number;
  readonly stream: Readable;
}
