import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { findReplayFaults } from './cases.replay.ts';

let app: TestApp;
let secretary: SignedIn;
let worker: SignedIn;
let resident: SignedIn;
let admin: SignedIn;
beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  admin = await app.signIn('system-admin');
  resident = await app.signInResident('19900003001');
});
afterAll(() => app.close());

const everything = { communities: [world.district, world.street, world.community], organisations: [] };
const words = '三楼王婆婆家门口堆了杂物';

const rowsOf = (query: string) =>
  app.database.write(everything, async (db) => (await sql.raw<unknown>(query).execute(db)).rows);

/** What every table that may hold words of a matter says. */
async function said(): Promise<string> {
  const tables = ['cases', 'case_entries', 'case_entry_values', 'case_parties', 'case_followers', 'files', 'people'];
  const found = [];
  for (const table of tables) found.push(await rowsOf(`select * from ${table}`));
  return JSON.stringify(found);
}

const figures = async () => JSON.stringify(await rowsOf('select * from case_measures order by case_id'));

it('erases what a term has run out on, and nothing else: replay equals row, figures stay', async () => {
  const raise = async () =>
    (
      await app.send(
        'cases.raise',
        {
          type: 'event',
          begin: 'settle',
          source: 'grid',
          place: { areaId: world.unit, words: '302 门口' },
          contact: { name: '王婆婆', phone: '19900003009' },
          fields: { words },
        } as never,
        worker,
      )
    ).answer.ref;
  const ref = await raise();
  const own = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { areaId: world.building },
      contact: { name: '', phone: '', isMine: true },
      fields: { words: '还开着的一件' },
    },
    resident,
  );
  const house = await app.send(
    'houses.register',
    { buildingId: world.building, unitId: world.unit, room: '909' },
    secretary,
  );
  const person = await app.send(
    'people.register',
    { communityId: world.community, name: '周搬走', phones: ['19900003010'], home: { houseRef: house.answer.ref } },
    secretary,
  );
  await app.send('people.end', { ref: person.answer.ref, on: '2026-03-04', reason: 'left' }, secretary);
  const before = await figures();
  const due = async () => (await app.get('GET /settings/retention', {}, admin)).answer;
  expect(await due()).toEqual({ cases: 0, records: 0 });
  app.clock.set('2029-03-05T02:00:00.000Z');
  admin = await app.signInUser(admin.userId);
  expect(await due()).toEqual({ cases: 1, records: 1 });
  await app.queue.runJob('cases.erase');
  await app.queue.runJob('people.erase');
  expect(await due()).toEqual({ cases: 0, records: 0 });
  const left = await said();
  for (const gone of [words, '王婆婆', '302 门口', '周搬走']) expect(left).not.toContain(gone);
  expect(left).toContain('还开着的一件');
  expect(await figures()).toBe(before);
  const { faults, looked } = await app.database.write(everything, (db) => findReplayFaults(db));
  expect([looked, faults]).toEqual([2, []]);
  secretary = await app.signInUser(secretary.userId);
  const shown = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
  expect(shown.title).toBe('已删除');
  expect((await app.get('POST /cases', { query: { q: '王婆婆', tab: 'all' } }, secretary)).answer.items).toEqual([]);
  expect(
    (await app.get('POST /cases', { query: { q: shown.number, tab: 'all' } }, secretary)).answer.items,
  ).toHaveLength(1);
  expect((await app.get('GET /cases/:ref', { params: { ref: own.answer.ref } }, secretary)).answer.title).toBe(
    '还开着的一件',
  );
  const audited = await app.database.pool.query(
    "select count(*)::int as n from audit_rows where action in ('cases.erased', 'people.erased')",
  );
  expect(audited.rows[0].n).toBe(2);
  // Done again it finds nothing.
  await app.queue.runJob('cases.erase');
  expect(await figures()).toBe(before);
});
