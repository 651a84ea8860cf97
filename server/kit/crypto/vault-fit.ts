import { type Database, noRows } from '../db/client.ts';
import { jsonb } from '../db/jsonb.ts';
import type { Vault } from './vault.ts';

const settingsKey = 'vault';

/**
 * Refuses a key ring that is not the one this database was sealed under: with another ring nothing opens, nothing is found by its
 * number, and new rows would be sealed apart from the old. The database keeps only a keyed hash to tell by.
 */
export async function assertVaultFits(database: Database, vault: Vault): Promise<void> {
  const mark = vault.token('link', 'the ring of this database').toString('base64url');
  const kept = await database.write(noRows, async (db) => {
    await db
      .insertInto('settings')
      .values({ key: settingsKey, value: jsonb({ mark }) })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    return db.selectFrom('settings').select('value').where('key', '=', settingsKey).executeTakeFirstOrThrow();
  });
  if ((kept.value as { mark?: unknown }).mark === mark) return;
  throw new Error(
    'The key ring is not the one this database was sealed under. Put the right key-ring.json into the folder of the keys (LINLI_KEYS).',
  );
}
