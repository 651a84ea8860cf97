import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

// Node has no flock. An empty SQLite file gives the same: the kernel holds the lock and lets go of it when the process dies,
// however it dies, so that no lock can be stale and no process id needs to be believed.
const busy = 5;
// A handle that nothing refers to would be collected, and its lock with it.
const held = new Set<DatabaseSync>();

export interface FileLock {
  release(): void;
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw new Error(`The lock file ${file} cannot be written. Give this user the folder, or set another data folder.`, {
      cause: error,
    });
  }
}

function lockWith(file: string, statement: string): FileLock | undefined {
  const handle = open(file);
  try {
    handle.exec(statement);
  } catch (error) {
    handle.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw new Error(`The lock file ${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
  held.add(handle);
  return {
    release() {
      if (held.delete(handle)) handle.close();
    },
  };
}

/** Takes the file for this process alone, or gives undefined if another holds it, shared or alone. */
export function tryLockAlone(file: string): FileLock | undefined {
  return lockWith(file, 'begin exclusive');
}

/** Takes the file for this process alone; waits as long as another lives and holds it, and says so once. */
export async function lockAlone(file: string, onWait: () => void): Promise<FileLock> {
  for (let attempt = 1; ; attempt += 1) {
    const lock = tryLockAlone(file);
    if (lock) return lock;
    if (attempt === 40) onWait();
    await sleep(25);
  }
}

/** Shares the file with any number of others; refuses while one holds it alone. */
export function lockShared(file: string): FileLock {
  const lock = lockWith(file, 'begin; select count(*) from sqlite_schema');
  if (!lock) throw new Error(`The lock file ${file} is held by another process.`);
  return lock;
}
