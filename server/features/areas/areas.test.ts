import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let office: SignedIn;
let secretary: SignedIn;
let worker: SignedIn;
const today = '2026-03-04';

beforeAll(async () => {
  app = await testApp();
  office = await app.signIn('district-office');
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

const view = async (id: number, on?: string) =>
  (await app.get('GET /areas/:id', { params: { id }, query: { on } }, office)).answer;

describe('the tree', () => {
  test('begins with one’s own area, and all names can be read', async () => {
    const own = (await app.get('GET /areas/tree', {}, secretary)).answer;
    expect(own.items.map((row) => row.id)).toEqual([world.community]);
    expect(own.items[0]?.childCount).toBe(2);
    const elsewhere = (await app.get('GET /areas/tree', { query: { parent: world.otherStreet } }, secretary)).answer;
    expect(elsewhere.items.map((row) => row.name)).toEqual(['南园社区']);
    const handler = await app.signIn('handler');
    expect((await app.get('GET /areas/tree', {}, handler)).answer.items.map((row) => row.id)).toEqual([
      world.community,
    ]);
  });

  test('is not for strangers, nor for residents', async () => {
    expect((await app.get('GET /areas/tree', {})).status).toBe(401);
    const resident = await app.signInResident('19900001111');
    expect((await app.get('GET /areas/tree', {}, resident)).status).toBe(403);
  });

  test('is searched by name, in the order people expect', async () => {
    const { items } = (await app.get('POST /areas/search', { query: { q: '春申' } }, worker)).answer;
    expect(items.map((row) => row.name)).toEqual(['春申社区', '春申第一网格', '春申第二网格']);
    expect(items[1]?.path.map((step) => step.name)).toEqual(['临江区', '望江街道', '春申社区', '春申第一网格']);
    const under = { q: '1幢', under: world.otherStreet };
    expect((await app.get('POST /areas/search', { query: under }, worker)).answer.items.map((row) => row.id)).toEqual([
      world.farBuilding,
    ]);
  });
});

describe('dated changes', () => {
  test('a future name holds from its day on; it can be withdrawn', async () => {
    const { current } = await view(world.otherStreet);
    const change = {
      id: world.otherStreet,
      basedOn: current.stamp,
      from: '2026-05-01',
      name: '南桥镇',
      reason: '撤街设镇',
    };
    const { stamp } = (await app.send('areas.change', change, office)).answer;
    expect((await view(world.otherStreet)).current).toMatchObject({ name: '南桥街道', validTo: '2026-05-01' });
    expect((await view(world.otherStreet, '2026-05-01')).current).toMatchObject({ name: '南桥镇', reason: '撤街设镇' });
    const twice = await app.send('areas.change', { ...change, from: '2026-04-01' }, office);
    expect(twice.problem).toMatchObject({ code: 'dated.planned-already', status: 409 });
    await app.send('areas.withdrawChange', { id: world.otherStreet, basedOn: stamp }, office);
    const after = await view(world.otherStreet);
    expect(after.current.validTo).toBeNull();
    expect(after.planned).toEqual([]);
  });

  test('the past can’t be changed, today can be corrected, and both are in the history', async () => {
    const id = world.farGrid;
    const { current } = await view(id);
    const past = await app.send('areas.change', { id, basedOn: current.stamp, from: '2026-03-03', name: '旧' }, office);
    expect(past.problem).toMatchObject({ code: 'dated.past', status: 422 });
    const first = (
      await app.send('areas.change', { id, basedOn: current.stamp, from: today, name: '南园一网格' }, office)
    ).answer;
    const second = await app.send(
      'areas.change',
      { id, basedOn: first.stamp, from: today, name: '南园中心网格' },
      office,
    );
    expect(second.answer.stamp).toBe(`${today}.2`);
    const { items } = (await app.get('GET /areas/:id/history', { params: { id } }, office)).answer;
    expect(items.map(({ name, validFrom, validTo }) => [name, validFrom, validTo])).toEqual([
      ['南园中心网格', today, null],
      ['南园第一网格', '2024-01-01', today],
    ]);
    expect(items[0]?.made.name).toBe('district-office');
    expect((await view(id, '2026-03-03')).path.map((step) => step.name)).toContain('南园第一网格');
  });

  test('overlapping versions are refused by the database itself', async () => {
    const overlap = `insert into area_versions (area_id, valid_from, valid_to, parent_id, name) values (${world.unit}, '2025-01-01', '2025-02-01', ${world.building}, 'x')`;
    await expect(runSql(app.ownerUrl, overlap)).rejects.toThrow('area_versions_no_overlap');
    const backwards = `insert into area_versions (area_id, valid_from, valid_to, parent_id, name) values (${world.unit}, '2023-02-01', '2023-01-01', ${world.building}, 'x')`;
    await expect(runSql(app.ownerUrl, backwards)).rejects.toThrow('area_versions_ends_after_start');
  });

  test('a change based on an older state is told what won', async () => {
    const { current } = await view(world.secondBuilding);
    const change = { id: world.secondBuilding, basedOn: current.stamp, from: today };
    const both = await Promise.all([
      app.send('areas.change', { ...change, name: '2号楼' }, office),
      app.send('areas.change', { ...change, name: '二号楼' }, secretary),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const lost = both.find((one) => one.status === 409);
    const won = (await view(world.secondBuilding)).current;
    expect(lost?.problem).toMatchObject({
      code: 'dated.changed-meanwhile',
      current: { name: won.name, stamp: won.stamp },
    });
  });

  test('adding and closing: kinds fit, codes are unique, nothing is closed over what lies in it', async () => {
    const building = { kind: 'building', parentId: world.grid, name: '9幢', code: 'B-9', from: today } as const;
    const made = (await app.send('areas.create', building, secretary)).answer;
    expect(made.id).toBeGreaterThanOrEqual(1_000_000);
    expect((await view(made.id)).communityId).toBe(world.community);
    const twin = await app.send('areas.create', { ...building, name: '10幢' }, secretary);
    expect(twin.problem).toMatchObject({ code: 'areas.code-taken', text: { zh: expect.stringContaining('9幢') } });
    const odd = await app.send(
      'areas.create',
      { ...building, kind: 'unit', parentId: world.grid, code: undefined },
      secretary,
    );
    expect(odd.problem).toMatchObject({
      code: 'areas.wrong-parent',
      text: { zh: expect.stringContaining('单元不能放在网格') },
    });
    const unit = { kind: 'unit', parentId: made.id, name: '1单元', from: today } as const;
    const inside = (await app.send('areas.create', unit, secretary)).answer;
    const close = { id: made.id, basedOn: made.stamp, on: '2026-03-05' };
    expect((await app.send('areas.close', close, secretary)).problem?.code).toBe('areas.has-children');
    expect(
      (await app.send('areas.close', { id: inside.id, basedOn: inside.stamp, on: today }, secretary)).problem?.code,
    ).toBe('dated.ends-before-start');
    await app.send('areas.close', { id: inside.id, basedOn: inside.stamp, on: '2026-03-05' }, secretary);
    expect((await app.send('areas.close', close, secretary)).status).toBe(200);
    expect((await view(made.id)).current.validTo).toBe('2026-03-05');
    const level = (on: string) => app.get('GET /areas/tree', { query: { parent: world.grid, on } }, secretary);
    expect((await level('2026-03-04')).answer.items.map((row) => row.name)).toEqual(['1幢', '9幢']);
    expect((await level('2026-03-05')).answer.items.map((row) => row.name)).toEqual(['1幢']);
  });
});

describe('scope', () => {
  test('a secretary may change their own community and nothing else', async () => {
    const change = async (id: number, as: SignedIn) => {
      const { current } = await view(id);
      return app.send('areas.change', { id, basedOn: current.stamp, from: '2026-06-01', name: '改名' }, as);
    };
    expect((await change(world.community, secretary)).status).toBe(200);
    for (const id of [world.otherCommunity, world.street, world.district, world.farBuilding]) {
      expect((await change(id, secretary)).problem?.code).toBe('access.outside-scope');
    }
    expect((await change(world.grid, worker)).problem?.code).toBe('access.forbidden');
    const away = await view(world.building);
    const move = { id: world.building, basedOn: away.current.stamp, from: '2026-06-01', parentId: world.otherGrid };
    expect((await app.send('areas.change', move, secretary)).problem?.code).toBe('access.outside-scope');
    expect(
      (
        await app.send(
          'areas.create',
          { kind: 'grid', parentId: world.otherCommunity, name: '越界', from: today },
          secretary,
        )
      ).problem?.code,
    ).toBe('access.outside-scope');
  });

  test('says beforehand what the asker may do', async () => {
    const may = async (id: number, as: SignedIn) =>
      (await app.get('GET /areas/:id', { params: { id } }, as)).answer.may;
    expect(await may(world.community, secretary)).toEqual({ read: true, manage: true, staff: true });
    expect(await may(world.otherCommunity, secretary)).toEqual({ read: false, manage: false, staff: false });
    expect(await may(world.grid, worker)).toEqual({ read: true, manage: false, staff: false });
  });

  test('each change is in the audit', async () => {
    const { rows } = await app.database.pool.query(
      "select actor ->> 'name' as name, community_id from audit_rows where action = 'areas.created' and details ->> 'kind' = 'building'",
    );
    expect(rows).toEqual([{ name: 'community-secretary', community_id: world.community }]);
  });
});

describe('hostile input', () => {
  test.each([
    '/api/areas/abc',
    '/api/areas/-1',
    '/api/areas/99999999999999999999',
    '/api/areas/9007199254740993',
    '/api/areas/tree?parent=1%27%20or%201=1',
    '/api/areas/tree?on=2026-02-30',
    '/api/areas/1/geojson?kind=nothing',
    '/api/areas/1/geojson?kind=grid&cursor=%7B%7D',
    '/api/areas/1/geojson?kind=grid&limit=100000',
    '/api/areas/at?lon=1e9&lat=NaN',
    '/api/areas/divisions/..%2f..%2fpackage',
    ...['', 'a'.repeat(61), '\0'].map((q) => requestOf('POST /areas/search', { query: { q } })),
  ])('%j answers with a problem', async (asked) => {
    const request = typeof asked === 'string' ? { method: 'GET' as const, url: asked } : asked;
    const answer = await app.inject(request, office);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test.each(['%', '_', "'", '\\', '"; drop table areas; --', '𠮷', '（１）'])(
    'searching for %s finds nothing and harms nothing',
    async (q) => {
      expect((await app.get('POST /areas/search', { query: { q } }, office)).answer.items).toEqual([]);
    },
  );

  test('an unknown area is not found', async () => {
    expect((await app.get('GET /areas/:id', { params: { id: 987654 } }, office)).status).toBe(404);
    expect(
      (await app.send('areas.change', { id: 987654, basedOn: '2024-01-01.1', from: today, name: 'x' }, office)).status,
    ).toBe(404);
  });

  test('broken outlines are refused in words', async () => {
    const bow = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [2, 1],
          [2, 0],
          [0, 3],
          [0, 0],
        ] as [number, number][],
      ],
    };
    const { current } = await view(world.district);
    const change = { id: world.district, basedOn: current.stamp, from: today, polygon: bow };
    expect((await app.send('areas.change', change, office)).problem).toMatchObject({
      code: 'areas.polygon-broken',
      text: { zh: expect.stringContaining('自己相交') },
    });
    const open = {
      ...bow,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ] as [number, number][],
      ],
    };
    expect((await app.send('areas.change', { ...change, polygon: open }, office)).problem?.code).toBe(
      'areas.polygon-broken',
    );
    const huge = { ...bow, coordinates: [Array.from({ length: 6000 }, (_, i) => [i / 100, 0] as [number, number])] };
    expect((await app.send('areas.change', { ...change, polygon: huge }, office)).problem?.code).toBe(
      'request.invalid',
    );
  });
});
