import { type OperationNodeSource, sql } from 'kysely';
import type { WriteTx } from './client.ts';

/**
 * Sends several writes as one statement: under load a round trip costs more than a write. None of them sees what the others write; foreign keys
 * are looked at when all is written, so a row and what refers to it may go together. No two may touch the same row, and
 * all must lie in the same place: rows of one community.
 */
export async function runTogether(db: WriteTx, writes: readonly OperationNodeSource[]): Promise<void> {
  const last = writes.at(-1);
  if (!last) return;
  const first = writes.slice(0, -1).map((one, n) => sql`${sql.raw(`write_${n}`)} as (${one})`);
  await (first.length === 0 ? sql`${last}` : sql`with ${sql.join(first)} ${last}`).execute(db);
}
