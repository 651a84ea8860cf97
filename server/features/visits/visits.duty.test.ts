import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let other: SignedIn;
let secretary: SignedIn;

const makeHouse = async (room: string): Promise<string> =>
  (await app.send('houses.register', { buildingId: world.building, room, floor: 1 } as never, secretary)).answer.ref;

beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  other = await app.signIn('grid-worker');
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());

it('counts a visit of an evening for the shift of whoever made it, and a visit elsewhere, earlier or of somebody else for none', async () => {
  const opened = await app.send(
    'rotas.open',
    { areaId: world.community, kind: 'evening', name: '夜访', place: '各楼栋' } as never,
    secretary,
  );
  const rotaId = opened.answer.id;
  const day = app.clock.now().slice(0, 10);
  const [startsAt, endsAt] = [`${day}T11:00:00.000Z`, `${day}T13:00:00.000Z`];
  const shift = { id: rotaId, startsAt, endsAt, userId: worker.userId, part: 'lead' } as const;
  expect((await app.send('rotas.setShift', shift, secretary)).status).toBe(200);
  app.clock.set(`${day}T12:00:00.000Z`);
  for (const one of [worker, other, secretary]) Object.assign(one, await app.signInUser(one.userId));
  // The phone finds its shift among what it brought along.
  const [mine] = (await app.get('GET /rotas/mine', {}, worker)).answer.shifts;
  expect(mine).toMatchObject({ startsAt, rota: { kind: 'evening' } });
  const house = await makeHouse('801');
  const visit = (as: SignedIn, visitedAt: string) =>
    app.send('visits.record', { house, visitedAt, way: 'door', outcome: 'met', shiftId: mine?.id ?? '' } as never, as);
  expect((await visit(worker, `${day}T11:30:00.000Z`)).status).toBe(200);
  expect((await visit(worker, `${day}T09:00:00.000Z`)).status).toBe(200);
  expect((await visit(other, `${day}T11:40:00.000Z`)).status).toBe(200);
  const evening = async () =>
    (await app.get('GET /visits/days', { query: { from: day, to: day } }, secretary)).answer.items;
  expect(await evening()).toMatchObject([{ kind: 'evening', names: ['grid-worker'], visits: 1 }]);
  // A shift that was taken off while the phone had no signal: what it writes down arrives all the same.
  await app.send('rotas.dropShift', { shiftId: mine?.id ?? '' }, secretary);
  expect((await visit(worker, `${day}T11:50:00.000Z`)).status).toBe(200);
  const past = (await app.get('GET /visits/doors/:house', { params: { house } }, worker)).answer.past;
  expect(past).toHaveLength(4);
});

it('says until when a door is linked and covered, and who may change it', async () => {
  const houses = [await makeHouse('811'), await makeHouse('812')];
  const day = app.clock.now().slice(0, 10);
  const link = { houses, userId: other.userId, duty: '联系户', from: day };
  expect((await app.send('responsibilities.linkHouses', link, secretary)).answer.linked).toBe(2);
  const list = async (as: SignedIn) => (await app.get('POST /visits/linked', { query: { q: '81' } }, as)).answer.items;
  const [first, second] = await list(secretary);
  expect(first).toMatchObject({
    user: { userId: other.userId },
    from: day,
    to: null,
    mayManage: true,
    coveredTo: null,
  });
  expect((await list(worker)).map(({ mayManage }) => mayManage)).toEqual([false, false]);
  const cover = { ref: first?.ref ?? '', userId: worker.userId, from: day, to: '2026-12-01' };
  await app.send('responsibilities.cover', cover, secretary);
  expect((await list(secretary))[0]).toMatchObject({ coveredByName: 'grid-worker', coveredTo: '2026-12-01' });
  expect((await app.send('responsibilities.end', { ref: second?.ref ?? '', on: day }, worker)).problem?.code).toBe(
    'access.forbidden',
  );
  expect((await app.send('responsibilities.end', { ref: second?.ref ?? '', on: day }, secretary)).status).toBe(200);
  expect(await list(secretary)).toHaveLength(1);
});

it('puts a door where something happened on today’s list, once, however often it is told', async () => {
  const house = await makeHouse('821');
  const told = { house, shock: 'bereaved', happenedAt: app.clock.now() } as const;
  const first = await app.send('visits.tellShock', told, worker);
  expect(first.status).toBe(200);
  expect((await app.send('visits.tellShock', { ...told, shock: 'hardship' }, secretary)).answer).toEqual(first.answer);
  const { items } = (await app.get('GET /visits/due', { query: { ahead: 1, limit: 100 } }, worker)).answer;
  const [line] = items.filter(({ houseRef }) => houseRef === house);
  expect(line).toMatchObject({ standing: 'today', needs: [{ rule: 'shock', dueOn: first.answer.dueOn }] });
  // What happened is nowhere: only that somebody goes.
  expect(JSON.stringify(line)).not.toContain('bereaved');
});
