import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { binariesFor, findPackage } from './binaries.ts';
import type { Places } from './places.ts';
import { canReach, diskOwner, giveTo, possibleUsers, runAs, type ServerUser } from './server-user.ts';
import { ownerRole } from './settings.ts';

/** A cluster that can be started: where it lies, as whom it runs, with which programs. */
export interface Cluster {
  /** Where the files really are; the data folder asked for may be a link to it. */
  readonly dir: string;
  readonly user: ServerUser;
  /** The folder with `bin/` and `lib/`. */
  readonly native: string;
}

const hidden = '/var/lib/linli';
const unfinished = '.making-';

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}

/** The folder of an existing cluster, links followed; undefined where the data folder is missing or empty. */
export async function existingCluster(dataDir: string): Promise<string | undefined> {
  if (!(await lstat(dataDir).catch(() => undefined))) return undefined;
  const dir = await realpath(dataDir).catch(() => {
    throw new Error(`${dataDir} leads to a folder that is gone. Bring it back, or remove the link to start anew.`);
  });
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error;
    throw new Error(
      `The data folder ${dir} belongs to another user. Start as that user or as root, or set another data folder.`,
    );
  });
  if (entries.length === 0) return undefined;
  if (entries.includes('PG_VERSION')) return dir;
  throw new Error(`${dir} is not empty and holds no PostgreSQL database. Empty it, or set another data folder.`);
}

/** The password of the owner's role, made at the first call. Nobody but the starter's user can read its file. */
export async function ownerPassword({ passwordFile }: Places): Promise<string> {
  const kept = (await read(passwordFile))?.trim();
  if (kept) return kept;
  const password = randomBytes(24).toString('base64url');
  const partial = `${passwordFile}.new`;
  await rm(partial, { force: true });
  await writeFile(partial, `${password}\n`, { mode: 0o600, flag: 'wx' });
  await rename(partial, passwordFile);
  return password;
}

interface Choice {
  readonly user: ServerUser;
  readonly native: string;
  /** The folder that holds, or will hold, the cluster. */
  readonly parent: string;
}

async function choose(dataDir: string, parent: string): Promise<Choice | undefined> {
  const postgres = findPackage();
  for (const user of await possibleUsers(dataDir)) {
    if (!(await canReach(user, parent))) continue;
    const native = await binariesFor(user, postgres, parent);
    if (native) return { user, native, parent };
  }
  return undefined;
}

function noWay(dataDir: string): Error {
  return new Error(
    `PostgreSQL cannot run on ${dataDir}: no user it may run as gets there and can start its programs. ` +
      'Set another data folder, or set DATABASE_URL to a PostgreSQL 15–18 server.',
  );
}

/** An existing cluster, made ready to be started: its owner and its version are right. */
export async function openCluster(dir: string): Promise<Cluster> {
  const choice = await choose(dir, dirname(dir));
  if (!choice) throw noWay(dir);
  const { user, native } = choice;
  await checkOwner(user, dir);
  await giveTo(user, dir);
  await checkMajor(dir, native, user);
  return { dir, user, native };
}

/**
 * A new cluster whose owner's role has that password.
 * @param isLasting false skips the syncing of its files to disk
 */
export async function makeCluster(places: Places, password: string, isLasting: boolean): Promise<Cluster> {
  const choice = (await choose(places.dataDir, places.parent)) ?? (await chooseElsewhere(places.dataDir));
  if (!choice) throw noWay(places.dataDir);
  if (choice.parent === places.parent) return makeClusterIn(places.dataDir, choice, { password, isLasting });
  const elsewhere = join(choice.parent, `${basename(places.dataDir)}-${randomUUID()}`);
  const cluster = await makeClusterIn(elsewhere, choice, { password, isLasting });
  await rm(places.dataDir, { recursive: true, force: true });
  await symlink(elsewhere, places.dataDir);
  return cluster;
}

/** Where the data of root would lie in a closed folder and root cannot be mapped, only a folder elsewhere is left. */
async function chooseElsewhere(dataDir: string): Promise<Choice | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  await mkdir(hidden, { recursive: true });
  await chmod(hidden, 0o711);
  return choose(dataDir, hidden);
}

async function checkOwner(user: ServerUser, dir: string): Promise<void> {
  const { uid } = await stat(dir);
  if (process.getuid?.() === 0 || uid === diskOwner(user).uid) return;
  throw new Error(
    `The data folder ${dir} belongs to user ${uid}. Start as that user or as root, or set another data folder.`,
  );
}

async function checkMajor(dir: string, native: string, user: ServerUser): Promise<void> {
  const [ofData, version] = [
    (await read(join(dir, 'PG_VERSION')))?.trim(),
    (await runAs(user, join(native, 'bin/postgres'), ['--version'])).stdout.trim(),
  ];
  if (version.match(/ (\d+)/)?.[1] === ofData) return;
  throw new Error(
    `${dir} was made by PostgreSQL ${ofData}, the embedded one is ${version}. ` +
      'Install the Linli version that made it, make a backup there and restore it here.',
  );
}

/** Removes what killed starts left; what one of them still writes to is left to the next start. */
async function clearUnfinished(dir: string): Promise<void> {
  for (const name of await readdir(dirname(dir))) {
    if (!name.startsWith(`${basename(dir)}${unfinished}`)) continue;
    await rm(join(dirname(dir), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Runs initdb in a folder of its own and moves the result into place in one step: there is a whole cluster or none. */
async function makeClusterIn(
  dir: string,
  { user, native }: Choice,
  { password, isLasting }: { readonly password: string; readonly isLasting: boolean },
): Promise<Cluster> {
  await clearUnfinished(dir);
  // A name nobody had: the initdb of a killed start may still be writing under its own.
  const making = `${dir}${unfinished}${randomUUID()}`;
  await mkdir(making, { mode: 0o700 });
  try {
    const { uid, gid } = diskOwner(user);
    await writeFile(join(making, 'password'), password, { mode: 0o600 });
    await chown(join(making, 'password'), uid, gid);
    await chown(making, uid, gid);
    await initialise({ dir: join(making, 'cluster'), user, native }, join(making, 'password'), isLasting);
    await rename(join(making, 'cluster'), dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EBUSY' && code !== 'EXDEV') throw error;
    throw new Error(`${dir} is a mount point. Set a folder inside it as the data folder.`, { cause: error });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return { dir, user, native };
}

async function initialise({ dir, user, native }: Cluster, passwordFile: string, isLasting: boolean): Promise<void> {
  // pg_trgm and ltree look at the libc locale whatever the provider: with C they find nothing in Chinese.
  const libc = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const { code, stdout, stderr } = await runAs(user, join(native, 'bin/initdb'), [
    ...['--pgdata', dir, '--username', ownerRole, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', libc],
    ...['--lc-messages', 'C', '--data-checksums', ...(isLasting ? [] : ['--no-sync'])],
  ]);
  if (code !== 0) throw new Error(`The database could not be made in ${dir}: ${stderr.trim() || stdout.trim()}`);
}

/** Sets the owner's password without a server: for a cluster whose password file was lost, or that came from a backup. */
export async function resetPassword({ dir, user, native }: Cluster, password: string): Promise<void> {
  const statement = `alter role ${ownerRole} password '${password}'\n`;
  const { code, stderr } = await runAs(
    user,
    join(native, 'bin/postgres'),
    ['--single', '-D', dir, 'postgres'],
    statement,
  );
  if (code !== 0) throw new Error(`The password of ${ownerRole} could not be set anew: ${stderr.trim()}`);
}
