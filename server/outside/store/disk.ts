import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StorePort } from './port.ts';

const hash = /^[0-9a-f]{64}$/;
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
/** What a write that was killed left behind is cleared away after this. */
const unfinishedMs = 24 * 3_600_000;

/** Keeps bytes under a folder as `ab/cd/<sha256>`: written aside, flushed, then renamed, so that what is there is whole. */
export function storeDisk(folder: string): StorePort {
  const pathOf = (sha256: string): string => {
    if (!hash.test(sha256)) throw new Error('Not a sha256');
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const aside = join(folder, 'unfinished');

  return {
    async put(sha256, bytes) {
      const path = pathOf(sha256);
      if (await sizeOf(path).then((size) => size === bytes.length)) return;
      await mkdir(aside, { recursive: true, mode: 0o700 });
      const first = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = join(aside, randomUUID());
      try {
        await withFile(unfinished, 'wx', async (file) => {
          await file.writeFile(bytes);
          await file.sync();
        });
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
      if (first !== undefined) {
        await syncFolder(dirname(dirname(path)));
        await syncFolder(folder);
      }
    },
    async open(sha256) {
      try {
        const file = await open(pathOf(sha256), 'r');
        const { size } = await file.stat();
        return { sizeBytes: size, stream: file.createReadStream() };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
    async *list() {
      await clearUnfinished(aside);
      for await (const first of namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(first)) continue;
        for await (const second of namesIn(join(folder, first))) {
          for await (const name of namesIn(join(folder, first, second))) if (hash.test(name)) yield name;
        }
      }
    },
  };
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

/** A rename is lasting once the folder that names it is flushed. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function* namesIn(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) yield entry.name;
  } catch (error) {
    if (!isMissing(error) && (error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
  }
}

async function clearUnfinished(aside: string): Promise<void> {
  for await (const name of namesIn(aside)) {
    const path = join(aside, name);
    const written = await stat(path).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > unfinishedMs) await rm(path, { force: true });
  }
}
