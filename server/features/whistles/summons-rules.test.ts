import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let blower: Asker;
let street: Asker;
let district: Asker;
const bureau = '00000000-0000-7000-8000-0000000000b1';
const team = '00000000-0000-7000-8000-0000000000b2';

beforeAll(async () => {
  app = await testApp();
  blower = await app.signIn('community-secretary');
  street = await app.signIn('street-desk');
  district = await app.signIn('district-office');
  await app.database.write({ communities: [], organisations: [] }, (db) =>
    db
      .insertInto('organisations')
      .values([
        { id: bureau, kind: 'government', areaId: world.district, name: '临江区城管局', validFrom: '2024-01-01' },
        {
          id: team,
          kind: 'station',
          areaId: world.district,
          parentId: bureau,
          name: '临江区执法大队',
          validFrom: '2024-01-01',
        },
      ])
      .execute(),
  );
});
afterAll(() => app.close());

const raise = (as: Asker, fields: object, begin = 'blow') =>
  app.send(
    'cases.raise',
    {
      type: 'whistle',
      begin,
      source: 'superior',
      place: { areaId: world.unit },
      fields: { words: '占道经营', ...fields },
    } as never,
    as,
  );
const unitsFor = async (as: Asker, q?: string) => {
  const { answer } = await app.get('POST /whistles/units', { query: { areaId: world.unit, ...(q ? { q } : {}) } }, as);
  return answer.isBound ? answer.items.map(({ name }) => name) : 'anyone';
};
const add = (as: Asker, input: object) => app.send('whistles.addRule', input as never, as);
const atStreets = { areaId: world.district, by: 'community', seat: 'street', kinds: ['station'] };

it('binds nobody until something is recorded, then names the field that is out of reach', async () => {
  const fields = { kind: 'priority', leadOrganisationId: bureau };
  expect((await raise(blower, fields)).status).toBe(200);
  expect(await unitsFor(blower)).toBe('anyone');
  expect((await add(blower, atStreets)).problem?.code).toBe('access.forbidden');
  expect((await add(street, atStreets)).problem?.code).toBe('access.outside-scope');
  expect((await add(district, atStreets)).status).toBe(200);
  expect((await add(district, atStreets)).problem?.code).toBe('whistles.rule-there');
  const refused = await raise(blower, { ...fields, organisationIds: [world.station, world.property] });
  expect(refused.status).toBe(422);
  expect(refused.problem?.code).toBe('case.not-summonable');
  expect(refused.problem?.fields?.map(({ path }) => path)).toEqual(['leadOrganisationId', 'organisationIds']);
  expect(await unitsFor(blower)).toEqual(['望江城管中队']);
  expect((await raise(blower, { kind: 'priority', leadOrganisationId: world.station })).status).toBe(200);
  // Nothing is recorded for streets yet.
  expect(await unitsFor(street)).toBe('anyone');
});

it('adds a unit with all under it for one street, and ends it again', async () => {
  const { answer } = await add(street, {
    areaId: world.street,
    by: 'community',
    organisationId: bureau,
    basis: '试点',
  });
  expect(await unitsFor(blower)).toEqual(['临江区城管局', '临江区执法大队', '望江城管中队']);
  expect(await unitsFor(blower, '大队')).toEqual(['临江区执法大队']);
  const made = await raise(blower, { kind: 'enforcement', leadOrganisationId: team });
  expect(made.status).toBe(200);
  const listed = await app.get('GET /whistles/rules', {}, street);
  expect(listed.answer.items.map(({ seat, unit, mayChange }) => [seat, unit?.name ?? null, mayChange])).toEqual([
    ['street', null, false],
    [null, '临江区城管局', true],
  ]);
  expect((await app.send('whistles.endRule', { id: answer.id }, blower)).problem?.code).toBe('access.forbidden');
  expect((await app.send('whistles.endRule', { id: answer.id }, street)).status).toBe(200);
  expect((await app.send('whistles.endRule', { id: answer.id }, street)).problem?.code).toBe('whistles.rule-ended');
  expect(await unitsFor(blower)).toEqual(['望江城管中队']);
  // What was blown goes on, and more are summoned by the rules of the day.
  const principal = await app.signIn('community-secretary');
  const act = (action: string, input: object, as: Asker) =>
    app.send('cases.act', { ref: made.answer.ref, action, input } as never, as);
  expect((await act('agree', {}, principal)).status).toBe(200);
  const more = await act('summon-more', { organisationIds: [bureau] }, blower);
  expect(more.problem?.fields?.map(({ path }) => path)).toEqual(['organisationIds']);
  expect((await act('summon-more', { organisationIds: [world.station] }, blower)).status).toBe(200);
});

it('binds streets by their own rules, and no emergency that was blown by phone', async () => {
  await add(district, { areaId: world.district, by: 'street', seat: 'district', kinds: ['government'] });
  expect(await unitsFor(street)).toEqual(['临江区城管局']);
  const blownAt = new Date(Date.parse(app.clock.now()) - 3_600_000).toISOString();
  expect((await raise(blower, { blownAt, leadOrganisationId: world.property }, 'record')).status).toBe(200);
});

it('asks for one target, of a kind or by name, from today on', async () => {
  const none = await add(district, { areaId: world.district, by: 'community' });
  expect(none.problem?.fields?.map(({ path }) => path)).toEqual(['seat']);
  const noKinds = await add(district, { areaId: world.district, by: 'community', seat: 'street' });
  expect(noKinds.problem?.fields?.map(({ path }) => path)).toEqual(['kinds']);
  const past = await add(district, { ...atStreets, kinds: ['government'], from: '2025-01-01' });
  expect(past.problem?.fields?.map(({ path }) => path)).toEqual(['from']);
  const grid = await add(district, { ...atStreets, areaId: world.grid });
  expect(grid.problem?.fields?.map(({ path }) => path)).toEqual(['areaId']);
});
