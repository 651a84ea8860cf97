import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let secretary: SignedIn;
const today = '2026-03-04';

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());

const view = async (id: string) => (await app.get('GET /organisations/:id', { params: { id } }, desk)).answer;

describe('organisations', () => {
  test('are listed by area, kind and words, page by page in the order of the dictionary', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await app.get('POST /organisations', { query: { areaId: world.street, limit: 2, cursor } }, desk))
        .answer;
      names.push(...page.items.map((row) => row.name));
      cursor = page.next;
    } while (cursor);
    expect(names).toEqual(['春申社区居委会', '春申物业服务中心', '梅园物业服务中心', '望江城管中队']);
    const property = { areaId: world.community, kind: 'property' };
    expect((await app.get('POST /organisations', { query: property }, desk)).answer.items).toMatchObject([
      { id: world.property, area: { id: world.community, kind: 'community', name: '春申社区' } },
    ]);
    expect(
      (await app.get('POST /organisations', { query: { q: '城管' } }, desk)).answer.items.map((row) => row.id),
    ).toEqual([world.station]);
    expect((await app.get('POST /organisations', { query: { q: "%' or 1=1" } }, desk)).answer.items).toEqual([]);
  });

  test('hang under each other; a loop is refused', async () => {
    const create = (name: string, parentId?: string) =>
      app.send(
        'organisations.create',
        { kind: 'party', areaId: world.street, name, from: '2025-01-01', ...(parentId ? { parentId } : {}) },
        desk,
      );
    const committee = (await create('望江街道党工委')).answer;
    const branch = (await create('春申社区党委', committee.id)).answer;
    const cell = (await create('第一网格党支部', branch.id)).answer;
    expect((await view(cell.id)).path.map((step) => step.name)).toEqual([
      '望江街道党工委',
      '春申社区党委',
      '第一网格党支部',
    ]);
    const level = (await app.get('GET /organisations/tree', { query: { parent: committee.id } }, desk)).answer;
    expect(level.items).toMatchObject([{ name: '春申社区党委', childCount: 1 }]);
    const tops = (await app.get('GET /organisations/tree', { query: { areaId: world.street } }, desk)).answer.items;
    expect(tops.map((row) => row.name)).not.toContain('春申社区党委');
    const loop = { id: committee.id, basedOn: committee.stamp, from: today, parentId: cell.id };
    expect((await app.send('organisations.change', loop, desk)).problem?.code).toBe('organisations.loop');
    expect((await app.send('organisations.change', { ...loop, parentId: committee.id }, desk)).problem?.code).toBe(
      'organisations.loop',
    );
    const close = { id: branch.id, basedOn: branch.stamp, on: today };
    expect((await app.send('organisations.close', close, desk)).problem).toMatchObject({
      code: 'organisations.has-children',
      text: { zh: expect.stringContaining('第一网格党支部') },
    });
  });

  test('a name that is planned comes into force on its day, and the past keeps the old', async () => {
    const { current } = await view(world.station);
    const change = {
      id: world.station,
      basedOn: current.stamp,
      from: '2026-04-01',
      name: '望江综合行政执法队',
      phone: '021-5555 0101',
    };
    await app.send('organisations.change', change, desk);
    expect((await view(world.station)).current).toMatchObject({ name: '望江城管中队', validTo: '2026-04-01' });
    const rowName = async () =>
      (await app.database.pool.query('select name from organisations where id = $1', [world.station])).rows[0].name;
    await app.queue.runJob('organisations.into-force');
    expect(await rowName()).toBe('望江城管中队');
    const before = app.clock.now();
    app.clock.set('2026-03-31T16:00:30.000Z'); // half a minute past midnight in Shanghai
    await app.queue.runJob('organisations.into-force');
    await app.queue.runJob('organisations.into-force');
    expect(await rowName()).toBe('望江综合行政执法队');
    app.clock.set(before);
    await app.database.pool.query("update organisations set name = '望江城管中队' where id = $1", [world.station]);
    const { items } = (await app.get('GET /organisations/:id/history', { params: { id: world.station } }, desk)).answer;
    expect(items.map((version) => [version.name, version.validFrom])).toEqual([
      ['望江综合行政执法队', '2026-04-01'],
      ['望江城管中队', '2024-01-01'],
    ]);
    const planned = items[0]?.stamp as string;
    await app.send('organisations.withdrawChange', { id: world.station, basedOn: planned }, desk);
    expect((await view(world.station)).planned).toEqual([]);
  });

  test('a change of today shows at once; an older state is refused with what won', async () => {
    const { current } = await view(world.otherProperty);
    const change = { id: world.otherProperty, basedOn: current.stamp, from: today };
    const both = await Promise.all([
      app.send('organisations.change', { ...change, shortName: '梅园物业' }, desk),
      app.send('organisations.change', { ...change, shortName: '梅物' }, desk),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(both.find((one) => one.status === 409)?.problem).toMatchObject({
      code: 'dated.changed-meanwhile',
      current: { by: 'street-desk' },
    });
    const [row] = (await app.get('POST /organisations', { query: { areaId: world.otherCommunity } }, desk)).answer
      .items;
    expect(row?.shortName).toMatch(/梅/);
  });

  test('names are one in an area; codes are checked; the scope holds', async () => {
    const input = { kind: 'property', areaId: world.community, name: '春申物业服务中心', from: today } as const;
    expect((await app.send('organisations.create', input, secretary)).problem?.code).toBe('organisations.name-taken');
    const coded = { ...input, name: '新物业', creditCode: '91310000MA1FL0000X' };
    expect((await app.send('organisations.create', coded, secretary)).problem).toMatchObject({
      code: 'organisations.credit-code',
      fields: [{ path: 'creditCode' }],
    });
    const away = { ...input, name: '外', areaId: world.farCommunity };
    expect((await app.send('organisations.create', away, desk)).problem?.code).toBe('access.outside-scope');
    const worker = await app.signIn('grid-worker');
    expect((await app.send('organisations.create', input, worker)).problem?.code).toBe('access.forbidden');
    const { current } = await view(world.station);
    const change = { id: world.station, basedOn: current.stamp, from: today, name: '越级' };
    expect((await app.send('organisations.change', change, secretary)).problem?.code).toBe('access.outside-scope');
    const own = await view(world.property);
    const move = { id: world.property, basedOn: own.current.stamp, from: today, areaId: world.farCommunity };
    expect((await app.send('organisations.change', move, secretary)).problem?.code).toBe('access.outside-scope');
  });

  test('closing ends it on its day', async () => {
    const { current } = await view(world.committee);
    await app.send(
      'organisations.close',
      { id: world.committee, basedOn: current.stamp, on: today, reason: '合并' },
      secretary,
    );
    const { items } = (
      await app.get('POST /organisations', { query: { areaId: world.community, kind: 'committee' } }, desk)
    ).answer;
    expect(items).toEqual([]);
    expect((await view(world.committee)).current).toMatchObject({ validTo: today, reason: '合并' });
  });

  test.each([
    requestOf('GET /organisations/:id', { params: { id: 'abc' } }),
    ...[{ areaId: 'x' }, { limit: 0 }, { cursor: 'x' }].map((query) => requestOf('POST /organisations', { query })),
    requestOf('GET /organisations/tree', { query: { parent: 1 } }),
  ])('%j answers with a problem', async (request) => {
    const answer = await app.inject(request, desk);
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('strangers see nothing', async () => {
    expect((await app.get('POST /organisations', {})).status).toBe(401);
    expect((await app.get('POST /organisations', {}, await app.signInResident('19900003333'))).status).toBe(403);
  });
});
