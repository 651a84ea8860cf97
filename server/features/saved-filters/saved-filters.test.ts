import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
let desk: SignedIn;
let colleague: SignedIn;
let elsewhere: SignedIn;
let unit: SignedIn;
let otherUnit: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  colleague = await app.signIn('street-desk');
  elsewhere = await app.signIn('street-desk', { areaId: world.otherStreet });
  unit = await app.signIn('handler');
  otherUnit = await app.signIn('handler', { organisationId: world.station });
});
afterAll(() => app.close());

const keep = (as: SignedIn, name: string, more: Record<string, unknown> = {}) =>
  app.send('saved-filters.keep', { list: 'cases', name, filter: { tab: 'raised' }, ...more } as never, as);
const names = async (as: SignedIn) =>
  (await app.get('GET /saved-filters', { query: { list: 'cases' } }, as)).answer.items.map(({ name }) => name);

it('keeps filters by name for oneself, one’s post or one’s unit, and shows them to nobody else', async () => {
  await keep(desk, '我的');
  await keep(desk, '本岗位', { share: { kind: 'post', role: 'street-desk', areaId: world.street } });
  await keep(unit, '本单位', { share: { kind: 'unit', organisationId: world.property } });
  expect(await names(desk)).toEqual(['我的', '本岗位']);
  expect(await names(colleague)).toEqual(['本岗位']);
  expect(await names(elsewhere)).toEqual([]);
  expect(await names(unit)).toEqual(['本单位']);
  expect(await names(otherUnit)).toEqual([]);
  const foreign = { share: { kind: 'post', role: 'street-desk', areaId: world.otherStreet } };
  expect((await keep(desk, '别处', foreign)).problem?.code).toBe('access.outside-scope');
});

it('is changed and removed by its owner alone; order and the first one are each person’s own', async () => {
  const { items } = (await app.get('GET /saved-filters', { query: { list: 'cases' } }, desk)).answer;
  const [own, shared] = items.map(({ id }) => id) as [string, string];
  expect((await app.send('saved-filters.remove', { id: shared }, colleague)).problem?.code).toBe('request.not-found');
  expect((await keep(colleague, '改别人的', { id: shared })).problem?.code).toBe('request.not-found');
  await app.send('saved-filters.arrange', { list: 'cases', ids: [shared, own], defaultId: shared }, desk);
  // What somebody cannot use is not kept for them either.
  await app.send('saved-filters.arrange', { list: 'cases', ids: [own], defaultId: own }, colleague);
  expect(await names(desk)).toEqual(['本岗位', '我的']);
  const seen = async (as: SignedIn) =>
    (await app.get('GET /saved-filters', { query: { list: 'cases' } }, as)).answer.items.filter((one) => one.isDefault);
  expect((await seen(desk)).map(({ id }) => id)).toEqual([shared]);
  expect(await seen(colleague)).toEqual([]);
  await keep(desk, '改了名', { id: own, filter: { tab: 'handling', q: '楼道' } });
  await app.send('saved-filters.remove', { id: shared }, desk);
  expect(await names(desk)).toEqual(['改了名']);
  expect(await names(colleague)).toEqual([]);
});

it('keeps filters of the people’s list apart from those of cases, and never a word that finds somebody', async () => {
  const kept = await app.send(
    'saved-filters.keep',
    { list: 'people', name: '八十岁以上', filter: { age: 'veryOld' }, share: { kind: 'own' } },
    desk,
  );
  expect(kept.status).toBe(200);
  const people = (await app.get('GET /saved-filters', { query: { list: 'people' } }, desk)).answer.items;
  expect(people.map(({ name, filter }) => [name, filter])).toEqual([['八十岁以上', { age: 'veryOld' }]]);
  expect(await names(desk)).not.toContain('八十岁以上');
  const named = await keep(desk, '某人', { list: 'people', filter: { q: '欧阳靖雯' } });
  expect(named.problem?.fields?.map(({ path }) => path)).toEqual(['filter.q']);
});
