import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../server/config.ts';
import { findReplayFaults } from '../server/features/cases/cases.replay.ts';
import { fixedRing } from '../server/kit/crypto/key-ring.ts';
import { testVault } from '../server/kit/crypto/ring-vault.ts';
import { ensureAppRole } from '../server/kit/db/app-role.ts';
import { openDatabase } from '../server/kit/db/client.ts';
import { migrate, migrationNames } from '../server/kit/db/migrate.ts';
import { openLog } from '../server/kit/log.ts';
import { start } from '../server/main.ts';
import { runSql, toDatabase } from '../server/test/database.ts';
import { testPeople } from '../server/test/people.ts';
import { type Manifest, readManifest } from './backup/manifest.ts';
import { loadAll } from './backup/restore-backup.ts';
import { tableShapes } from './backup/tables.ts';

/** Backups of earlier versions, made of a small demo district by `linli backup` as it was. One is added before each release. */
const backups = join(import.meta.dirname, '../server/test/upgrade');

/** What a migration changes on purpose: `table` or `table.column` → why. Everything else must come through as it was. */
const changedOnPurpose: Readonly<Record<string, string>> = {
  'public.migrations': 'each migration adds its row',
  'public.notices.read_at': 'since 0011 each reader has a row of their own',
};

type Sums = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

/** A checksum of each column of each table, over its rows in the order of their keys. */
async function columnSums(client: pg.Client, tables: Manifest['tables']): Promise<Sums> {
  const there = new Map((await tableShapes(client)).map(({ name, columns }) => [name, new Set(columns)]));
  const sums = new Map<string, Record<string, string | null>>();
  for (const { name, columns, order } of tables) {
    const kept = columns.filter((column) => there.get(name)?.has(column));
    if (kept.length === 0) continue;
    const parts = kept.map(
      (column) => `md5(string_agg(coalesce(${column}::text, '\\N'), E'\\n' order by ${order})) as ${column}`,
    );
    const { rows } = await client.query(`select count(*)::text as "rows of it", ${parts.join(', ')} from ${name}`);
    sums.set(name, rows[0]);
  }
  return sums;
}

function differences(before: Sums, after: Sums): string[] {
  return [...before].flatMap(([table, columns]) => {
    if (changedOnPurpose[table]) return [];
    const now = after.get(table);
    if (!now) return [table];
    return Object.keys(columns)
      .filter((column) => now[column] !== columns[column] && !changedOnPurpose[`${table}.${column}`])
      .map((column) => `${table}.${column}`);
  });
}

describe.each(readdirSync(backups))('a database of the version at migration %s', (version) => {
  const name = `linli_upgrade_${version}_${randomUUID().slice(0, 8)}`;
  let url: string;
  let folder: string;
  let manifest: Manifest;

  beforeAll(async () => {
    const { adminUrl } = inject('testServer');
    url = toDatabase(adminUrl, name);
    folder = mkdtempSync(join(tmpdir(), 'linli-upgrade-'));
    await runSql(adminUrl, `create database ${name}`);
    manifest = await readManifest(join(backups, version));
    await loadAll(url, manifest, join(backups, version), () => undefined);
  });
  afterAll(async () => {
    await runSql(inject('testServer').adminUrl, `drop database if exists ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is brought up to date with every value as it was', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const before = await columnSums(client, manifest.tables);
      expect(manifest.migrations.at(-1)).toMatch(new RegExp(`^${version}-`));
      const done = await migrate(url);
      expect([...manifest.migrations, ...done].toSorted()).toEqual(await migrationNames());
      expect(differences(before, await columnSums(client, manifest.tables))).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it('is served afterwards: matters replay, sealed values open, and work goes on', async () => {
    const { suite, indexKey, keys } = fixedRing();
    const ring = [...keys].map(([id, key]) => ({
      id,
      key: key.toString('base64'),
      madeAt: '2026-11-22T00:00:00.000Z',
    }));
    const text = JSON.stringify({ suite: suite.name, indexKey: indexKey.toString('base64'), keys: ring });
    mkdirSync(join(folder, 'keys'));
    writeFileSync(join(folder, 'keys/key-ring.json'), text, { mode: 0o600 });
    const env = { DATABASE_URL: url, LINLI_DATA: join(folder, 'data'), LINLI_KEYS: join(folder, 'keys'), PORT: '0' };
    const running = await start({ ...readConfig(env), poolSize: 3 }, { log: openLog('silent'), webDir: folder });
    const database = openDatabase(await ensureAppRole(url), 2);
    try {
      const { rows: areas } = await database.pool.query<{ id: number; kind: string }>(
        "select id, kind from areas where kind in ('district', 'community') order by kind desc, id",
      );
      const communities = areas.filter(({ kind }) => kind === 'community').map(({ id }) => id);
      const district = areas.find(({ kind }) => kind === 'district')?.id as number;
      // What came with later processes is there to be applied for.
      const items = await database.pool.query('select count(*)::int as n from service_items where is_published');
      expect(items.rows[0].n).toBeGreaterThanOrEqual(12);
      const replayed = await database.read({ communities, organisations: [] }, (db) => findReplayFaults(db));
      expect(replayed).toMatchObject({ looked: 40, faults: [] });
      const people = testPeople({ database, vault: testVault(), now: () => new Date().toISOString() });
      const desk = await people.signIn('street-desk', { areaId: district });
      const cases = await fetch(`${running.address}/api/cases`, {
        method: 'POST',
        headers: { ...desk.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ tab: 'all' }),
      });
      expect(cases.status).toBe(200);
      expect(((await cases.json()) as { items: unknown[] }).items.length).toBeGreaterThan(0);
      const phone = await database.read({ communities, organisations: [] }, (db) =>
        db.selectFrom('peoplePhones').select('sealed').limit(1).executeTakeFirstOrThrow(),
      );
      expect(testVault().open('phone', phone.sealed)).toMatch(/^1\d{10}$/);
    } finally {
      await database.close();
      await running.stop();
    }
  });
});
