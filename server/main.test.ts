import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from './config.ts';
import type { Log } from './kit/ctx.ts';
import { type Running, start } from './main.ts';
import { cloneDatabase, type TestDatabase } from './test/database.ts';

let folder: string;
let webDir: string;
let files: TestDatabase;
let running: Running;
let address: string;
const lines: { level: string; event: string; details: object }[] = [];
const at = (level: string) => (details: object, event: string) => void lines.push({ level, event, details });
const log: Log = { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };

const configOf = (more: Partial<Config> = {}): Config => ({
  ...readConfig({ DATABASE_URL: files.ownerUrl, PORT: '0' }),
  dataDir: join(folder, 'data'),
  keysDir: join(folder, 'keys'),
  poolSize: 3,
  ...more,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-main-'));
  webDir = join(folder, 'web');
  for (const [name, text] of [
    ['index.html', 'the portal'],
    ['desk/index.html', 'the desk'],
    ['sw.js', 'the worker'],
    ['assets/app-abc123.js', 'the code'],
    ['.sources', 'hidden'],
  ] as const) {
    await mkdir(join(webDir, name, '..'), { recursive: true });
    await writeFile(join(webDir, name), text);
  }
  files = await cloneDatabase();
  running = await start(configOf(), { log, webDir });
  address = running.address as string;
});
afterAll(async () => {
  await running.stop();
  await files.drop();
  await rm(folder, { recursive: true, force: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${address}${path}`, { headers });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    cache: answer.headers.get('cache-control'),
    text: await answer.text(),
  };
};

describe('the running platform', () => {
  it('says that it is well, and that its database is', async () => {
    expect(await get('/api/health')).toMatchObject({ status: 200, cache: 'no-store' });
    expect((await get('/api/ready')).text).toBe('{"status":"ready"}');
    expect(JSON.parse((await get('/api/session')).text).kind).toBe('anonymous');
  });

  it('serves each surface under its folder, whatever lies behind', async () => {
    for (const path of ['/', '/report', '/track/11-abc', '/deskless'])
      expect((await get(path)).text, path).toBe('the portal');
    for (const path of ['/desk', '/desk/', '/desk/cases/11-x?tab=map'])
      expect((await get(path)).text, path).toBe('the desk');
  });

  it('lets browsers keep what never changes, and ask for the rest each time', async () => {
    expect((await get('/assets/app-abc123.js')).cache).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/sw.js', '/desk/', '/desk/x']) expect((await get(path)).cache, path).toBe('no-cache');
  });

  it('gives a problem, not a page, for files and calls that are not there', async () => {
    for (const path of [
      '/assets/gone.js',
      '/favicon.xyz',
      '/api/gone',
      '/.sources',
      '/desk/%2e%2e/%2e%2e/key-ring.json',
      '/..%2fkeys/key-ring.json',
    ]) {
      const answer = await get(path);
      expect([answer.status >= 400 && answer.status < 500, answer.type], path).toEqual([
        true,
        expect.stringContaining('application/problem+json'),
      ]);
    }
    const post = await fetch(`${address}/desk/`, { method: 'POST' });
    expect(post.status).toBe(404);
    await post.body?.cancel();
  });

  it('sets the clocks of its jobs', async () => {
    const { rows } = await query("select name, timezone from pgboss.schedule where name = 'audit.seal'");
    expect(rows).toEqual([{ name: 'audit.seal', timezone: 'Asia/Shanghai' }]);
  });

  it('leaves no error behind', () => {
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

async function query(statement: string) {
  const client = new pg.Client({ connectionString: files.ownerUrl });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('a start', () => {
  const refused = (more: Partial<Config>) => start(configOf(more), { log, webDir });

  it('of a worker listens nowhere; one of a web process runs no jobs; both stand beside the first', async () => {
    const worker = await start(configOf({ role: 'worker' }), { log, webDir });
    expect(worker.address).toBeUndefined();
    const web = await start(configOf({ role: 'web' }), { log, webDir });
    expect((await fetch(`${web.address}/api/ready`)).status).toBe(200);
    await Promise.all([worker.stop(), web.stop()]);
  });

  it('says what to do where the port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) =>
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)),
    );
    await expect(refused({ port })).rejects.toThrow(
      `Port ${port} is taken by another program. Stop it, or start with another: PORT=${port + 1}`,
    );
    other.close();
  });

  it('refuses keys beside the data, another ring than the data’s, and a role the policies do not bind', async () => {
    await expect(refused({ keysDir: join(folder, 'data', 'keys') })).rejects.toThrow(/inside the data folder/);
    await expect(refused({ keysDir: join(folder, 'other-keys') })).rejects.toThrow(
      /not the one this database was sealed under/,
    );
    await expect(refused({ databaseAppUrl: files.ownerUrl })).rejects.toThrow(/row-level security does not bind/);
  });

  it('reports a web that could not be built', async () => {
    await expect(start(configOf(), { log, webDir, before: Promise.reject(new Error('no web')) })).rejects.toThrow(
      'no web',
    );
  });
});

it('reads its variables once, and names the one that is wrong', () => {
  expect(() => readConfig({ PORT: 'x' })).toThrow(/PORT/);
  expect(readConfig({}).hasDemo).toBe(true);
  expect(readConfig({ DATABASE_URL: 'postgres://x@h/d' }).hasDemo).toBe(false);
  expect(readConfig({ DATABASE_URL: 'postgres://x@h/d', LINLI_DEMO: 'on' }).hasDemo).toBe(true);
});
