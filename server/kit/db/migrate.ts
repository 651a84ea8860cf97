import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const folder = join(import.meta.dirname, 'migrations');
// Any number of processes may start at once: one migrates, the others wait here.
const lockKey = 7_205_114;

/**
 * Brings a database to the newest schema: numbered SQL files in order, each in its own transaction, never edited once released;
 * then the grants of linli_app, which are stated anew each time. Refuses a database that is ahead of this program.
 * @param ownerUrl a role that may create roles, extensions and tables
 * @param only stops at the schema of these migrations, as a backup of an earlier version needs it; grants are then left to the next call
 */
export async function migrate(ownerUrl: string, only?: readonly string[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query("set client_min_messages = 'warning'");
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    await client.query("comment on table migrations is 'placement: local'");
    const applied = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    );
    const files = await migrationNames();
    const unknown = [...applied].find((name) => !files.includes(name));
    if (unknown)
      throw new Error(
        `The database has migration ${unknown}, which this version of Linli does not know. Start the newer version.`,
      );
    const done: string[] = [];
    for (const name of files.filter((file) => !applied.has(file) && (only?.includes(file) ?? true))) {
      await applyOne(client, name);
      done.push(name);
    }
    if (!only) await client.query(await readFile(join(import.meta.dirname, 'grants.sql'), 'utf8'));
    return done;
  } finally {
    await client.end();
  }
}

/** The migrations of this program, in their order. */
export async function migrationNames(): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
}

/** The first of these migrations that this program does not know: they are of a newer one. */
export async function newerMigration(applied: readonly string[]): Promise<string | undefined> {
  const known = await migrationNames();
  return applied.find((name) => !known.includes(name));
}

async function applyOne(client: pg.Client, name: string): Promise<void> {
  const statements = await readFile(join(folder, name), 'utf8');
  await client.query('begin');
  try {
    await client.query(statements);
    await client.query('insert into migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, { cause: error });
  }
}
