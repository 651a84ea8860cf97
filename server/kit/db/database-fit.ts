import type { ClientBase } from 'pg';

/** What a server says of itself and of one of its databases. */
export interface DatabaseTraits {
  /** As `server_version_num` has it: 180004. */
  readonly version: number;
  readonly encoding: string;
  /** Trigrams of a Chinese word. */
  readonly trigrams: readonly string[];
}

const oldest = 15;
const newest = 18;

/** What keeps a database from holding Linli and what to do about it; undefined if nothing does. */
export function databaseMisfit({ version, encoding, trigrams }: DatabaseTraits): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major < oldest || major > newest) {
    return (
      `The server is PostgreSQL ${major}; Linli runs on ${oldest} to ${newest}. ` +
      'Point DATABASE_URL at such a server, or unset it to use the embedded one.'
    );
  }
  const remedy = "create database linli template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'";
  if (encoding !== 'UTF8') return `The database stores text as ${encoding}, not UTF8. Make one that does: ${remedy}`;
  if (trigrams.length === 0) {
    return `The database does not take Chinese characters for letters (its LC_CTYPE is C). Make one that does: ${remedy}`;
  }
  return undefined;
}

const trigramsSql = "select show_trgm('中文') as trigrams";

/** Asks in a transaction that is rolled back where the extension is not there yet. */
async function trigramsBefore(client: ClientBase): Promise<readonly string[]> {
  await client.query('begin');
  try {
    await client.query('create extension if not exists pg_trgm');
    return (await client.query<{ trigrams: string[] }>(trigramsSql)).rows[0]?.trigrams ?? [];
  } finally {
    await client.query('rollback');
  }
}

async function chineseTrigrams(client: ClientBase): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const installed = await client.query("select from pg_extension where extname = 'pg_trgm'");
    if (installed.rowCount) return (await client.query<{ trigrams: string[] }>(trigramsSql)).rows[0]?.trigrams ?? [];
    try {
      return await trigramsBefore(client);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      // Another process created it meanwhile: ask again.
      if (attempt < 3 && (code === '23505' || code === '42710')) continue;
      throw new Error(
        `The extension pg_trgm cannot be created (${message}). Install the contrib package of the server, ` +
          'or let a superuser run: create extension pg_trgm',
        { cause: error },
      );
    }
  }
}

/**
 * Refuses a database that cannot hold Linli: it takes PostgreSQL 15–18, UTF8, and Chinese characters known as letters, without
 * which search finds nothing. Leaves no trace. For the embedded database and for DATABASE_URL alike.
 * @param client a connection of the owner, outside any transaction
 */
export async function assertDatabaseFit(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  );
  const version = Number(rows[0]?.version);
  const encoding = rows[0]?.encoding ?? '';
  // A server of the wrong version is told so before anything else is asked of it.
  const misfit =
    databaseMisfit({ version, encoding, trigrams: ['unasked'] }) ??
    databaseMisfit({ version, encoding, trigrams: await chineseTrigrams(client) });
  if (misfit) throw new Error(misfit);
}
