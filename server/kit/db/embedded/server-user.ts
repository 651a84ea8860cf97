import { type SpawnOptions, spawn } from 'node:child_process';
import { lchown, readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** As whom PostgreSQL runs. It refuses root, so root lends it another user. */
export type ServerUser =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly name: string; readonly uid: number; readonly gid: number }
  /** Root (or a user without a name) seen as `nobody` in a user namespace: files stay the starter's own. */
  | { readonly kind: 'mapped' };

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const nobody = 65534;

/** The environment of every PostgreSQL program: nothing of ours leaks in, messages are English, text is UTF-8 without LANG. */
const environment = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  TZ: 'UTC',
};

/** A program as it has to be started to run as that user. The working folder is `/`: ours may be unreadable to them. */
export function commandAs(user: ServerUser, program: string, args: readonly string[]) {
  const options: SpawnOptions = { cwd: '/', env: environment };
  if (user.kind === 'other') return { program, args: [...args], options: { ...options, uid: user.uid, gid: user.gid } };
  if (user.kind === 'self') return { program, args: [...args], options };
  const mapping = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', program];
  return { program: 'unshare', args: [...mapping, ...args], options };
}

/** Runs a program as that user to its end; a program that cannot be started has code null and the reason in stderr. */
export async function runAs(user: ServerUser, program: string, args: readonly string[], input = ''): Promise<Outcome> {
  const command = commandAs(user, program, args);
  try {
    const child = spawn(command.program, command.args, { ...command.options, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((settle, fail) => {
      child.once('error', fail);
      child.once('close', settle);
    });
    child.stdin.on('error', () => undefined); // the program may end without reading
    child.stdin.end(input);
    const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { code, stdout, stderr };
  } catch (error) {
    return { code: null, stdout: '', stderr: (error as Error).message };
  }
}

/** Whether that user gets through to a folder: tried, not computed, since owners, groups, lists and mounts all have a say. */
export async function canReach(user: ServerUser, folder: string): Promise<boolean> {
  return (await runAs(user, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])).code === 0;
}

async function idOf(option: string, name: string): Promise<string | undefined> {
  const { code, stdout } = await runAs({ kind: 'self' }, 'id', [option, name]);
  return code === 0 ? stdout.trim() : undefined;
}

async function namedUser(name: string): Promise<ServerUser | undefined> {
  const [uid, gid] = [await idOf('-u', name), await idOf('-g', name)];
  if (!uid || !gid || uid === '0') return undefined;
  return { kind: 'other', name, uid: Number(uid), gid: Number(gid) };
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/**
 * The users a server may run as, best first: an ordinary user runs it itself; root lends it the owner of the data,
 * else `postgres`, else `nobody`, else itself mapped. PostgreSQL refuses users without a name, so these are mapped, too.
 */
export async function possibleUsers(dataDir: string): Promise<readonly ServerUser[]> {
  if (process.getuid?.() !== 0) return hasName() ? [{ kind: 'self' }] : [{ kind: 'mapped' }];
  const owner = await stat(dataDir).then(
    (found) => found.uid,
    () => undefined,
  );
  const ownerName = owner ? await idOf('-nu', String(owner)) : undefined;
  const names = new Set([...(ownerName ? [ownerName] : []), 'postgres', 'nobody']);
  const users: ServerUser[] = [];
  for (const name of names) {
    const user = await namedUser(name);
    if (user) users.push(user);
  }
  return owner === 0 ? [{ kind: 'mapped' }, ...users] : [...users, { kind: 'mapped' }];
}

/** The owner that files of that user have on disk. */
export function diskOwner(user: ServerUser): { readonly uid: number; readonly gid: number } {
  if (user.kind === 'other') return { uid: user.uid, gid: user.gid };
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

/** Gives a folder and all in it to that user; does nothing where it is theirs already. Only root can. */
export async function giveTo(user: ServerUser, folder: string): Promise<void> {
  const { uid, gid } = diskOwner(user);
  if ((await stat(folder)).uid === uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
  // The folder itself last: a run that was cut short starts over.
  await lchown(folder, uid, gid);
}
