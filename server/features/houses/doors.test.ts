import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let neighbour: SignedIn;

beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  neighbour = await app.signIn('grid-worker', { areaId: world.secondGrid });
  for (const [room, name] of [
    ['201', '王桂兰'],
    ['202', '赵明'],
    ['203', null],
  ] as const) {
    const home = await app.send(
      'houses.register',
      { buildingId: world.building, unitId: world.unit, floor: 2, room, tenure: 'owner' },
      worker,
    );
    if (name === null) continue;
    const phones = ['19900001002'];
    await app.send(
      'people.register',
      { communityId: world.community, name, phones, idNo: undefined, home: { houseRef: home.answer.ref } } as never,
      worker,
    );
  }
});

afterAll(() => app.close());

const params = { id: world.building };

it('gives a building to take along: each door with who lives there, as the door itself says, and no number', async () => {
  const { answer } = await app.get('GET /buildings/:id/doors', { params }, worker);
  expect(answer.doors.map(({ room, residentsNow }) => [room, residentsNow.map(({ name }) => name)])).toEqual([
    ['201', ['王桂兰']],
    ['202', ['赵明']],
    ['203', []],
  ]);
  const [first] = answer.doors;
  const alone = (await app.get('GET /houses/:ref', { params: { ref: first?.ref ?? '' } }, worker)).answer;
  expect(first?.residentsNow).toEqual(alone.residentsNow);
  expect(JSON.stringify(answer)).not.toContain('19900001002');
});

it('leaves one line in the audit for the building', async () => {
  const count = async () =>
    (await app.database.pool.query("select details from audit_rows where action = 'houses.take-along'")).rows;
  const before = await count();
  await app.get('GET /buildings/:id/doors', { params }, worker);
  const after = await count();
  expect(after.length).toBe(before.length + 1);
  expect(after.at(-1)).toMatchObject({ details: { buildingId: world.building, doors: 3 } });
});

it('is not there for another grid, nor for what is no building', async () => {
  for (const [id, as] of [
    [world.building, neighbour],
    [world.grid, worker],
    [999_999, worker],
  ] as const)
    expect((await app.get('GET /buildings/:id/doors', { params: { id } }, as)).problem?.code).toBe('request.not-found');
});
