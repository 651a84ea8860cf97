import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export type Part = 'web' | 'worker' | 'database';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

interface Running {
  readonly process: Child;
  readonly address: string | null;
  readonly ended: Promise<unknown>;
}

/** A web and a worker process on one embedded database, each of which may be killed at any moment. */
export interface Platform {
  readonly address: string;
  /** The owner's connection to the database, for looking at what is there. */
  ownerUrl(): string;
  /** Kills a part and starts it anew; the database is started anew by those who use it. */
  kill(part: Part): Promise<void>;
  /** Waits until requests are answered again. */
  untilReady(): Promise<void>;
  stop(): Promise<void>;
  /** What the processes said at WARN and above. */
  readonly said: readonly string[];
}

const patienceMs = 60_000;

/** Starts the platform in processes of its own, in a folder that is its own. */
export async function startPlatform(folder: string): Promise<Platform> {
  const said: string[] = [];
  const running = new Map<'web' | 'worker', Running>();
  let port = '0';

  const launch = async (role: 'web' | 'worker'): Promise<Running> => {
    const child: Child = spawn(process.execPath, [join(import.meta.dirname, 'process.ts')], {
      cwd: '/',
      // A group of its own: Ctrl-C at the terminal is the harness's matter.
      detached: true,
      env: {
        PATH: process.env['PATH'] ?? '',
        LINLI_DATA: join(folder, 'data'),
        LINLI_KEYS: join(folder, 'keys'),
        LINLI_DEMO: 'off',
        LINLI_ROLE: role,
        PORT: port,
        DATABASE_POOL: '6',
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    createInterface({ input: child.stderr }).on('line', (line) => said.push(`${role}: ${line}`));
    const address = await new Promise<string | null>((settle, fail) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"address"')) settle((JSON.parse(line) as { address: string | null }).address);
      });
      ended.then(() => fail(new Error(`The ${role} process ended: ${said.slice(-5).join('\n')}`)), fail);
    });
    const found = { process: child, address, ended };
    running.set(role, found);
    return found;
  };

  const web = await launch('web');
  const address = web.address as string;
  port = new URL(address).port;
  await launch('worker');

  const pidOfDatabase = (): number =>
    Number(readFileSync(join(folder, 'data/db/postmaster.pid'), 'utf8').split('\n')[0]);

  return {
    address,
    said,
    ownerUrl() {
      const [, , , dbPort] = readFileSync(join(folder, 'data/db/postmaster.pid'), 'utf8').split('\n');
      const password = readFileSync(join(folder, 'data/db.password'), 'utf8').trim();
      return `postgresql://linli:${password}@127.0.0.1:${dbPort}/linli`;
    },
    async kill(part) {
      if (part === 'database') {
        process.kill(pidOfDatabase(), 'SIGKILL');
        return;
      }
      const victim = running.get(part);
      victim?.process.kill('SIGKILL');
      await victim?.ended;
      await launch(part);
    },
    async untilReady() {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const answer = await fetch(`${address}/api/ready`).catch(() => undefined);
        await answer?.body?.cancel();
        if (answer?.status === 200) return;
        if (Date.now() > deadline) throw new Error(`Not ready again after a minute: ${said.slice(-40).join('\n')}`);
        await sleep(50);
      }
    },
    async stop() {
      for (const { process: child } of running.values()) child.stdin.end();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
