import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { ImportDetail, ImportRow } from '../../../contract/imports.ts';
import { type OutCell, writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import type { Asker, TestApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

export interface Truth {
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
  readonly rejected: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly reason: string;
    readonly name: string;
  }[];
  readonly refusedColumns: readonly string[];
  readonly injected: number;
  readonly duplicates: number;
  readonly conflicts: number;
}

const folder = new URL('../../../data/ledgers/', import.meta.url);
export const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();
export const bytesOf = (name: string) => readFile(new URL(name, folder));
export const truthOf = async (name: string): Promise<Truth> =>
  JSON.parse(await readFile(new URL(name.replace('.xlsx', '.truth.json'), folder), 'utf8'));

export async function upload(
  app: TestApp,
  as: Asker,
  communityId: number,
  name: string,
  bytes: Buffer,
): Promise<string> {
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

export const show = async (app: TestApp, as: Asker, ref: string): Promise<ImportDetail> =>
  (await app.get('GET /imports/:ref', { params: { ref } }, as)).answer;

/** Uploads, reads, and leaves the import previewed. */
export async function preview(
  app: TestApp,
  as: Asker,
  name: string,
  bytes: Buffer,
  communityId: number = world.community,
) {
  const fileId = await upload(app, as, communityId, name, bytes);
  const { ref } = (await app.send('imports.start', { communityId, fileId }, as)).answer;
  await app.queue.runAll();
  return { ref, shown: await show(app, as, ref) };
}

export async function importFile(
  app: TestApp,
  as: Asker,
  name: string,
  bytes: Buffer,
  communityId: number = world.community,
) {
  const { ref } = await preview(app, as, name, bytes, communityId);
  await app.send('imports.run', { ref }, as);
  await app.queue.runAll();
  return { ref, shown: await show(app, as, ref) };
}

export async function allRows(app: TestApp, as: Asker, ref: string, kind: string): Promise<ImportRow[]> {
  const found: ImportRow[] = [];
  let cursor: string | undefined;
  do {
    const { answer } = await app.get(
      'GET /imports/:ref/rows',
      { params: { ref }, query: { kind, cursor, limit: 7 } },
      as,
    );
    found.push(...answer.items);
    cursor = answer.next;
  } while (cursor);
  return found;
}

/** A workbook of one sheet, its first row the header. */
export async function workbookOf(rows: readonly (readonly OutCell[])[], sheet = '居民登记'): Promise<Buffer> {
  const [header = [], ...body] = rows;
  const columns = header.map((words) => ({ header: String(words) }));
  const parts: Buffer[] = [];
  for await (const part of writeWorkbook([{ name: sheet, columns, rows: body }], { writtenAt: new Date(0) })) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** Every person of a community as the database holds them, opened. */
export async function storedPeople(app: TestApp, communityId: number = world.community) {
  return app.database.read({ communities: [communityId], organisations: [] }, async (db) => {
    const people = await db.selectFrom('people').selectAll().where('communityId', '=', communityId).execute();
    const phones = Map.groupBy(
      await db.selectFrom('peoplePhones').selectAll().orderBy('position').execute(),
      (one) => one.peopleId,
    );
    const tags = Map.groupBy(
      await db.selectFrom('tags').selectAll().where('toOn', 'is', null).execute(),
      (one) => one.peopleId,
    );
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

export const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.id.localeCompare(b.id));

/** Everything the registry holds, to tell whether anything has changed. */
export async function checksum(app: TestApp): Promise<Record<string, string>> {
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
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t`,
      );
      found[table] = rows[0].sum;
    }
    await client.query('rollback');
  } finally {
    client.release();
  }
  return found;
}
