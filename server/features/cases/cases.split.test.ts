import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let property: SignedIn;
let station: SignedIn;
let checker: SignedIn;
let caller: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  property = await app.signIn('handler');
  station = await app.signIn('handler', { organisationId: world.station });
  checker = await app.signIn('checker');
  caller = await app.signIn('checker');
});
afterAll(() => app.close());

const link = (value: string) => ({ userId: 'link', headers: { 'x-linli-link': value } });
const act = (as: Parameters<TestApp['send']>[2], ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);
const show = async (ref: string, as: SignedIn = desk) =>
  (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;
const linked = async (ref: string, as: SignedIn = desk) =>
  (await app.get('GET /cases/:ref/linked', { params: { ref } }, as)).answer;

async function raise() {
  const token = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId: world.building, words: '' },
    contact: { name: '王桂兰', phone: '19900004001' },
    fields: { words: '楼下烧烤店油烟扰民，招牌也松了，门口还占道' },
    trackToken: token,
  });
  await act(desk, made.answer.ref, 'accept');
  return { ref: made.answer.ref, number: made.answer.number, holder: link(token) };
}

interface Line {
  readonly ref: string;
  readonly number: string;
}

const two = [
  { words: '查油烟净化设备', leadOrganisationId: world.station },
  { words: '紧固招牌', leadOrganisationId: world.property, place: { areaId: world.secondBuilding, words: '南侧' } },
];
const split = (ref: string, children: readonly object[] = two, as: SignedIn = desk, id?: string) =>
  app.send('cases.split', { ref, words: '三件事分给两个单位', children } as never, as, id);

async function finish(ref: string, as: SignedIn) {
  await act(as, ref, 'sign');
  await act(as, ref, 'done', { outcome: 'solved', words: '已处理' });
  await act(checker, ref, 'pass');
}

it('makes each part a case of its own at its unit; the parent waits for them and the person sees a line for each', async () => {
  const parent = await raise();
  await act(desk, parent.ref, 'dispatch', { leadOrganisationId: world.property });
  const made = await split(parent.ref);
  const [first, second] = made.answer.children as unknown as readonly [Line, Line];
  const part = await show(first.ref, station);
  expect([part.stage, part.leadName, part.source, part.hasDemand]).toEqual([
    'dispatched',
    '望江城管中队',
    'superior',
    false,
  ]);
  expect((await show(second.ref)).placeWords).toContain('2幢');
  expect((await linked(parent.ref)).children.map((one) => [one.number, one.leadName])).toEqual([
    [first.number, '望江城管中队'],
    [second.number, '春申物业服务中心'],
  ]);
  expect((await linked(first.ref)).parent?.number).toBe(parent.number);
  // The parent's unit works on one part only, and still sees how far both are.
  expect((await linked(parent.ref, property)).children).toHaveLength(2);
  await act(property, parent.ref, 'sign');
  await act(property, parent.ref, 'contact', { result: 'reached' });
  const hand = () => act(property, parent.ref, 'done', { outcome: 'solved', words: '都办好了', reply: '都办好了。' });
  const refused = (await hand()).problem;
  expect([refused?.code, refused?.text.zh]).toEqual(['case.children-open', expect.stringContaining(first.number)]);
  expect((await act(parent.holder, parent.ref, 'withdraw')).problem?.code).toBe('case.children-open');
  const track = (await app.get('GET /track', {}, parent.holder)).answer;
  expect(track.parts.map((one) => [one.unit, one.isDone])).toEqual([
    ['望江城管中队', false],
    ['春申物业服务中心', false],
  ]);
  expect(JSON.stringify(track)).not.toContain('净化设备');
  await finish(first.ref, station);
  await app.queue.runAll();
  expect((await hand()).problem?.text.zh).toContain(second.number);
  await finish(second.ref, property);
  await app.queue.runAll();
  expect((await app.get('GET /track', {}, parent.holder)).answer.parts.every((one) => one.isDone)).toBe(true);
  expect((await hand()).answer.stage).toBe('checking');
  await act(checker, parent.ref, 'pass');
  expect(
    (await act(caller, parent.ref, 'call-back', { result: 'reached', isSolved: true, score: 5 })).answer.stage,
  ).toBe('closed');
  const told = (await show(parent.ref)).entries.filter((entry) => entry.action === 'child-moved');
  expect(told.map((entry) => entry.details[0]?.zh)).toEqual([`${first.number} 已办结`, `${second.number} 已办结`]);
});

it('refuses in words: a part of a part, another community, nothing to split into, those who may not', async () => {
  const parent = await raise();
  const [part] = (await split(parent.ref)).answer.children;
  const elsewhere = [{ ...two[0], place: { areaId: world.otherBuilding, words: '' } }];
  expect((await split(part?.ref ?? '')).problem?.code).toBe('case.split-child');
  const other = await raise();
  expect((await split(other.ref, elsewhere)).problem?.code).toBe('case.split-elsewhere');
  expect((await split(other.ref, [])).problem?.code).toBe('request.invalid');
  expect((await act(desk, other.ref, 'split')).problem?.code).toBe('case.children-needed');
  expect((await split(other.ref, two, property)).problem?.code).toBe('access.forbidden');
  const far = await app.signIn('community-secretary', { areaId: world.otherCommunity });
  expect((await split(other.ref, two, far)).problem?.code).toBe('request.not-found');
  expect((await linked(other.ref)).children).toEqual([]);
  expect((await app.send('cases.merge', { ref: parent.ref, mainRef: part?.ref ?? '' }, desk)).problem?.code).toBe(
    'case.merge-ring',
  );
  expect((await app.send('cases.merge', { ref: parent.ref, mainRef: other.ref }, desk)).problem?.code).toBe(
    'case.children-open',
  );
});

it('splits once however often it is sent, and two at once come one after the other', async () => {
  const parent = await raise();
  const id = randomUUID();
  const [one, again] = await Promise.all([split(parent.ref, two, desk, id), split(parent.ref, two, desk, id)]);
  expect(one.answer).toEqual(again.answer);
  const second = await app.signIn('street-desk');
  const both = await Promise.all([split(parent.ref), split(parent.ref, two, second)]);
  expect(both.every((done) => done.problem === undefined)).toBe(true);
  const children = (await linked(parent.ref)).children;
  expect(new Set(children.map((child) => child.number)).size).toBe(6);
});

it('leaves the way of an application alone: there is nothing to split', async () => {
  const made = await app.send('cases.raise', {
    type: 'request',
    begin: 'apply',
    place: { areaId: world.building, words: '' },
    contact: null,
    fields: { kind: 'residence', purpose: '报名' },
  });
  expect((await split(made.answer.ref)).problem?.code).toBe('case.stage-moved');
});
