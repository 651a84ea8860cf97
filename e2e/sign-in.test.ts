import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type FieldDay, password, startFieldDay } from './field-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: FieldDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startFieldDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function open(path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}${path}`);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `sign-in-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
  await closePage(page);
}

async function signIn(page: Page, userName: string, secret: string): Promise<void> {
  await page.getByLabel('用户名').fill(userName);
  await page.getByLabel('密码', { exact: true }).fill(secret);
  await page.keyboard.press('Enter');
}

test.each([
  ['desk', '/desk/sign-in', '社区治理工作台', 'Community workbench'],
  ['wall', '/wall/sign-in', '社区治理运行态势', 'Community governance today'],
])('sign-in at the %s in both languages', async (name, path, zh, en) => {
  for (const [language, title] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    const page = await open(path, language);
    await page.getByText(title).waitFor();
    await page.locator('form').waitFor();
    await look(page, `${name}-${language}`);
    await leave(page);
  }
});

test('at the desk one comes back to the very list one asked for, and never out of it', async () => {
  const page = await open('/desk/cases?tab=handling&q=%E7%94%B5%E6%A2%AF');
  await page.locator('form').waitFor();
  await signIn(page, day.worker.userName, password);
  await page.waitForURL((url) => url.pathname === '/desk/cases');
  expect(new URL(page.url()).searchParams.get('q')).toBe('电梯');
  await leave(page);

  const lured = await open('/desk/sign-in?next=%2F%2Fevil.example%2F');
  await lured.locator('form').waitFor();
  await signIn(lured, day.worker.userName, password);
  await lured.getByText('李建国，您好').waitFor();
  expect(new URL(lured.url()).origin).toBe(day.address);
  await leave(lured);
});

test('five wrong tries lock the account, and it is said for how long', async () => {
  const page = await open('/desk/sign-in');
  await page.locator('form').waitFor();
  for (let times = 1; times <= 5; times += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/auth/sign-in'));
    await signIn(page, day.colleague.userName, `Wrong-Door-${times}`);
    await answer;
    await page.locator('.ant-btn-loading').waitFor({ state: 'detached' });
  }
  await page.getByRole('alert').getByText('账号已锁定，请 15 分钟后再试', { exact: false }).waitFor();
  await look(page, 'locked');
  await signIn(page, day.colleague.userName, password);
  await page.getByRole('alert').getByText('账号已锁定', { exact: false }).waitFor();
  await leave(page);
});

test('one’s own account: where one is signed in, others ended, language, password, and out', async () => {
  const first = await open('/desk/sign-in');
  await first.locator('form').waitFor();
  await signIn(first, day.checker.userName, password);
  await first.getByText('吴敏，您好').waitFor();
  const page = await open('/desk/sign-in');
  await page.locator('form').waitFor();
  await signIn(page, day.checker.userName, password);
  await page.getByText('吴敏，您好').waitFor();
  await page.getByRole('button', { name: /吴敏/ }).click();
  await page.getByRole('menuitem', { name: '我的账号' }).click();
  await page.getByText('本机').waitFor();
  await look(page, 'account');
  await page.getByRole('button', { name: '退出其他所有登录' }).click();
  await page.getByText('只有本机登录着。').waitFor();
  await first.reload();
  await first.getByText('请先登录').waitFor();
  await leave(first);

  await page.getByText('English', { exact: true }).last().click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByText('Language saved').waitFor();
  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill('Autumn-Roof-2026');
  await page.getByLabel('New password once more').fill('Autumn-Roof-2025');
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await page.getByText('The two are not the same').waitFor();
  await look(page, 'account-en');
  await page.getByLabel('New password once more').fill('Autumn-Roof-2026');
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await page.getByText('Password changed.', { exact: false }).waitFor();
  await page.getByRole('button', { name: /吴敏/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const [row] = await day.rows<{ language: string }>('select language from users where id = $1', [day.checker.userId]);
  expect(row?.language).toBe('en');
  await leave(page);
});
