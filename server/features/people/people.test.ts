import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let worker: SignedIn;
let otherWorker: SignedIn;
let farSecretary: SignedIn;
let house: string;
let otherHouse: string;
let serial = 0;

const idOf = (bornOn: string, sex: 'male' | 'female' = 'female'): string => {
  serial += 1;
  return composeCitizenId(unassignedDivisionCode, bornOn, serial * 2 + (sex === 'male' ? 1 : 0));
};

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  otherWorker = await app.signIn('grid-worker', { areaId: world.secondGrid });
  farSecretary = await app.signIn('community-secretary', { areaId: world.farCommunity });
  house = (
    await app.send(
      'houses.register',
      { buildingId: world.building, unitId: world.unit, floor: 5, room: '501' },
      secretary,
    )
  ).answer.ref;
  otherHouse = (
    await app.send('houses.register', { buildingId: world.secondBuilding, room: '202', floor: 2 }, secretary)
  ).answer.ref;
});
afterAll(() => app.close());

const register = (as: SignedIn, given: Record<string, unknown> = {}) =>
  app.send(
    'people.register',
    {
      communityId: world.community,
      name: '王桂兰',
      idNumber: idOf('1943-05-06'),
      phones: ['19900001111'],
      home: { houseRef: house },
      ...given,
    } as never,
    as,
  );

describe('registering', () => {
  it('takes sex and birth from the id number, seals it, and shows it masked', async () => {
    const { ref } = (await register(worker)).answer;
    const shown = (await app.get('GET /people/:ref', { params: { ref } }, worker)).answer;
    expect(shown).toMatchObject({
      name: '王桂兰',
      sex: 'female',
      bornOn: '1943-05-06',
      age: 82,
      phoneMasked: '199****1111',
    });
    expect(shown.idMasked).toMatch(/^440\*{13}\w{2}$/);
    expect(shown.residences[0]?.words).toContain('501');
  });

  it('refuses the same id number twice, naming the record there is', async () => {
    const idNumber = idOf('1950-01-02');
    await register(secretary, { idNumber, name: '赵国强' });
    const again = await register(secretary, { idNumber, name: '赵国强' });
    expect(again.problem?.code).toBe('people.exists');
    expect(again.problem?.text.zh).toContain('赵国强');
  });

  it('names the field that is not right', async () => {
    const wrong = await register(secretary, { idNumber: '440099194305060021' });
    expect(wrong.problem?.fields?.[0]?.path).toBe('idNumber');
    expect((await register(secretary, { sex: 'male', idNumber: idOf('1960-01-01') })).problem?.fields?.[0]?.path).toBe(
      'sex',
    );
    expect((await register(secretary, { phones: ['12'] })).problem?.fields?.[0]?.path).toBe('phones.0');
  });

  it('lets a grid worker register behind their own doors alone', async () => {
    expect((await register(worker, { home: { houseRef: otherHouse } })).problem?.code).toBe('people.house-unknown');
    expect((await register(worker, { home: null })).problem?.code).toBe('access.outside-scope');
    expect((await register(farSecretary)).problem).toBeDefined();
  });
});

describe('finding', () => {
  it('finds by part of a name, by id number and by phone, within one’s own area only', async () => {
    const idNumber = idOf('1988-08-08');
    const { ref } = (
      await register(secretary, { name: '欧阳靖雯', idNumber, phones: ['19900002222'], home: { houseRef: otherHouse } })
    ).answer;
    for (const q of ['欧阳', '靖雯', idNumber, '19900002222', '199 0000 2222']) {
      expect(
        (await app.get('POST /people', { query: { q } }, secretary)).answer.items.map((one) => one.ref),
        q,
      ).toEqual([ref]);
      expect((await app.get('POST /people', { query: { q } }, worker)).answer.items, q).toEqual([]);
      expect((await app.get('POST /people', { query: { q } }, farSecretary)).answer.items, q).toEqual([]);
      expect((await app.get('POST /people', { query: { q } }, otherWorker)).answer.items.length, q).toBe(1);
    }
    expect((await app.get('GET /people/:ref', { params: { ref } }, worker)).status).toBe(404);
  });

  it('filters by age, sex, tag and area', async () => {
    const { ref } = (
      await register(secretary, { name: '高龄老人', idNumber: idOf('1930-01-01'), tags: ['oldAge', 'alone'] })
    ).answer;
    const refs = async (query: Record<string, unknown>) =>
      (await app.get('POST /people', { query: { limit: 200, ...query } }, secretary)).answer.items.map(
        (one) => one.ref,
      );
    expect(await refs({ tag: 'alone' })).toEqual([ref]);
    expect(await refs({ ageFrom: 95 })).toContain(ref);
    expect(await refs({ ageTo: 90 })).not.toContain(ref);
    expect(await refs({ area: world.building })).toContain(ref);
    expect(await refs({ area: world.secondBuilding })).not.toContain(ref);
  });
});

describe('revealing', () => {
  it('dials without a reason in one’s own grid, otherwise asks why; every look is written down with the person', async () => {
    const idNumber = idOf('1970-07-07');
    const { ref } = (await register(secretary, { name: '周建民', idNumber, phones: ['19900003333'] })).answer;
    const reveal = (as: SignedIn, query: Record<string, unknown>) =>
      app.get('GET /people/:ref/reveal', { params: { ref }, query }, as);
    expect((await reveal(worker, { field: 'phone' })).answer.value).toBe('19900003333');
    expect((await reveal(worker, { field: 'id' })).problem?.code).toBe('people.reason-needed');
    expect((await reveal(secretary, { field: 'phone' })).problem?.code).toBe('people.reason-needed');
    expect((await reveal(secretary, { field: 'id', reason: 'service' })).answer.value).toBe(idNumber);
    expect((await reveal(farSecretary, { field: 'id', reason: 'service' })).status).toBe(404);
    const { rows } = await app.database.pool.query(
      "select action, person_id from audit_rows where action like 'people.reveal-%' order by at",
    );
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.person_id !== null)).toBe(true);
  });

  it('stores no number readable, anywhere', async () => {
    const idNumber = idOf('1971-01-01');
    await register(secretary, { idNumber, phones: ['19900004444'] });
    const { rows } = await app.database.pool.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    const { Client } = (await import('pg')).default;
    const owner = new Client({ connectionString: app.ownerUrl });
    await owner.connect();
    for (const { name } of rows) {
      const found = await owner.query(
        `select count(*)::int as n from ${name} t where t::text like $1 or t::text like $2`,
        [`%${idNumber}%`, '%19900004444%'],
      );
      expect(found.rows[0].n, name).toBe(0);
    }
    await owner.end();
  });
});

describe('changing', () => {
  it('keeps what was before, who changed it, and refuses a change made on an old view', async () => {
    const { ref } = (await register(secretary, { name: '钱进' })).answer;
    const { updatedAt } = (await app.get('GET /people/:ref', { params: { ref } }, secretary)).answer;
    app.clock.advance(1000);
    expect(
      (
        await app.send(
          'people.correct',
          { ref, basedOn: updatedAt, name: '钱晋', details: { education: '大学本科' } },
          secretary,
        )
      ).problem,
    ).toBeUndefined();
    expect((await app.send('people.correct', { ref, basedOn: updatedAt, name: '钱近' }, worker)).problem?.code).toBe(
      'people.changed-meanwhile',
    );
    const shown = (await app.get('GET /people/:ref', { params: { ref } }, secretary)).answer;
    expect(shown.name).toBe('钱晋');
    expect(shown.changes[0]).toMatchObject({
      byName: 'community-secretary',
      before: { name: '钱进', education: null },
      after: { name: '钱晋', education: '大学本科' },
    });
  });

  it('moves within the community with history, and to another community by a record of its own', async () => {
    const { ref } = (await register(secretary, { name: '孙移' })).answer;
    await app.send('people.move', { ref, fromHouseRef: house, toHouseRef: otherHouse, on: '2026-03-01' }, secretary);
    const shown = (await app.get('GET /people/:ref', { params: { ref } }, secretary)).answer;
    expect(shown.residences.map((one) => [one.words.includes('202'), one.toOn])).toEqual([
      [true, null],
      [false, '2026-03-01'],
    ]);
    const both = await app.signIn('community-secretary', { areaId: world.street });
    const there = (await app.send('houses.register', { buildingId: world.otherBuilding, room: '101' }, both)).answer
      .ref;
    const moved = (await app.send('people.move', { ref, toHouseRef: there, on: '2026-03-02' }, both)).answer;
    expect(moved.ref.startsWith(`${world.otherCommunity}-`)).toBe(true);
    expect(
      (await app.get('GET /people/:ref', { params: { ref: moved.ref } }, both)).answer.elsewhere.map((one) => one.ref),
    ).toEqual([ref]);
    expect((await app.get('GET /people/:ref', { params: { ref: moved.ref } }, secretary)).status).toBe(404);
  });

  it('merges two records and takes it back', async () => {
    const keep = (await register(secretary, { name: '李重', idNumber: idOf('1980-01-01') })).answer.ref;
    const drop = (await register(secretary, { name: '李重', idNumber: null, bornOn: '1980-01-01' })).answer.ref;
    const { mergeId } = (await app.send('people.merge', { keep, drop }, secretary)).answer;
    const list = async () =>
      (await app.get('POST /people', { query: { q: '李重' } }, secretary)).answer.items.map((one) => one.ref);
    expect(await list()).toEqual([keep]);
    expect((await app.get('GET /people/:ref', { params: { ref: keep } }, secretary)).answer.merges).toHaveLength(1);
    await app.send('people.undoMerge', { ref: keep, mergeId }, secretary);
    expect((await list()).toSorted()).toEqual([keep, drop].toSorted());
    expect(
      (
        await app.send(
          'people.merge',
          { keep, drop: (await register(secretary, { name: '李重' })).answer.ref },
          secretary,
        )
      ).problem?.code,
    ).toBe('people.merge-two-numbers');
    expect((await app.send('people.merge', { keep, drop }, worker)).problem?.code).toBe('access.forbidden');
  });

  it('does a repeated registration once', async () => {
    const id = randomUUID();
    const input = { communityId: world.community, name: '重复发送', home: { houseRef: house } } as never;
    const first = await app.send('people.register', input, worker, id);
    const again = await app.send('people.register', input, worker, id);
    expect(again.answer).toEqual(first.answer);
    expect((await app.get('POST /people', { query: { q: '重复发送' } }, worker)).answer.items).toHaveLength(1);
  });
});

describe('homes', () => {
  it('knows one door however it is written, and who lives behind it now and before', async () => {
    expect(
      (await app.send('houses.register', { buildingId: world.building, unitId: world.unit, room: '501室' }, secretary))
        .problem?.code,
    ).toBe('houses.exists');
    const shown = (await app.get('GET /houses/:ref', { params: { ref: house } }, worker)).answer;
    expect(shown.residentsNow.length).toBeGreaterThan(2);
    expect(shown.residentsBefore.map((one) => one.name)).toContain('孙移');
    expect((await app.get('GET /houses/:ref', { params: { ref: house } }, otherWorker)).status).toBe(404);
    const building = (await app.get('GET /buildings/:id/houses', { params: { id: world.building } }, worker)).answer;
    expect(building.units[0]?.houses[0]?.residents).toBe(shown.residentsNow.length);
    expect((await app.get('GET /buildings/:id/houses', { params: { id: world.building } }, otherWorker)).status).toBe(
      404,
    );
    expect(
      (await app.get('POST /houses', { query: { q: '1幢1单元501' } }, secretary)).answer.items.map((one) => one.ref),
    ).toEqual([house]);
  });

  it('forms a household of those who live there, and none of those who don’t', async () => {
    const head = (await register(secretary, { name: '户主甲' })).answer.ref;
    const child = (await register(secretary, { name: '孩子乙', idNumber: idOf('2018-01-01') })).answer.ref;
    const elsewhere = (await register(secretary, { name: '别处丙', home: { houseRef: otherHouse } })).answer.ref;
    expect(
      (await app.send('households.form', { houseRef: house, headRef: head, memberRefs: [child, elsewhere] }, secretary))
        .problem?.text.zh,
    ).toContain('别处丙');
    const { ref } = (
      await app.send('households.form', { houseRef: house, headRef: head, memberRefs: [child] }, secretary)
    ).answer;
    const shown = (await app.get('GET /households/:ref', { params: { ref } }, worker)).answer;
    expect(shown.members.map((one) => [one.name, one.isHead])).toEqual([
      ['户主甲', true],
      ['孩子乙', false],
    ]);
    await app.send('households.setHead', { ref, headRef: child }, secretary);
    expect((await app.get('GET /households/:ref', { params: { ref } }, worker)).answer.headRef).toBe(child);
  });

  it('keeps earlier owners when new ones are set', async () => {
    const owner = (await register(secretary, { name: '业主丁' })).answer.ref;
    await app.send(
      'ownerships.set',
      { houseRef: house, on: '2020-01-01', owners: [{ organisationName: '临江置业' }] },
      secretary,
    );
    await app.send('ownerships.set', { houseRef: house, on: '2025-06-01', owners: [{ peopleRef: owner }] }, secretary);
    const shown = (await app.get('GET /houses/:ref', { params: { ref: house } }, secretary)).answer;
    expect(shown.owners.map((one) => [one.name, one.toOn])).toEqual([
      ['业主丁', null],
      ['临江置业', '2025-06-01'],
    ]);
  });
});

it('exports with numbers masked, stamped and written down', async () => {
  const file = await app.inject(requestOf('POST /people/export'), secretary);
  expect(file.statusCode).toBe(200);
  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await app.inject(requestOf('POST /people/export'), worker)).statusCode).toBe(403);
  const { rows } = await app.database.pool.query("select details from audit_rows where action = 'people.exported'");
  expect(rows).toHaveLength(1);
});
