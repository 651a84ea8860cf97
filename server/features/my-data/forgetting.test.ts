import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { findReplayFaults } from '../cases/cases.replay.ts';

let app: TestApp;
let secretary: SignedIn;
let desk: SignedIn;
let city: Asker;
beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  desk = await app.signIn('street-desk');
  const key = `linli_${randomBytes(32).toString('base64url')}`;
  const scopes = ['tickets.exchange' as const, 'cases.read' as const, 'cases.raise' as const];
  const input = { name: '12345 平台', reach: { areaId: world.street }, scopes, perMinute: 6000, key };
  await app.confirmKey((await app.send('api-keys.make', input, desk)).answer.id);
  city = { userId: '', headers: { authorization: `Bearer ${key}` } };
});
afterAll(() => app.close());

const everything = { communities: [world.district, world.street, world.community], organisations: [] };
const rowsOf = <T>(query: string) =>
  app.database.write(everything, async (db) => (await sql.raw<T>(query).execute(db)).rows);
const idOf = (ref: string) => ref.slice(ref.indexOf('-') + 1);
const phone = '19900003311';
const point: [number, number] = [121.3901, 31.1305];
const figures = async () =>
  JSON.stringify([
    await rowsOf(
      `select m.* from case_measures m join cases c on c.id = m.case_id where c.type = 'event' order by m.case_id`,
    ),
    await rowsOf(`select grid_id, community_id, count(*) from cases where type = 'event' group by 1, 2 order by 1, 2`),
  ]);

async function registered() {
  const house = await app.send(
    'houses.register',
    { buildingId: world.building, unitId: world.unit, room: '909' },
    secretary,
  );
  const idNumber = composeCitizenId(unassignedDivisionCode, '1961-02-03', 21);
  const person = await app.send(
    'people.register',
    { communityId: world.community, name: '周搬走', idNumber, phones: [phone], home: { houseRef: house.answer.ref } },
    secretary,
  );
  return { ref: person.answer.ref, house: house.answer.ref, idNumber };
}

const raise = (place: object, contact: object | null, words: string) =>
  app.send(
    'cases.raise',
    { type: 'event', begin: 'settle', source: 'grid', place, contact, fields: { words } } as never,
    secretary,
  );

async function erase(ref: string): Promise<void> {
  const request = await app.send(
    'cases.raise',
    {
      type: 'data-right',
      begin: 'ask',
      place: { areaId: world.community },
      contact: { name: '', phone: '', isMine: true },
      fields: { kind: 'delete', words: '请删除' },
    } as never,
    await app.signInResident(phone),
  );
  const accepted = { ref: request.answer.ref, action: 'accept', input: { identity: 'shown' } };
  expect((await app.send('cases.act', accepted as never, secretary)).problem).toBeUndefined();
  await app.send('people.move', { ref, on: '2026-03-04' }, secretary);
  const done = await app.send('data-rights.erase', { case: request.answer.ref, person: ref }, secretary);
  expect(done.problem).toBeUndefined();
  await app.queue.runAll();
}

it('forgets with a record the door of its matters, the words of its tickets, and what was held back of it', async () => {
  const { ref, house, idNumber } = await registered();
  const mine = { name: '周搬走', phone };
  const ground = { areaId: world.unit, houseRef: house, point };
  const own = await raise({ ...ground, words: '909 门口' }, mine, '门口堆物');
  const elsewhere = await raise({ areaId: world.grid, point, words: '别处井盖' }, mine, '井盖松动');
  const other = await raise({ ...ground, words: '别人说的' }, { name: '李某', phone: '19900003312' }, '楼上漏水');
  const open = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { ...ground, words: '还没办完' },
      contact: mine,
      fields: { words: '灯不亮' },
    } as never,
    desk,
  );
  expect([own, elsewhere, other, open].map(({ problem }) => problem)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  const ticket = {
    number: 'GD202603049001',
    words: '周搬走家909室电话19900003311反映噪声',
    address: '909',
    areaId: world.community,
    contactName: '周搬走',
    contactPhone: phone,
  };
  const payload = { method: 'POST' as const, url: '/api/tickets', payload: ticket };
  const taken = (await app.inject(payload, city)).json().results[0];
  const reply = { ref: taken.ref, action: 'decline', input: { reason: 'not-ours', reply: '请联系物业' } };
  expect((await app.send('cases.act', reply as never, desk)).problem).toBeUndefined();
  const held = await holdBack([
    { row: { name: '周搬走', idText: `${idNumber.slice(0, 17)}?`, reasons: [] } },
    { row: { name: '周甲乙', idText: idNumber, reasons: [] } },
    { words: `周搬走 ${phone}` },
    { row: { name: '周搬走', idText: composeCitizenId(unassignedDivisionCode, '1990-01-01', 3), reasons: [] } },
    { row: { name: '别的人', idText: '' } },
  ]);
  const before = await figures();
  await erase(ref);

  const at = async (one: string) =>
    (
      await rowsOf<{ houseId: string | null; lon: number | null; buildingId: number | null; placeWords: string }>(
        `select house_id, lon, building_id, place_words from cases where id = '${idOf(one)}'`,
      )
    )[0];
  const gone = { houseId: null, lon: null, buildingId: null, placeWords: '已删除' };
  expect(await at(own.answer.ref)).toEqual(gone);
  expect(await at(elsewhere.answer.ref)).toMatchObject({ lon: point[0] });
  for (const one of [other, open]) expect(await at(one.answer.ref)).toMatchObject({ houseId: idOf(house) });
  const proof = JSON.stringify(
    await rowsOf(
      `select e.facts, v.vals from case_entries e left join case_entry_values v on v.entry_id = e.id where e.case_id = '${idOf(own.answer.ref)}'`,
    ),
  );
  for (const one of [idOf(house), '121.3901', '909 门口']) expect(proof).not.toContain(one);
  expect(proof).toContain('门口堆物');
  const found = async (q: string) =>
    (await app.get('POST /cases', { query: { q, tab: 'all' } }, secretary)).answer.items.map((one) => one.ref);
  expect([await found('909 门口'), await found('门口堆物')]).toEqual([[], [own.answer.ref]]);
  // A ticket's words lie with the hotline; what it says of them again is no news.
  const said = JSON.stringify(
    await rowsOf(
      `select c.title, c.fields, v.vals, t.said from cases c left join case_entry_values v on v.case_id = c.id join tickets t on t.case_id = c.id`,
    ),
  );
  expect(said).not.toMatch(/周搬走|909|噪声/);
  expect(said).toContain('"said":{}');
  expect((await app.inject(payload, city)).json().results[0].state).toBe('same');
  expect(await rowsOf('select id from import_rows order by id')).toEqual(held.slice(3).map((id) => ({ id })));

  expect(await figures()).toBe(before);
  const { looked, faults } = await app.database.write(everything, (db) => findReplayFaults(db));
  expect([looked > 4, faults]).toEqual([true, []]);

  // What was open goes when it is closed.
  const close = { ref: open.answer.ref, action: 'decline', input: { reason: 'not-ours', reply: '请联系物业' } };
  expect((await app.send('cases.act', close as never, desk)).problem).toBeUndefined();
  await app.queue.runJob('cases.forget');
  expect(await at(open.answer.ref)).toEqual(gone);
  const audited = await app.database.pool.query(
    "select action, count(*)::int as n from audit_rows where action in ('cases.blurred', 'cases.erased') group by 1 order by 1",
  );
  expect(audited.rows).toEqual([
    { action: 'cases.blurred', n: 2 },
    { action: 'cases.erased', n: 1 },
  ]);
});

/** Rows of an import that wait for somebody to look at them, sealed as the import seals them. */
async function holdBack(contents: readonly object[]): Promise<readonly string[]> {
  const [importId, fileId] = [randomUUID(), randomUUID()];
  const ids = contents.map((_, at) => `00000000-0000-7000-8000-00000000000${at}`);
  await app.database.write(everything, async (db) => {
    const made = JSON.stringify({ kind: 'staff' });
    await sql`insert into files (community_id, id, media_type, size_bytes, sha256, sent_sha256, state, name, made_by)
      values (${world.community}, ${fileId}, 'text/csv', 1, 'x', 'x', 'staged', 'x.csv', ${made}::jsonb)`.execute(db);
    await sql`insert into imports (community_id, id, file_id, file_name, state, made_by, made_at)
      values (${world.community}, ${importId}, ${fileId}, 'x.csv', 'done', ${made}::jsonb, ${app.clock.now()})`.execute(
      db,
    );
    for (const [at, content] of contents.entries())
      await sql`insert into import_rows (community_id, id, import_id, kind, state, sheet, row_no, reasons, sealed)
        values (${world.community}, ${ids[at]}, ${importId}, 'held', 'open', 's', ${at}, '{}', ${app.vault.seal('import-row', JSON.stringify(content))})`.execute(
        db,
      );
  });
  return ids;
}
