import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { zipBytes, zipTexts } from '../../test/zip-texts.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';

let app: TestApp;
let desk: SignedIn;
let secretary: SignedIn;
let photo: Buffer;
const refs: string[] = [];

async function upload(as: Asker): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${world.community}-${id}?name=a.jpg`,
      headers: { 'content-type': 'image/jpeg' },
      payload: photo,
    },
    as,
  );
  expect(answer.statusCode).toBe(200);
  return id;
}

async function raise(words: string, more: Record<string, unknown> = {}, photos: readonly string[] = []) {
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'resident',
      place: { areaId: world.unit, words: '楼道口' },
      contact: { name: '王桂兰', phone: '19900001001' },
      fields: { words, ...(photos.length > 0 ? { photos } : {}) },
      ...more,
    } as never,
    desk,
  );
  return made.answer;
}

beforeAll(async () => {
  app = await testApp();
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  await loadCategorySeeds(client, app.clock.now());
  await client.end();
  desk = await app.signIn('street-desk');
  secretary = await app.signIn('community-secretary');
  photo = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#7799bb' } })
    .jpeg()
    .toBuffer();
  for (let n = 0; n < 3; n += 1) refs.push((await raise(`路灯不亮 ${n}`, {}, n === 0 ? [await upload(desk)] : [])).ref);
  await raise('别的社区的事', { place: { areaId: world.otherBuilding, words: '' } });
  const { rows } = await app.database.pool.query(
    `select id from categories where case_type = 'event' and rule @> '{"isPrivate": true}' limit 1`,
  );
  await raise('夫妻争吵', { categoryId: rows[0].id });
});
afterAll(() => app.close());

const ask = { purpose: '区里年度检查', area: world.community, from: '2026-03-01', to: '2026-03-31', closedOnly: false };
const order = (as: SignedIn, input: Record<string, unknown> = {}) =>
  app.send('packages.order', { ...ask, ...input } as never, as);
const fetchIt = (id: string, as: SignedIn) => app.inject({ method: 'GET', url: `/api/packages/${id}/file` }, as);

it('holds the index, each file, the photos, the figures and a list of them all with their hashes', async () => {
  const { id, total } = (await order(secretary)).answer;
  expect(total).toBe(3);
  expect((await app.get('GET /packages', {}, secretary)).answer.items[0]).toMatchObject({
    state: 'waiting',
    done: 0,
    total: 3,
  });
  expect((await fetchIt(id, secretary)).statusCode).toBe(404);
  await app.queue.runAll();
  expect((await app.get('GET /packages', {}, secretary)).answer.items[0]).toMatchObject({
    state: 'ready',
    done: 3,
    purpose: ask.purpose,
  });
  const answer = await fetchIt(id, secretary);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  const parts = zipBytes(answer.rawPayload);
  expect([...parts.keys()].filter((path) => path.endsWith('.pdf'))).toHaveLength(3);
  expect([...parts.keys()].filter((path) => path.startsWith('照片/'))).toHaveLength(1);
  const manifest = JSON.parse(String(parts.get('清单.json'))) as {
    purpose: string;
    entries: { path: string; sha256: string }[];
  };
  expect(manifest.purpose).toBe(ask.purpose);
  expect(manifest.entries.map(({ path }) => path).sort()).toEqual(
    [...parts.keys()].filter((path) => path !== '清单.json' && path !== 'SHA256SUMS').sort(),
  );
  for (const { path, sha256 } of manifest.entries)
    expect(
      createHash('sha256')
        .update(parts.get(path) as Buffer)
        .digest('hex'),
      path,
    ).toBe(sha256);
  const [first] =
    [...parts].find(([path]) => path.endsWith('-0001-9.pdf')) ??
    [...parts].find(([path]) => path.endsWith('.pdf')) ??
    [];
  const words = pdfText(parts.get(first as string) as Buffer).join('\n');
  expect(words).toContain('路灯不亮');
  expect(words).not.toMatch(/王桂兰|19900001001/);
  const index = zipTexts(parts.get('目录.xlsx') as Buffer).get('xl/worksheets/sheet1.xml') as string;
  for (const n of [0, 1, 2]) expect(index).toContain(`路灯不亮 ${n}`);
  expect(`${index}${[...parts.keys()]}`).not.toMatch(/争吵|别的社区/);
  expect(zipTexts(parts.get('指标.xlsx') as Buffer).get('xl/worksheets/sheet1.xml')).toContain('上报');
});

it('is for whoever asked alone, and each fetching is written down with its purpose', async () => {
  const [own] = (await app.get('GET /packages', {}, secretary)).answer.items;
  for (const as of [desk, await app.signIn('community-secretary')]) {
    expect((await fetchIt(own?.id as string, as)).statusCode).toBe(404);
    expect((await app.get('GET /packages', {}, as)).answer.items).toEqual([]);
    expect((await app.send('packages.drop', { id: own?.id as string }, as)).status).toBe(404);
  }
  const { rows } = await app.database.pool.query(
    "select action, reason from audit_rows where noun = 'packages' order by at, id",
  );
  expect(rows).toEqual([
    { action: 'packages.ordered', reason: ask.purpose },
    { action: 'packages.fetched', reason: ask.purpose },
  ]);
});

it('is made once however often its job runs, and keeps its bytes until its time is over', async () => {
  const { id } = (await order(secretary)).answer;
  await app.queue.runJob('packages.make', { packageId: id });
  const before = (await fetchIt(id, secretary)).rawPayload;
  await app.queue.runJob('packages.make', { packageId: id });
  await app.queue.runJob('files.sweep', {});
  expect(zipBytes((await fetchIt(id, secretary)).rawPayload).size).toBe(zipBytes(before).size);
  const day = app.clock.now();
  app.clock.advance(8 * 86_400_000);
  await app.queue.runJob('packages.end', {});
  app.clock.set(day);
  expect((await fetchIt(id, secretary)).statusCode).toBe(404);
  expect((await app.get('GET /packages', {}, secretary)).answer.items.map(({ state }) => state)).toEqual([
    'ended',
    'ended',
  ]);
});

it('refuses what has no purpose, lies elsewhere, holds nothing or too much', async () => {
  expect((await order(secretary, { purpose: '看' })).problem?.code).toBe('request.invalid');
  expect((await order(secretary, { area: world.otherCommunity })).problem?.code).toBe('access.outside-scope');
  expect((await order(secretary, { from: '2025-01-01', to: '2025-02-01' })).problem?.code).toBe('packages.nothing');
  expect((await order(secretary, { from: '2026-03-31', to: '2026-03-01' })).problem?.code).toBe('request.invalid');
  const { communityId, id } = parseRef(refs[0] as string);
  await runSql(
    app.ownerUrl,
    `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', c.number || '-' || n))).*
     from cases c, generate_series(1, 500) n where c.community_id = ${communityId} and c.id = '${id}'`,
  );
  expect((await order(secretary)).problem?.code).toBe('packages.too-many');
});
