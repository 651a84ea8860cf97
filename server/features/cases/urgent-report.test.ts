import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let desk: SignedIn;
let secretary: SignedIn;
let district: SignedIn;
beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  desk = await app.signIn('street-desk');
  secretary = await app.signIn('community-secretary');
  district = await app.signIn('district-office');
});
afterAll(() => app.close());

const minutesAgo = (n: number) => new Date(Date.parse(app.clock.now()) - n * 60_000).toISOString();
const detail = async (ref: string, as: Asker) => (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;

async function act(ref: string, action: string, as: Asker, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
}

const call = (more: object = {}, begin = 'call') =>
  app.send(
    'cases.raise',
    {
      type: 'urgent-report',
      begin,
      source: 'grid',
      place: { areaId: world.unit },
      fields: {
        sort: 'accident',
        calledAt: minutesAgo(5),
        calledWhom: '街道值班室 李主任',
        words: '1幢东侧外墙脱落，无人受伤，已拉警戒线',
        recipients: [secretary.userId],
        ...more,
      },
    },
    worker,
  );

const minutesToStage = async (ref: string): Promise<number> => {
  const clock = (await detail(ref, desk)).clocks.find((one) => one.kind === 'stage' && one.stoppedAt === null);
  return (Date.parse(clock?.dueAt ?? '') - Date.parse(clock?.startedAt ?? '')) / 60_000;
};

it('goes from the call to the last report, with who was told and who confirmed when', async () => {
  expect((await call({ calledAt: minutesAgo(25 * 60) })).problem?.code).toBe('case.recorded-late');
  const { ref } = (await call()).answer;
  expect(await minutesToStage(ref)).toBe(60);
  expect((await detail(ref, secretary)).offers.map(({ action }) => action)).toContain('acknowledge');
  expect(await act(ref, 'acknowledge', district)).toBe('case.not-yours');
  expect(await act(ref, 'acknowledge', secretary, { words: '先疏散一楼住户' })).toBe('called');
  // Whoever has confirmed is not asked again.
  expect(await act(ref, 'acknowledge', secretary)).toBe('case.not-yours');
  expect(await act(ref, 'first-report', desk, { words: '10:05 外墙脱落约两平方米，住户已疏散' })).toBe('following');
  expect(await minutesToStage(ref)).toBe(120);
  app.clock.set(new Date(Date.parse(app.clock.now()) + 90 * 60_000).toISOString());
  expect(await act(ref, 'update', worker, { words: '抢险单位已到场', recipients: [district.userId] })).toBe(
    'following',
  );
  expect(await minutesToStage(ref)).toBe(120);
  expect(await act(ref, 'acknowledge', district)).toBe('following');
  expect(await act(ref, 'last-report', desk, { words: '险情排除，恢复通行' })).toBe('checking');
  expect(await act(ref, 'decide', desk, { result: 'whole' })).toBe('case.not-yours');
  const paper = await app.inject({ method: 'GET', url: `/api/cases/${ref}/print.pdf?print=last` }, desk);
  const words = pdfText(paper.rawPayload).join('').replace(/\s/g, '');
  for (const said of ['李主任', '先疏散一楼住户', '外墙脱落约两平方米', '抢险单位已到场', '险情排除'])
    expect(words).toContain(said);
  expect(await act(ref, 'decide', district, { result: 'whole' })).toBe('closed');
});

it('is grave: half an hour, urgent, heard at once by everybody above', async () => {
  const { ref } = (await call({}, 'call-major')).answer;
  expect(await minutesToStage(ref)).toBe(30);
  const { clocks, urgency } = await detail(ref, desk);
  expect(urgency).toBe('urgent');
  expect(clocks.find(({ kind }) => kind === 'stage')?.why.zh).toContain('30 分钟');
  await app.queue.runAll();
  const told = async (as: SignedIn) =>
    (await app.get('GET /notices', {}, as)).answer.items.filter((one) => one.class === 'now').length;
  for (const one of [secretary, desk, district]) expect(await told(one)).toBeGreaterThan(0);
});

it('grows: an ordinary one becomes grave and is reported anew', async () => {
  const { ref } = (await call()).answer;
  await act(ref, 'first-report', desk, { words: '首报' });
  expect(await act(ref, 'grave', worker, { words: '有人被困' })).toBe('called-major');
  expect(await minutesToStage(ref)).toBe(30);
});
