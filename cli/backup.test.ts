import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Config, readConfig } from '../server/config.ts';
import { openVault } from '../server/kit/crypto/ring-vault.ts';
import type { Log } from '../server/kit/ctx.ts';
import { ensureAppRole } from '../server/kit/db/app-role.ts';
import { openDatabase } from '../server/kit/db/client.ts';
import { startEmbedded } from '../server/kit/db/embedded/start.ts';
import { type Running, start } from '../server/main.ts';
import { cloneDatabase, runSql, type TestDatabase, toDatabase } from '../server/test/database.ts';
import { type SignedIn, testPeople } from '../server/test/people.ts';
import { makeWorld, world } from '../server/test/world.ts';
import { assertSpace } from './backup/folders.ts';
import type { Manifest } from './backup/manifest.ts';
import { readMoment } from './backup.ts';
import { runCli } from './main.ts';

// Clusters are made and copied here: a busy disk takes its time.
vi.setConfig({ testTimeout: 240_000 });
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-backup-'));
  chmodSync(folder, 0o711); // root's server runs as another user
  writeFileSync(join(folder, 'passphrase'), '青山遮不住，毕竟东流去。江晚\n');
  writeFileSync(join(folder, 'other-words'), 'not the words it was closed with\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]): string => join(folder, ...parts);

async function linli(env: Record<string, string>, ...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await runCli(words, (line) => lines.push(line), env).catch((error: Error) => {
    lines.push(error.message);
    return 1;
  });
  return { code, said: lines.join('\n') };
}

const manifestOf = (backup: string): Manifest => JSON.parse(readFileSync(join(backup, 'linli-backup.json'), 'utf8'));

async function rowsOf<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

let serial = 0;

/** Reports a matter as a grid worker does; gives its id. */
async function raise(address: string | undefined, worker: SignedIn): Promise<string> {
  serial += 1;
  const input = {
    type: 'event',
    begin: 'report',
    source: 'grid',
    place: { areaId: world.unit, words: '楼道口' },
    contact: null,
    fields: { words: `楼道里的灯坏了，第 ${serial} 回说` },
  };
  const answer = await fetch(`${address}/api/intentions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...worker.headers },
    body: JSON.stringify({ intentions: [{ id: randomUUID(), command: 'cases.raise', input }] }),
  });
  const { results } = (await answer.json()) as { results: { state: string; output: { ref: string } }[] };
  expect(results[0]?.state).toBe('done');
  const ref = results[0]?.output.ref as string;
  return ref.slice(ref.indexOf('-') + 1);
}

/** Puts the areas of the tests and a grid worker into a running platform. */
async function settle(ownerUrl: string, keys: string): Promise<SignedIn> {
  await makeWorld(ownerUrl);
  const database = openDatabase(await ensureAppRole(ownerUrl), 2);
  const people = testPeople({ database, vault: await openVault(keys), now: () => new Date().toISOString() });
  const worker = await people.signIn('grid-worker');
  await database.close();
  return worker;
}

describe('a platform on the embedded database, archiving', () => {
  const env = () => ({ LINLI_DATA: at('data'), LINLI_KEYS: at('keys'), LINLI_ARCHIVE: at('archive') });
  const configOf = (more: Record<string, string> = {}): Config => ({
    ...readConfig({ ...env(), ...more, PORT: '0', LINLI_DEMO: 'off' }),
    poolSize: 4,
  });
  let running: Running;
  let ownerUrl: string;
  let worker: SignedIn;
  const raised: string[] = [];

  beforeAll(async () => {
    running = await start(configOf(), { log: silent, webDir: at('web') });
    const password = readFileSync(at('data/db.password'), 'utf8').trim();
    const port = readFileSync(at('data/db/postmaster.pid'), 'utf8').split('\n')[3];
    ownerUrl = `postgresql://linli:${password}@127.0.0.1:${port}/linli`;
    worker = await settle(ownerUrl, at('keys'));
    for (let n = 0; n < 5; n += 1) raised.push(await raise(running.address, worker));
  });
  afterAll(() => running.stop());

  it('is copied while people go on writing, and comes back with equal counts and checksums, keys and all', async () => {
    let isOver = false;
    const writing = (async () => {
      while (!isOver) raised.push(await raise(running.address, worker));
    })();
    const made = await linli(env(), 'backup', at('backup'), '--passphrase-file', at('passphrase'));
    isOver = true;
    await writing;
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('The keys are in it, sealed') });
    const manifest = manifestOf(at('backup'));
    expect(manifest.keys).toBe('sealed');
    const cases = manifest.tables.find(({ name }) => name === 'public.cases')?.rows ?? 0;
    expect(cases).toBeGreaterThanOrEqual(5);
    // One moment for all: each matter has its entry, its intention and its figures, or none of them is there.
    for (const name of ['public.case_entries', 'public.intentions', 'public.case_measures'])
      expect(manifest.tables.find((table) => table.name === name)?.rows, name).toBe(cases);

    const other = { LINLI_DATA: at('unused'), LINLI_KEYS: at('other-keys') };
    const wrong = await linli(
      other,
      'restore',
      at('backup'),
      '--into',
      at('back'),
      '--passphrase-file',
      at('other-words'),
    );
    expect(wrong.said).toContain('The passphrase does not open the keys');
    expect(existsSync(at('back'))).toBe(false);
    const restored = await linli(
      other,
      'restore',
      at('backup'),
      '--into',
      at('back'),
      '--passphrase-file',
      at('passphrase'),
    );
    expect(restored.said).toContain('all counts and checksums are equal');
    expect(restored.said).toContain(`public.cases  ${cases} rows`);
    expect(restored.code).toBe(0);

    const again = await start(
      configOf({ LINLI_DATA: at('back'), LINLI_KEYS: at('other-keys'), LINLI_ARCHIVE: at('archive') }),
      {
        log: silent,
        webDir: at('web'),
      },
    );
    try {
      expect(await raise(again.address, worker)).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      await again.stop();
    }
    const twice = await linli(other, 'restore', at('backup'), '--into', at('back'));
    expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('is not empty') });
  });

  it('is brought to any moment after a backup', async () => {
    const before = await raise(running.address, worker);
    await sleep(1_100);
    const moment = new Date().toISOString();
    await sleep(1_100);
    const after = await raise(running.address, worker);
    await runSql(ownerUrl, 'select pg_switch_wal()');
    const [left] = await rowsOf<{ segment: string }>(
      ownerUrl,
      'select pg_walfile_name(pg_current_wal_lsn()) as segment',
    );
    const isArchived = async () =>
      (await rowsOf<{ last: string }>(ownerUrl, 'select last_archived_wal as last from pg_stat_archiver'))[0]?.last ??
      '';
    await raise(running.address, worker);
    await runSql(ownerUrl, 'select pg_switch_wal()');
    while ((await isArchived()) < (left?.segment ?? '')) await sleep(50);

    const restore = (into: string, until: string) =>
      linli(env(), 'restore', at('backup'), '--into', at(into), '--until', until);
    expect((await restore('past', moment)).said).toContain(`Everything is as it was at ${moment}`);
    const past = await start(configOf({ LINLI_DATA: at('past') }), { log: silent, webDir: at('web') });
    await past.stop();
    const server = await startEmbedded({ dataDir: at('past/db'), log: () => undefined });
    try {
      const ids = new Set((await rowsOf<{ id: string }>(server.url, 'select id from cases')).map(({ id }) => id));
      expect(raised.filter((id) => !ids.has(id))).toEqual([]);
      expect([ids.has(before), ids.has(after)]).toEqual([true, false]);
    } finally {
      await server.stop();
    }
    expect((await restore('early', '2020-01-01T00:00')).said).toContain('This backup reaches from');
    expect((await restore('late', '2040-01-01T00:00')).said).toContain('The archive ends before that moment');
    expect(existsSync(at('late'))).toBe(false);
  });
});

describe('a platform on a server of its own', () => {
  let files: TestDatabase;
  const env = () => ({ DATABASE_URL: files.ownerUrl, LINLI_DATA: at('served'), LINLI_KEYS: at('served-keys') });

  beforeAll(async () => {
    files = await cloneDatabase();
    const running = await start(
      { ...readConfig({ ...env(), PORT: '0' }), poolSize: 3 },
      { log: silent, webDir: at('web') },
    );
    await raise(running.address, await settle(files.ownerUrl, at('served-keys')));
    await running.stop();
  });
  afterAll(() => files.drop());

  it('is copied and comes back into an empty database, and nowhere else', async () => {
    const made = await linli(env(), 'backup', at('served-backup'));
    expect(made.said).toContain('The keys are NOT in it');
    const name = `linli_back_${randomUUID().slice(0, 8)}`;
    const { adminUrl } = inject('testServer');
    await runSql(adminUrl, `create database ${name}`);
    try {
      const back = { ...env(), DATABASE_URL: toDatabase(adminUrl, name) };
      const restored = await linli(back, 'restore', at('served-backup'), '--into', at('served-back'));
      expect(restored.said).toContain('opens this data');
      expect(restored.code).toBe(0);
      const again = await linli(back, 'restore', at('served-backup'), '--into', at('served-more'));
      expect(again.said).toMatch(/has \d+ tables\. Restore into an empty one/);
    } finally {
      await runSql(adminUrl, `drop database ${name} with (force)`);
    }
  });

  it('refuses in words', async () => {
    mkdirSync(at('full'));
    writeFileSync(at('full/x'), '');
    expect((await linli(env(), 'backup', at('full'))).said).toContain('is not empty');
    expect((await linli({ LINLI_DATA: at('nothing') }, 'backup', at('none'))).said).toContain('There is no database');
    expect((await linli(env(), 'restore', at('full'), '--into', at('new'))).said).toContain('holds no whole backup');
    expect((await linli(env(), 'backup')).code).toBe(2);
    expect((await linli(env(), 'restore', at('served-backup'))).code).toBe(2);
    await expect(assertSpace(folder, 2 ** 60)).rejects.toThrow(/not enough space .* are needed, .* are free/);
    await runSql(files.ownerUrl, "insert into migrations (name) values ('9999-later.sql')");
    expect((await linli(env(), 'backup', at('newer'))).said).toContain(
      '9999-later.sql, which this version does not know',
    );
    await runSql(files.ownerUrl, "delete from migrations where name = '9999-later.sql'");
    expect(existsSync(at('newer'))).toBe(false);
  });

  it('finds a backup that was damaged or is of a newer version, and leaves nothing', async () => {
    const made = await linli(env(), 'backup', at('spoilt'));
    expect(made.code).toBe(0);
    const own = { LINLI_DATA: at('unused'), LINLI_KEYS: at('served-keys') };
    const manifest = manifestOf(at('spoilt'));
    const written = JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '9999-later.sql'] });
    writeFileSync(at('spoilt/linli-backup.json'), written);
    expect((await linli(own, 'restore', at('spoilt'), '--into', at('x'))).said).toContain('newer version');
    const tables = manifest.tables.map((one) => (one.name === 'public.cases' ? { ...one, sha256: '0' } : one));
    writeFileSync(at('spoilt/linli-backup.json'), JSON.stringify({ ...manifest, tables }));
    expect((await linli(own, 'restore', at('spoilt'), '--into', at('x'))).said).toContain('rows of public.cases');
    appendFileSync(at('spoilt/linli-backup.json'), '}');
    expect((await linli(own, 'restore', at('spoilt'), '--into', at('x'))).said).toContain('is damaged');
    expect(existsSync(at('x'))).toBe(false);
  });
});

it('reads a moment as the clock in Shanghai shows it, unless it says otherwise', () => {
  expect(readMoment('2026-11-22 14:30')).toBe('2026-11-22T06:30:00.000Z');
  expect(readMoment('2026-11-22T06:30:00Z')).toBe('2026-11-22T06:30:00.000Z');
  expect(() => readMoment('yesterday')).toThrow('Not understood');
});
