import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let keeper: SignedIn;
let mediator: SignedIn;

beforeAll(async () => {
  app = await testApp();
  keeper = await app.signIn('mediator', { areaId: world.street });
  mediator = await app.signIn('mediator', { areaId: world.street });
});
afterAll(() => app.close());

async function act(ref: string, action: string, as: SignedIn, input: object = {}): Promise<void> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  expect(done.problem).toBeUndefined();
}

async function applied(areaId: number): Promise<string> {
  const fields = {
    kind: 'neighbours',
    words: '漏水',
    applicants: [{ name: '王桂兰', phone: '19900001001' }],
    others: [{ name: '李国强' }],
  };
  const input = { type: 'mediation', begin: 'offer', source: 'grid', place: { areaId }, fields };
  const made = await app.send('cases.raise', input as never, keeper);
  expect(made.problem).toBeUndefined();
  return made.answer.ref;
}

async function accepted(areaId: number): Promise<string> {
  const ref = await applied(areaId);
  // Being on the list comes with the next session; whoever of the intake is there from the beginning needs none.
  await act(ref, 'accept', keeper, { mediators: [mediator.userId], allAgree: true, hasNoInterest: true });
  return ref;
}
const agree = async (areaId: number) =>
  act(await accepted(areaId), 'agree-by-word', mediator, { terms: '修好并赔偿', performBy: '2026-04-30' });
const fail = async (areaId: number) =>
  act(await accepted(areaId), 'fail', mediator, { words: '谈不拢', toldLegalWays: true });

async function published() {
  await app.queue.runJob('metrics.count-sealed-results');
  const desk = await app.signIn('district-office');
  const { results } = (await app.get('GET /metrics/sealed-totals', {}, desk)).answer;
  return results.map(({ areaId, code, year, n, reached, percent }) => [areaId, code, year, n, reached, percent]);
}

it('comes out of the records, of the months that are over, from ten on, and never by the difference of two', async () => {
  // Once the two are on a list, their session knows of the storage.
  await applied(world.community);
  await applied(world.otherCommunity);
  [keeper, mediator] = [await app.signInUser(keeper.userId), await app.signInUser(mediator.userId)];
  for (let n = 0; n < 9; n += 1) await agree(world.community);
  await fail(world.community);
  await accepted(world.community);
  expect(await published()).toEqual([]);
  app.clock.set('2026-04-01T02:00:00.000Z');
  [keeper, mediator] = [await app.signInUser(keeper.userId), await app.signInUser(mediator.userId)];
  const community = [world.community, 'mediation-success', 2026, 10, 9, 90];
  expect(await published()).toEqual([
    [world.district, ...community.slice(1)],
    [world.street, ...community.slice(1)],
    community,
  ]);
  // Two of a small community: a street that told its sum would tell of them.
  await agree(world.otherCommunity);
  await fail(world.otherCommunity);
  await agree(world.community);
  app.clock.set('2026-05-01T02:00:00.000Z');
  expect(await published()).toEqual([[world.community, 'mediation-success', 2026, 11, 10, 90.91]]);
});

it('is shown to those who see the figures of the area alone', async () => {
  const results = async (as: SignedIn) =>
    (await app.get('GET /metrics/sealed-totals', {}, as)).answer.results.map(({ areaId }) => areaId);
  expect(await results(await app.signIn('community-secretary'))).toEqual([world.community]);
  expect(await results(await app.signIn('community-secretary', { areaId: world.otherCommunity }))).toEqual([]);
});
