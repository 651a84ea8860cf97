import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let secretary: SignedIn;
const monday = '2026-03-09T02:00:00.000Z';

beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(monday));

/** Weeks go by: everybody signs in anew, which is also when they learn on whose lists they are. */
const again = (one: SignedIn) => app.signInUser(one.userId);

async function begin(name: string, fields: object, as: SignedIn = worker): Promise<string> {
  const input = { type: 'dispute', begin: name, source: 'grid', place: { areaId: world.unit }, fields };
  const made = await app.send('cases.raise', input as never, await again(as));
  expect(made.problem).toBeUndefined();
  return made.answer.ref;
}
async function act(ref: string, action: string, as: SignedIn, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, await again(as));
  return done.problem?.code ?? done.answer.stage;
}
const detail = async (ref: string, as: SignedIn = secretary) =>
  (await app.get('GET /cases/:ref', { params: { ref } }, await again(as))).answer;
const mine = async (as: SignedIn) =>
  (await app.get('POST /cases', { query: { tab: 'mine', type: 'dispute' } }, await again(as))).answer.items;
async function at(instant: string): Promise<void> {
  app.clock.set(instant);
  await app.queue.runJob('cases.lapse');
  await app.queue.runAll();
}
const told = async (as: SignedIn) =>
  (await app.get('GET /notices', {}, await again(as))).answer.items.map(({ text }) => text.zh);
const twoLines = { kind: 'neighbours', words: '楼上孩子晚上跑跳', easedBy: '楼上铺了地垫，约定十点后不跑跳' };

describe('a dispute eased on the spot', () => {
  it('is two lines, rests, calls its finder after 7 and 30 days, and ends with the second quiet look', async () => {
    const ref = await begin('eased', twoLines);
    const { number, files, parties } = await detail(ref);
    expect([files, parties]).toEqual([[], []]);
    expect(await mine(worker)).toEqual([]);
    await at('2026-03-16T15:00:00.000Z');
    expect(await mine(worker)).toEqual([]);
    await at('2026-03-16T16:30:00.000Z');
    app.clock.set('2026-03-17T01:00:00.000Z');
    expect((await mine(worker)).map((item) => [item.number, item.stageLabel.zh])).toEqual([[number, '七天回看']]);
    expect(await told(worker)).toContain(`事项 ${number} 到了回看的日子，请去看一眼`);
    expect(await told(secretary)).not.toContain(`事项 ${number} 到了回看的日子，请去看一眼`);
    expect(await act(ref, 'quiet', worker, { words: '没再吵' })).toBe('resting-on');
    expect(await mine(worker)).toEqual([]);
    await at('2026-04-08T15:00:00.000Z');
    expect(await mine(worker)).toEqual([]);
    await at('2026-04-08T16:00:00.000Z');
    expect((await mine(worker)).map((item) => item.stageLabel.zh)).toEqual(['三十天回看']);
    // The last look is not by whoever eased it.
    expect(await act(ref, 'quiet', worker)).toBe('case.second-hand-needed');
    expect((await mine(secretary)).map((item) => item.ref)).toContain(ref);
    expect(await act(ref, 'quiet', secretary)).toBe('calm');
    expect(await detail(ref)).toMatchObject({ phase: 'closed', outcome: 'solved', onTheSpot: true });
  });

  it('is begun by building leads and volunteers where they may record one, and by nobody outside', async () => {
    const lead = await app.signIn('building-lead');
    const found = await begin('find', { kind: 'family', words: '为了老人谁照顾' }, lead);
    expect((await mine(lead)).map((item) => item.ref)).toEqual([found]);
    expect(await act(found, 'ease', secretary, { easedBy: '约好轮流照看' })).toBe('resting');
    const volunteer = await app.signIn('volunteer');
    const ref = await begin('eased', twoLines, volunteer);
    await at('2026-03-17T01:00:00.000Z');
    expect((await mine(volunteer)).map((item) => item.ref)).toEqual([ref]);
    expect((await mine(lead)).map((item) => item.ref)).toEqual([found]);
    expect(await act(found, 'quiet', lead, { words: '两家说话了' })).toBe('resting-on');
    expect(await act(ref, 'quiet', volunteer)).toBe('resting-on');
    const input = { type: 'dispute', begin: 'eased', place: { areaId: world.unit }, fields: twoLines };
    expect((await app.send('cases.raise', input as never)).problem?.code).toBe('case.not-yours');
  });
});

describe('a dispute that is not eased at once', () => {
  it('names no party who did not agree, gets a level and somebody who holds it', async () => {
    const found = { kind: 'neighbours', words: '过道堆物', parties: [{ name: '李国强', phone: '19900008888' }] };
    const input = { type: 'dispute', begin: 'find', place: { areaId: world.unit } };
    const refused = await app.send('cases.raise', { ...input, fields: found } as never, await again(worker));
    expect(refused.problem?.code).toBe('case.parties-agree-first');
    const ref = await begin('find', { ...found, partiesAgree: true });
    expect((await detail(ref)).parties.map(({ nameMasked }) => nameMasked)).toEqual(['李**']);
    const holder = await app.signIn('grid-worker');
    const assigned = await act(ref, 'assign', secretary, { level: 'grid', holders: [holder.userId] });
    expect(assigned).toBe('easing');
    expect((await mine(holder)).map((item) => item.ref)).toEqual([ref]);
    const other = await app.signIn('mediator');
    await act(ref, 'assign', secretary, { level: 'community', holders: [other.userId] });
    expect(await mine(holder)).toEqual([]);
    const { members } = await detail(ref);
    const now = members.filter(({ until }) => until === null).map(({ userId }) => userId);
    expect(now.toSorted()).toEqual([other.userId, worker.userId].toSorted());
    expect(await act(ref, 'ease', other, { easedBy: '一起清了出来' })).toBe('resting');
  });

  it('goes to mediation in one press when it breaks out again, and is looked at all the same', async () => {
    const ref = await begin('eased', twoLines);
    await at('2026-03-17T01:00:00.000Z');
    expect(await act(ref, 'hand-on', worker, { where: 'mediation' })).toBe('case.lead-first');
    const offer = (await detail(ref, worker)).offers.find(({ action }) => action === 'to-mediation');
    expect(offer?.begins).toEqual({
      type: 'mediation',
      begin: 'apply',
      fields: { kind: 'neighbours', words: twoLines.words },
    });
    expect(await act(ref, 'again', worker, { words: '昨晚又吵起来' })).toBe('easing');
    const led = await app.send(
      'cases.raise',
      {
        ...{ type: 'mediation', begin: 'apply', source: 'grid', place: { areaId: world.unit } },
        fields: {
          ...offer?.begins?.fields,
          applicants: [{ name: '王桂兰', phone: '19900001001' }],
          others: [{ name: '李国强' }],
        },
        from: { ref, lead: 'to-mediation' },
      } as never,
      await again(worker),
    );
    expect(led.problem).toBeUndefined();
    expect(await act(ref, 'hand-on', worker, { where: 'mediation', words: '双方都愿意' })).toBe('resting');
    const shown = JSON.stringify(await detail(ref));
    expect([shown.includes(led.answer.number), shown.includes('王')]).toEqual([false, false]);
    await at('2026-03-24T16:00:00.000Z');
    expect((await detail(ref)).stage).toBe('first-look');
  });
});
