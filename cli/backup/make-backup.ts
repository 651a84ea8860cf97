import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import type { Config } from '../../server/config.ts';
import type { Log } from '../../server/kit/ctx.ts';
import { newerMigration } from '../../server/kit/db/migrate.ts';
import { attach, connected } from '../attach.ts';
import { copyBase } from './base.ts';
import { assertSpace, copySummed, emptyFolder, filesUnder, flushFolder, folderModes, writeList } from './folders.ts';
import { type Manifest, type TableEntry, writeManifest } from './manifest.ts';
import { sealKeys } from './sealed-keys.ts';
import { copyOut, plainSession, type TableShape, tableShapes } from './tables.ts';

export interface BackupParts {
  readonly config: Config;
  readonly log: Log;
  readonly folder: string;
  /** Seals the key ring into the backup; without it the keys are to be kept apart. */
  readonly passphrase: string | undefined;
  say(line: string): void;
}

/** What the platform's program calls itself. */
async function programVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'));
  return `linli ${version}`;
}

/**
 * Copies database, files and (by passphrase) keys into an empty folder while the platform goes on writing: every table as of one moment, each
 * with its count and checksum. The manifest is written last; what fails on the way leaves nothing behind.
 */
export async function makeBackup(parts: BackupParts): Promise<Manifest> {
  const folder = resolve(parts.folder);
  await emptyFolder(folder, folderModes.backup);
  const attached = await attach(parts.config, parts.log).catch(async (error: Error) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  try {
    return await connected(attached.ownerUrl, (client) => copyAll({ ...parts, folder }, client, attached.ownerUrl));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new Error(`The disk of ${folder} is full: the backup was not made, and nothing of it is left.`, {
      cause: error,
    });
  } finally {
    await attached.stop();
  }
}

async function copyAll(parts: BackupParts, client: pg.Client, ownerUrl: string): Promise<Manifest> {
  const { folder, config, say, passphrase } = parts;
  const migrations = await migrationsOf(client);
  const storeDir = join(config.dataDir, 'files');
  await assertSpace(folder, await neededBytes(client, storeDir, config.archiveDir !== undefined));
  const base = config.archiveDir && !config.databaseUrl ? await copyBase(ownerUrl, folder, say) : undefined;
  await client.query(plainSession);
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ at: Date; server: string }>(
    "select now() as at, current_setting('server_version') as server",
  );
  const tables = await copyTables(client, folder, say);
  const sequences = await sequencesOf(client);
  const named = await namedFiles(client);
  await client.query('commit');
  const files = await copyFiles(storeDir, folder, named, say);
  if (passphrase) await sealKeys(config.keysDir, folder, passphrase);
  const value: Manifest = {
    format: 'linli-backup-1',
    program: await programVersion(),
    takenAt: (rows[0]?.at ?? new Date()).toISOString(),
    server: rows[0]?.server ?? '',
    migrations,
    tables,
    sequences,
    files,
    keys: passphrase ? 'sealed' : 'apart',
    ...(base ? { base } : {}),
  };
  await flushFolder(folder);
  await writeManifest(folder, value);
  return value;
}

/** The migrations a database has. Refuses one that is ahead of this program: it could not check what it copies. */
async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query("select to_regclass('public.migrations') is not null as found");
  if (!found[0]?.found) throw new Error('The database holds no Linli yet: start the platform once.');
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name collate "C"');
  const names = rows.map(({ name }) => name);
  const newer = await newerMigration(names);
  if (newer)
    throw new Error(`The database has migration ${newer}, which this version does not know. Use the newer version.`);
  return names;
}

/** A guess that errs to the large side: packed rows take less than half of their tables. */
async function neededBytes(client: pg.Client, storeDir: string, withBase: boolean): Promise<number> {
  const { rows } = await client.query<{ tables: string; whole: string }>(
    `select sum(pg_table_size(c.oid)) as tables, pg_database_size(current_database()) as whole
     from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'pgboss')`,
  );
  let bytes = Number(rows[0]?.tables ?? 0) / 2 + (withBase ? Number(rows[0]?.whole ?? 0) : 0);
  for await (const path of filesUnder(storeDir)) {
    bytes += await stat(join(storeDir, path)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}

async function copyTables(client: pg.Client, folder: string, say: (line: string) => void): Promise<TableEntry[]> {
  await mkdir(join(folder, 'tables'), { mode: 0o700 });
  const done: TableEntry[] = [];
  for (const shape of await tableShapes(client)) {
    const counted = await copyOut(client, shape, join(folder, tableFile(shape)), progress(shape.name, say));
    done.push({ ...shape, ...counted });
    if (counted.rows > 0) say(`  ${shape.name}  ${counted.rows} rows`);
  }
  return done;
}

export const tableFile = ({ name }: Pick<TableShape, 'name'>): string =>
  join('tables', `${name.replaceAll('"', '')}.copy.gz`);

const tellEachMs = 3_000;

/** Says how far a long table is, every few seconds. */
export function progress(name: string, say: (line: string) => void): (rows: number) => void {
  let nextMs = performance.now() + tellEachMs;
  return (rows) => {
    if (performance.now() < nextMs) return;
    nextMs += tellEachMs;
    say(`  ${name}  ${rows} rows …`);
  };
}

async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name from pg_sequences
     where schemaname in ('public', 'pgboss') order by 1`,
  );
  const found: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const { rows: values } = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from ${name}`,
    );
    found.push({ name, value: values[0]?.last_value ?? '1', isCalled: values[0]?.is_called ?? false });
  }
  return found;
}

/** The bytes that rows name. Every one is kept before its row is, so that none can be missing from what is copied afterwards. */
export async function namedFiles(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ sum: string }>(
    `select sha256 as sum from files where state <> 'erased' and sha256 is not null
     union select thumb_sha256 from files where state <> 'erased' and thumb_sha256 is not null`,
  );
  return new Set(rows.map(({ sum }) => sum));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function copyFiles(storeDir: string, folder: string, named: ReadonlySet<string>, say: (line: string) => void) {
  const lines: string[] = [];
  const missing = new Set(named);
  let bytes = 0;
  for await (const path of filesUnder(storeDir)) {
    if (path.startsWith('unfinished')) continue;
    const copied = await copySummed(join(storeDir, path), join(folder, 'files', path));
    if (!copied) continue;
    if (copied.sha256 !== nameOf(path)) throw new Error(`The file ${path} is not what its name says: it is damaged.`);
    missing.delete(copied.sha256);
    bytes += copied.bytes;
    lines.push(`${copied.sha256} ${copied.bytes} ${path}`);
    if (lines.length % 1000 === 0) say(`  files  ${lines.length} …`);
  }
  const sha256 = await writeList(join(folder, 'files.txt'), lines);
  say(`  files  ${lines.length}, ${bytes} bytes`);
  return { count: lines.length, bytes, sha256, missing: [...missing].toSorted() };
}
