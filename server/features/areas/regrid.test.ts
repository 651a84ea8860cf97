import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { replay } from '../../../domain/case/fold.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { entriesOf } from '../cases/cases.load.ts';

/** Six buildings in a row from west to east in the first grid, with so many homes each; two in the second, to the east of it. */
const homes = [12, 8, 20, 10, 14, 16];
const first = homes.map((_, n) => 1_000_001 + n);
const second = [1_000_011, 1_000_012];
const months = Array.from({ length: 12 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}`);

const box = (west: number, east: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 31.2312],
      [east, 31.2312],
      [east, 31.2328],
      [west, 31.2328],
      [west, 31.2312],
    ] as [number, number][],
  ],
});

let app: TestApp;
let office: SignedIn;
let desk: SignedIn;
let openRef = '';
let closedRef = '';

async function signIn() {
  office = await app.signIn('district-office');
  desk = await app.signIn('street-desk');
}

const building = (id: number, grid: number, lon: number) => [
  `insert into areas (id, kind, community_id) values (${id}, 'building', ${world.community})`,
  `insert into area_versions (area_id, valid_from, parent_id, name, lon, lat) values (${id}, '2024-01-01', ${grid}, '${id}幢', ${lon}, 31.232)`,
];

beforeAll(async () => {
  app = await testApp({ now: '2025-01-02T01:00:00.000Z' });
  await runSql(
    app.ownerUrl,
    ...first.flatMap((id, n) => building(id, world.grid, 121.4802 + n * 0.0006)),
    ...second.flatMap((id, n) => building(id, world.secondGrid, 121.4845 + n * 0.001)),
    ...first.map(
      (id, n) => `insert into houses (community_id, id, building_id, room, door_key, address, created_at, updated_at)
        select ${world.community}, gen_random_uuid(), ${id}, i::text, '${id}-1-' || i, '${id}幢' || i || '室', now(), now() from generate_series(1, ${homes[n]}) i`,
    ),
    `update area_versions set polygon = '${JSON.stringify(box(121.48, 121.484))}' where area_id = ${world.grid}`,
    `update area_versions set polygon = '${JSON.stringify(box(121.484, 121.487))}' where area_id = ${world.secondGrid}`,
    `update area_versions set parent_id = ${world.secondGrid} where area_id = ${world.building}`,
    'update tree_versions set version = version + 1',
  );
});
afterAll(() => app.close());

async function raise(areaId: number, words: string) {
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId, words: '' },
    contact: null,
    fields: { words },
  } as never);
  return made.answer.ref;
}

/** Matters all over a year: in each month some are raised, some declined, some sent on. */
async function plantYear() {
  for (const [n, month] of months.entries()) {
    app.clock.set(`${month}-10T02:00:00.000Z`);
    await signIn();
    for (let at = 0; at < 4; at += 1) {
      const ref = await raise([...first, ...second][(n * 4 + at) % 8] as number, `${month} 第${at}件：路灯不亮`);
      if (at === 0)
        await app.send('cases.act', { ref, action: 'decline', input: { reason: 'other', reply: '请找物业' } }, desk);
      else await app.send('cases.act', { ref, action: 'accept', input: {} }, desk);
      if (at === 2)
        await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    }
  }
  openRef = await raise(first[5] as number, '东头楼道灯不亮');
  closedRef = await raise(first[5] as number, '东头井盖松动');
  const closed = await app.send(
    'cases.act',
    { ref: closedRef, action: 'decline', input: { reason: 'other', reply: '已修好' } },
    desk,
  );
  expect(closed.status).toBe(200);
}

/** The report of a year: figures by grid, the very bytes of each export, and the rows behind each number. */
async function report() {
  const year = [];
  for (const month of months) {
    const query = { area: world.community, month };
    const { rows, raised, closed, total } = (await app.get('GET /metrics/rates', { query }, office)).answer;
    const sheet = await app.inject(
      { method: 'GET', url: `/api/metrics/rates/export?area=${world.community}&month=${month}` },
      office,
    );
    const [from, to] = [`${month}-01`, `${month}-28`];
    const behind = [];
    for (const { areaId } of rows) {
      const list = { area: areaId, raisedFrom: from, raisedTo: to, limit: 50, sort: 'raised' };
      const { items } = (await app.get('POST /cases', { query: list }, office)).answer;
      behind.push(items.map(({ number, title, raisedAt }) => [areaId, number, title, raisedAt]));
    }
    year.push({ month, rows, raised, closed, total, behind, bytes: sheet.rawPayload.toString('base64') });
  }
  return year;
}

const gridOf = async (ref: string) => {
  const { communityId, id } = parseRef(ref);
  const { rows } = await app.database.pool.query('select 1');
  expect(rows).toHaveLength(1);
  return app.database.read({ communities: [communityId], organisations: [] }, async (db) => {
    const row = await db.selectFrom('cases').select('gridId').where('id', '=', id).executeTakeFirstOrThrow();
    const again = replay(await entriesOf(db, communityId, id));
    expect(again.place.gridId).toBe(row.gridId);
    return row.gridId;
  });
};

describe('grids over time', () => {
  let before: Awaited<ReturnType<typeof report>>;
  let halves: number[] = [];

  it('proposes parts of about equal households, every building in one of them', async () => {
    await plantYear();
    app.clock.set('2026-03-04T02:00:00.000Z');
    await signIn();
    before = await report();
    expect(before.reduce((sum, { raised }) => sum + raised, 0)).toBe(50);
    expect(new Set(before.flatMap(({ rows }) => rows.map(({ areaId }) => areaId)))).toEqual(
      new Set([world.grid, world.secondGrid]),
    );
    const proposal = (await app.get('GET /areas/:id/split', { params: { id: world.grid } }, office)).answer;
    expect(proposal.households).toBe(80);
    expect(proposal.parts?.map(({ households }) => households)).toEqual([40, 40]);
    expect(proposal.parts?.flatMap(({ buildingIds }) => buildingIds).toSorted((a, b) => a - b)).toEqual(first);
    expect(proposal.neighbours.map(({ id }) => id)).toEqual([world.secondGrid]);
  });

  it('splits from today: posts go where the dialog said, open matters go with their place, closed ones stay', async () => {
    const worker = await app.makeStaff('东边的网格员');
    await app.hold(worker, 'grid-worker', { areaId: world.grid });
    const post = await app.send(
      'responsibilities.assign',
      { areaId: world.grid, userId: worker, duty: '网格员', isLead: true, from: '2026-01-01' } as never,
      desk,
    );
    const proposal = (await app.get('GET /areas/:id/split', { params: { id: world.grid } }, office)).answer;
    const parts = (proposal.parts ?? []).toSorted((a, b) => Math.min(...a.buildingIds) - Math.min(...b.buildingIds));
    const input = {
      id: world.grid,
      basedOn: proposal.stamp,
      from: '2026-03-04',
      parts: parts.map(({ polygon, buildingIds }, n) => ({
        polygon,
        buildingIds,
        ...(n === 1 ? { name: '春申第三网格' } : {}),
      })),
      posts: [{ ref: post.answer.ref, parts: [1] }],
    };
    const short = {
      ...input,
      parts: input.parts.map((part, n) => (n === 0 ? { ...part, buildingIds: part.buildingIds.slice(1) } : part)),
    };
    expect((await app.send('areas.splitGrid', short as never, desk)).problem?.code).toBe('areas.parts-incomplete');
    const done = (await app.send('areas.splitGrid', input as never, desk)).answer;
    expect(done).toMatchObject({ movedBuildings: parts[1]?.buildingIds.length, movedPosts: 1 });
    halves = done.ids;
    expect(await gridOf(openRef)).toBe(world.grid);
    await app.queue.runAll();
    expect(await gridOf(openRef)).toBe(halves[1]);
    expect(await gridOf(closedRef)).toBe(world.grid);
    const posts = async (id: number) =>
      (await app.get('GET /areas/:id/posts', { params: { id } }, office)).answer.items.map(({ user }) => user.userId);
    expect(await posts(halves[1] as number)).toContain(worker);
    expect(await posts(world.grid)).not.toContain(worker);
    const again = await app.send('areas.splitGrid', input as never, desk);
    expect(again.problem?.code).toBe('dated.changed-meanwhile');
  });

  it('merges neighbours, and refuses those that do not touch', async () => {
    const stampOf = async (id: number) =>
      (await app.get('GET /areas/:id', { params: { id } }, office)).answer.current.stamp;
    const apart = await app.send(
      'areas.mergeGrids',
      {
        id: world.secondGrid,
        basedOn: await stampOf(world.secondGrid),
        others: [{ id: world.grid, basedOn: await stampOf(world.grid) }],
        from: '2026-03-04',
      },
      desk,
    );
    expect(apart.problem?.code).toBe('areas.not-neighbours');
    const [, east = 0] = halves;
    const merged = await app.send(
      'areas.mergeGrids',
      {
        id: east,
        basedOn: await stampOf(east),
        others: [{ id: world.secondGrid, basedOn: await stampOf(world.secondGrid) }],
        from: '2026-03-04',
      },
      desk,
    );
    expect(merged.answer.movedBuildings).toBeGreaterThanOrEqual(2);
    await app.queue.runAll();
    const tree = (await app.get('GET /areas/tree', { query: { parent: world.community } }, office)).answer;
    expect(tree.items.map(({ id }) => id).toSorted()).toEqual([world.grid, east].toSorted());
  });

  it('leaves last year’s report as it was: figures, export, rows, byte for byte', async () => {
    expect(JSON.stringify(await report())).toBe(JSON.stringify(before));
  });

  it('counts this month by the grids of this month', async () => {
    await raise(second[0] as number, '合并后的新事项');
    const query = { area: world.community, month: '2026-03' };
    const { rows } = (await app.get('GET /metrics/rates', { query }, office)).answer;
    expect(rows.map(({ areaId, raised }) => [areaId, raised])).toContainEqual([halves[1], 1]);
  });

  it('says 已删除 where a person’s words were erased since, and the same figures', async () => {
    const { communityId, id } = parseRef(openRef);
    await runSql(
      app.ownerUrl,
      `delete from case_entry_values where community_id = ${communityId} and case_id = '${id}'`,
    );
    const detail = (await app.get('GET /cases/:ref', { params: { ref: openRef } }, office)).answer;
    expect(detail.number).toBeTruthy();
    const state = await app.database.read({ communities: [communityId], organisations: [] }, async (db) =>
      replay(await entriesOf(db, communityId, id)),
    );
    expect([state.fields['words'], state.place.words]).toEqual(['已删除', '已删除']);
    const figures = (list: typeof before) => list.map(({ rows, raised, closed }) => ({ rows, raised, closed }));
    expect(figures(await report())).toEqual(figures(before));
  });
});
