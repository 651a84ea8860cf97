import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../domain/identifiers/citizen-id.ts';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { monday, type PeopleDay, startPeopleDay } from './people-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PeopleDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPeopleDay(built)]);
});
afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly as?: SignedIn;
  readonly path: string;
  readonly language?: 'zh' | 'en';
}

async function visit({ as = day.secretary, path, language = 'zh' }: Visit): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1, .ll-detail h2');
  await page.waitForLoadState('networkidle');
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `people-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

const screens = (): readonly (readonly [name: string, path: string])[] => [
  ['list', '/people'],
  ['person', `/people?ref=${day.person}&age=veryOld`],
  ['page', `/people/${day.person}`],
  ['hidden-group', '/people?tag=disabled'],
  ['register', `/people/register?house=${day.house}`],
  ['correct', `/people/${day.person}/correct`],
  ['houses', `/houses?ref=${day.house}`],
  ['building', `/houses?view=building&building=${day.building}&ref=${day.house}`],
];

/** Those where long English words must fit. */
const inEnglish = new Set(['person', 'register', 'building']);

test.each(['zh', 'en'] as const)('the screens in %s', async (language) => {
  for (const [name, path] of screens()) {
    if (language === 'en' && !inEnglish.has(name)) continue;
    const page = await visit({ path, language });
    await look(page, language === 'zh' ? name : `${name}-en`);
    await leave(page);
  }
});

test('a worker dials at a tap in their own grid; an id number asks why', async () => {
  const page = await visit({ as: day.worker, path: `/people?ref=${day.person}` });
  const detail = page.locator('.ll-split-detail');
  const call = detail.getByRole('button', { name: /拨打/ });
  if ((await call.count()) > 0) {
    await call.first().click();
    await detail.locator('a[href^="tel:"]').first().waitFor();
  }
  await detail.getByRole('button', { name: /^查看 440/ }).click();
  await page.getByText('为什么查看？').waitFor();
  await look(page, 'why');
  await page.getByText('核对信息').click();
  await expect.poll(() => detail.locator('.people-number').first().innerText()).toMatch(/^440099\d{11}[\dX]$/);
  await detail.getByRole('button', { name: /查看 服务标签/ }).click();
  await page.getByRole('tooltip').getByText('上门走访').click();
  await detail.getByText('失能').waitFor();
  await look(page, 'revealed');
  await leave(page);
});

test('a person is registered behind a door, moves, and is found by number without the number in the address', async () => {
  const idNumber = composeCitizenId(unassignedDivisionCode, '1991-02-03', 998);
  const page = await visit({ path: `/houses?ref=${day.house}` });
  await page.getByRole('button', { name: '登记住户' }).click();
  await page.getByLabel('姓名', { exact: true }).fill('测试住户');
  await page.getByLabel(/^证件号/).fill(idNumber);
  await page.getByText('女，1991-02-03 出生').waitFor();
  await page.getByLabel(/^电话/).fill('14200000001 14200000002');
  await look(page, 'registering');
  await page.getByRole('button', { name: '登记人员' }).click();
  await page.locator('.ll-split-detail h2', { hasText: '测试住户' }).waitFor();
  const search = page.getByPlaceholder('姓名、证件号、电话');
  await search.fill(idNumber);
  await search.press('Enter');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  expect(page.url()).not.toContain(idNumber);
  await page.getByRole('button', { name: '搬家' }).click();
  await page.getByText('结束现在的住处，').waitFor();
  await look(page, 'moving');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByText('已登记搬家').waitFor();
  await page.getByText('未登记住处').first().waitFor();
  await leave(page);
});

test('a household is formed and split, owners are set', async () => {
  const page = await visit({ path: `/houses?ref=${day.house}` });
  await page.getByRole('button', { name: '登记产权人' }).click();
  await page.getByText('写全现在的产权人').waitFor();
  await page.getByRole('button', { name: '再加一位' }).click();
  await look(page, 'owners');
  await page.getByRole('dialog').getByRole('button', { name: /取消/ }).click();
  const household = page.locator('.houses-lines a[href*="/households/"]').first();
  if ((await household.count()) > 0) {
    await household.click();
    await page.getByText('现在的成员').waitFor();
    await page.waitForLoadState('networkidle');
    await look(page, 'household');
  }
  await leave(page);
});

test('a building lead sees doors and no names', async () => {
  const page = await visit({ as: day.lead, path: `/houses?ref=${day.house}` });
  await page.getByText('您的岗位看不到住户姓名').waitFor();
  await look(page, 'lead');
  await leave(page);
});

test('a filter of the people’s list is kept by name and used again, the name that was searched for left out', async () => {
  const page = await visit({ path: '/people?age=veryOld&q=欧阳' });
  await page.getByRole('button', { name: '我的筛选' }).click();
  await page.getByRole('menuitem', { name: '存下当前筛选' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('八十岁以上');
  await look(page, 'keep-filter');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await leave(page);
  const again = await visit({ path: '/people' });
  await again.getByRole('button', { name: '我的筛选' }).click();
  await look(again, 'kept-filters');
  await again.getByRole('menuitem', { name: '八十岁以上' }).click();
  await again.waitForURL((url) => url.searchParams.get('age') === 'veryOld');
  expect(new URL(again.url()).searchParams.get('q')).toBeNull();
  await again.getByRole('button', { name: '八十岁以上' }).waitFor();
  await leave(again);
});
