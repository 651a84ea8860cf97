import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, opendir, readdir, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/** A backup is its owner's alone; through a data folder the database's server must get to its own files. */
export const folderModes = { backup: 0o700, data: 0o711 } as const;

/** Refuses a folder that holds anything; makes it where there is none. */
export async function emptyFolder(folder: string, mode: number): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    if (error.code === 'ENOTDIR') throw new Error(`${folder} is a file. Name a folder.`);
    throw error;
  });
  if (entries && entries.length > 0) throw new Error(`${folder} is not empty. Name a new or an empty folder.`);
  if (!entries) await mkdir(folder, { recursive: true, mode });
  await chmod(folder, mode);
}

/** Refuses a disk that cannot take so many bytes. */
export async function assertSpace(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  const mb = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
  throw new Error(
    `There is not enough space for this in ${folder}: about ${mb(neededBytes)} are needed, ${mb(free)} are free.`,
  );
}

/** Copies a file whole; `flushFolder` makes it lasting. @returns its size and checksum; undefined if it is gone */
export async function copySummed(
  from: string,
  to: string,
): Promise<{ readonly bytes: number; readonly sha256: string } | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  if (!(await stat(from).catch(() => undefined))) return undefined;
  await pipeline(createReadStream(from), meter, createWriteStream(to, { mode: 0o600, flags: 'wx' }));
  return { bytes, sha256: hash.digest('hex') };
}

/** Makes what was written under a folder survive a loss of power: once for thousands of files. */
export async function flushFolder(folder: string): Promise<void> {
  const sync = promisify(execFile);
  await sync('sync', ['-f', folder]).catch(() => sync('sync'));
}

/** The files under a folder, as paths within it; none where there is no folder. */
export async function* filesUnder(folder: string, within = ''): AsyncGenerator<string> {
  let entries: Awaited<ReturnType<typeof opendir>>;
  try {
    entries = await opendir(join(folder, within));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for await (const entry of entries) {
    const path = join(within, entry.name);
    if (entry.isDirectory()) yield* filesUnder(folder, path);
    else if (entry.isFile()) yield path;
  }
}

/** What was copied, one line a file: `<sha256> <bytes> <path>`. @returns the checksum of the list */
export async function writeList(file: string, lines: readonly string[]): Promise<string> {
  const words = lines.toSorted().map((line) => `${line}\n`);
  await writeFile(file, words.join(''), { mode: 0o600, flush: true });
  return createHash('sha256').update(words.join('')).digest('hex');
}
