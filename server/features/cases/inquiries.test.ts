import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
let desk: SignedIn;
let unit: SignedIn;

beforeAll(async () => {
  app = await testApp({ config: { publicUrl: 'http://linli.example' } });
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
});
afterAll(() => app.close());

const link = (value: string) => ({ userId: 'link', headers: { 'x-linli-link': value } });

async function raise(phone: string, input: Record<string, unknown> = {}) {
  const trackToken = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId: world.unit, words: '楼道口' },
    contact: { name: '王桂兰', phone },
    fields: { words: '楼道里的灯不亮，晚上看不见台阶。' },
    trackToken,
    ...input,
  } as never);
  return { ref: made.answer.ref, trackToken };
}

const act = (as: Parameters<App['send']>[2], ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);

const show = async (ref: string, as: SignedIn = desk) =>
  (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;

async function toHandling(ref: string) {
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'contact', { result: 'reached' });
}

const stageClock = (matter: Awaited<ReturnType<typeof show>>) =>
  matter.clocks.find((clock) => clock.kind === 'stage' && clock.stoppedAt === null);
const hoursLater = (hours: number) => app.clock.advance(hours * 3_600_000);

it('asks the person, holds the stage’s clock and not their own, and takes the answer by the link in the message', async () => {
  const { ref, trackToken } = await raise('19911110001');
  await toHandling(ref);
  const before = await show(ref);
  expect((await act(unit, ref, 'inquire', { question: '请问是几楼的灯？' })).status).toBe(200);
  const waiting = await show(ref);
  const limit = waiting.clocks.find(({ kind }) => kind === 'inquiry');
  expect(waiting.dueKind).toBe('inquiry');
  expect(limit?.dueAt).toBe('2026-03-09T09:30:00.000Z');
  expect(stageClock(waiting)?.dueAt.slice(0, 10)).toBe('2026-03-17');
  expect(stageClock(waiting)?.why.zh).toContain('等群众答复，最多');
  const promiseOf = (matter: typeof before) => matter.clocks.find(({ kind }) => kind === 'promise')?.dueAt;
  expect(promiseOf(waiting)).toBe(promiseOf(before));
  expect(
    (await app.get('POST /cases', { query: { clock: 'asked' } }, desk)).answer.items.map((one) => one.ref),
  ).toEqual([ref]);
  expect((await app.get('POST /cases/counts', {}, desk)).answer.clocks.asked).toBe(1);

  await app.queue.runAll();
  const message = app.sms.messages.findLast(({ phone }) => phone === '19911110001');
  const secret = message?.text.match(/http:\/\/linli\.example\/t#([A-Za-z0-9_-]{22})$/)?.[1] ?? '';
  expect(message?.text).toContain('需要您补充情况');
  const holder = link(secret);
  const track = (await app.get('GET /track', {}, holder)).answer;
  expect(track.inquiry?.words).toBe('请问是几楼的灯？');
  expect(track.offers.map(({ action }) => action)).toContain('answer');
  expect((await app.get('GET /track', {}, link(trackToken))).answer.inquiry?.words).toBe('请问是几楼的灯？');

  hoursLater(2);
  expect((await act(holder, ref, 'answer', {})).problem?.code).toBe('case.answer-needed');
  expect((await act(holder, ref, 'answer', { words: '三楼到四楼之间' })).status).toBe(200);
  const answered = await show(ref, unit);
  expect(answered.inquiries[0]).toMatchObject({ how: 'answered', answer: '三楼到四楼之间' });
  expect(answered.dueKind).toBe('stage');
  // Two open hours after the closing time of the last day are two hours of the next morning.
  expect([stageClock(before)?.dueAt, stageClock(answered)?.dueAt]).toEqual([
    '2026-03-11T09:30:00.000Z',
    '2026-03-12T03:00:00.000Z',
  ]);
  expect(answered.entries.at(-1)).toMatchObject({ action: 'answer', words: '三楼到四楼之间' });
  expect((await app.get('GET /track', {}, holder)).answer.inquiry).toBeNull();
  expect((await act(holder, ref, 'answer', { words: '再说一次' })).problem?.code).toBe('case.no-inquiry');
});

it('goes on by itself when nobody answers, and asks no third time', async () => {
  const { ref } = await raise('19911110002');
  await act(desk, ref, 'inquire', { question: '哪一盏灯？' });
  expect((await act(desk, ref, 'inquire', { question: '再问一次' })).problem?.code).toBe('case.inquiry-open');
  app.clock.set('2026-03-10T02:00:00.000Z');
  desk = await app.signInUser(desk.userId);
  await app.queue.runJob('cases.inquiries');
  await app.queue.runAll();
  const over = await show(ref);
  expect(over.inquiries[0]).toMatchObject({ how: 'lapsed', answer: null });
  expect(over.entries.at(-1)?.action).toBe('inquiry-over');
  // Three working days were not counted: the four hours to accept begin where they stood.
  expect(over.mood).not.toBe('late');
  await act(desk, ref, 'inquire', { question: '第二次问' });
  expect((await act(desk, ref, 'enter-answer', { words: '电话里说是三楼' })).status).toBe(200);
  expect((await show(ref)).inquiries[1]).toMatchObject({ how: 'by-phone', answer: '电话里说是三楼' });
  expect((await act(desk, ref, 'inquire', { question: '第三次问' })).problem?.code).toBe('case.inquiries-used-up');
});

it('does not take lateness back, and asks nobody where nobody asked', async () => {
  const late = await raise('19911110003');
  app.clock.advance(3 * 86_400_000);
  desk = await app.signInUser(desk.userId);
  const before = stageClock(await show(late.ref));
  await act(desk, late.ref, 'inquire', { question: '还在吗？' });
  const asked = await show(late.ref);
  expect(stageClock(asked)?.dueAt).toBe(before?.dueAt);
  expect(asked.mood).toBe('late');
  const alone = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId: world.unit, words: '楼道口' },
      fields: { words: '巡查发现杂物' },
    } as never,
    desk,
  );
  const offers = (await show(alone.answer.ref)).offers.map(({ action }) => action);
  expect(offers).not.toContain('inquire');
  expect((await act(desk, alone.answer.ref, 'inquire', { question: '问谁' })).problem?.code).toBe('case.nobody-to-ask');
});
