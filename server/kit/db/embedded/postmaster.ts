import { readFileSync } from 'node:fs';
import { chown, readdir, readFile, readlink, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAs } from './server-user.ts';

/** What `postmaster.pid` says of the server of a data folder. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` … */
  readonly status: string;
}

/** Reads the server's own note of itself; undefined where there is none or it is half written. */
export async function readPidFile(dir: string): Promise<PidFile | undefined> {
  const lines = (await readFile(join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  // A server without clients, as used to mend a cluster, notes its number with a minus.
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? 'starting' };
}

interface Process {
  readonly isZombie: boolean;
  readonly workingDir: string | undefined;
  readonly command: string;
}

async function processOnLinux(pid: number): Promise<Process | undefined> {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return {
      // The state follows the name, which stands in brackets and may itself hold brackets.
      isZombie: /^[ZX]/.test(line.slice(line.lastIndexOf(')') + 2)),
      workingDir: await readlink(`/proc/${pid}/cwd`).catch(() => undefined),
      command: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '),
    };
  } catch {
    return undefined;
  }
}

async function findProcess(pid: number): Promise<Process | undefined> {
  if (process.platform === 'linux') return processOnLinux(pid);
  const { code, stdout } = await runAs({ kind: 'self' }, 'ps', ['-o', 'stat=,command=', '-p', String(pid)]);
  if (code !== 0) return undefined;
  return { isZombie: stdout.startsWith('Z'), workingDir: undefined, command: stdout };
}

/** Whether that process is the living server of this data folder: not a zombie, not another that got its number. */
export async function isServerOf(dir: string, pid: number): Promise<boolean> {
  const found = await findProcess(pid);
  if (!found || found.isZombie) return false;
  if (found.workingDir !== undefined) return found.workingDir === dir;
  return found.command.includes('postgres') && found.command.includes(dir);
}

/**
 * Makes PostgreSQL see that the noted server is dead. It asks only whether a process of that number exists, which a zombie
 * or a stranger answers for. With the number of its own parent it knows better; the rest of the note stays, since
 * it names the shared memory by which PostgreSQL finds survivors.
 */
export async function disownPidFile(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid');
  const [{ uid, gid }, lines] = [await stat(file), (await readFile(file, 'utf8')).split('\n')];
  const partial = `${file}.disowned`;
  await writeFile(partial, [process.pid, ...lines.slice(1)].join('\n'), { mode: 0o600 });
  await chown(partial, uid, gid);
  await rename(partial, file);
}

async function survivorsOf(dir: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const living = await processOnLinux(Number(entry));
    if (living && !living.isZombie && living.workingDir === dir && living.command.startsWith('postgres')) {
      found.push(Number(entry));
    }
  }
  return found;
}

/** Waits for the children of a killed server to leave, which they do by themselves unless a query keeps them; then ends them. */
export async function endSurvivors(dir: string, graceMs = 2000): Promise<void> {
  const deadline = Date.now() + graceMs;
  for (;;) {
    const survivors = await survivorsOf(dir);
    if (survivors.length === 0) return;
    if (Date.now() > deadline) for (const pid of survivors) kill(pid, 'SIGKILL');
    await sleep(20);
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until the server of a data folder is ready; false if it is gone. */
export async function untilReady(dir: string, pid: number): Promise<boolean> {
  while (await isServerOf(dir, pid)) {
    const noted = await readPidFile(dir);
    if (noted?.pid === pid && noted.status === 'ready') return true;
    await sleep(15);
  }
  return false;
}

const patienceMs = 60_000;

/**
 * Stops a server as `pg_ctl stop -m fast` does: connections end, a last checkpoint is written. Waits until it is gone. Should that
 * take longer than a minute, it is stopped at once; the next start then recovers from the log.
 */
export async function stopServer(dir: string, pid: number): Promise<void> {
  let deadline = Date.now() + patienceMs;
  if (await isServerOf(dir, pid)) kill(pid, 'SIGINT');
  while (await isServerOf(dir, pid)) {
    if (Date.now() > deadline) {
      kill(pid, 'SIGQUIT');
      deadline = Number.POSITIVE_INFINITY;
    }
    await sleep(15);
  }
}
