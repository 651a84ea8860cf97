import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { endSurvivors, readPidFile } from './postmaster.ts';
import { commandAs } from './server-user.ts';
import { type Settings, settingArguments } from './settings.ts';
import { clearSockets, socketSetting } from './socket.ts';

/** A server that takes connections. */
export interface Server {
  readonly dir: string;
  readonly pid: number;
  readonly port: number;
}

const fullLog = 8 * 1024 * 1024;
const attempts = 6;
/** Failures that pass: somebody took the port first; children of a killed server still hold its memory. */
const passing = /could not (bind|create any TCP)|shared memory block .* still in use/i;

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** The port the cluster had before, if it is free: who still knows it finds the server again. Otherwise any. */
async function freePort(dir: string): Promise<number> {
  const before = await readFile(join(dir, 'postmaster.opts'), 'utf8').catch(() => '');
  const last = Number(before.match(/"port=(\d+)"/)?.[1] ?? 0);
  const port = (last && (await tryPort(last))) || (await tryPort(0));
  if (!port) throw new Error('No port of 127.0.0.1 is free.');
  return port;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/** What the server wrote to its log since it had that size, at most the last 2,000 characters. */
async function writtenSince(file: string, size: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, size);
    return buffer.toString('utf8', 0, bytesRead).slice(-2000).trim();
  } finally {
    await handle.close();
  }
}

function spawnServer({ dir, user, native }: Cluster, logFile: string, args: readonly string[]): ChildProcess {
  const command = commandAs(user, join(native, 'bin/postgres'), ['-D', dir, ...args]);
  const output = openSync(logFile, 'a', 0o600);
  try {
    // A session of its own: signals of our terminal do not reach it. As its parent we also take its exit code, so that
    // a killed server is no zombie while we live.
    const child = spawn(command.program, command.args, {
      ...command.options,
      detached: true,
      stdio: ['ignore', output, output],
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

async function launchOnce(cluster: Cluster, logFile: string, settings: Settings): Promise<Server | string> {
  if ((await sizeOf(logFile)) > fullLog) await rename(logFile, `${logFile}.old`);
  const size = await sizeOf(logFile);
  const port = await freePort(cluster.dir);
  await clearSockets(cluster.dir);
  const own = { unix_socket_directories: socketSetting(cluster.dir) };
  const child = spawnServer(cluster, logFile, settingArguments(port, { ...own, ...settings }));
  let ending: string | undefined;
  child.once('error', (error) => {
    ending = error.message;
  });
  child.once('exit', (code, signal) => {
    ending = signal ?? `exit code ${code}`;
  });
  while (ending === undefined) {
    const noted = await readPidFile(cluster.dir);
    if (child.pid && noted?.pid === child.pid && noted.status === 'ready')
      return { dir: cluster.dir, pid: child.pid, port };
    await sleep(10);
  }
  return `${ending}\n${await writtenSince(logFile, size)}`;
}

/** Starts the server of a cluster and waits until it takes connections. The caller holds the start lock. */
export async function launch(cluster: Cluster, logFile: string, settings: Settings): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const launched = await launchOnce(cluster, logFile, settings);
    if (typeof launched === 'object') return launched;
    if (attempt >= attempts || !passing.test(launched)) {
      throw new Error(`The embedded database did not start in ${cluster.dir}: ${launched}`);
    }
    await endSurvivors(cluster.dir);
    await sleep(attempt * 100);
  }
}
