import { chown, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { canReach, diskOwner } from './server-user.ts';
import type { Settings } from './settings.ts';

/** Words of a shell command line that PostgreSQL reads `%` in. */
const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''").replaceAll('%', '%%')}'`;

/** Where the log of a cluster is archived: each under its own number, so that a new cluster never meets the files of an old one. */
export const walFolder = (archiveDir: string, cluster: string): string => join(archiveDir, cluster, 'wal');

/** The number a cluster was given when it was made: the first eight bytes of its control file. */
export async function clusterNumber(dir: string): Promise<string> {
  const file = await open(join(dir, 'global/pg_control'));
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.readBigUInt64LE(0).toString();
  } finally {
    await file.close();
  }
}

/**
 * Makes the archive ready for a cluster's server, and gives the settings that fill it: each piece of the log packed, flushed and then named, at
 * least once a minute while something is written. A piece that is there already must be the same.
 */
export async function archiveSettings(cluster: Cluster, archiveDir: string): Promise<Settings> {
  const folder = walFolder(archiveDir, await clusterNumber(cluster.dir));
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const { uid, gid } = diskOwner(cluster.user);
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
  if (!(await canReach(cluster.user, folder)))
    throw new Error(`The database's server cannot get to ${folder}. Set LINLI_ARCHIVE to a folder it may enter.`);
  const to = `${quoted(folder)}/%f.gz`;
  const aside = `${quoted(folder)}/.%f.part`;
  const keep = `gzip -1 -c %p > ${aside} && sync ${aside} && mv ${aside} ${to}`;
  return {
    archive_mode: 'on',
    archive_command: `if test -f ${to}; then gzip -dc ${to} | cmp -s - %p; else ${keep}; fi`,
    archive_timeout: '60s',
  };
}

/**
 * The settings under which a server plays an archived log up to a moment and then goes on as a server of its own.
 * @param until an instant of UTC in ISO 8601, or all there is
 */
export function recoverySettings(walDir: string, until: string | 'latest'): Settings {
  const piece = `${quoted(walDir)}/%f.gz`;
  return {
    archive_mode: 'off',
    // Ready then means that the moment is reached, and not only that one may look.
    hot_standby: 'off',
    restore_command: `test -f ${piece} && gzip -dc ${piece} > %p`,
    recovery_target_timeline: 'latest',
    ...(until === 'latest'
      ? {}
      : { recovery_target_time: until.replace('T', ' ').replace('Z', '+00'), recovery_target_action: 'promote' }),
  };
}
