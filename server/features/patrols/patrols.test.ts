import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commands } from '../../../contract/api.ts';
import type { InputOf } from '../../../contract/route.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { rollPatrols } from './patrols.jobs.ts';

let app: TestApp;
let planner: SignedIn;
let worker: SignedIn;
let other: SignedIn;
let stranger: SignedIn;

const items = [{ words: '楼道没有堆物', hazard: 'fire' as const }];
const open = (more: Partial<InputOf<Commands['patrols.open']>> = {}, as: SignedIn = planner) =>
  app.send(
    'patrols.open',
    {
      areaId: world.community,
      kind: 'building',
      name: '楼栋消防巡查',
      cadence: { every: 'weeks', n: 1 },
      beginsOn: '2026-03-04',
      items,
      ...more,
    },
    as,
  );
const due = async (as: SignedIn, query: Record<string, unknown> = {}) =>
  (await app.get('GET /patrols/due', { query: query as never }, as)).answer;
const plans = async (as: SignedIn = planner, query: Record<string, unknown> = {}) =>
  (await app.get('GET /patrols/plans', { query: query as never }, as)).answer;
/** Sets the clock and signs everybody in again: a session does not last the night. */
const setClock = async (instant: string) => {
  app.clock.set(instant);
  [planner, worker, other, stranger] = await Promise.all([
    app.signInUser(planner.userId),
    app.signInUser(worker.userId),
    app.signInUser(other.userId),
    app.signInUser(stranger.userId),
  ]);
};

beforeAll(async () => {
  app = await testApp();
  planner = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  other = await app.signIn('grid-worker', { areaId: world.secondGrid });
  stranger = await app.signIn('community-secretary', { areaId: world.farCommunity });
});
afterAll(() => app.close());

describe('a plan of buildings', () => {
  let id: string;

  it('takes each building of its area, spread over a round, and shows each grid its own', async () => {
    const made = await open();
    expect(made.answer.objects).toBe(2);
    ({ id } = made.answer);
    const mine = await due(worker);
    expect(mine.items.map((one) => [one.name, one.dueOn, one.gridName, one.mustConfirm, one.items])).toEqual([
      ['1幢', '2026-03-04', '春申第一网格', false, items],
    ]);
    expect(mine.items[0]?.point).toEqual([121.4801, 31.2301]);
    expect((await due(other)).items.map((one) => [one.name, one.dueOn])).toEqual([['2幢', '2026-03-05']]);
    expect((await due(planner)).items).toHaveLength(2);
    expect((await due(stranger)).items).toEqual([]);
    expect((await plans(stranger)).items).toEqual([]);
  });

  it('is read page by page, each row once', async () => {
    const first = await due(planner, { limit: 1 });
    const second = await due(planner, { limit: 1, cursor: first.next });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['1幢', '2幢']);
    expect(second.next).toBeUndefined();
  });

  it('owes nothing to whoever enters nothing: nothing found comes round again by itself', async () => {
    const [before] = await due(worker).then(({ items: list }) => list);
    const refused = await app.send('patrols.confirm', { planId: id, ref: before?.ref ?? '', on: '2026-03-04' }, worker);
    expect(refused.problem?.code).toBe('patrols.no-entry');
    await setClock('2026-03-17T02:00:00.000Z');
    expect((await due(worker)).items).toEqual([]);
    await app.queue.runJob(rollPatrols.name);
    await app.queue.runJob(rollPatrols.name);
    expect((await due(worker)).items.map(({ dueOn }) => dueOn)).toEqual(['2026-03-18']);
    expect((await plans()).items[0]?.counts).toEqual({ objects: 2, soon: 2, missing: 0 });
  });

  it('keeps every checklist that ever stood, and takes up another rhythm', async () => {
    const change = (more: object) =>
      app.send(
        'patrols.change',
        { id, name: '楼栋消防巡查', cadence: { every: 'weeks', n: 1 }, items, ...more } as never,
        planner,
      );
    expect((await change({})).answer.version).toBe(1);
    const longer = [...items, { words: '没有电动车上楼', hazard: 'bikes' as const }];
    expect((await change({ items: longer })).answer.version).toBe(2);
    expect((await due(worker)).items[0]?.items).toEqual(longer);
    await change({ items: longer, cadence: { every: 'months', n: 1 } });
    expect((await due(planner, { days: 62 })).items.map(({ dueOn }) => dueOn)).toEqual(['2026-03-17', '2026-03-18']);
    const foreign = await app.send('patrols.close', { id }, stranger);
    expect(foreign.problem?.code).toBe('request.not-found');
    await app.send('patrols.close', { id }, planner);
    expect((await due(planner, { days: 62 })).items).toEqual([]);
  });
});

describe('a plan under a rule that fixes the check', () => {
  it('names the rule, keeps what is missing, and takes one entry a day, from a phone without a signal too', async () => {
    expect((await open({ mustConfirm: true })).problem?.code).toBe('patrols.basis-needed');
    const basis = '消防法第十七条：消防安全重点单位每日防火巡查，并建立巡查记录';
    const { id } = (await open({ mustConfirm: true, basis, beginsOn: '2026-03-10' })).answer;
    const [first] = (await due(worker)).items;
    expect([first?.dueOn, first?.basis]).toEqual(['2026-03-10', basis]);
    expect((await plans()).items[0]?.counts.missing).toBe(2);
    const ref = first?.ref as string;
    const confirm = (on: string, as = worker) => app.send('patrols.confirm', { planId: id, ref, on }, as);
    expect((await confirm('2026-03-09')).problem?.code).toBe('patrols.day-not-possible');
    expect((await confirm('2026-03-18')).problem?.code).toBe('patrols.day-not-possible');
    expect((await confirm('2026-03-17', other)).problem?.code).toBe('request.not-found');
    expect((await confirm('2026-03-16')).answer.dueOn).toBe('2026-03-23');
    expect((await confirm('2026-03-16')).answer.dueOn).toBe('2026-03-23');
    // What arrives late moves nothing back.
    expect((await confirm('2026-03-15')).answer.dueOn).toBe('2026-03-23');
    const marks = (await app.get('GET /patrols/plans/:id/marks', { params: { id }, query: {} }, planner)).answer.items;
    expect(marks.map(({ name, on }) => [name, on])).toEqual([
      ['1幢', '2026-03-16'],
      ['1幢', '2026-03-15'],
    ]);
    await app.queue.runJob(rollPatrols.name);
    expect((await plans()).items[0]?.counts.missing).toBe(1);
  });
});

describe('rivers, woods and plots', () => {
  it('are objects of their own, with a chief who answers for them', async () => {
    const river = { areaId: world.grid, kind: 'river', name: '春申塘（桥南段）', point: [121.4803, 31.2303] } as const;
    const { ref } = (await app.send('patrols.addObject', river as never, worker)).answer;
    expect((await app.send('patrols.addObject', river as never, planner)).problem?.code).toBe('patrols.object-known');
    const twice = await app.send('patrols.addObject', { ...river, kind: 'building' } as never, worker);
    expect(twice.problem?.code).toBe('patrols.building-known');
    const outside = await app.send('patrols.addObject', { ...river, areaId: world.farGrid } as never, worker);
    expect(outside.problem?.code).toBe('access.outside-scope');
    const plan = await open({ kind: 'river', name: '河长巡河', chiefId: planner.userId, beginsOn: '2026-03-17' });
    expect(plan.answer.objects).toBe(1);
    const found = (await due(worker)).items.find(({ kind }) => kind === 'river');
    expect([found?.name, found?.ref, found?.point]).toEqual(['春申塘（桥南段）', ref, [121.4803, 31.2303]]);
    expect(found?.chiefName).toBeTruthy();
    // One that is added later comes round by the plan at once.
    await app.send('patrols.addObject', { ...river, name: '春申塘（桥北段）' } as never, worker);
    expect((await due(worker)).items.filter(({ kind }) => kind === 'river')).toHaveLength(2);
    await app.send('patrols.retireObject', { ref }, planner);
    expect((await due(worker)).items.filter(({ kind }) => kind === 'river').map(({ name }) => name)).toEqual([
      '春申塘（桥北段）',
    ]);
    const objects = (await app.get('GET /patrols/objects', { query: { kind: 'river' } }, worker)).answer.items;
    expect(objects.map(({ name, mayRetire }) => [name, mayRetire])).toEqual([['春申塘（桥北段）', true]]);
    // Whoever added it takes it off, and so does the planner; others of the grid do not, and a building stays.
    const colleague = await app.signIn('grid-worker');
    const own = { ref: objects[0]?.ref ?? '' };
    expect((await app.send('patrols.retireObject', own, colleague)).problem?.code).toBe('request.not-found');
    expect((await app.send('patrols.retireObject', own, worker)).status).toBe(200);
    // What stands in a unit stands in its building.
    const shop = { ...river, kind: 'shop', name: '老王修车铺', areaId: world.unit };
    expect((await app.send('patrols.addObject', shop as never, worker)).status).toBe(200);
    const [added] = (await app.get('GET /patrols/objects', { query: { kind: 'shop' } }, worker)).answer.items;
    expect(added?.areaId).toBe(world.building);
  });
});

describe('hazards that come back', () => {
  it('are counted by building and by unit, as far as one sees; one alone is none', async () => {
    const find = (kind: string, as = worker) =>
      app.send(
        'cases.raise',
        {
          type: 'hazard',
          begin: 'find',
          source: 'grid',
          place: { areaId: world.building },
          fields: { kind, words: '又来了' },
        } as never,
        as,
      );
    for (const kind of ['bikes', 'fire', 'bikes', 'bikes']) expect((await find(kind)).status).toBe(200);
    const { items: repeats } = (await app.get('GET /patrols/repeats', {}, planner)).answer;
    expect(repeats).toEqual([
      expect.objectContaining({ of: 'building', id: String(world.building), kind: 'bikes', count: 3, open: 3 }),
    ]);
    expect(repeats[0]?.name).toBe('春申社区 1幢');
    expect((await app.get('GET /patrols/repeats', {}, stranger)).answer.items).toEqual([]);
    const query = { type: 'hazard', building: world.building } as never;
    expect((await app.get('POST /cases', { query }, planner)).answer.items).toHaveLength(4);
  });
});

it('plans stand in a list that is read page by page, and each is found by itself', async () => {
  await open({ name: '冬季楼栋巡查' });
  await open({ name: '夏季楼栋巡查', areaId: world.secondGrid });
  const whole = (await plans()).items.map((one) => one.id);
  expect(whole.length).toBeGreaterThan(1);
  const read: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await plans(planner, { limit: 1, ...(cursor ? { cursor } : {}) });
    expect(page.items).toHaveLength(1);
    read.push(...page.items.map((one) => one.id));
    cursor = page.next;
  }
  expect(read).toEqual(whole);
  const last = whole.at(-1);
  expect((await plans(planner, { plan: last })).items.map((one) => one.id)).toEqual([last]);
  expect((await plans(stranger, { plan: last })).items).toEqual([]);
});
