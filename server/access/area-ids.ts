import { sql } from 'kysely';
import { type AreaKind, hasOwnStorage } from '../../domain/registry/area-kinds.ts';
import type { WriteTx } from '../kit/db/client.ts';
import { forgetNotedTrees } from './tree.ts';

/** District, street and community ids stand in case numbers and stay short; the others begin where those can never reach. */
const shortFrom = 1001;
const longFrom = 1_000_000;

/** Makes every other change of the tree wait until this transaction ends. */
export async function lockTree(db: WriteTx): Promise<void> {
  forgetNotedTrees();
  await sql`select from tree_versions where id = 1 for update`.execute(db);
}

/**
 * The next free ids for areas of a kind, in order. Areas are never deleted, so none is given twice.
 * Takes the tree's lock; call `bumpTree` when done.
 */
export async function giveAreaIds(db: WriteTx, kind: AreaKind, count: number): Promise<readonly number[]> {
  await lockTree(db);
  const isShort = hasOwnStorage(kind);
  const { rows } = await sql<{ top: number | null }>`
    select max(id) as top from areas where ${isShort ? sql`id < ${longFrom}` : sql`id >= ${longFrom}`}
  `.execute(db);
  const first = Math.max(isShort ? shortFrom : longFrom, (rows[0]?.top ?? 0) + 1);
  return Array.from({ length: count }, (_, i) => first + i);
}
