import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commands } from '../../../contract/api.ts';
import type { InputOf } from '../../../contract/route.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { zipTexts } from '../../test/zip-texts.ts';

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

const promise = (more: Partial<InputOf<Commands['resources.promise']>> = {}, as = unit) =>
  app.send(
    'resources.promise',
    {
      organisationId: world.property,
      areaId: world.community,
      kind: 'venue',
      title: '二楼会议室',
      details: '三十座，有投影',
      amount: 3,
      unit: 'times',
      per: 'month',
      beginsOn: '2026-03-01',
      ...more,
    },
    as,
  );
const need = (more: Partial<InputOf<Commands['resources.need']>> = {}, as = secretary) =>
  app.send(
    'resources.need',
    {
      areaId: world.grid,
      kind: 'venue',
      title: '老年合唱队排练',
      details: '',
      amount: 8,
      unit: 'times',
      beginsOn: '2026-03-01',
      ...more,
    },
    as,
  );
const match = (input: InputOf<Commands['resources.match']>, as = secretary) => app.send('resources.match', input, as);
const fits = async (id: string, as = secretary) =>
  (await app.get('GET /resources/needs/:id/fits', { params: { id } }, as)).answer;
const resources = async (as: SignedIn, query: object = {}) =>
  (await app.get('POST /resources', { query: query as never }, as)).answer;
const needs = async (as: SignedIn, query: object = {}) =>
  (await app.get('POST /resources/needs', { query: query as never }, as)).answer;
const uses = async (as: SignedIn, query: object = {}) =>
  (await app.get('GET /resources/uses', { query: query as never }, as)).answer;

describe('the lists', () => {
  it('are stated by the unit itself for where it is, or by the community in its name, and by nobody else', async () => {
    const places = (await app.get('GET /resources/places', {}, unit)).answer;
    expect(places.areas).toEqual([]);
    expect(places.units.map(({ id, areas }) => [id, areas.map((one) => one.id)])).toEqual([
      [world.property, [world.street, world.community, world.grid, world.secondGrid]],
    ]);
    expect((await promise({ areaId: world.otherCommunity })).problem?.code).toBe('resources.place-not-fitting');
    expect((await promise({ areaId: world.building })).problem?.code).toBe('resources.place-not-fitting');
    expect((await promise({ organisationId: world.station })).problem?.code).toBe('access.outside-scope');
    expect((await promise({}, far)).problem?.code).toBe('access.outside-scope');
    expect((await promise({ endsOn: '2026-02-01' })).problem?.code).toBe('resources.days-crossed');
    expect((await promise({ organisationId: world.station, title: '安全讲座' }, secretary)).status).toBe(200);
    expect((await need({}, unit)).problem?.code).toBe('access.forbidden');
    expect((await need({ areaId: world.otherGrid })).problem?.code).toBe('access.outside-scope');
  });

  it('are seen where they concern somebody, page by page, and sought by word and kind', async () => {
    for (const title of ['甲场地', '乙场地', '丙场地']) {
      await promise({ title });
      app.clock.advance(1000);
    }
    const first = await resources(secretary, { q: '场地', limit: 2 });
    expect(first.items.map(({ title }) => title)).toEqual(['丙场地', '乙场地']);
    const second = await resources(secretary, { q: '场地', limit: 2, cursor: first.next });
    expect([second.items.map(({ title }) => title), second.next]).toEqual([['甲场地'], undefined]);
    expect((await resources(secretary, { kind: 'law' })).items).toEqual([]);
    expect((await resources(far)).items).toEqual([]);
    expect((await resources(secretary, { areaId: world.farCommunity })).items).toEqual([]);
    const { id } = (await need({ title: '合唱排练' })).answer;
    expect((await needs(unit, { q: '合唱排练' })).items.map((one) => [one.id, one.mayManage])).toEqual([[id, false]]);
    expect((await needs(far)).items).toEqual([]);
    expect((await app.get('GET /resources/needs/:id/fits', { params: { id } }, far)).problem?.code).toBe(
      'request.not-found',
    );
  });
});

describe('a match', () => {
  it('is suggested with its reasons, and one press begins a joint matter that names both and is closed in a loop', async () => {
    const { id: resourceId } = (
      await promise({ kind: 'health', title: '周六义诊', weekdays: [6], hours: { from: 540, to: 690 }, amount: 2 })
    ).answer;
    const { id: needId } = (await need({ kind: 'health', title: '独居老人量血压', amount: 3 })).answer;
    const { items } = await fits(needId);
    expect(items.map(({ resource, on, amount, isWhole }) => [resource.id, on, amount, isWhole])).toEqual([
      [resourceId, '2026-03-07', 2, false],
    ]);
    expect(items[0]?.reasons.map(({ zh }) => zh)).toEqual([
      '同类：医疗健康',
      '服务范围：春申社区',
      '2026-03-07 起可用，09:00–11:30',
      '承诺每月 2 次，还剩 2',
    ]);
    const wrong = async (more: object) =>
      (await match({ resourceId, needId, amount: 1, on: '2026-03-07', ...more })).problem?.code;
    expect(await wrong({ on: '2026-03-08' })).toBe('resources.day-not-promised');
    expect(await wrong({ amount: 3 })).toBe('resources.too-much');
    expect(await wrong({ amount: 4, on: '2026-04-04' })).toBe('resources.more-than-needed');
    const made = await match({ resourceId, needId, amount: 2, on: '2026-03-07' });
    const { ref, number } = made.answer;
    const matter = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
    const field = (key: string) => matter.fields.find((one) => one.key === key)?.text;
    expect([matter.title, field('resource'), field('need')]).toEqual([
      '独居老人量血压',
      '春申物业服务中心：周六义诊（2 次）',
      '春申第一网格：独居老人量血压',
    ]);
    const [line] = (await uses(unit, { resourceId })).items;
    expect([line?.matter?.number, line?.matter?.stageLabel.zh, line?.mayRelease]).toEqual([
      number,
      '待单位签收',
      false,
    ]);
    expect((await resources(unit, { q: '周六义诊' })).items[0]?.left).toBe(0);
    expect((await fits(needId)).items.map(({ on, amount }) => [on, amount])).toEqual([['2026-04-04', 1]]);
    // The unit carries it out, another strikes it off: what was promised stays used.
    const act = (as: SignedIn, action: string, input: object = {}) =>
      app.send('cases.act', { ref, action, input: { ...input } }, as);
    await act(unit, 'sign');
    await act(unit, 'done', { outcome: 'solved', words: '量了二十三位' });
    expect((await act(colleague, 'strike-off')).answer.stage).toBe('closed');
    const id = made.answer.id;
    expect((await app.send('resources.release', { id }, secretary)).problem?.code).toBe('resources.still-running');
  });

  it('gives back what came to nothing, once its matter is closed', async () => {
    const { id: resourceId } = (await promise({ kind: 'law', title: '法律讲座', amount: 1, per: 'year' })).answer;
    const { id: needId } = (await need({ kind: 'law', title: '物业费纠纷讲座', amount: 1 })).answer;
    const { id, ref } = (await match({ resourceId, needId, amount: 1, on: '2026-03-20' })).answer;
    expect((await fits(needId)).items).toEqual([]);
    const act = (as: SignedIn, action: string, input: object = {}) =>
      app.send('cases.act', { ref, action, input: { ...input } }, as);
    await act(unit, 'sign');
    await act(unit, 'done', { outcome: 'unsolved', words: '主讲人出差' });
    await act(colleague, 'strike-off');
    expect((await uses(secretary, { needId })).items[0]?.mayRelease).toBe(true);
    expect((await app.send('resources.release', { id }, far)).problem?.code).toBe('request.not-found');
    expect((await app.send('resources.release', { id }, secretary)).status).toBe(200);
    expect((await fits(needId)).items.map(({ resource }) => resource.id)).toEqual([resourceId]);
  });

  it('never uses more than was promised, however many ask at once', async () => {
    const { id: resourceId } = (await promise({ kind: 'parking', title: '夜间车位', unit: 'places', amount: 5 }))
      .answer;
    const asked = await Promise.all(
      [2, 2, 2, 2, 1, 1].map(async (amount, n) => {
        const { id } = (await need({ kind: 'parking', title: `错时停车${n}`, unit: 'places', amount })).answer;
        return { id, amount };
      }),
    );
    const answers = await Promise.all(
      asked.map(({ id, amount }) => match({ resourceId, needId: id, amount, on: '2026-03-10' })),
    );
    const used = asked.filter((_, n) => answers[n]?.status === 200).reduce((sum, { amount }) => sum + amount, 0);
    const refusedWith = new Set(answers.flatMap(({ problem }) => problem?.code ?? []));
    expect(used).toBeGreaterThanOrEqual(4);
    expect(used).toBeLessThanOrEqual(5);
    expect([...refusedWith]).toEqual(['resources.too-much']);
    expect((await resources(unit, { q: '夜间车位' })).items[0]?.left).toBe(5 - used);
    const change = (amount: number) =>
      app.send('resources.change', { id: resourceId, title: '夜间车位', details: '', amount, endsOn: null }, unit);
    expect((await change(used - 1)).problem?.code).toBe('resources.below-used');
    expect((await change(used)).status).toBe(200);
  });

  it('is none with what was withdrawn, is over, or was closed', async () => {
    const { id: resourceId } = (await promise({ kind: 'repair', title: '磨刀修伞' })).answer;
    const { id: needId } = (await need({ kind: 'repair', title: '便民服务日' })).answer;
    const other = (await need({ kind: 'repair', title: '修鞋' })).answer.id;
    await app.send('resources.closeNeed', { id: other }, secretary);
    const asked = { resourceId, amount: 1, on: '2026-03-10' };
    expect((await match({ ...asked, needId: other })).problem?.code).toBe('resources.not-fitting');
    expect((await app.send('resources.withdraw', { id: resourceId }, far)).problem?.code).toBe('request.not-found');
    await app.send('resources.withdraw', { id: resourceId }, unit);
    expect((await match({ ...asked, needId })).problem?.code).toBe('resources.not-fitting');
    expect((await needs(secretary, { q: '修鞋', open: 'yes' })).items).toEqual([]);
  });
});

it('the three lists are taken along as one workbook, by those who may export', async () => {
  const take = (as: SignedIn) => app.inject({ method: 'GET', url: '/api/resources/lists.xlsx' }, as);
  expect((await take(unit)).statusCode).toBe(403);
  const answer = await take(secretary);
  expect(answer.statusCode).toBe(200);
  const words = JSON.stringify([...zipTexts(answer.rawPayload)]);
  for (const part of ['周六义诊', '独居老人量血压', '每月 2 次', '项目清单', '没有用上']) expect(words).toContain(part);
});
