import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import type { Config } from '../../server/config.ts';
import { openVault } from '../../server/kit/crypto/ring-vault.ts';
import { assertVaultFits } from '../../server/kit/crypto/vault-fit.ts';
import type { Log } from '../../server/kit/ctx.ts';
import { ensureAppRole } from '../../server/kit/db/app-role.ts';
import { openDatabase } from '../../server/kit/db/client.ts';
import { startEmbedded } from '../../server/kit/db/embedded/start.ts';
import { migrate, newerMigration } from '../../server/kit/db/migrate.ts';
import { installQueue } from '../../server/kit/jobs/install-queue.ts';
import { type Attached, connected } from '../attach.ts';
import { assertSpace, copySummed, emptyFolder, flushFolder, folderModes } from './folders.ts';
import { progress, tableFile } from './make-backup.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { unsealKeys } from './sealed-keys.ts';
import { copyIn, plainSession, sumTable, type TableShape, tableShapes } from './tables.ts';

export interface RestoreParts {
  readonly config: Config;
  readonly log: Log;
  readonly folder: string;
  /** The data folder that is made: it must be empty or not there. */
  readonly into: string;
  readonly passphrase: string | undefined;
  say(line: string): void;
}

/**
 * Brings a backup back into an empty data folder (and, with DATABASE_URL, an empty database), then reads everything again: each count and each
 * checksum must be the manifest's. Never overwrites; what fails on the way is taken away again. A backup of an earlier version is restored as it
 * was, checked, and then migrated.
 */
export async function restoreBackup(parts: RestoreParts): Promise<Manifest> {
  const [folder, into] = [resolve(parts.folder), resolve(parts.into)];
  const found = await readManifest(folder);
  await assertReadable(found, folder);
  await emptyFolder(into, folderModes.data);
  let server: Attached | undefined;
  try {
    await assertSpace(into, found.files.bytes + (await packedBytes(found, folder)) * 5);
    server = await emptyDatabase(parts, into);
    await loadAll(server.ownerUrl, found, folder, parts.say);
    await migrate(server.ownerUrl);
    await restoreFiles(folder, into, found, parts.say);
    await restoreKeys(parts, folder, found, server.ownerUrl);
    await server.stop();
    await flushFolder(into);
    return found;
  } catch (error) {
    await server?.stop();
    await rm(into, { recursive: true, force: true });
    throw error;
  }
}

/** Refuses what this program cannot read, before anything is made. */
export async function assertReadable(found: Manifest, folder: string): Promise<void> {
  const newer = await newerMigration(found.migrations);
  if (newer)
    throw new Error(
      `This backup is of ${found.program} and has migration ${newer}, which this version does not know. Restore it with the newer version.`,
    );
  for (const table of found.tables) {
    if (!existsSync(join(folder, tableFile(table))))
      throw new Error(`The backup is not whole: ${tableFile(table)} is missing.`);
  }
}

async function packedBytes(found: Manifest, folder: string): Promise<number> {
  const sizes = await Promise.all(found.tables.map((table) => stat(join(folder, tableFile(table)))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function emptyDatabase({ config, log }: RestoreParts, into: string): Promise<Attached> {
  if (!config.databaseUrl) {
    const server = await startEmbedded({
      dataDir: join(into, 'db'),
      log: (event, fields) => log.info({ ...fields }, event),
    });
    return { ownerUrl: server.url, stop: server.stop };
  }
  const { rows } = await connected(config.databaseUrl, (client) =>
    client.query<{ tables: number }>(
      "select count(*)::int as tables from pg_class where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'pgboss')",
    ),
  );
  if (rows[0]?.tables !== 0)
    throw new Error(`The database of DATABASE_URL has ${rows[0]?.tables} tables. Restore into an empty one.`);
  return { ownerUrl: config.databaseUrl, stop: async () => undefined };
}

/** Makes the schema the backup was taken of, fills it and checks it. */
export async function loadAll(
  ownerUrl: string,
  found: Manifest,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  await migrate(ownerUrl, found.migrations);
  await installQueue(ownerUrl);
  await connected(ownerUrl, async (client) => {
    await client.query(plainSession);
    const there = new Map((await tableShapes(client)).map((shape) => [shape.name, shape]));
    const tables = found.tables.filter(({ name, rows }) => there.has(name) || refuseLost(name, rows));
    await client.query('begin');
    await client.query(`truncate ${[...there.keys()].join(', ')}`);
    const inOrder = [...there.keys()].flatMap((name) => tables.filter((table) => table.name === name));
    for (const table of inOrder) {
      const loaded = await copyIn(client, table, join(folder, tableFile(table)), progress(table.name, say));
      if (loaded.sha256 !== table.sha256 || loaded.rows !== table.rows)
        throw new Error(`The backup is damaged: the rows of ${table.name} are not what they were.`);
    }
    for (const { name, value, isCalled } of found.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [name, value, isCalled]);
    await client.query('commit');
    await checkTables(client, inOrder, say);
    await client.query('analyze');
  });
}

function refuseLost(name: string, rows: number): false {
  if (rows === 0 || name.startsWith('pgboss.')) return false;
  throw new Error(
    `The backup has ${rows} rows of ${name}, and there is no such table. Restore it with its own version.`,
  );
}

/** Reads every table again and compares count and checksum. */
async function checkTables(
  client: pg.Client,
  tables: readonly (TableShape & { readonly rows: number; readonly sha256: string })[],
  say: (line: string) => void,
): Promise<void> {
  for (const table of tables) {
    const now = await sumTable(client, table, progress(table.name, say));
    if (now.rows !== table.rows || now.sha256 !== table.sha256)
      throw new Error(`${table.name} came back with ${now.rows} rows and another checksum; it had ${table.rows}.`);
    if (table.rows > 0) say(`  ${table.name}  ${table.rows} rows, ${table.sha256.slice(0, 16)} equal`);
  }
}

/** Brings the files back, each checked against its own name. */
export async function restoreFiles(
  folder: string,
  into: string,
  found: Manifest,
  say: (line: string) => void,
): Promise<void> {
  const list = await readFile(join(folder, 'files.txt'), 'utf8');
  if (createHash('sha256').update(list).digest('hex') !== found.files.sha256)
    throw new Error('The backup is damaged: files.txt is not what it was.');
  for (const line of list.split('\n').filter((one) => one !== '')) {
    const [sha256, , path = ''] = line.split(' ');
    const copied = await copySummed(join(folder, 'files', path), join(into, 'files', path));
    if (copied?.sha256 !== sha256) throw new Error(`The backup is damaged: files/${path} is not what it was.`);
  }
  say(`  files  ${found.files.count}, ${found.files.bytes} bytes, equal`);
  if (found.files.missing.length > 0)
    say(`  ${found.files.missing.length} files were missing already when the backup was made.`);
}

/** Brings the keys back where they were sealed in, and says whether the ring that is there opens this data. */
export async function restoreKeys(
  { config, passphrase, say }: Pick<RestoreParts, 'config' | 'passphrase' | 'say'>,
  folder: string,
  found: Manifest,
  ownerUrl: string,
): Promise<void> {
  if (found.keys === 'sealed' && passphrase) {
    const isPut = await unsealKeys(folder, config.keysDir, passphrase);
    say(isPut ? `  keys  put into ${config.keysDir}` : `  keys  ${config.keysDir} has a ring already; it stays`);
  }
  if (!existsSync(join(config.keysDir, 'key-ring.json'))) {
    say(`  keys  none in ${config.keysDir}: put the copy of key-ring.json there before the platform is started.`);
    return;
  }
  const database = openDatabase(config.databaseAppUrl ?? (await ensureAppRole(ownerUrl)), 2);
  try {
    await assertVaultFits(database, await openVault(config.keysDir));
    say(`  keys  the ring in ${config.keysDir} opens this data`);
  } finally {
    await database.close();
  }
}
