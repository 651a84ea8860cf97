import { sql } from 'kysely';
import type { ReadCtx } from '../../kit/ctx.ts';

/** What was worked out for one community, and the instant at which the clock alone changes it; null if it never does. */
export interface WorkedOut<T> {
  readonly value: T;
  readonly until: string | null;
}

interface Kept<T> extends WorkedOut<T> {
  readonly seq: number;
  readonly asOf: string;
}

type Shelf = Map<number, Kept<unknown>>;

/** By database, then by what is kept (figures of a month, of a day), then by community. */
const shelves = new WeakMap<object, Map<string, Shelf>>();
/** As many months and days as are looked at; whatever was taken up first goes first. */
const mostShelves = 24;

function shelfOf(shared: object, key: string): Shelf {
  const all = shelves.get(shared) ?? new Map<string, Shelf>();
  shelves.set(shared, all);
  const shelf = all.get(key) ?? new Map();
  all.set(key, shelf);
  for (const oldest of all.keys()) {
    if (all.size <= mostShelves) break;
    all.delete(oldest);
  }
  return shelf;
}

/** How far each community's cases have moved: every write of a case counts its community's number up, in the same transaction. */
async function seqs(ctx: ReadCtx, communities: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ communityId: number; seq: number }>`
    select community_id, seq from sync_counters where community_id = any (${`{${communities.join(',')}}`}::bigint[])`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.communityId, row.seq]));
}

/**
 * Figures of whole communities: from memory where no case has moved since and no due time has passed, worked out anew for the others. What it gives
 * is what a count of this moment would give. Only for communities that the asker sees all of.
 * @param key what is worked out, such as the figures of a month
 * @param workOut gives every community it is asked for
 */
export async function remembered<T>(
  ctx: ReadCtx,
  key: string,
  communities: readonly number[],
  workOut: (stale: readonly number[]) => Promise<ReadonlyMap<number, WorkedOut<T>>>,
): Promise<readonly T[]> {
  const shelf = shelfOf(ctx.shared, key);
  // Read first: what is worked out afterwards holds at least what this number stands for.
  const current = await seqs(ctx, communities);
  const holds = (id: number): boolean => {
    const kept = shelf.get(id);
    return (
      kept !== undefined &&
      kept.seq === (current.get(id) ?? 0) &&
      kept.asOf <= ctx.now &&
      (kept.until === null || ctx.now < kept.until)
    );
  };
  const stale = communities.filter((id) => !holds(id));
  if (stale.length > 0) {
    for (const [id, worked] of await workOut(stale))
      shelf.set(id, { ...worked, seq: current.get(id) ?? 0, asOf: ctx.now });
  }
  return communities.flatMap((id) => {
    const kept = shelf.get(id);
    return kept ? [kept.value as T] : [];
  });
}
