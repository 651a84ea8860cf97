import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { type ReadRequest, requestOf, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { type StaffRole, usualReach, world } from '../../test/world.ts';

let app: TestApp;
/** Somebody over both communities of the street, who fills them. */
let keeper: SignedIn;
const askers = new Map<RoleCode | 'outside-worker' | 'far-secretary', SignedIn>();

/** Somebody in one grid of the first community, with everything a record may have. */
const person = {
  name: '尉迟静姝',
  idNumber: composeCitizenId(unassignedDivisionCode, '1941-02-03', 24),
  phone: '19400004321',
};
let ref: string;
let house: string;
let household: string;

beforeAll(async () => {
  app = await testApp();
  keeper = await app.signIn('community-secretary', { areaId: world.street });
  for (const role of Object.keys(usualReach) as StaffRole[]) askers.set(role, await app.signIn(role));
  askers.set('resident', await app.signInResident(person.phone));
  askers.set('outside-worker', await app.signIn('grid-worker', { areaId: world.secondGrid }));
  askers.set('far-secretary', await app.signIn('community-secretary', { areaId: world.farCommunity }));
  house = (await app.send('houses.register', { buildingId: world.building, unitId: world.unit, room: '501' }, keeper))
    .answer.ref;
  ref = (
    await app.send(
      'people.register',
      {
        communityId: world.community,
        name: person.name,
        idNumber: person.idNumber,
        phones: [person.phone],
        home: { houseRef: house },
        tags: ['alone', 'disabled'],
      },
      keeper,
    )
  ).answer.ref;
  household = (await app.send('households.form', { houseRef: house, headRef: ref, memberRefs: [ref] }, keeper)).answer
    .ref;
  await app.send('ownerships.set', { houseRef: house, on: '2020-01-01', owners: [{ peopleRef: ref }] }, keeper);
});
afterAll(() => app.close());

/** Who may see this person: grid worker, secretary and street desk over that very grid. */
const insiders: ReadonlySet<string> = new Set(['grid-worker', 'community-secretary', 'street-desk']);
const reads = (): readonly (readonly [string, ReadRequest])[] => [
  ['list', requestOf('POST /people')],
  ['count', requestOf('POST /people/count')],
  ['by name', requestOf('POST /people', { query: { q: '静姝' } })],
  ['by id number', requestOf('POST /people', { query: { q: person.idNumber } })],
  ['by phone', requestOf('POST /people', { query: { q: person.phone } })],
  ['by group', requestOf('POST /people', { query: { tag: 'alone' } })],
  ['by hidden group', requestOf('POST /people/tagged', { query: { tag: 'disabled', reason: 'service' } })],
  ['by area', requestOf('POST /people', { query: { area: world.building } })],
  ['page', requestOf('GET /people/:ref', { params: { ref } })],
  ['reveal id', requestOf('GET /people/:ref/reveal', { params: { ref }, query: { field: 'id', reason: 'service' } })],
  [
    'reveal phone',
    requestOf('GET /people/:ref/reveal', { params: { ref }, query: { field: 'phone', reason: 'service' } }),
  ],
  ['all groups', requestOf('GET /people/:ref/tags', { params: { ref }, query: { reason: 'service' } })],
  ['house', requestOf('GET /houses/:ref', { params: { ref: house } })],
  ['door', requestOf('GET /houses/at', { query: { building: world.building, unit: world.unit, room: '501' } })],
  ['building', requestOf('GET /buildings/:id/houses', { params: { id: world.building } })],
  ['household', requestOf('GET /households/:ref', { params: { ref: household } })],
];

describe('who sees a person', () => {
  it('nobody but those of their grid, community and street, by no way at all', async () => {
    const leaks: string[] = [];
    for (const [role, asker] of askers) {
      for (const [way, request] of reads()) {
        const answer = await app.inject(request, asker);
        const isSaid = [person.name, person.idNumber, person.phone, ref].some((secret) => answer.body.includes(secret));
        const hasCount = way === 'count' && answer.statusCode === 200 && answer.json().count > 0;
        if (!insiders.has(role) && (isSaid || hasCount)) leaks.push(`${role}: ${way} ${answer.body.slice(0, 200)}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  it('those of their grid, community and street do', async () => {
    for (const role of insiders) {
      for (const [way, request] of reads()) {
        const answer = await app.inject(request, askers.get(role as RoleCode));
        expect(answer.statusCode, `${role}: ${way}`).toBe(200);
        if (way === 'count') expect(answer.json().count, role).toBeGreaterThan(0);
        else if (way === 'building') expect(answer.body, role).toContain(house);
        else if (!way.startsWith('reveal') && way !== 'all groups')
          expect(answer.body, `${role}: ${way}`).toContain(person.name);
      }
    }
  });

  it('numbers and groups of need stand in no list and on no page', async () => {
    for (const role of insiders) {
      const asker = askers.get(role as RoleCode);
      for (const [way, request] of reads().filter(
        ([name]) => !name.startsWith('reveal') && name !== 'all groups' && name !== 'by hidden group',
      )) {
        const { body } = await app.inject(request, asker);
        expect(body, `${role}: ${way}`).not.toContain(person.idNumber);
        expect(body, `${role}: ${way}`).not.toContain(person.phone);
        expect(body, `${role}: ${way}`).not.toContain('disabled');
        expect(body, `${role}: ${way}`).not.toContain('残疾');
      }
    }
    const shown = (await app.get('GET /people/:ref', { params: { ref } }, askers.get('grid-worker'))).answer;
    expect([shown.allTags.map(({ code }) => code), shown.hiddenTags]).toEqual([['alone'], 1]);
    const all = (
      await app.get('GET /people/:ref/tags', { params: { ref }, query: { reason: 'visit' } }, askers.get('grid-worker'))
    ).answer;
    expect(all.items.map(({ code }) => code).sort()).toEqual(['alone', 'disabled']);
    const { rows } = await app.database.pool.query(
      "select reason, person_id from audit_rows where action = 'people.reveal-tags' order by at desc, id desc limit 1",
    );
    expect(rows[0]).toMatchObject({ reason: 'visit', person_id: expect.any(String) });
  });

  it('a building lead sees the door but not who lives behind it', async () => {
    const shown = (await app.get('GET /houses/:ref', { params: { ref: house } }, askers.get('building-lead'))).answer;
    expect(shown).toMatchObject({
      residents: 1,
      residentsNow: [],
      residentsBefore: [],
      households: [],
      seesPeople: false,
    });
    expect(shown.owners.map(({ name, ref: owner }) => [name, owner])).toEqual([['尉***', null]]);
  });
});

describe('who changes a person', () => {
  const writes = (asker: SignedIn | undefined) => [
    app.send('people.correct', { ref, name: '改名' }, asker),
    app.send('people.move', { ref, toHouseRef: null, on: '2026-03-01' }, asker),
    app.send('people.end', { ref, on: '2026-03-01', reason: 'left' }, asker),
    app.send('people.giveTag', { ref, code: 'oldAge', source: '走访', fromOn: '2026-03-01' }, asker),
    app.send('people.merge', { keep: ref, drop: ref.replace(/.$/, '0') }, asker),
    app.send('houses.correct', { ref: house, tenure: 'vacant' }, asker),
    app.send('households.setHead', { ref: household, headRef: ref }, asker),
    app.send('households.split', { ref: household, headRef: ref, memberRefs: [ref] }, asker),
    app.send('ownerships.set', { houseRef: house, on: '2026-03-01', owners: [{ organisationName: '甲' }] }, asker),
  ];

  it('nobody outside, and nobody whose post does not allow it', async () => {
    for (const [role, asker] of askers) {
      if (role === 'grid-worker' || role === 'community-secretary') continue;
      for (const result of await Promise.all(writes(asker))) expect(result.problem, role).toBeDefined();
    }
    const shown = (await app.get('GET /people/:ref', { params: { ref } }, keeper)).answer;
    expect([shown.name, shown.endedOn, shown.residences[0]?.toOn]).toEqual([person.name, null, null]);
  });

  it('a worker of another grid is not told whose id number it is that the community has already', async () => {
    const outside = askers.get('outside-worker');
    const door = (await app.send('houses.register', { buildingId: world.secondBuilding, room: '101' }, outside)).answer
      .ref;
    const again = await app.send(
      'people.register',
      { communityId: world.community, name: '别人', idNumber: person.idNumber, home: { houseRef: door } },
      outside,
    );
    expect(again.problem?.code).toBe('people.exists-out-of-sight');
    expect(JSON.stringify(again.problem)).not.toContain(person.name);
    const notMine = await app.send(
      'ownerships.set',
      { houseRef: door, on: '2026-03-01', owners: [{ peopleRef: ref }] },
      outside,
    );
    expect(notMine.problem?.code).toBe('request.not-found');
    const guest = await app.send('households.form', { houseRef: door, headRef: ref, memberRefs: [ref] }, outside);
    expect(JSON.stringify(guest.problem)).not.toContain(person.name);
  });

  it('two at once: one wins, the other is told what it says now', async () => {
    const { updatedAt } = (await app.get('GET /people/:ref', { params: { ref } }, keeper)).answer;
    app.clock.advance(60_000);
    const both = await Promise.all(
      ['甲', '乙'].map((formerName) =>
        app.send(
          'people.correct',
          { ref, basedOn: updatedAt, details: { formerName } },
          askers.get('community-secretary'),
        ),
      ),
    );
    const lost = both.find(({ problem }) => problem);
    expect(both.filter(({ problem }) => !problem)).toHaveLength(1);
    expect(lost?.problem).toMatchObject({ code: 'people.changed-meanwhile', current: { name: person.name } });
  });

  it('the same person or door registered twice at once is there once, and the other is told', async () => {
    const secretary = askers.get('community-secretary');
    const idNumber = composeCitizenId(unassignedDivisionCode, '1999-09-09', 24);
    const people = await Promise.all(
      ['甲', '乙', '丙'].map((name) =>
        app.send(
          'people.register',
          { communityId: world.community, name, idNumber, home: { houseRef: house } },
          secretary,
        ),
      ),
    );
    expect(people.filter(({ problem }) => !problem)).toHaveLength(1);
    for (const { problem } of people.filter((one) => one.problem))
      expect(['people.just-registered', 'people.exists']).toContain(problem?.code);
    const doors = await Promise.all(
      [1, 2, 3].map(() => app.send('houses.register', { buildingId: world.building, room: '909' }, secretary)),
    );
    expect(doors.map(({ problem }) => problem?.code ?? 'done').sort()).toEqual([
      'done',
      'houses.exists',
      'houses.exists',
    ]);
  });
});
