import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seedCalendar } from '../server/features/calendar/calendar.seed.ts';
import { fillDemo } from '../server/features/demo/fill.ts';
import { noRows } from '../server/kit/db/client.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

const monday = '2026-11-23T02:30:00.000Z';
const size = {
  firstStreetCode: '440103005',
  ...{ streets: 1, communities: 2, grids: 8, buildings: 60, homes: 1_100, people: 3_000, cases: 240 },
};

let browser: TestBrowser;
let app: TestApp;
let address: string;
let owners: SignedIn;

beforeAll(async () => {
  [browser, app] = await Promise.all([
    startBrowser(),
    testApp({ now: monday, webDir: inject('webDir'), world: false }),
  ]);
  await fillDemo({ ownerUrl: app.ownerUrl, vault: app.vault, store: app.store, size, now: monday, log: app.log });
  await app.database.write(noRows, seedCalendar);
  const { rows } = await app.database.pool.query<{ id: string }>("select id from users where user_name = 'owners-1'");
  owners = await app.signInUser((rows[0] as { id: string }).id);
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function open(path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  const [name = '', value = ''] = owners.headers.cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${address}${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `owners-body-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

test.each(['zh', 'en'] as const)('the desk of an owners’ body in %s', async (language) => {
  const home = await open('/desk', language);
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  // What is mine, what is late, and what waits for others.
  for (const [title, words] of [
    [say('等我办，最急的在前', 'Waiting for me, most urgent first'), '北区电梯到期大修，维修资金怎么用'],
    [say('已超时', 'Late'), '地下车库照明更换'],
    [say('等别人办', 'With others'), '地面车位收益公开'],
  ] as const)
    await home
      .locator('section')
      .filter({ has: home.getByRole('heading', { name: title }) })
      .getByText(words)
      .waitFor();
  await look(home, `home-${language}`);
  expect(await home.getByRole('link', { name: say('接单', 'Take orders') }).count()).toBe(0);
  await home.getByRole('link', { name: say('小区公共事务', 'The estate') }).click();
  await home.getByRole('row').nth(1).waitFor();
  await home.waitForLoadState('networkidle');
  await look(home, `matters-${language}`);
  for (const [name, label] of [
    ['money', say('项目与合同', 'Projects and contracts')],
    ['roster', say('业主名册', 'Owners’ roster')],
  ] as const) {
    await home.getByText(label, { exact: true }).first().click();
    await home.getByRole('row').nth(1).waitFor();
    await home.waitForLoadState('networkidle');
    await look(home, `${name}-${language}`);
  }
  await leave(home);
});

test('an owners’ body answers what it is asked, and it waits for the firm from there', async () => {
  const page = await open('/desk/estate');
  await page.getByRole('row').filter({ hasText: '我们参与' }).first().waitFor();
  await leave(page);
  const todo = await open('/desk/todo');
  await todo.getByText('北区电梯到期大修，维修资金怎么用').first().click();
  await todo.getByRole('button', { name: '答复', exact: true }).click();
  const dialog = todo.getByRole('dialog');
  await dialog.getByLabel('答复意见').fill('业主大会定在十二月十二日，方案先公示七天。');
  await look(todo, 'answer');
  await dialog.getByRole('button', { name: '答复' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await todo.getByText('业主大会定在十二月十二日，方案先公示七天。').first().waitFor();
  await look(todo, 'answered');
  await leave(todo);
});
