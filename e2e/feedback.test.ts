import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
let day: PortalDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(inject('webDir'))]);
  day.app.clock.set(monday);
});
afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function open(path: string, width: number, as?: SignedIn): Promise<Page> {
  const page = await browser.openPage({ width, height: 844, scale: width < 600 ? 2 : 1 });
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1');
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `feedback-${name}`, { isWhole: true });
  expect.soft(await axeViolations(page), `${name}: axe`).toEqual([]);
  expect.soft(faultsOf(page), `${name}: faults`).toEqual([]);
}

test('a stranger says what is hard to use, whoever runs the platform answers, the stranger reads it', async () => {
  const phone = await open('/me', 390);
  await phone.getByRole('link', { name: '意见反馈' }).click();
  await phone.getByRole('button', { name: '提交' }).click();
  await phone.waitForSelector('text=请选一类，并写几个字');
  await phone.locator('label').filter({ hasText: '不好用' }).click();
  await phone.getByLabel('说说是什么情况').fill('字太小，找不到报修');
  await phone.getByRole('button', { name: '提交' }).click();
  await phone.waitForSelector('.feedback-list >> text=字太小，找不到报修');
  await look(phone, 'portal');

  const desk = await open('/desk/feedback-inbox', 1440, await day.app.signIn('system-admin'));
  await desk.waitForSelector('text=字太小，找不到报修');
  await desk.getByRole('button', { name: /^答\s?复$/ }).click();
  await desk.getByLabel('答复“字太小，找不到报修”').fill('首页右上角可以换成大字版。');
  await look(desk, 'inbox');
  await desk.getByRole('button', { name: '发出答复' }).click();
  await desk.waitForSelector('.feedback-answer');

  await phone.reload();
  await phone.waitForSelector('text=首页右上角可以换成大字版。');
  await look(phone, 'answered');
  await closePage(phone);
  await closePage(desk);

  const staff = await open('/desk/feedback', 1440, await day.app.signIn('street-desk'));
  await staff.waitForSelector('.feedback-form');
  await look(staff, 'desk');
  await closePage(staff);
});
