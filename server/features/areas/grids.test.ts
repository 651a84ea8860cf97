import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AreaPolygon } from '../../../contract/areas.ts';
import { metresPerDegree } from '../../../domain/geometry/measure.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let office: SignedIn;
let secretary: SignedIn;
const today = '2026-03-04';
const { east, north } = metresPerDegree(31.23);
const at = (x: number, y: number): [number, number] => [121.48 + x / east, 31.23 + y / north];

/** A rectangle in metres from the south-west corner of the community. */
const box = (x: number, y: number, width: number, height: number): AreaPolygon => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]],
});

const view = async (id: number, on?: string) =>
  (await app.get('GET /areas/:id', { params: { id }, query: { on } }, office)).answer;
const stampOf = async (id: number, on?: string) => (await view(id, on)).current.stamp;

async function makeBuilding(name: string, x: number, y: number, parentId: number = world.community): Promise<number> {
  const input = { kind: 'building', parentId, name, polygon: box(x - 10, y - 10, 20, 20), from: '2025-01-01' } as const;
  return (await app.send('areas.create', input, secretary)).answer.id;
}

beforeAll(async () => {
  app = await testApp();
  office = await app.signIn('district-office');
  secretary = await app.signIn('community-secretary');
  const basedOn = await stampOf(world.community);
  await app.send(
    'areas.change',
    { id: world.community, basedOn, from: today, polygon: box(0, 0, 400, 300) },
    secretary,
  );
  for (const [id, x] of [
    [world.grid, 0],
    [world.secondGrid, 200],
  ] as const) {
    const redraw = { id, basedOn: await stampOf(id), from: today, polygon: box(x, 0, 200, 100) };
    await app.send('areas.redrawGrid', redraw, secretary);
  }
});
afterAll(() => app.close());

describe('drawing a grid', () => {
  test('takes the buildings that stand on it and tells what land is left', async () => {
    const inside = await makeBuilding('20幢', 50, 150);
    const outside = await makeBuilding('21幢', 350, 250);
    const input = { communityId: world.community, name: '春申第三网格', polygon: box(0, 100, 200, 100), from: today };
    const drawn = (await app.send('areas.drawGrid', input, secretary)).answer;
    expect(drawn).toMatchObject({ movedBuildings: 1, withoutGrid: 1 });
    expect(drawn.gapM2).toBeGreaterThan(59_900);
    expect(drawn.gapM2).toBeLessThan(60_100);
    expect((await view(inside)).current.parent?.id).toBe(drawn.id);
    expect((await view(inside, '2026-03-03')).current.parent?.id).toBe(world.community);
    expect((await view(outside)).current.parent?.id).toBe(world.community);
    expect((await view(drawn.id)).communityId).toBe(world.community);
  });

  test('is refused over a neighbour, who is named, and beyond the community', async () => {
    const input = { communityId: world.community, name: '越界', polygon: box(150, 50, 100, 40), from: today };
    const { problem } = await app.send('areas.drawGrid', input, secretary);
    expect(problem).toMatchObject({
      code: 'areas.grid-overlaps',
      status: 409,
      current: { overlaps: [world.grid, world.secondGrid] },
    });
    expect(problem?.text.zh).toContain('“春申第一网格”、“春申第二网格”');
    const beyond = await app.send('areas.drawGrid', { ...input, polygon: box(300, 200, 200, 50) }, secretary);
    expect(beyond.problem).toMatchObject({
      code: 'areas.grid-outside',
      text: { zh: expect.stringContaining('春申社区') },
    });
  });

  test('a border drawn by an unsteady hand is let through', async () => {
    const input = { communityId: world.community, name: '手抖', polygon: box(250, 99.97, 100, 50), from: today };
    expect((await app.send('areas.drawGrid', input, secretary)).status).toBe(200);
  });

  test('only in a community, and only in one’s own', async () => {
    const input = { communityId: world.street, name: '错', polygon: box(0, 0, 10, 10), from: today };
    expect((await app.send('areas.drawGrid', input, office)).problem?.code).toBe('areas.not-a-community');
    const other = { ...input, communityId: world.otherCommunity };
    expect((await app.send('areas.drawGrid', other, secretary)).problem?.code).toBe('access.outside-scope');
  });

  test('the outline of a grid can’t be changed past its neighbours', async () => {
    const change = {
      id: world.grid,
      basedOn: await stampOf(world.grid),
      from: '2026-07-01',
      polygon: box(0, 0, 400, 300),
    };
    expect((await app.send('areas.change', change, secretary)).problem?.code).toBe('areas.draw-grids');
  });
});

describe('redrawing', () => {
  test('from a day on; the grid of a past day is the one of then', async () => {
    const redraw = {
      id: world.grid,
      basedOn: await stampOf(world.grid),
      from: '2026-04-01',
      polygon: box(0, 0, 150, 100),
    };
    const done = (await app.send('areas.redrawGrid', redraw, secretary)).answer;
    expect(done.stamp).toBe('2026-04-01.1');
    const corner = async (on: string) => {
      const { polygon } = (await view(world.grid, on)).current;
      return polygon?.type === 'Polygon' ? polygon.coordinates[0]?.[1]?.[0] : undefined;
    };
    expect(await corner('2026-03-31')).toBeCloseTo(at(200, 0)[0], 6);
    expect(await corner('2026-04-01')).toBeCloseTo(at(150, 0)[0], 6);
    // The neighbour may grow into the ground given up, from that day and not before.
    const grown = box(150, 0, 250, 100);
    const neighbour = { id: world.secondGrid, basedOn: await stampOf(world.secondGrid), polygon: grown };
    const early = await app.send('areas.redrawGrid', { ...neighbour, from: '2026-03-15' }, secretary);
    expect(early.problem?.code).toBe('areas.grid-overlaps');
    expect((await app.send('areas.redrawGrid', { ...neighbour, from: '2026-04-01' }, secretary)).status).toBe(200);
    const onMap = async (on: string) => {
      const query = { kind: 'grid', on };
      const { features } = (await app.get('GET /areas/:id/geojson', { params: { id: world.community }, query }, office))
        .answer;
      return features.find((feature) => feature.id === world.secondGrid)?.properties.validFrom;
    };
    expect(await onMap('2026-03-20')).toBe(today);
    expect(await onMap('2026-04-02')).toBe('2026-04-01');
  });

  test('of two who redraw at once one wins, the other is told', async () => {
    const made = (
      await app.send(
        'areas.drawGrid',
        { communityId: world.community, name: '争', polygon: box(0, 200, 100, 50), from: today },
        secretary,
      )
    ).answer;
    const input = { id: made.id, basedOn: made.stamp, from: '2026-05-01' };
    const both = await Promise.all([
      app.send('areas.redrawGrid', { ...input, polygon: box(0, 200, 120, 50) }, secretary),
      app.send('areas.redrawGrid', { ...input, polygon: box(0, 200, 140, 50) }, office),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const lost = both.find((one) => one.status === 409)?.problem;
    const by = expect.stringMatching(/^(community-secretary|district-office)$/);
    expect(lost).toMatchObject({ code: 'dated.changed-meanwhile', current: { by } });
  });

  test('two grids drawn at once on the same ground: the second sees the first', async () => {
    const input = { communityId: world.community, polygon: box(120, 255, 60, 40), from: today };
    const both = await Promise.all([
      app.send('areas.drawGrid', { ...input, name: '甲' }, secretary),
      app.send('areas.drawGrid', { ...input, name: '乙' }, office),
    ]);
    expect(both.map((one) => one.problem?.code).sort()).toEqual(['areas.grid-overlaps', undefined]);
  });
});

describe('moving buildings by hand', () => {
  test('to another grid of the community, dated, and back', async () => {
    const id = await makeBuilding('30幢', 20, 20, world.grid);
    const move = { buildingIds: [id, world.building], toId: world.secondGrid, from: '2026-06-01' };
    expect((await app.send('areas.moveBuildings', move, secretary)).answer).toEqual({ moved: 2, same: 0 });
    expect((await view(id, '2026-05-31')).current.parent?.id).toBe(world.grid);
    expect((await view(id, '2026-06-01')).current.parent?.id).toBe(world.secondGrid);
    expect((await app.send('areas.moveBuildings', move, secretary)).answer).toEqual({ moved: 0, same: 2 });
    const stranger = { ...move, buildingIds: [world.otherBuilding] };
    expect((await app.send('areas.moveBuildings', stranger, office)).problem?.code).toBe('areas.other-community');
    const notGrid = { ...move, toId: world.street };
    expect((await app.send('areas.moveBuildings', notGrid, office)).problem?.code).toBe('areas.not-a-grid');
  });
});

describe('the map', () => {
  test('a point is found in its community, grid and building; a building counts for the grid it is assigned to', async () => {
    const id = await makeBuilding('40幢', 180, 20, world.secondGrid);
    const where = async (x: number, y: number) => {
      const [lon, lat] = at(x, y);
      return (await app.get('GET /areas/at', { query: { lon, lat } }, office)).answer;
    };
    const door = await where(180, 20);
    expect([door.community?.id, door.grid?.id, door.building?.id]).toEqual([world.community, world.secondGrid, id]);
    expect(door.path.map((step) => step.name)).toEqual(['临江区', '望江街道', '春申社区', '春申第二网格', '40幢']);
    const yard = await where(100, 60);
    expect([yard.grid?.id, yard.building]).toEqual([world.grid, null]);
    const field = await where(390, 290);
    expect([field.community?.id, field.grid]).toEqual([world.community, null]);
    expect(await where(5000, 5000)).toEqual({ community: null, grid: null, building: null, path: [] });
  });

  test('is told page by page, nothing twice and nothing lost', async () => {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const query = { kind: 'building', limit: 2, cursor };
      const page = (await app.get('GET /areas/:id/geojson', { params: { id: world.street }, query }, office)).answer;
      ids.push(...page.features.map((feature) => feature.id));
      cursor = page.next;
    } while (cursor);
    const counts = (await view(world.street)).counts;
    expect(ids).toHaveLength(counts.building ?? 0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has its ground without sign-in, where data of the place came along', async () => {
    const answer = await app.inject({ method: 'GET', url: '/api/ground' });
    expect(answer.headers['cache-control']).toContain('max-age');
    const ground = answer.json();
    expect(ground.buildings.features.length).toBeGreaterThan(1000);
    expect(ground.roads.features.length).toBeGreaterThan(1000);
    const [west, south, east, north] = ground.bounds;
    expect([west < 121.485, south < 31.235, east > 121.485, north > 31.235]).toEqual([true, true, true, true]);
  });
});
