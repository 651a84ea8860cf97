import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { openGuesser } from '../../../domain/likeness/packed-model.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { loadCategorySeeds } from './seed-load.ts';

const kinds = {
  106: ['外墙瓷砖脱落', '高空扔东西', '墙皮掉下来', '空调支架松动要掉', '花盆从阳台掉落'],
  301: ['楼上漏水', '卫生间顶上滴水', '天花板渗水发霉', '水管接头漏水', '厨房墙面渗水'],
  402: ['楼道灯不亮', '庭院灯坏了', '车库照明不亮', '楼梯间灯泡坏', '门厅灯一闪一闪'],
} as const;
const places = [world.building, world.secondBuilding, world.otherBuilding];
const tails = ['已经三天', '老人不方便', '请来看看', '晚上更明显', '今天又发生', '大家都着急', '希望快点', '上周开始'];

let app: TestApp;
let owner: pg.Client;
let desk: SignedIn;
let office: SignedIn;
let street: SignedIn;

beforeAll(async () => {
  app = await testApp();
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  desk = await app.signIn('street-desk');
  street = desk;
  office = await app.signIn('district-office');
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

type Suggested = { version: number; categoryIds: number[]; certainty: number };

async function raise(words: string, categoryId: number | null, at = 0, suggested?: Suggested) {
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      categoryId,
      place: { areaId: places[at % places.length], words: '' },
      fields: { words },
      ...(suggested ? { suggested } : {}),
    } as never,
    street,
  );
  return made.answer.ref;
}

const accept = (ref: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action: 'accept', input }, desk);
const accuracy = async () => (await app.get('GET /catalogue/words-model/accuracy', {}, office)).answer;
const model = async () => (await app.get('GET /catalogue/words-model')).answer;

/** Accepted matters of each kind, put there by copying one that went the whole way. */
async function plant(each: number): Promise<void> {
  const ref = await raise('楼道灯不亮', 402);
  await accept(ref);
  const { communityId, id } = parseRef(ref);
  for (const [kind, gists] of Object.entries(kinds)) {
    for (let n = 0; n < each; n += 1) {
      const words = `${gists[n % gists.length]}${tails[(n * 3) % tails.length]}，${tails[n % tails.length]}。我姓诸葛电话13912345678`;
      await owner.query(
        `insert into cases select (c).* from (
           select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'n' || $3 || '-' || $4, 'category_id', $3::bigint,
             'building_id', $5::bigint, 'fields', c.fields || jsonb_build_object('words', $6::text))) as c
           from cases c where c.community_id = $1 and c.id = $2) one`,
        [communityId, id, kind, n, places[n % places.length], words],
      );
    }
  }
}

it('suggests nothing while too little has been confirmed, and says so', async () => {
  await app.queue.runJob('catalogue.learn-nightly');
  expect(await model()).toEqual({ version: 1, model: null });
  expect(await accuracy()).toMatchObject({ newest: null, isTooLittle: true, fewest: 100 });
});

it('learns when asked, tells what was never said before, and keeps nobody’s name or number', async () => {
  await plant(45);
  expect((await app.send('catalogue.learnWords', {}, office)).answer).toEqual({ isAsked: true });
  expect(await app.queue.runAll()).toContain('catalogue.learn');
  const { version, model: packed } = await model();
  expect(version).toBe(2);
  if (!packed) throw new Error('there is a model');
  const guess = openGuesser(packed);
  expect(guess('楼梯口的灯不亮了')[0]?.label).toBe(402);
  expect(guess('阳台漏水到我家')[0]?.label).toBe(301);
  expect(packed.grams).not.toMatch(/[1-9]/);
  // Said in every matter from every door: it tells nothing apart, so it says nothing.
  expect(guess('诸葛')).toEqual([]);
  const { newest } = await accuracy();
  expect(newest?.measured).toBeGreaterThanOrEqual(100);
  expect(newest?.groups).toBeGreaterThanOrEqual(10);
  expect(newest?.categories.map(({ id }) => id).toSorted()).toEqual([106, 301, 402]);
  expect(newest?.bytes).toBeLessThan(200_000);
});

it('is made once a night, and not again until the next', async () => {
  await app.queue.runJob('catalogue.learn-nightly');
  expect((await model()).version).toBe(2);
  app.clock.set('2026-03-04T18:30:00.000Z');
  [desk, office] = [await app.signIn('street-desk'), await app.signIn('district-office')];
  street = desk;
  await app.queue.runJob('catalogue.learn-nightly');
  await app.queue.runJob('catalogue.learn-nightly');
  expect((await model()).version).toBe(3);
  const kept = await owner.query('select count(*)::int as n from words_models where model is not null');
  expect(kept.rows[0].n).toBe(1);
});

it('counts what was taken and what people made of it; what was only taken teaches and measures nothing', async () => {
  const before = await accuracy();
  const suggested = { version: 3, categoryIds: [402, 301], certainty: 0.8 };
  const blind = await raise('灯又不亮了很久很久', 402, 0, suggested);
  await accept(blind);
  const corrected = await raise('灯槽里滴水滴了一地', 402, 1, suggested);
  await accept(corrected, { categoryId: 301 });
  await raise('别的事情说不清楚', null, 2, suggested);
  expect((await accuracy()).use).toEqual({ shown: 3, taken: 2, confirmed: 1, corrected: 1 });
  await app.send('catalogue.learnWords', {}, office);
  await app.queue.runAll();
  const after = await accuracy();
  // The desk thought for itself about one of them, and that one counts.
  expect(after.newest?.measured).toBe((before.newest?.measured ?? 0) + 1);
  expect(after.earlier[0]).toMatchObject({ version: 3, measured: before.newest?.measured });
});

it('shows a street’s figures of use to nobody who does not manage the list', async () => {
  expect((await app.get('GET /catalogue/words-model/accuracy', {}, await app.signIn('grid-worker'))).status).toBe(403);
});
