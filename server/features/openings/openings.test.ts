import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Commands } from '../../../contract/api.ts';
import type { InputOf } from '../../../contract/route.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let colleague: SignedIn;
let unit: SignedIn;
let far: SignedIn;

beforeAll(async () => {
  app = await testApp();
  [secretary, colleague, unit, far] = [
    await app.signIn('community-secretary'),
    await app.signIn('community-secretary'),
    await app.signIn('handler'),
    await app.signIn('community-secretary', { areaId: world.farCommunity }),
  ];
});
afterAll(() => app.close());

const post = (more: Partial<InputOf<Commands['openings.post']>> = {}, as = unit) => {
  app.clock.advance(1000);
  return app.send(
    'openings.post',
    {
      organisationId: world.property,
      areaId: world.community,
      title: '门岗保安',
      details: '负责东门值守，两班倒，会用对讲机，包工作餐',
      places: 2,
      wage: { from: 420_000, to: 480_000, per: 'month' },
      workPlace: '春申花园东门',
      untilOn: '2026-04-01',
      ...more,
    },
    as,
  );
};
const until = (instant: string) => app.clock.advance(Date.parse(instant) - Date.parse(app.clock.now()));
const check = (id: string, isShown: boolean, why = '', as = secretary) =>
  app.send('openings.check', { id, isShown, why }, as);
const publicly = async (query: object = {}) =>
  (await app.get('POST /public/openings', { query: { areaId: world.unit, ...query } as never })).answer;
const desk = async (as: SignedIn, query: object = {}) =>
  (await app.get('POST /openings', { query: query as never }, as)).answer.items;

it('a post is stated by its unit, looked at by the community, and then read by everybody until its last day', async () => {
  const { id } = (await post()).answer;
  expect((await publicly()).items).toEqual([]);
  expect((await check(id, true, '', unit)).problem?.code).toBe('access.forbidden');
  expect((await check(id, true, '', far)).problem?.code).toBe('request.not-found');
  expect((await desk(far)).length).toBe(0);
  expect((await desk(secretary, { state: 'asked' })).map((one) => [one.id, one.mayCheck])).toEqual([[id, true]]);
  expect((await desk(unit)).map((one) => [one.state, one.mayCheck, one.mayWithdraw])).toEqual([['asked', false, true]]);
  expect((await check(id, true)).status).toBe(200);
  expect((await check(id, true)).problem?.code).toBe('openings.checked');
  const { items, community } = await publicly({ q: '保安' });
  expect(community).toBe('春申社区');
  expect(items).toEqual([
    {
      id,
      title: '门岗保安',
      unitName: '春申物业服务中心',
      details: '负责东门值守，两班倒，会用对讲机，包工作餐',
      places: 2,
      wage: { from: 420_000, to: 480_000, per: 'month' },
      workPlace: '春申花园东门',
      areaName: '春申社区',
      untilOn: '2026-04-01',
    },
  ]);
  expect((await publicly({ q: '会计' })).items).toEqual([]);
  expect((await publicly({ areaId: world.farGrid })).items).toEqual([]);
  expect((await app.send('openings.withdraw', { id }, far)).problem?.code).toBe('request.not-found');
  expect((await app.send('openings.withdraw', { id }, unit)).status).toBe(200);
  expect((await publicly()).items).toEqual([]);
  expect((await desk(secretary, { state: 'withdrawn' })).map((one) => one.mayWithdraw)).toEqual([false]);
});

it('whoever states it does not look at it, and what is not shown says why', async () => {
  const { id } = (await post({ title: '仓库理货' }, secretary)).answer;
  expect((await check(id, true)).problem?.code).toBe('openings.own-post');
  expect((await check(id, false, '', colleague)).problem?.code).toBe('openings.why-missing');
  expect((await check(id, false, '低于最低工资', colleague)).status).toBe(200);
  expect((await desk(unit, { q: '仓库理货' })).map((one) => [one.state, one.refusedWhy])).toEqual([
    ['refused', '低于最低工资'],
  ]);
  expect((await publicly({ q: '仓库理货' })).items).toEqual([]);
});

it('no unit posts for another, nowhere else, and not for longer than is fair', async () => {
  expect((await post({ organisationId: world.station })).problem?.code).toBe('access.outside-scope');
  expect((await post({ areaId: world.otherCommunity })).problem?.code).toBe('resources.place-not-fitting');
  expect((await post({}, far)).problem?.code).toBe('access.outside-scope');
  expect((await post({ untilOn: '2026-03-01' })).problem?.code).toBe('openings.until-range');
  expect((await post({ untilOn: '2026-12-01' })).problem?.code).toBe('openings.until-range');
  expect((await post({ wage: { from: 500_000, to: 400_000, per: 'month' } })).problem?.code).toBe('request.invalid');
});

it('unfair conditions are refused with the article, and telephones are', async () => {
  const refused = async (details: string) => (await post({ details })).problem?.code;
  expect(await refused('限男性，能倒班')).toBe('openings.unfair-sex');
  expect(await refused('已婚已育优先')).toBe('openings.unfair-family');
  expect(await refused('45岁以下')).toBe('openings.unfair-age');
  expect(await refused('本地户口优先')).toBe('openings.unfair-register');
  expect(await refused('不要残疾人')).toBe('openings.unfair-disability');
  expect(await refused('体检查乙肝')).toBe('openings.unfair-carrier');
  expect(await refused('有意联系 13800001111')).toBe('openings.phone');
  expect(JSON.stringify((await post({ title: '收银员（女）' })).problem)).toContain('第二十七条');
  expect((await post({ details: '男女不限，年满18周岁，残疾人优先' })).status).toBe(200);
});

it('goes by itself after its last day', async () => {
  const { id } = (await post({ title: '短期分拣', untilOn: '2026-03-10' })).answer;
  await check(id, true);
  expect((await publicly({ q: '短期分拣' })).items.length).toBe(1);
  until('2026-03-10T15:00:00Z');
  expect((await publicly({ q: '短期分拣' })).items.length).toBe(1);
  until('2026-03-10T16:30:00Z');
  expect((await publicly({ q: '短期分拣' })).items).toEqual([]);
  const again = await app.signIn('community-secretary');
  expect((await desk(again, { q: '短期分拣' })).map((one) => one.isOver)).toEqual([true]);
});
