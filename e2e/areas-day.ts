import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AreaPolygon } from '../contract/areas.ts';
import { contains } from '../domain/geometry/contains.ts';
import { metresPerDegree, pointInside } from '../domain/geometry/measure.ts';
import type { Polygon } from '../domain/geometry/shapes.ts';
import { seedCalendar } from '../server/features/calendar/calendar.seed.ts';
import { noRows } from '../server/kit/db/client.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';

/** A Monday morning in Shanghai, with the browser's clock set to it. */
export const monday = '2026-11-23T02:30:00.000Z';
const today = '2026-11-23';

const { east, north } = metresPerDegree(31.236);
/** Metres from a corner of the old town that the shipped ground shows. */
export const at = (x: number, y: number): [number, number] => [121.4822 + x / east, 31.2332 + y / north];

const box = (x: number, y: number, width: number, height: number): AreaPolygon => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]],
});

export interface AreasDay {
  readonly app: TestApp;
  readonly address: string;
  readonly office: SignedIn;
  readonly secretary: SignedIn;
  readonly worker: SignedIn;
  close(): Promise<void>;
}

const outlines: readonly (readonly [number, AreaPolygon])[] = [
  [world.community, box(0, 0, 640, 420)],
  [world.otherCommunity, box(640, 0, 420, 420)],
];
const grids: readonly (readonly [number, AreaPolygon])[] = [
  [world.grid, box(0, 0, 320, 210)],
  [world.secondGrid, box(320, 0, 320, 210)],
];

/** The footprints of the place, as many as a few grids need. */
function footprints(): readonly { readonly name: string; readonly polygon: Polygon }[] {
  const file = join(import.meta.dirname, '../data/buildings/shanghai_huangpu_buildings.geojson');
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
    features: { geometry: Polygon; properties: { name?: string } }[];
  };
  const ground = outlines[0]?.[1] as Polygon;
  return features
    .filter(({ geometry }) => geometry.type === 'Polygon' && contains(ground, pointInside(geometry)))
    .slice(0, 40)
    .map(({ geometry, properties }, i) => ({ name: properties.name ?? `${i + 1}号楼`, polygon: geometry }));
}

async function staffOf(
  app: TestApp,
  name: string,
  phone: string,
  role: 'grid-worker' | 'building-lead',
  areaId: number,
): Promise<string> {
  const userId = await app.makeStaff(name);
  await app.hold(userId, role, { areaId });
  await app.database.pool.query(
    'update users set phone_sealed = $2, phone_token = $3, phone_masked = $4 where id = $1',
    [
      userId,
      app.vault.seal('phone', phone),
      app.vault.token('phone', phone),
      `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    ],
  );
  return userId;
}

async function named(app: TestApp, signedIn: SignedIn, name: string): Promise<SignedIn> {
  await app.database.pool.query('update users set name = $2 where id = $1', [signedIn.userId, name]);
  return signedIn;
}

async function drawGround(app: TestApp, office: SignedIn): Promise<void> {
  const stampOf = async (id: number) =>
    (await app.get('GET /areas/:id', { params: { id } }, office)).answer.current.stamp;
  for (const [id, polygon] of outlines)
    (await app.send('areas.change', { id, basedOn: await stampOf(id), from: today, polygon }, office)).answer;
  for (const { name, polygon } of footprints())
    (
      await app.send(
        'areas.create',
        {
          kind: 'building',
          parentId: world.community,
          name,
          polygon: polygon as never,
          details: { storeys: 6, unitCount: 2, doorCount: 24 },
          from: '2026-11-01',
        },
        office,
      )
    ).answer;
  for (const [id, polygon] of grids)
    (
      await app.send(
        'areas.redrawGrid',
        { id, basedOn: await stampOf(id), from: today, polygon, reason: '按新小区边界调整' },
        office,
      )
    ).answer;
}

async function givePosts(app: TestApp, secretary: SignedIn): Promise<void> {
  const chen = await staffOf(app, '陈晓岚', '19900000001', 'grid-worker', world.grid);
  const li = await staffOf(app, '李建国', '19900000002', 'grid-worker', world.community);
  const wang = await staffOf(app, '王秀英', '19900000003', 'building-lead', world.building);
  const assign = async (areaId: number, userId: string, duty: string, isLead = false) =>
    (await app.send('responsibilities.assign', { areaId, userId, duty, isLead, from: '2026-11-01' }, secretary)).answer;
  await assign(world.community, secretary.userId, '社区书记', true);
  await assign(world.grid, chen, '网格长', true);
  const { ref } = await assign(world.grid, li, '网格员');
  await assign(world.building, wang, '楼栋长');
  (await app.send('responsibilities.cover', { ref, userId: wang, from: today, to: '2026-12-01' }, secretary)).answer;
}

async function addOrganisations(app: TestApp, office: SignedIn): Promise<void> {
  const add = async (kind: 'party' | 'social', name: string, areaId: number, parentId?: string) =>
    (
      await app.send(
        'organisations.create',
        { kind, name, areaId, from: '2024-01-01', ...(parentId ? { parentId } : {}) },
        office,
      )
    ).answer.id;
  const street = await add('party', '望江街道党工委', world.street);
  const community = await add('party', '春申社区党委', world.community, street);
  await add('party', '春申第一网格党支部', world.grid, community);
  await add('social', '望江邻里社工服务社', world.street);
}

/** A district as it looks after a few weeks of use, with the application serving the built screens. */
export async function startAreasDay(webDir: string): Promise<AreasDay> {
  const app = await testApp({ now: monday, webDir });
  await app.database.write(noRows, seedCalendar);
  const office = await named(app, await app.signIn('district-office'), '周敏');
  const secretary = await named(app, await app.signIn('community-secretary'), '林国栋');
  const worker = await named(app, await app.signIn('grid-worker'), '赵雪');
  await drawGround(app, office);
  await givePosts(app, secretary);
  await addOrganisations(app, office);
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return { app, address, office, secretary, worker, close: () => app.close() };
}
