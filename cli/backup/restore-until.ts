import { existsSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { recoverySettings, walFolder } from '../../server/kit/db/embedded/archive.ts';
import { giveTo } from '../../server/kit/db/embedded/server-user.ts';
import { startEmbedded } from '../../server/kit/db/embedded/start.ts';
import { connected } from '../attach.ts';
import { placeBase } from './base.ts';
import { copySummed, emptyFolder, filesUnder, flushFolder, folderModes } from './folders.ts';
import { namedFiles } from './make-backup.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { assertReadable, type RestoreParts, restoreFiles, restoreKeys } from './restore-backup.ts';
import { tableShapes } from './tables.ts';

/** A backup's copy of the cluster, and the log that leads on from it. */
type Based = Manifest & { readonly base: NonNullable<Manifest['base']> };

/**
 * Brings the embedded database to a moment after a backup: its copied cluster, then the archived log up to the last commit before that moment; the
 * files of the backup and those archived since. Never overwrites.
 * @param until an instant, or `latest` for all that was archived
 */
export async function restoreUntil(parts: RestoreParts, until: string | 'latest'): Promise<void> {
  const { config, say } = parts;
  const [folder, into] = [resolve(parts.folder), resolve(parts.into)];
  const found = await readManifest(folder);
  await assertReadable(found, folder);
  const { archiveDir, walDir } = assertReachable(parts, found, until);
  await emptyFolder(into, folderModes.data);
  try {
    const dir = join(into, 'db');
    await placeBase(folder, dir);
    await writeFile(join(dir, 'recovery.signal'), '', { mode: 0o600 });
    await giveToArchiver(walDir, dir);
    const server = await startEmbedded({
      dataDir: dir,
      log: (event, fields) => parts.log.info({ ...fields }, event),
      settings: recoverySettings(walDir, until),
    }).catch((error: Error) => {
      if (!/recovery ended before configured recovery target/.test(error.message)) throw error;
      throw new Error('The archive ends before that moment. Give an earlier one, or: --until latest', { cause: error });
    });
    try {
      await restoreFiles(folder, into, found, () => undefined);
      await addArchivedFiles(join(archiveDir, 'files'), join(into, 'files'));
      await sayWhatIsThere(server.url, into, say);
      await restoreKeys(parts, folder, found, server.url);
    } finally {
      await server.stop();
    }
    await flushFolder(into);
  } catch (error) {
    await rm(into, { recursive: true, force: true });
    throw error;
  }
  if (config.databaseUrl) say('  DATABASE_URL was not touched: this is the embedded database.');
}

function assertReachable({ config }: RestoreParts, found: Manifest, until: string) {
  const { base } = found as Based;
  if (!base)
    throw new Error(
      'This backup has no copy of the cluster: it was made without LINLI_ARCHIVE. Restore it without --until.',
    );
  if (until !== 'latest' && until < base.reachableFrom)
    throw new Error(`This backup reaches from ${base.reachableFrom} on. Take an older backup, or a later moment.`);
  if (!config.archiveDir) throw new Error('Set LINLI_ARCHIVE to the folder the log was archived in.');
  const walDir = walFolder(config.archiveDir, base.cluster);
  if (!existsSync(walDir)) throw new Error(`There is no log of this cluster in ${walDir}.`);
  return { archiveDir: config.archiveDir, walDir };
}

/** The server that plays the log must be the user that wrote it: nobody else may read it. */
async function giveToArchiver(walDir: string, dir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(walDir);
  if (uid !== 0) await giveTo({ kind: 'other', name: '', uid, gid }, dir);
}

async function addArchivedFiles(from: string, to: string): Promise<void> {
  for await (const path of filesUnder(from)) {
    if (path.startsWith('unfinished') || existsSync(join(to, path))) continue;
    await copySummed(join(from, path), join(to, path));
  }
}

async function sayWhatIsThere(ownerUrl: string, into: string, say: (line: string) => void): Promise<void> {
  await connected(ownerUrl, async (client) => {
    for (const { name } of await tableShapes(client)) {
      const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${name}`);
      if (rows[0]?.rows) say(`  ${name}  ${rows[0].rows} rows`);
    }
    const named = await namedFiles(client);
    const missing = [...named].filter((sum) => !existsSync(join(into, 'files', sum.slice(0, 2), sum.slice(2, 4), sum)));
    say(`  files  ${named.size} named, ${missing.length} missing`);
    for (const sum of missing.slice(0, 10)) say(`    ${sum}`);
  });
}
