import type { Batch } from './batch.ts';

/** A batch is kept in this browser until each of its matters has a result: a page closed in the middle loses nothing. */
const keyOf = (userId: string): string => `linli.batch.${userId}`;

export function keepBatch(userId: string, batch: Batch): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(batch));
  } catch {
    // Where storage is refused the batch still runs; it is then only as lasting as the page.
  }
}

export function keptBatch(userId: string): Batch | undefined {
  try {
    const kept = localStorage.getItem(keyOf(userId));
    return kept === null ? undefined : (JSON.parse(kept) as Batch);
  } catch {
    return undefined;
  }
}

export function dropBatch(userId: string): void {
  try {
    localStorage.removeItem(keyOf(userId));
  } catch {
    // Nothing was kept there.
  }
}
