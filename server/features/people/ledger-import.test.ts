import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportDetail, ImportRow } from '../../../contract/imports.ts';
import { readTable } from '../../kit/sheets/read-table.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

interface Truth {
  readonly houses: number;
  readonly rows: number;
  readonly persons: readonly {
    readonly id: string;
    readonly name: string;
    readonly sex: 'M' | 'F';
    readonly birth: string;
    readonly phones: readonly string[];
    readonly house: string;
    readonly alone: boolean;
    readonly disabled: boolean;
    readonly lowIncome: boolean;
  }[];
  readonly rejected: readonly { readonly sheet: string; readonly row: number; readonly reason: string; readonly name: string }[];
  readonly refusedColumns: readonly string[];
  readonly injected: number;
  readonly duplicates: number;
  readonly conflicts: number;
}

const folder = new URL('../../../data/ledgers/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();
const bytesOf = (name: string) => readFile(new URL(name, folder));
const truthOf = async (name: string): Promise<Truth> =>
  JSON.parse(await readFile(new URL(name.replace('.xlsx', '.truth.json'), folder), 'utf8'));

async function upload(app: TestApp, as: Asker, communityId: number, name: string, bytes: Buffer): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${communityId}-${id}?name=${encodeURIComponent(name)}`,
      payload: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    },
    as,
  );
  expect(answer.statusCode, answer.body).toBe(200);
  return id;
}

const show = async (app: TestApp, as: Asker, ref: string): Promise<ImportDetail> =>
  (await app.get('GET /imports/:ref', { params: { ref } }, as)).answer;

/** Uploads, reads, and leaves the import previewed. */
async function preview(app: TestApp, as: Asker, name: string, bytes: Buffer, communityId: number = world.community) {
  const fileId = await upload(app, as, communityId, name, bytes);
  const { ref } = (await app.send('imports.start', { communityId, fileId }, as)).answer;
  await app.queue.runAll();
  return { ref, shown: await show(app, as, ref) };
}

async function importFile(app: TestApp, as: Asker, name: string, bytes: Buffer, communityId: number = world.community) {
  const { ref } = await preview(app, as, name, bytes, communityId);
  await app.send('imports.run', { ref }, as);
  await app.queue.runAll();
  return { ref, shown: await show(app, as, ref) };
}

async function allRows(app: TestApp, as: Asker, ref: string, kind: string): Promise<ImportRow[]> {
  const found: ImportRow[] = [];
  let cursor: string | undefined;
  do {
    const { answer } = await app.get('GET /imports/:ref/rows', { params: { ref }, query: { kind, cursor, limit: 7 } }, as);
    found.push(...answer.items);
    cursor = answer.next;
  } while (cursor);
  return found;
}

/** Every person of a community as the database holds them, opened. */
async function storedPeople(app: TestApp, communityId: number = world.community) {
  return app.database.read({ communities: [communityId], organisations: [] }, async (db) => {
    const people = await db.selectFrom('people').selectAll().where('communityId', '=', communityId).execute();
    const phones = Map.groupBy(await db.selectFrom('peoplePhones').selectAll().orderBy('position').execute(), (one) => one.peopleId);
    const tags = Map.groupBy(await db.selectFrom('tags').selectAll().where('toOn', 'is', null).execute(), (one) => one.peopleId);
    const homes = Map.groupBy(
      await db
        .selectFrom('residences')
        .innerJoin('houses', 'houses.id', 'residences.houseId')
        .where('residences.toOn', 'is', null)
        .select(['residences.peopleId', 'houses.doorKey'])
        .execute(),
      (one) => one.peopleId,
    );
    return people
      .map((one) => {
        const has = (code: string) => tags.get(one.id)?.some((tag) => tag.code === code) ?? false;
        return {
          id: one.idSealed ? app.vault.open('id-number', one.idSealed) : '',
          name: one.name,
          sex: one.sex === 'male' ? 'M' : 'F',
          birth: one.bornOn?.replaceAll('-', '') ?? '',
          phones: (phones.get(one.id) ?? []).map((phone) => app.vault.open('phone', phone.sealed)),
          house: (homes.get(one.id) ?? []).map((home) => home.doorKey).join(' '),
          alone: has('alone'),
          disabled: has('disabled'),
          lowIncome: has('lowIncome'),
        };
      })
      .sort((a, b) => a.id.localeCompare(b.id));
  });
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => a.id.localeCompare(b.id));

/** Everything the registry holds, to tell whether anything has changed. */
async function checksum(app: TestApp): Promise<Record<string, string>> {
  const tables = [
    'areas',
    'area_versions',
    'persons',
    'people',
    'people_phones',
    'houses',
    'households',
    'residences',
    'ownerships',
    'tags',
    'search_tokens',
  ];
  const found: Record<string, string> = {};
  const client = await app.database.pool.connect();
  try {
    await client.query(`begin; set local app.communities = '${[1, 2, 3, 11, 12, 13].join(',')}'`);
    for (const table of tables) {
      const { rows } = await client.query(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t`);
      found[table] = rows[0].sum;
    }
    await client.query('rollback');
  } finally {
    client.release();
  }
  return found;
}

describe('the three workbooks', () => {
  it('are there', () => expect(names).toHaveLength(3));

  describe.each(names)('%s', (name) => {
    let app: TestApp;
    let secretary: Asker;
    let truth: Truth;
    let before: Record<string, string>;
    let ref: string;
    let done: ImportDetail;

    beforeAll(async () => {
      app = await testApp();
      secretary = await app.signIn('community-secretary');
      truth = await truthOf(name);
      before = await checksum(app);
      ({ ref, shown: done } = await importFile(app, secretary, name, await bytesOf(name)));
    });
    afterAll(() => app.close());

    it('comes in whole: everybody once, with sex, birth, phones and room', async () => {
      expect(done.failure).toBeNull();
      expect(done).toMatchObject({ state: 'done', counts: { rows: truth.rows, entries: truth.rows } });
      expect(await storedPeople(app)).toEqual(byId(truth.persons));
      expect(done.counts).toMatchObject({
        people: { created: truth.persons.length, updated: 0, unchanged: 0 },
        houses: { created: truth.houses, updated: 0, unchanged: 0 },
        held: truth.rejected.length,
        duplicates: truth.duplicates,
        injected: truth.injected,
      });
    });

    it('holds each bad row with its reason and its cell', async () => {
      const held = await allRows(app, secretary, ref, 'held');
      expect(held.map(({ sheet, row, reasons, name: shown }) => ({ sheet, row, reason: reasons[0]?.code, name: shown }))).toEqual(truth.rejected);
      for (const { reasons, state } of held) {
        expect(reasons[0]?.text.zh.length).toBeGreaterThan(3);
        expect(reasons[0]?.cell).toMatch(/^[A-Z]+\d+$/);
        expect(state).toBe('open');
      }
    });

    it('queues each conflict, and lists what was repeated', async () => {
      expect(await allRows(app, secretary, ref, 'conflict')).toHaveLength(truth.conflicts);
      expect(await allRows(app, secretary, ref, 'duplicate')).toHaveLength(truth.duplicates);
    });

    it('names and refuses sensitive columns, and keeps nothing of the file', async () => {
      expect([...new Set(done.refusedColumns.map((column) => column.header))]).toEqual(truth.refusedColumns);
      expect(done.refusedColumns[0]?.why.zh).not.toBe('');
      const { rows } = await app.database.pool.query("select state from files where noun = 'imports'");
      expect(rows).toEqual([]); // not visible without a scope
      const left = await app.database.read({ communities: [world.community], organisations: [] }, async (db) => ({
        files: await db.selectFrom('files').select('state').execute(),
        pages: await db.selectFrom('importPages').select('position').execute(),
      }));
      expect(left).toEqual({ files: [{ state: 'erased' }], pages: [] });
    });

    it('is undone without a trace', async () => {
      await app.send('imports.undo', { ref }, secretary);
      await app.queue.runAll();
      const undone = await show(app, secretary, ref);
      expect(undone).toMatchObject({ state: 'undone', undo: { people: truth.persons.length, houses: truth.houses, kept: 0 } });
      expect(await checksum(app)).toEqual(before);
    });
  });
});
