import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { copySummed, writeList } from './folders.ts';
import type { Manifest } from './manifest.ts';

/** Folders whose content belongs to the running server alone; they themselves must be there. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const leftOut =
  /^(\.s\.PGSQL\..*|postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init|backup_label|tablespace_map|.*\.disowned)$/;

interface Found {
  readonly dir: string;
  readonly archiving: string;
  readonly cluster: string;
  readonly major: string;
}

const aboutSql = `select current_setting('data_directory') as dir, current_setting('archive_mode') as archiving,
  (select system_identifier::text from pg_control_system()) as cluster, (current_setting('server_version_num')::int / 10000)::text as major`;

/**
 * Copies the files of the embedded server as it runs: with the archived log any later moment can be reached from them. Waits until the log of the
 * copy itself is in the archive.
 */
export async function copyBase(
  ownerUrl: string,
  folder: string,
  say: (line: string) => void,
): Promise<NonNullable<Manifest['base']>> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'linli-backup' });
  client.on('error', () => undefined); // the query under way tells of it
  await client.connect();
  try {
    const { rows } = await client.query<Found>(aboutSql);
    const [found] = rows;
    if (!found) throw new Error('The server says nothing of itself.');
    if (found.archiving === 'off')
      throw new Error(
        'The server that runs does not archive. Restart the platform with LINLI_ARCHIVE set, then again.',
      );
    const startedAt = new Date().toISOString();
    await client.query('set statement_timeout = 0; set idle_session_timeout = 0');
    await client.query("select pg_backup_start('linli', true)");
    const to = join(folder, 'base');
    await mkdir(to, { mode: 0o700 });
    const lines: string[] = [];
    await copyCluster(found.dir, to, '', lines);
    const { rows: stopped } = await client.query<{ label: string; at: Date }>(
      'select labelfile as label, clock_timestamp() as at from pg_backup_stop(true)',
    );
    await writeFile(join(to, 'backup_label'), stopped[0]?.label ?? '', { mode: 0o600, flush: true });
    const label = createHash('sha256')
      .update(stopped[0]?.label ?? '')
      .digest('hex');
    lines.push(`${label} ${stopped[0]?.label.length ?? 0} backup_label`);
    const sha256 = await writeList(join(folder, 'base.txt'), lines);
    say(`  base  ${lines.length} files`);
    const { cluster, major } = found;
    const reachableFrom = (stopped[0]?.at ?? new Date()).toISOString();
    return { cluster, major, startedAt, reachableFrom, files: lines.length, sha256 };
  } finally {
    await client.end();
  }
}

async function copyCluster(from: string, to: string, within: string, lines: string[]): Promise<void> {
  for (const entry of await readdir(join(from, within), { withFileTypes: true })) {
    const path = join(within, entry.name);
    if (leftOut.test(entry.name)) continue;
    if (entry.isDirectory()) {
      await mkdir(join(to, path), { mode: 0o700 });
      if (!emptied.has(path)) await copyCluster(from, to, path, lines);
      continue;
    }
    // A table may be dropped meanwhile; its log says so.
    const copied = await copySummed(join(from, path), join(to, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (copied) lines.push(`${copied.sha256} ${copied.bytes} ${path}`);
  }
}

/** Puts the copied cluster where a new one is to live, each file checked. */
export async function placeBase(folder: string, dir: string): Promise<void> {
  await mkdir(dir, { mode: 0o700 });
  const from = join(folder, 'base');
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory())
      await mkdir(join(dir, entry.parentPath.slice(from.length), entry.name), { mode: 0o700, recursive: true });
  }
  for (const line of (await readFile(join(folder, 'base.txt'), 'utf8')).trimEnd().split('\n')) {
    const [sha256, , ...words] = line.split(' ');
    const path = words.join(' ');
    const copied = await copySummed(join(from, path), join(dir, path));
    if (copied?.sha256 !== sha256) throw new Error(`The backup is damaged: base/${path} is not what it was.`);
  }
}
