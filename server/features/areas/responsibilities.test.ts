import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../kit/ids.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let worker: SignedIn;
let stranger: SignedIn;
const today = '2026-03-04';
const house = uuidv7();

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  stranger = await app.signIn('community-secretary', { areaId: world.farCommunity });
  await app.database.write({ communities: [world.community], organisations: [] }, async (db) => {
    await db
      .insertInto('houses')
      .values({
        communityId: world.community,
        id: house,
        buildingId: world.building,
        unitId: world.unit,
        room: '501',
        doorKey: '1-1-501',
        address: '1幢1单元501',
        createdAt: app.clock.now(),
        updatedAt: app.clock.now(),
      })
      .execute();
  });
});
afterAll(() => app.close());

async function colleague(name: string, phone?: string): Promise<string> {
  const id = await app.makeStaff(name);
  if (phone) {
    await app.database.pool.query(
      'update users set phone_sealed = $2, phone_token = $3, phone_masked = $4 where id = $1',
      [
        id,
        app.vault.seal('phone', phone),
        app.vault.token('phone', phone),
        `${phone.slice(0, 3)}****${phone.slice(-4)}`,
      ],
    );
  }
  return id;
}

const assign = (areaId: number, userId: string, duty: string, more: object = {}) =>
  app.send('responsibilities.assign', { areaId, userId, duty, from: today, ...more }, secretary);

describe('this door', () => {
  test('names everybody from the stairwell up to the community, the lead first, phones masked', async () => {
    const [head, li, lead, unitLead] = await Promise.all([
      colleague('周正', '19900000001'),
      colleague('李敏', '19900000002'),
      colleague('王工', '19900000003'),
      colleague('赵姐'),
    ]);
    await assign(world.community, head, '社区书记', { isLead: true });
    await assign(world.grid, li, '网格员');
    await assign(world.grid, lead, '网格长', { isLead: true });
    await assign(world.unit, unitLead, '单元长');
    const ref = `${world.community}-${house}`;
    const byHouse = (await app.get('GET /responsible', { query: { house: ref } }, worker)).answer;
    expect(byHouse.house).toEqual({ ref, address: '1幢1单元501' });
    expect(
      byHouse.levels.map((level) => [level.area.name, level.posts.map((post) => `${post.duty} ${post.user.name}`)]),
    ).toEqual([
      ['1单元', ['单元长 赵姐']],
      ['1幢', []],
      ['春申第一网格', ['网格长 王工', '网格员 李敏']],
      ['春申社区', ['社区书记 周正']],
    ]);
    expect(byHouse.levels[2]?.posts[1]?.user.phoneMasked).toBe('199****0002');
    const byUnit = (await app.get('GET /responsible', { query: { unit: world.unit } }, worker)).answer;
    expect(byUnit.levels).toEqual(byHouse.levels);
    const byGrid = (await app.get('GET /areas/:id/responsible', { params: { id: world.grid } }, worker)).answer;
    expect(byGrid.levels.map((level) => level.area.name)).toEqual(['春申第一网格', '春申社区']);
  });

  test('is found on the map too', async () => {
    const ring: [number, number][] = [
      [121.479, 31.229],
      [121.481, 31.229],
      [121.481, 31.231],
      [121.479, 31.231],
      [121.479, 31.229],
    ];
    const basedOn = (await app.get('GET /areas/:id', { params: { id: world.community } }, secretary)).answer.current
      .stamp;
    const polygon = { type: 'Polygon' as const, coordinates: [ring] };
    await app.send('areas.change', { id: world.community, basedOn, from: today, polygon }, secretary);
    const answer = (await app.get('GET /responsible', { query: { lon: 121.48, lat: 31.23 } }, secretary)).answer;
    expect(answer.levels.map((level) => level.area.name)).toEqual(['春申社区']);
    const nowhere = await app.get('GET /responsible', { query: { lon: 100, lat: 10 } }, secretary);
    expect(nowhere.problem?.code).toBe('areas.no-place');
    expect((await app.get('GET /responsible', {}, secretary)).problem?.code).toBe('request.invalid');
  });

  test('somebody away is shown with who stands in, on those days', async () => {
    const [a, b] = [await colleague('甲'), await colleague('乙')];
    const { ref } = (await assign(world.secondGrid, a, '网格员')).answer;
    const cover = { ref, userId: b, from: '2026-03-10', to: '2026-03-17' };
    expect((await app.send('responsibilities.cover', { ...cover, userId: a }, secretary)).problem?.code).toBe(
      'responsibilities.self-cover',
    );
    expect((await app.send('responsibilities.cover', { ...cover, from: '2026-03-01' }, secretary)).problem?.code).toBe(
      'responsibilities.outside-post',
    );
    await app.send('responsibilities.cover', cover, secretary);
    const on = async (day: string) => {
      const { levels } = (
        await app.get('GET /areas/:id/responsible', { params: { id: world.secondGrid }, query: { on: day } }, secretary)
      ).answer;
      return levels[0]?.posts.map((post) => [post.user.name, post.coveredBy.map((one) => one.name)]);
    };
    expect(await on('2026-03-09')).toEqual([['甲', []]]);
    expect(await on('2026-03-10')).toEqual([['甲', ['乙']]]);
    expect(await on('2026-03-17')).toEqual([['甲', []]]);
    await app.send('responsibilities.end', { ref, on: '2026-03-12' }, secretary);
    expect(await on('2026-03-11')).toEqual([['甲', ['乙']]]);
    expect(await on('2026-03-12')).toEqual([]);
  });

  test('outside one’s area it is not told', async () => {
    expect((await app.get('GET /responsible', { query: { unit: world.unit } }, stranger)).problem?.code).toBe(
      'access.outside-scope',
    );
    const ref = `${world.community}-${house}`;
    expect((await app.get('GET /responsible', { query: { house: ref } }, stranger)).status).toBe(404);
    expect((await app.get('GET /areas/:id/posts', { params: { id: world.community } }, stranger)).problem?.code).toBe(
      'access.outside-scope',
    );
  });
});

describe('posts', () => {
  test('dates that overlap are refused by the constraint, in words', async () => {
    const user = await colleague('重');
    await assign(world.building, user, '楼栋长');
    const { problem } = await assign(world.building, user, '楼栋长', { from: '2026-05-01' });
    expect(problem).toMatchObject({ code: 'dated.overlapping', status: 409 });
    expect((await assign(world.building, user, '楼栋长', { from: '2026-02-01', to: today })).status).toBe(200);
  });

  test('go to staff in service alone, by those who manage that area', async () => {
    const resident = await app.signInResident('19900002222');
    expect((await assign(world.grid, resident.userId, '网格员')).problem?.code).toBe('responsibilities.not-staff');
    const input = { areaId: world.farGrid, userId: await colleague('远'), duty: '网格员', from: today };
    expect((await app.send('responsibilities.assign', input, secretary)).problem?.code).toBe('access.outside-scope');
    expect((await app.send('responsibilities.assign', input, worker)).problem?.code).toBe('access.forbidden');
    expect((await assign(world.grid, await colleague('反'), '网格员', { to: today })).problem?.code).toBe(
      'dated.ends-before-start',
    );
    expect((await assign(world.grid, await colleague('史'), '网格员', { from: '1999-01-01' })).problem?.code).toBe(
      'dated.not-valid',
    );
  });

  test('end with the area they are on', async () => {
    const made = (
      await app.send(
        'areas.create',
        { kind: 'grid', parentId: world.community, name: '临时网格', from: '2026-01-01' },
        secretary,
      )
    ).answer;
    await assign(made.id, await colleague('临'), '网格员');
    const closed = await app.send('areas.close', { id: made.id, basedOn: made.stamp, on: '2026-03-20' }, secretary);
    expect(closed.answer.endedPosts).toBe(1);
    const after = { params: { id: world.community }, query: { on: '2026-03-20' } };
    const { items } = (await app.get('GET /areas/:id/posts', after, secretary)).answer;
    expect(items.map((post) => post.user.name)).not.toContain('临');
  });

  test('are listed page by page, wide areas first', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { params: { id: world.community }, query: { limit: 2, cursor } };
      const page = (await app.get('GET /areas/:id/posts', input, secretary)).answer;
      names.push(...page.items.map((post) => `${post.area.name} ${post.user.name}`));
      cursor = page.next;
    } while (cursor);
    expect(names[0]).toBe('春申社区 周正');
    expect(names).toContain('1单元 赵姐');
    expect(new Set(names).size).toBe(names.length);
    const whole = (await app.get('GET /areas/:id/posts', { params: { id: world.community } }, secretary)).answer;
    expect(whole.items).toHaveLength(names.length);
    const grids = { params: { id: world.community }, query: { kind: 'grid' } };
    expect(
      (await app.get('GET /areas/:id/posts', grids, secretary)).answer.items.every((post) => post.area.kind === 'grid'),
    ).toBe(true);
  });

  test('tell which grids nobody looks after', async () => {
    const far = { params: { id: world.farCommunity } };
    expect((await app.get('GET /areas/:id/posts', far, stranger)).answer).toMatchObject({
      items: [],
      vacant: { count: 1, grids: [{ id: world.farGrid, name: '南园第一网格', community: '南园社区' }] },
    });
  });

  test('a phone is shown to those of the area, and the look is in the audit', async () => {
    const { items } = (await app.get('GET /areas/:id/posts', { params: { id: world.community } }, secretary)).answer;
    const head = items.find((post) => post.user.name === '周正');
    const ref = head?.ref ?? '';
    const beside = await app.signIn('grid-worker', { areaId: world.secondGrid });
    const gridPost = items.find((post) => post.area.id === world.grid)?.ref ?? '';
    expect((await app.get('GET /posts/:ref/phone', { params: { ref: gridPost } }, beside)).problem?.code).toBe(
      'access.outside-scope',
    );
    expect((await app.get('GET /posts/:ref/phone', { params: { ref } }, stranger)).status).toBe(404);
    for (const as of [secretary, worker]) {
      expect((await app.get('GET /posts/:ref/phone', { params: { ref } }, as)).answer).toEqual({
        name: '周正',
        phone: '19900000001',
      });
    }
    const { rows } = await app.database.pool.query(
      "select count(*)::int as n from audit_rows where action = 'responsibilities.phone-revealed'",
    );
    expect(rows[0].n).toBe(2);
  });

  test('candidates are the staff of the community and above, found by name', async () => {
    const mine = (await app.get('POST /areas/:id/assignable', { params: { id: world.grid } }, secretary)).answer.items;
    expect([...new Set(mine.map((one) => one.name))].sort()).toEqual(['community-secretary', 'grid-worker']);
    const none = (
      await app.get('POST /areas/:id/assignable', { params: { id: world.grid }, query: { q: '%' } }, secretary)
    ).answer.items;
    expect(none).toEqual([]);
  });
});
