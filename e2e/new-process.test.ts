import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { caseTypes } from '../domain/processes/registry.ts';
import { activityRoom } from '../domain/test/activity-room.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import {
  axeViolations,
  closePage,
  faultsOf,
  goTo,
  type PageOptions,
  shoot,
  startBrowser,
  type TestBrowser,
} from './browser.ts';

// A process that the web was not built with: its screens come from the declaration alone.
let browser: TestBrowser;
let app: TestApp;
let address: string;
let secretary: SignedIn;
let ref: string;
const trackToken = 'CCCCCCCCCCCCCCCCCCCCCC';
const phone: PageOptions = { width: 390, height: 844 };

beforeAll(async () => {
  const publicUrl = 'http://linli.example';
  [browser, app] = await Promise.all([
    startBrowser(),
    testApp({
      types: { ...caseTypes, 'activity-room': activityRoom },
      webDir: inject('webDir'),
      config: { publicUrl },
    }),
  ]);
  address = await app.http.listen({ port: 0, host: '127.0.0.1' });
  secretary = await app.signIn('community-secretary');
  const made = await app.send('cases.raise', {
    type: 'activity-room',
    begin: 'ask',
    place: { areaId: world.unit, words: '二楼活动室' },
    contact: { name: '王桂兰', phone: '19900001001' },
    fields: { purpose: '合唱队排练', on: '2026-03-20', hours: 'evening' },
    trackToken,
  } as never);
  ({ ref } = made.answer);
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function open(path: string, options: PageOptions, as?: SignedIn): Promise<Page> {
  const page = await browser.openPage(options);
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split('=');
    await page.context().addCookies([{ name, value, url: address }]);
  }
  await page.clock.setFixedTime(new Date(app.clock.now()));
  await goTo(page, `${address}${path}`);
  return page;
}

async function leave(page: Page, name: string): Promise<void> {
  await shoot(page, `new-process-${name}`, { isWhole: true });
  expect.soft(await axeViolations(page), name).toEqual([]);
  expect.soft(faultsOf(page), name).toEqual([]);
  await closePage(page);
}

test('residents find it among what they may apply for, and its form is drawn', async () => {
  const list = await open('/apply', phone);
  await list.getByRole('link', { name: '借用活动室' }).click();
  await list.getByLabel('用来做什么').waitFor();
  expect(await list.getByText('大约几个人').count()).toBe(1);
  await leave(list, 'apply');
});

test('a grid worker registers it at the door without a signal, and it arrives once there is one', async () => {
  const worker = await app.signIn('grid-worker');
  const page = await open('/field/start', phone, worker);
  await page.clock.resume();
  await page.getByRole('link', { name: '借用活动室' }).click();
  await page.getByLabel('用来做什么').fill('太极拳');
  await page.getByLabel('哪一天').fill('2026-03-21');
  await page.getByText('上午', { exact: true }).click();
  await page.getByRole('button', { name: '选地点' }).click();
  await page
    .getByRole('button', { name: /春申1幢|1幢/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: '电话' }).fill('19900001002');
  await shoot(page, 'new-process-start');
  expect.soft(await axeViolations(page), 'start').toEqual([]);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '保存，有信号自动上传' }).click();
  await page.getByText('借用活动室').first().waitFor();
  await page.context().setOffline(false);
  const arrived = async () =>
    (await app.get('POST /cases', { query: { type: 'activity-room', tab: 'all' } }, secretary)).answer.items.filter(
      ({ title }) => title === '太极拳',
    ).length;
  await expect.poll(arrived, { timeout: 60_000 }).toBe(1);
  await closePage(page);
});

test('the desk lends it, takes its paper, and reports damage in one press', async () => {
  const page = await open(`/desk/cases/${ref}`, { width: 1440, height: 900 }, secretary);
  await page.getByRole('button', { name: '同意借用' }).click();
  const paper = page.getByRole('link', { name: '活动室借用单 PDF' });
  await paper.waitFor();
  const answer = await page.request.get(`${address}${await paper.getAttribute('href')}`);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await shoot(page, 'new-process-lent');
  expect.soft(await axeViolations(page), 'lent').toEqual([]);
  const step = page.getByRole('button', { name: '有损坏，登记报修' });
  if (!(await step.isVisible())) await page.getByRole('button', { name: '更多' }).click();
  await page.getByText('有损坏，登记报修').first().click();
  const words = page.getByLabel('情况说明');
  await words.waitFor();
  expect(await words.inputValue()).toBe('合唱队排练');
  await words.fill('活动室一张折叠桌坏了');
  await shoot(page, 'new-process-lead');
  await page.getByRole('button', { name: '提交登记' }).click();
  await page.getByText('活动室一张折叠桌坏了').first().waitFor();
  await page.goto(`${address}/desk/cases/${ref}`);
  await page.getByRole('link', { name: '活动室一张折叠桌坏了' }).waitFor();
  await leave(page, 'led');
});

test('its holder opens the paper, and whoever is handed it checks it', async () => {
  const track = await open(`/t#${trackToken}`, phone);
  await track.getByRole('button', { name: '下载打印' }).waitFor();
  const [download] = await Promise.all([
    track.waitForEvent('download'),
    track.getByRole('button', { name: '下载打印' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^活动室借用单 [\d-]+-01\.pdf$/);
  await leave(track, 'track');
  const { number } = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer.prints[0] ?? {};
  const check = await open(`/papers?number=${number}&code=0000`, phone);
  await check.getByRole('button', { name: '核验' }).click();
  await check.getByText('没有查到这份文书').waitFor();
  await shoot(check, 'new-process-unknown');
  await check.getByRole('button', { name: '再核验一份' }).click();
  await leave(check, 'check');
});
