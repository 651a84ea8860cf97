import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
const today = '2026-03-04';

beforeAll(async () => {
  app = await testApp();
  const secretary = await app.signIn('community-secretary');
  const assign = async (name: string, more: object) => {
    const userId = await app.makeStaff(name);
    await app.database.pool.query('update users set phone_masked = $2 where id = $1', [userId, '199****0001']);
    const post = { areaId: world.grid, userId, duty: '网格员', from: today, ...more };
    return { userId, ref: (await app.send('responsibilities.assign', post, secretary)).answer.ref };
  };
  const li = await assign('李敏', { isLead: true, publishedPhone: '021-5555 0101' });
  await assign('王工', { duty: '网格长' });
  await assign('钱进', { areaId: world.secondGrid });
  await assign('赵姐', { areaId: world.building, duty: '楼栋长', publishedPhone: '19400000009' });
  const standIn = await app.makeStaff('孙替');
  await app.send(
    'responsibilities.cover',
    { ref: li.ref, userId: standIn, from: '2026-03-10', to: '2026-03-12' },
    secretary,
  );
});
afterAll(() => app.close());

async function setPhone(organisationId: string, phone: string): Promise<void> {
  await runSql(app.ownerUrl, `update organisations set phone = '${phone}' where id = '${organisationId}'`);
}

describe('what everybody may know of a place', () => {
  test('a stranger learns the grid of a door, who is in post there, and no phone that is not published', async () => {
    const { answer } = await app.get('GET /public/grid', { query: { areaId: world.unit } });
    expect(answer).toEqual({
      areaId: world.unit,
      kind: 'unit',
      words: '1幢1单元',
      community: { id: world.community, name: '春申社区' },
      gridName: '春申第一网格',
      point: [121.4801, 31.2301],
      workers: [
        { name: '李敏', duty: '网格员', isStandIn: false, phone: '021-5555 0101' },
        { name: '王工', duty: '网格长', isStandIn: false, phone: null },
      ],
      desk: null,
    });
    expect(JSON.stringify(answer)).not.toContain('199****');
  });

  test('the desk is the committee with a number; a community alone names nobody', async () => {
    await setPhone(world.committee, '021-55550789');
    const { answer } = await app.get('GET /public/grid', { query: { areaId: world.community } });
    expect(answer.desk).toEqual({ name: '春申社区居委会', phone: '021-55550789' });
    expect(answer).toMatchObject({ words: '春申社区', gridName: null, workers: [] });
  });

  test('while somebody is away the one who stands in is named', async () => {
    app.clock.set('2026-03-11T02:00:00Z');
    const { answer } = await app.get('GET /public/grid', { query: { areaId: world.building } });
    app.clock.set(`${today}T02:00:00Z`);
    expect(answer.workers[0]).toEqual({ name: '孙替', duty: '网格员', isStandIn: true, phone: '021-5555 0101' });
    expect(answer.workers.map(({ name }) => name)).not.toContain('李敏');
  });

  test('a street or a place that is none is not found', async () => {
    for (const areaId of [world.street, 987654]) {
      const { problem } = await app.get('GET /public/grid', { query: { areaId } });
      expect(problem?.code).toBe('request.not-found');
    }
  });

  test('communities are listed by street and name with their points', async () => {
    const { answer } = await app.get('GET /public/communities');
    expect(answer.items.map(({ id, streetName }) => [id, streetName])).toEqual([
      [world.farCommunity, '南桥街道'],
      [world.community, '望江街道'],
      [world.otherCommunity, '望江街道'],
    ]);
    expect(answer.items[1]?.point).toEqual([121.48, 31.23]);
  });
});
