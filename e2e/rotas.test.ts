import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

/** Monday, half past ten in the morning in Shanghai. */
const monday = '2026-11-23T02:30:00.000Z';
let browser: TestBrowser;
let app: TestApp;
let address: string;
let planner: SignedIn;
let worker: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  browser = await startBrowser();
  app = await testApp({ now: monday, webDir: inject('webDir') });
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  planner = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  other = await app.signIn('grid-worker', { areaId: world.secondGrid });
  const names: [string, SignedIn][] = [
    ['王芳', planner],
    ['李强', worker],
    ['陈静', other],
  ];
  for (const [name, { userId }] of names)
    await app.database.pool.query('update users set name = $1 where id = $2', [name, userId]);
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function open(path: string, as?: SignedIn): Promise<Page> {
  const isDesk = path.startsWith('/desk');
  const page = await browser.openPage(isDesk ? { width: 1440, height: 900 } : { width: 390, height: 844 });
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: address }]);
  }
  await page.clock.setFixedTime(new Date(monday));
  page.setDefaultTimeout(60_000);
  await page.goto(`${address}${path}`);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `rotas-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
  await closePage(page);
}

test('a rota is opened and laid out at the desk, a swap is agreed on the phone, and residents see the post', async () => {
  const page = await open('/desk/rotas', planner);
  await page.getByRole('button', { name: '新建值班表' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('春申值班');
  await dialog.getByLabel('地点').fill('春申社区居委会');
  await dialog.getByLabel('岗位电话').fill('021-5550 0001');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('空档 10:30–24:00').waitFor();

  const { items } = (await app.get('GET /rotas', {}, planner)).answer;
  const id = items[0]?.id ?? '';
  const week = { id, from: '2026-11-23', to: '2026-11-29', days: 'every', turnLength: 1 } as const;
  const team = (one: SignedIn, lead?: SignedIn) => ({ leadId: lead?.userId ?? null, memberIds: [one.userId] });
  const night = { ...week, startTime: '17:30', endTime: '09:00', teams: [team(worker), team(other)] };
  expect((await app.send('rotas.layOut', night, planner)).status).toBe(200);
  const days = {
    ...week,
    days: 'working' as const,
    startTime: '09:00',
    endTime: '17:30',
    teams: [team(other), team(worker)],
  };
  expect((await app.send('rotas.layOut', days, planner)).status).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: '李强' }).first().waitFor();
  await page.getByText('还有 2 段没有人').waitFor();
  await look(page, 'week');
  await page.getByText('月', { exact: true }).click();
  await page.waitForURL(/view=month/);
  // A working day: one off says so beside its date once the calendar is there.
  await page.getByText('12-01', { exact: true }).waitFor();
  await look(page, 'month');
  await page.goto(`${address}/desk/`);
  await page.getByRole('heading', { name: /现在谁值班/ }).waitFor();
  await page.getByText('陈静').waitFor();
  await look(page, 'now');
  await leave(page);

  const desk = await open('/desk/rotas', worker);
  await desk.getByRole('table').getByRole('button', { name: '李强' }).first().click();
  await desk.getByRole('button', { name: '请人换班' }).click();
  const asking = desk.getByRole('dialog').last();
  await asking.getByLabel('和谁换').click();
  await desk.getByText('王芳').last().click();
  await asking.getByLabel('说一句').fill('家里有事');
  await asking.getByRole('button', { name: '请人换班' }).click();
  await desk.getByText('等答复').first().waitFor();
  await look(desk, 'asked');
  // In exchange: one of hers for one of his, both change hands once she agrees.
  await desk.getByRole('table').getByRole('button', { name: '李强' }).nth(1).click();
  await desk.getByRole('button', { name: '请人换班' }).click();
  const exchanging = desk.getByRole('dialog').last();
  await exchanging.getByLabel('和谁换').click();
  await desk.getByTitle(/^陈静/).last().click();
  await exchanging.getByLabel('换对方的哪个班').click();
  await desk
    .getByTitle(/· 陈静$/)
    .first()
    .click();
  await look(desk, 'exchange');
  await exchanging.getByRole('button', { name: '请人换班' }).click();
  await exchanging.waitFor({ state: 'hidden' });
  await leave(desk);

  const phone = await open('/field/shifts', planner);
  await phone.getByText('家里有事').waitFor();
  await look(phone, 'phone');
  await phone.getByRole('button', { name: '同意' }).click();
  await phone.getByText('已同意').waitFor();
  await phone.getByText('11-23 17:30–09:00').first().waitFor();
  await leave(phone);

  const hers = await open('/field/shifts', other);
  await hers.getByText(/^换 \d/).waitFor();
  await hers.getByRole('button', { name: '同意' }).click();
  await hers.getByText('已同意').waitFor();
  await leave(hers);
  const mine = (await app.get('GET /rotas/mine', {}, worker)).answer;
  const exchanged = mine.swaps.find(({ forShift }) => forShift !== null);
  expect(exchanged?.state).toBe('agreed');
  expect(mine.shifts.map(({ startsAt }) => startsAt)).toContain(exchanged?.forShift?.startsAt);

  const portal = await open('/');
  const home = { communityId: world.community, communityName: '春申社区', areaId: world.building, words: '1幢' };
  await portal.evaluate((place) => localStorage.setItem('linli.portal.home', place), JSON.stringify(home));
  await portal.goto(`${address}/contact`);
  await portal.getByRole('link', { name: '拨打 021-5550 0001' }).first().waitFor();
  await look(portal, 'portal');
  await leave(portal);
  const shown = (await app.get('GET /public/duty', { query: { areaId: world.building } })).answer.items;
  expect(shown.map(({ phone: number, names }) => [number, names])).toContainEqual(['021-5550 0001', []]);
});
