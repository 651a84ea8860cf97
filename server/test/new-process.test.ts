import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lead } from '../../domain/case/leads.ts';
import { who } from '../../domain/case/who.ts';
import { caseTypes } from '../../domain/processes/registry.ts';
import { activityRoom } from '../../domain/test/activity-room.ts';
import { text } from '../../domain/text.ts';
import { type TestApp, testApp } from './app.ts';
import { pdfText } from './pdf-text.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';
import { zipTexts } from './zip-texts.ts';

// One file and one line of the registry: everything below is the platform's own and knows nothing of it.
const toMediation: Lead = {
  label: text('转人民调解', 'To mediation'),
  type: 'mediation',
  begin: 'apply',
  by: [who.may('cases.settle')],
  during: ['handling'],
};
const types = {
  ...caseTypes,
  'activity-room': { ...activityRoom, leads: { ...activityRoom.leads, quarrel: toMediation } },
};

let app: TestApp;
let secretary: SignedIn;
let worker: SignedIn;
let sealer: SignedIn;
let ref: string;
let number: string;
const trackToken = 'BBBBBBBBBBBBBBBBBBBBBB';
const link = { userId: 'link', headers: { 'x-linli-link': trackToken } };

beforeAll(async () => {
  app = await testApp({ types, config: { publicUrl: 'http://linli.example' } });
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  sealer = await app.signIn('street-desk');
});
afterAll(() => app.close());

const act = (as: SignedIn, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);
const show = (as: SignedIn) => app.get('GET /cases/:ref', { params: { ref } }, as);
const take = (url: string, as: { headers: Readonly<Record<string, string>>; userId: string }) =>
  app.inject({ method: 'GET', url: `/api${url}` }, as);

it('is asked for by anybody, and stands in lists, counts, search and on the map', async () => {
  const listed = (await app.get('GET /cases/types', {}, worker)).answer.find(({ code }) => code === 'activity-room');
  expect(listed?.begins.map(({ code, mayBegin }) => [code, mayBegin])).toEqual([['ask', true]]);
  const made = await app.send('cases.raise', {
    type: 'activity-room',
    begin: 'ask',
    place: { areaId: world.unit, words: '二楼活动室', point: [121.55, 31.23] },
    contact: { name: '王桂兰', phone: '19900001001' },
    fields: { purpose: '合唱队排练', on: '2026-03-20', hours: 'evening' },
    trackToken,
  } as never);
  ({ ref, number } = made.answer);
  const query = { type: 'activity-room' };
  const mine = (await app.get('POST /cases', { query: { ...query, tab: 'mine' } }, secretary)).answer.items;
  expect(mine.map((item) => [item.number, item.title, item.stageLabel.zh])).toEqual([[number, '合唱队排练', '待答复']]);
  expect((await app.get('POST /cases/counts', { query }, secretary)).answer.tabs).toMatchObject({ raised: 1, open: 1 });
  expect((await app.get('POST /cases', { query: { q: '合唱' } }, secretary)).answer.items).toHaveLength(1);
  expect((await app.get('POST /cases/map', { query }, secretary)).answer.points).toHaveLength(1);
  const found = (await app.get('POST /search', { query: { q: '合唱队' } }, secretary)).answer;
  expect(JSON.stringify(found)).toContain(number);
});

it('gives out a numbered paper that its holder prints and anybody can check', async () => {
  expect((await take(`/cases/${ref}/print.pdf?print=permit`, secretary)).json().code).toBe('case.paper-not-now');
  expect((await act(secretary, 'lend')).answer.stage).toBe('lent');
  const [paper] = (await show(secretary)).answer.prints;
  expect(paper).toMatchObject({ print: 'permit', number: `${number}-01`, isVoid: false });
  const answer = await take('/track/print.pdf?print=permit', link);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  const text = pdfText(answer.rawPayload).join('\n').replaceAll('\n', '');
  for (const part of [
    '活动室借用单',
    `${number}-01`,
    '借用人：王桂兰',
    '时间：2026-03-20 晚上',
    '春申社区',
    '2026-03-04',
  ])
    expect(text).toContain(part);
  // Nobody said how many come: a line that would name nothing is left out.
  expect(text).not.toMatch(/人数|�/);
  const code = /校验码 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(text)?.[1] as string;
  expect(text).toContain(`http://linli.example/papers?number=${number}-01&code=${code}`);
  const check = (query: { number: string; code: string }) => app.get('POST /papers/check', { query });
  const said = (await check({ number: ` ${number}－01`, code: code.toLowerCase().replaceAll('-', '') })).answer;
  expect(said).toEqual({
    verdict: 'genuine',
    title: activityRoom.prints?.['permit']?.title,
    issuer: '春申社区',
    issuedAt: '2026-03-04T02:00:00.000Z',
    voidedAt: null,
    nameMasked: '王**',
  });
  const wrong = [
    { number: `${number}-01`, code: code.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
    { number: `${number}-02`, code },
    { number, code },
    { number: 'x', code: '' },
  ];
  for (const query of wrong)
    expect((await check(query)).answer).toMatchObject({ verdict: 'unknown', nameMasked: null });
});

it('names people in full only for themselves and for whoever may reveal', async () => {
  const building = await app.signIn('district-office');
  const masked = pdfText((await take(`/cases/${ref}/print.pdf?print=permit`, building)).rawPayload).join('');
  expect(masked).toContain('王**');
  expect(masked).not.toContain('王桂兰');
  const far = await app.signIn('street-desk', { areaId: world.otherStreet });
  expect((await take(`/cases/${ref}/print.pdf?print=permit`, far)).statusCode).toBe(404);
  expect(
    (await take(`/my/cases/${ref}/print.pdf?print=permit`, await app.signInResident('19900007777'))).statusCode,
  ).toBe(404);
  expect((await take('/track/print.pdf?print=checklist', link)).statusCode).toBe(404);
});

it('leads to another matter in one press, and each names the other', async () => {
  const offer = (await show(worker)).answer.offers.find(({ action }) => action === 'damage');
  expect(offer?.begins).toEqual({ type: 'event', begin: 'report', fields: { words: '合唱队排练' } });
  expect((await act(worker, 'damage')).problem?.code).toBe('case.lead-begins');
  const raise = (from: { ref: string; lead: string }, as: SignedIn = worker) =>
    app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: 'grid',
        place: { areaId: world.unit, words: '活动室' },
        fields: { words: '活动室一张折叠桌坏了' },
        from,
      } as never,
      as,
    );
  const led = await raise({ ref, lead: 'damage' });
  expect(led.status).toBe(200);
  expect((await raise({ ref, lead: 'nothing' })).problem?.code).toBe('case.unknown-type');
  const handler = await app.signIn('handler');
  expect((await raise({ ref, lead: 'damage' }, handler)).problem?.code).toBe('request.not-found');
  const linked = async (of: string) =>
    (await app.get('GET /cases/:ref/linked', { params: { ref: of } }, secretary)).answer;
  expect((await linked(ref)).ledTo.map((line) => line.number)).toEqual([led.answer.number]);
  expect((await linked(led.answer.ref)).from?.number).toBe(number);
  const entry = (await show(secretary)).answer.entries.at(-1);
  expect(entry?.details.map(({ zh }) => zh)).toContain(`登记为 ${led.answer.number}`);
});

it('leads to a sealed matter without telling those who see the first which one', async () => {
  const led = await app.send(
    'cases.raise',
    {
      type: 'mediation',
      begin: 'apply',
      source: 'grid',
      place: { areaId: world.unit, words: '活动室' },
      fields: {
        kind: 'neighbours',
        words: '排练声音太大',
        applicants: [{ name: '王桂兰', phone: '19900001001' }],
        others: [{ name: '李国强' }],
      },
      from: { ref, lead: 'quarrel' },
    } as never,
    worker,
  );
  expect(led.status).toBe(200);
  for (const as of [secretary, sealer]) {
    const shown = JSON.stringify((await show(as)).answer);
    expect(shown).toContain('只有名单上的人能看到');
    expect(shown).not.toContain(led.answer.number);
    expect(shown).not.toContain(led.answer.ref);
  }
  const linked = (await app.get('GET /cases/:ref/linked', { params: { ref } }, sealer)).answer;
  expect(linked.ledTo.map(({ title }) => title)).not.toContain('排练声音太大');
});

it('is looked over by another, closed, and its papers can be declared void', async () => {
  expect((await act(worker, 'back')).answer.stage).toBe('looking');
  const sheet = await take(`/cases/${ref}/print.docx?print=checklist`, sealer);
  expect((await zipTexts(sheet.rawPayload)).get('word/document.xml')).toContain('二楼活动室');
  expect((await act(sealer, 'fine')).answer.stage).toBe('returned');
  const track = (await app.get('GET /track', {}, link)).answer;
  expect([track.outcome, track.prints.length, track.steps.at(-1)?.state]).toEqual(['solved', 1, 'done']);
  expect((await act(sealer, 'void-papers', { words: '登记有误' })).status).toBe(200);
  expect((await take('/track/print.pdf?print=permit', link)).json().code).toBe('case.paper-void');
  expect((await show(secretary)).answer.prints[0]?.isVoid).toBe(true);
});

it('is what the guide shows', () => {
  const guide = readFileSync(new URL('../../docs/guide-new-process.md', import.meta.url), 'utf8');
  const code = readFileSync(new URL('../../domain/test/activity-room.ts', import.meta.url), 'utf8');
  const shown = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map((found) => (found[1] as string).trim());
  expect(shown.length).toBeGreaterThan(3);
  for (const piece of shown) expect(code.replace(/\s+/g, ' ')).toContain(piece.replace(/\s+/g, ' '));
});
