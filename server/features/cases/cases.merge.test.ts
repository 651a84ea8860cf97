import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { replay } from '../../../domain/case/fold.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { entriesOf } from './cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';

let app: TestApp;
let desk: SignedIn;
let unit: SignedIn;
let checker: SignedIn;
let caller: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
  checker = await app.signIn('checker');
  caller = await app.signIn('checker');
});
afterAll(() => app.close());

const token = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
const link = (value: string) => ({ userId: 'link', headers: { 'x-linli-link': value } });

let serial = 2000;
async function raise(words: string, more: Record<string, unknown> = {}) {
  serial += 1;
  const trackToken = token();
  const phone = `1990000${serial}`;
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId: world.building, words: '' },
    contact: { name: '王桂兰', phone },
    fields: { words },
    trackToken,
    ...more,
  } as never);
  return { ref: made.answer.ref, number: made.answer.number, holder: link(trackToken), phone };
}

const act = (as: Parameters<TestApp['send']>[2], ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);
const merge = (ref: string, mainRef: string, as: SignedIn = desk, id?: string) =>
  app.send('cases.merge', { ref, mainRef, words: '同一盏灯' }, as, id);
const show = async (ref: string, as: SignedIn = desk) =>
  (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;

async function close(ref: string) {
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'contact', { result: 'reached', words: '已通话' });
  await act(unit, ref, 'done', { outcome: 'solved', words: '换了灯', reply: '王女士，灯换好了。' });
  await act(checker, ref, 'pass');
  await act(caller, ref, 'call-back', { result: 'reached', isSolved: true, score: 5 });
}

/** What the row says is what its entries say. */
async function expectProof(ref: string) {
  const { communityId, id } = parseRef(ref);
  await app.database.read({ communities: [communityId], organisations: [] }, async (db) => {
    const row = await db
      .selectFrom('cases')
      .where('id', '=', id)
      .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
      .executeTakeFirstOrThrow();
    const state = stateOf(row);
    const again = replay(await entriesOf(db, communityId, id));
    const clocks = (list: readonly { readonly id: string; readonly stoppedAt: string | null }[]) =>
      list.map((clock) => [clock.id, clock.stoppedAt]).toSorted();
    expect({ ...state, clocks: clocks(state.clocks), parties: [], assignments: [] }).toMatchObject({
      ...JSON.parse(JSON.stringify({ ...again, parties: [], assignments: [], clocks: [] })),
      clocks: clocks(again.clocks),
    });
  });
}

it('merges: the number stays, the person is told and follows the main one, clocks stop, and nothing of the other is shown', async () => {
  const main = await raise('3 楼楼道灯连续三晚不亮，王奶奶差点摔倒');
  const other = await raise('楼道的灯坏了，晚上看不见');
  const before = (await show(main.ref)).clocks.filter((clock) => clock.stoppedAt === null).length;
  const merged = await merge(other.ref, main.ref);
  expect(merged.answer).toMatchObject({ number: other.number, mainNumber: main.number, stage: 'merged' });
  await app.queue.runAll();
  expect(app.sms.lastTo(other.phone).text).toContain(main.number);
  const shown = await show(other.ref);
  expect([shown.phase, shown.outcome]).toEqual(['closed', 'merged']);
  expect(shown.clocks.every((clock) => clock.stoppedAt !== null)).toBe(true);
  const kept = await show(main.ref);
  expect(kept.clocks.filter((clock) => clock.stoppedAt === null)).toHaveLength(before);
  expect(kept.entries.at(-1)?.details[0]?.zh).toContain(other.number);
  await close(main.ref);
  await app.queue.runAll();
  const track = (await app.get('GET /track', {}, other.holder)).answer;
  expect(track.goesWith).toEqual({ number: main.number });
  expect(track.unit?.name).toBe('春申物业服务中心');
  expect(track.outcome).toBe('solved');
  const said = track.way.map((one) => one.label.zh);
  expect(said).toContain('承办单位已签收');
  expect(said.at(-1)).toBe('已办结');
  expect(said.join()).not.toMatch(/与您联系|请您|回访/);
  expect(JSON.stringify(track)).not.toContain('王女士');
  expect(JSON.stringify(track)).not.toContain('王奶奶');
  expect(app.sms.lastTo(other.phone).text).toContain('已办结');
  const looked = await app.get('POST /track/lookup', { query: { number: other.number, last4: other.phone.slice(-4) } });
  expect(looked.answer.goesWith?.number).toBe(main.number);
  await expectProof(other.ref);
  await expectProof(main.ref);
});

it('keeps each person’s rating: who was merged rates once the main one is done', async () => {
  const main = await raise('门禁坏了');
  const other = await raise('单元门禁打不开');
  await merge(other.ref, main.ref);
  expect((await act(other.holder, other.ref, 'rate', { isSolved: true, score: 5 })).problem?.code).toBe(
    'case.main-open',
  );
  await close(main.ref);
  const offers = (await app.get('GET /track', {}, other.holder)).answer.offers;
  expect(offers.find((offer) => offer.action === 'rate')?.whyNot).toBeUndefined();
  expect((await act(other.holder, other.ref, 'rate', { isSolved: false, score: 2 })).problem).toBeUndefined();
  expect((await show(other.ref)).parties[0]?.rating?.score).toBe(2);
  expect((await show(main.ref)).parties[0]?.rating?.score).toBe(5);
});

it('undoes while the main one is open: it stands where it stood, the person’s clock never lost a day', async () => {
  const main = await raise('路灯不亮');
  const other = await raise('路灯灭了');
  await act(desk, other.ref, 'accept');
  const before = await show(other.ref);
  await merge(other.ref, main.ref);
  app.clock.advance(2 * 86_400_000);
  desk = await app.signIn('street-desk');
  expect((await show(other.ref)).offers.map((offer) => offer.action)).toContain('unmerge');
  expect((await act(desk, other.ref, 'unmerge', { words: '看过现场，是另一盏' })).answer.stage).toBe('accepted');
  const after = await show(other.ref);
  const due = (clocks: typeof after.clocks) =>
    clocks.filter((clock) => clock.stoppedAt === null).map((clock) => [clock.kind, clock.dueAt]);
  expect(due(after.clocks)).toEqual(due(before.clocks));
  expect((await app.get('GET /track', {}, other.holder)).answer.goesWith).toBeNull();
  await expectProof(other.ref);
  await merge(other.ref, main.ref);
  await act(desk, main.ref, 'decline', { reason: 'other', reply: '请找供电公司' });
  expect((await act(desk, other.ref, 'unmerge')).problem?.code).toBe('case.main-closed');
  for (const role of ['unit', 'checker', 'caller'] as const) {
    if (role === 'unit') unit = await app.signIn('handler');
    if (role === 'checker') checker = await app.signIn('checker');
    if (role === 'caller') caller = await app.signIn('checker');
  }
});

it('follows through a chain: what was merged into a merged one goes on with the last', async () => {
  const [a, b, c] = [await raise('井盖响'), await raise('井盖松动'), await raise('路口井盖晃')];
  await merge(a.ref, b.ref);
  await merge(b.ref, c.ref);
  expect((await app.get('GET /track', {}, a.holder)).answer.goesWith).toEqual({ number: c.number });
  expect((await merge(c.ref, a.ref)).problem?.code).toBe('case.main-merged');
  expect((await merge(c.ref, b.ref)).problem?.code).toBe('case.merge-ring');
  await close(c.ref);
  await app.queue.runAll();
  expect(app.sms.lastTo(a.phone).text).toContain(a.number);
  expect(app.sms.lastTo(b.phone).text).toContain(b.number);
});

it('refuses in words: itself, another kind, another community, a closed one, and what lies out of scope', async () => {
  const one = await raise('垃圾桶满了');
  const proof = await raise('', { type: 'request', begin: 'apply', fields: { kind: 'residence', purpose: '报名' } });
  const next = await raise('垃圾桶满了', { place: { areaId: world.otherBuilding } });
  const far = await raise('垃圾桶满了', { place: { areaId: world.farBuilding } });
  const done = await raise('垃圾桶满了');
  await act(desk, done.ref, 'decline', { reason: 'other', reply: '已清' });
  const codes = [];
  for (const main of [one, proof, next, far, done]) codes.push((await merge(one.ref, main.ref)).problem?.code);
  expect(codes).toEqual([
    'case.merge-itself',
    'case.merge-other-type',
    'case.merge-elsewhere',
    'request.not-found',
    'case.main-closed',
  ]);
  const worker = await app.signIn('grid-worker');
  expect((await merge(one.ref, next.ref, worker)).problem?.code).toBe('access.forbidden');
  const other = await app.signIn('community-secretary', { areaId: world.otherCommunity });
  expect((await merge(one.ref, next.ref, other)).problem?.code).toBe('request.not-found');
  expect((await act(desk, one.ref, 'merge')).problem?.code).toBe('case.main-needed');
  expect((await act(desk, one.ref, 'take-in')).problem?.code).toBe('case.beside-needed');
  expect((await act(desk, one.ref, 'unmerge')).problem?.code).toBe('case.not-merged');
});

it('lets one of two win who merge crosswise or the same at once, and a repeat is done once', async () => {
  const [a, b] = [await raise('树枝断了'), await raise('树枝掉下来')];
  const second = await app.signIn('street-desk');
  const cross = await Promise.all([merge(a.ref, b.ref), merge(b.ref, a.ref, second)]);
  expect(cross.filter((one) => one.problem === undefined)).toHaveLength(1);
  expect(['case.stage-moved', 'case.merge-ring']).toContain(cross.find((one) => one.problem)?.problem?.code);
  const [c, d] = [await raise('噪音'), await raise('噪音大')];
  const same = await Promise.all([merge(c.ref, d.ref), merge(c.ref, d.ref, second)]);
  expect(same.filter((one) => one.problem === undefined)).toHaveLength(1);
  expect(same.find((one) => one.problem)?.problem?.code).toBe('case.stage-moved');
  const [e, f] = [await raise('漏水'), await raise('水管漏')];
  const id = randomUUID();
  expect((await merge(e.ref, f.ref, desk, id)).answer).toEqual((await merge(e.ref, f.ref, desk, id)).answer);
  expect((await show(f.ref)).entries.filter((entry) => entry.action === 'take-in')).toHaveLength(1);
});

it('offers what may be the same, the likeliest first, within reach alone', async () => {
  const lamp = await raise('东门口的石狮子被推倒了，堵住了人行道');
  const same = await raise('石狮子倒在东门人行道上', { place: { areaId: world.secondBuilding, words: '' } });
  await raise('石狮子被推倒堵住人行道', { place: { areaId: world.otherBuilding, words: '' } });
  const { items } = (await app.get('POST /cases/:ref/same', { params: { ref: lamp.ref } }, desk)).answer;
  expect(items[0]?.item.ref).toBe(same.ref);
  expect(items.every(({ item }) => item.communityName === '春申社区' && item.phase !== 'closed')).toBe(true);
  const found = await app.get('POST /cases/:ref/same', { params: { ref: lamp.ref }, query: { q: same.number } }, desk);
  expect(found.answer.items.map(({ item }) => item.number)).toEqual([same.number]);
  const stranger = await app.signIn('community-secretary', { areaId: world.otherCommunity });
  expect((await app.get('POST /cases/:ref/same', { params: { ref: lamp.ref } }, stranger)).status).toBe(404);
  await merge(same.ref, lamp.ref);
  const linked = (await app.get('GET /cases/:ref/linked', { params: { ref: lamp.ref } }, desk)).answer;
  expect(linked.merged.map(({ number }) => number)).toEqual([same.number]);
  const back = (await app.get('GET /cases/:ref/linked', { params: { ref: same.ref } }, desk)).answer;
  expect(back.main?.number).toBe(lamp.number);
});

it('counts what was merged in no rate of the work: the main one’s counts', async () => {
  const [main, other] = [await raise('水坑'), await raise('路面积水')];
  await act(desk, other.ref, 'accept');
  await act(desk, other.ref, 'dispatch', { leadOrganisationId: world.property });
  await merge(other.ref, main.ref);
  const { id } = parseRef(other.ref);
  const row = await app.database.read({ communities: [world.community], organisations: [] }, (db) =>
    db.selectFrom('caseMeasures').selectAll().where('caseId', '=', id).executeTakeFirstOrThrow(),
  );
  expect([row.signDueAt, row.signedAt, row.handleDueAt, row.handledAt]).toEqual([null, null, null, null]);
});
