import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A socket's whole path fits into so many bytes: 108 on Linux, 104 on macOS, the closing zero among them. */
const longestPath = 103;

const socketFile = (dir: string, port: number): string => join(dir, `.s.PGSQL.${port}`);

/**
 * The setting that lets a server be spoken to by a socket in its own folder: a statement and its answer cost about a seventh less than by the address of
 * this machine, and nobody else gets there. A folder of too long a name has none.
 */
export function socketSetting(dir: string): string {
  const isTooLong = Buffer.byteLength(socketFile(dir, 65_535)) > longestPath;
  // A list of folders: quoted, a comma or a blank belongs to the name.
  return isTooLong ? '' : `"${dir.replaceAll('"', '""')}"`;
}

/** The host of a server as connections name it: its socket, or the address of this machine where it has none. */
export function hostOf({ dir, port }: { readonly dir: string; readonly port: number }): string {
  return existsSync(socketFile(dir, port)) ? encodeURIComponent(dir) : '127.0.0.1';
}

/** Removes the sockets that a killed server left: PostgreSQL takes their lock for held while any process has its number. */
export async function clearSockets(dir: string): Promise<void> {
  for (const name of await readdir(dir)) if (name.startsWith('.s.PGSQL.')) await rm(join(dir, name), { force: true });
}
