import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPaper } from '../../kit/papers/pdf-paper.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { pdfPages, pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let far: SignedIn;
let unit: SignedIn;
let ref: string;
let number: string;
const words = '楼道口私拉电线给电动自行车充电，插排裸露，旁边堆着纸箱；请在周末前来看看。';

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  await app.database.pool.query("update users set name = '周敏' where id = $1", [desk.userId]);
  far = await app.signIn('street-desk', { areaId: world.otherStreet });
  unit = await app.signIn('handler');
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId: world.unit, words: '楼道口' },
    contact: { name: '王桂兰', phone: '19900001001' },
    fields: { words },
    trackToken: 'AAAAAAAAAAAAAAAAAAAAAA',
  } as never);
  ({ ref, number } = made.answer);
  await app.send('cases.act', { ref, action: 'accept', input: {} }, desk);
  await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
  await app.send('cases.act', { ref, action: 'sign', input: {} }, unit);
});
afterAll(() => app.close());

const taken = async () =>
  (
    await app.database.pool.query(
      "select action, reason, details from audit_rows where noun = 'cases' and action in ('cases.file-taken', 'cases.reveal-contact') order by at, id",
    )
  ).rows;
const pdf = (as: SignedIn, query: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/api/cases/${ref}/case-file.pdf?${new URLSearchParams(query)}` }, as);

it('holds what is in the file, masked, with who took it when on every page, and is written down', async () => {
  const answer = await pdf(desk);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  const pages = pdfText(answer.rawPayload);
  expect(pages).toHaveLength(pdfPages(answer.rawPayload));
  const text = pages.join('\n').replaceAll('\n', '');
  for (const part of [number, words, '王**', '199****1001', '春申物业服务中心', '事件', '派遣', '办理经过', '经办人：'])
    expect(text).toContain(part);
  expect(text).not.toMatch(/王桂兰|19900001001|�/);
  for (const [n, page] of pages.entries()) {
    expect(page).toContain('周敏 于 2026-03-04 10:00 打印，仅限工作使用');
    expect(page).toContain(`第 ${n + 1} 页，共 ${pages.length} 页`);
  }
  expect((await taken()).at(-1)).toMatchObject({ action: 'cases.file-taken', details: { contacts: 'masked' } });
});

it('names people in full only with a reason and the right to, each look written down', async () => {
  expect((await pdf(desk, { contacts: 'full' })).json().code).toBe('case.reason-needed');
  const full = await pdf(desk, { contacts: 'full', reason: 'checking' });
  expect(pdfText(full.rawPayload).join('')).toContain('19900001001');
  expect(
    (await taken())
      .slice(-2)
      .map(({ action, reason }) => [action, reason])
      .sort(),
  ).toEqual([
    ['cases.file-taken', null],
    ['cases.reveal-contact', 'checking'],
  ]);
  const office = await app.signIn('district-office');
  expect((await pdf(office)).statusCode).toBe(200);
  expect((await pdf(office, { contacts: 'full', reason: 'checking' })).json().code).toBe('access.forbidden');
});

it('is given to whoever sees the matter, and to nobody else', async () => {
  const seen = (await app.get('GET /cases/:ref/case-file', { params: { ref }, query: { language: 'en' } }, unit))
    .answer;
  expect(seen).toMatchObject({ matter: { number }, contacts: [{ name: '王**', phone: '199****1001' }] });
  for (const as of [far, await app.signIn('handler', { organisationId: world.otherProperty })]) {
    expect((await pdf(as)).statusCode).toBe(404);
    expect((await app.get('GET /cases/:ref/case-file', { params: { ref } }, as)).status).toBe(404);
  }
  expect(pdfText((await pdf(unit, { language: 'en' })).rawPayload).join('\n')).toContain('What happened');
});

it('goes on over pages: a row longer than a page is parted, a table repeats its head, nothing is lost', async () => {
  const paper = openPaper({ title: '长', stamp: '印', writtenAt: new Date(app.clock.now()), pageWords: (n) => `${n}` });
  const long = Array.from({ length: 400 }, (_, n) => `第${n}句话说的是这一件事情的来龙去脉，`).join('');
  paper.title('很长的档案', '');
  paper.table({
    columns: [
      { header: '时间', width: 2 },
      { header: '内容', width: 8 },
    ],
    rows: [...Array.from({ length: 60 }, (_, n) => [`行${n}`, `短内容${n}`]), ['长行', long]],
  });
  const bytes = await paper.end();
  const pages = pdfText(bytes);
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(page).toContain('内容');
  const text = pages
    .join('\n')
    .replaceAll(/\n(?:时间|内容|印|\d)(?=\n)/g, '')
    .replaceAll('\n', '');
  for (let n = 0; n < 400; n += 1) expect(text.includes(`第${n}句话`), String(n)).toBe(true);
});
