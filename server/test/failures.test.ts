import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAddress } from '../../contract/files.ts';
import type { Problem } from '../../contract/intentions.ts';
import { toRef } from '../../contract/shapes.ts';
import { findReplayFaults } from '../features/cases/cases.replay.ts';
import { watchClock } from '../kit/jobs/watch-clock.ts';
import { storeMemory } from '../outside/store/memory.ts';
import { type TestApp, testApp } from './app.ts';
import { runSql } from './database.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';

/** How the platform behaves when the machine under it fails: docs/operations.md names it. */
let app: TestApp;
let worker: SignedIn;
let desk: SignedIn;
let isFull = false;

beforeAll(async () => {
  const memory = storeMemory();
  const store: typeof memory = {
    ...memory,
    async put(sum, bytes) {
      if (isFull) throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
      await memory.put(sum, bytes);
    },
  };
  app = await testApp({ store });
  worker = await app.signIn('grid-worker');
  desk = await app.signIn('street-desk');
});
afterAll(() => app.close());

const raise = () =>
  app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: world.unit, words: '楼道口' },
      contact: null,
      fields: { words: '楼道里的灯坏了' },
    } as never,
    worker,
  );

async function putPhoto(red: number) {
  const ref = toRef(world.community, randomUUID());
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: red, g: 80, b: 160 } } })
    .jpeg()
    .toBuffer();
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await app.inject({ method: 'PUT', url: fileAddress(ref, 'x.jpg'), payload: bytes, headers }, worker);
  return { ref, status: answer.statusCode, retry: answer.headers['retry-after'], problem: answer.json<Problem>() };
}

describe('a full disk', () => {
  it('of the files refuses new ones in words, keeps no row of them, and reading and other work go on', async () => {
    const before = await putPhoto(1);
    expect(before.status).toBe(200);
    isFull = true;
    const refused = await putPhoto(2);
    expect([refused.status, refused.problem.code, refused.retry]).toEqual([503, 'request.no-space', '5']);
    expect(refused.problem.text.zh).toContain('存储空间已满');
    const rows = { communities: [world.community], organisations: [] };
    expect(await app.database.read(rows, (db) => db.selectFrom('files').select('name').execute())).toHaveLength(1);
    expect((await app.inject({ method: 'GET', url: fileAddress(before.ref) }, worker)).statusCode).toBe(200);
    expect((await raise()).status).toBe(200);
    isFull = false;
    expect((await putPhoto(2)).status).toBe(200);
  });

  it('of the database refuses writes in words, and reading goes on', async () => {
    const { ref } = (await raise()).answer;
    await runSql(
      app.ownerUrl,
      `create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`,
      'create trigger full_disk before insert on case_entries for each row execute function full_disk()',
    );
    const refused = await raise();
    expect([refused.status, refused.problem?.code]).toEqual([503, 'request.no-space']);
    expect((await app.get('GET /cases/:ref', { params: { ref } }, desk)).status).toBe(200);
    await runSql(app.ownerUrl, 'drop trigger full_disk on case_entries', 'drop function full_disk');
    expect((await raise()).status).toBe(200);
  });
});

describe('a clock that jumps', () => {
  it('back by an hour changes no order: entries follow their numbers, and each matter is what they say', async () => {
    const { ref } = (await raise()).answer;
    const before = app.clock.now();
    app.clock.advance(3_600_000);
    expect((await app.send('cases.act', { ref, action: 'accept', input: {} }, desk)).status).toBe(200);
    app.clock.set(before);
    const input = { leadOrganisationId: world.property };
    expect((await app.send('cases.act', { ref, action: 'dispatch', input }, desk)).status).toBe(200);
    const shown = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
    expect(shown.entries.map(({ action }) => action)).toEqual(['report', 'accept', 'dispatch']);
    const rows = { communities: [world.community], organisations: [] };
    expect((await app.database.read(rows, (db) => findReplayFaults(db))).faults).toEqual([]);
    const { rows: used } = await app.database.pool.query('select from case_clocks where used_minutes < 0');
    expect(used).toEqual([]);
  });

  it('is told of each minute', async () => {
    const said: { event: string; details: object }[] = [];
    const keep = (details: object, event: string) => void said.push({ event, details });
    const ctx = {
      write: app.database.write,
      newId: randomUUID,
      log: { info: keep, warn: keep, error: keep, debug: keep },
      jobs: { send: async () => undefined },
    };
    await watchClock.run({ ...ctx, now: () => new Date().toISOString() }, {});
    expect(said).toEqual([]);
    await watchClock.run({ ...ctx, now: () => new Date(Date.now() - 7_200_000).toISOString() }, {});
    expect(said).toEqual([{ event: 'clock.apart', details: { seconds: expect.closeTo(-7200, -1) } }]);
  });
});
