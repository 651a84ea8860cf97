import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let colleague: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  colleague = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

const propose = async (name: string) =>
  (
    await app.send(
      'cases.raise',
      {
        type: 'project',
        begin: 'propose',
        source: 'grid',
        place: { areaId: world.unit, words: '3 楼王桂兰家对面' },
        fields: { name, aim: '便民', resolution: '议事会同意' },
      } as never,
      secretary,
    )
  ).answer.ref;
const act = async (ref: string, action: string, as: SignedIn, input: object) =>
  expect((await app.send('cases.act', { ref, action, input: { ...input } }, as)).problem?.code).toBeUndefined();
const read = async (areaId: number) => (await app.get('GET /public/matters', { query: { areaId } })).answer;

it('anyone reads what a declaration publishes once it was taken up, and nothing else of it', async () => {
  const [shown, waiting, refused] = [await propose('邻里小店'), await propose('还没立项'), await propose('没有立项')];
  const approval = {
    budget: 5_000_000,
    sources: '党群经费',
    keepers: [worker.userId],
    dueOn: '2026-09-30',
    publicWords: '立项了',
  };
  await act(shown, 'approve', colleague, approval);
  await act(shown, 'milestone', worker, { publicWords: '装修完成', words: '施工队老李催款' });
  await act(refused, 'not-approve', colleague, { words: '资金不足' });
  const { community, items } = await read(world.unit);
  expect([community, items.map(({ title }) => title)]).toEqual(['春申社区', ['邻里小店']]);
  const [item] = items;
  expect(item?.fields.find(({ key }) => key === 'budget')?.text).toBe('¥50,000.00');
  expect(item?.way.map(({ words }) => words)).toEqual(expect.arrayContaining(['立项了', '装修完成']));
  const said = JSON.stringify(items);
  for (const secret of ['老李', '王桂兰', '3 楼', worker.userId, 'grid-worker', waiting])
    expect(said).not.toContain(secret);
  expect((await read(world.otherCommunity)).items).toEqual([]);
  const nowhere = await app.get('GET /public/matters', { query: { areaId: world.street } });
  expect(nowhere.problem?.code).toBe('case.place-outside');
});
