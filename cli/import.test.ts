import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../server/test/database.ts';
import { makeWorld, world } from '../server/test/world.ts';
import { runCli } from './main.ts';

const ledgers = fileURLToPath(new URL('../data/ledgers/', import.meta.url));
let files: TestDatabase;
let folder: string;
let name: string;
let truth: {
  persons: readonly object[];
  rejected: readonly { sheet: string; row: number }[];
  refusedColumns: readonly string[];
};

beforeAll(async () => {
  files = await cloneDatabase();
  await makeWorld(files.ownerUrl);
  folder = await mkdtemp(join(tmpdir(), 'linli-cli-'));
  name = (await readdir(ledgers)).filter((one) => one.endsWith('.xlsx')).sort()[1] as string;
  truth = JSON.parse(await readFile(join(ledgers, name.replace('.xlsx', '.truth.json')), 'utf8'));
});
afterAll(async () => {
  await files.drop();
  await rm(folder, { recursive: true, force: true });
});

async function linli(...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const env = { DATABASE_URL: files.ownerUrl, LINLI_DATA: join(folder, 'data'), LINLI_KEYS: join(folder, 'keys') };
  const code = await runCli(words, (line) => lines.push(line), env);
  return { code, said: lines.join('\n') };
}

async function countPeople(): Promise<number> {
  const client = new pg.Client({ connectionString: files.ownerUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from people');
  await client.end();
  return rows[0].n;
}

describe('linli import', () => {
  it('tries a ledger, imports it, and takes it back', async () => {
    const file = join(ledgers, name);
    const tried = await linli('import', file, '--community', String(world.community), '--dry-run');
    expect(tried.code).toBe(0);
    expect(tried.said).toContain('Tried, nothing was written');
    expect(tried.said).toContain(`${truth.persons.length} people new`);
    expect(await countPeople()).toBe(0);

    const done = await linli('import', file, '--community', String(world.community));
    expect(done.code).toBe(0);
    expect(await countPeople()).toBe(truth.persons.length);
    for (const header of truth.refusedColumns) expect(done.said).toContain(header);
    for (const { sheet, row } of truth.rejected) expect(done.said).toMatch(new RegExp(`${sheet}![A-Z]*${row} `));

    const ref = /--undo (\S+)/.exec(done.said)?.[1] as string;
    const undone = await linli('import', '--undo', ref);
    expect(undone).toMatchObject({
      code: 0,
      said: expect.stringContaining(`Taken back: ${truth.persons.length} people`),
    });
    expect(await countPeople()).toBe(0);
    expect((await linli('import', '--undo', ref)).said).toContain('已撤销');
  });

  it('says what it needs, and what it cannot read', async () => {
    for (const words of [
      [],
      ['a.xlsx'],
      ['a.xlsx', 'b.xlsx'],
      ['a.xlsx', '--community', '999'],
      ['--undo', 'x'],
      ['--undo', '11-x'],
      ['a.xlsx', '--community', '11'],
    ])
      expect((await linli('import', ...words)).code, words.join(' ')).toBe(2);
    const readme = await linli(
      'import',
      fileURLToPath(new URL('../README.md', import.meta.url)),
      '--community',
      String(world.community),
    );
    expect(readme.code).toBe(1);
  });
});
