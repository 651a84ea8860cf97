import { sql } from 'kysely';
import type { ReadTx, WriteTx } from '../kit/db/client.ts';

/** The identity that a merged one leads to, however many merges lie between; itself where it was never merged. */
async function rootOf(db: ReadTx, personId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive way as (
      select id, merged_into, 0 as step from persons where id = ${personId}::uuid
      union all select p.id, p.merged_into, way.step + 1 from way join persons p on p.id = way.merged_into where way.step < 20
    )
    select id from way order by step desc limit 1
  `.execute(db);
  return rows[0]?.id ?? personId;
}

/** Every identity of one person: the one that stands and all that were merged into it. */
export async function familyOf(db: ReadTx, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive way as (
      select id, merged_into, 0 as step from persons where id = ${personId}::uuid
      union all select p.id, p.merged_into, way.step + 1 from way join persons p on p.id = way.merged_into where way.step < 20
    ), family as (
      select coalesce((select id from way order by step desc limit 1), ${personId}::uuid) as id
      union select p.id from family join persons p on p.merged_into = family.id
    )
    select id from family limit 100
  `.execute(db);
  return rows.map((row) => row.id);
}

/**
 * Makes one identity lead to another; nothing else is rewritten.
 * @returns the identity that was led over, or undefined where both were one already
 */
export async function joinPersons(db: WriteTx, keep: string, drop: string): Promise<string | undefined> {
  const [into, from] = [await rootOf(db, keep), await rootOf(db, drop)];
  if (into === from) return undefined;
  await db.updateTable('persons').set({ mergedInto: into }).where('id', '=', from).execute();
  return from;
}

/** Takes a joining back. */
export async function partPersons(db: WriteTx, personId: string): Promise<void> {
  await db.updateTable('persons').set({ mergedInto: null }).where('id', '=', personId).execute();
}
