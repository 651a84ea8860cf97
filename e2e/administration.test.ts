import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type TestApp, testApp } from '../server/test/app.ts';
import { codeFor } from '../server/test/authenticator.ts';
import type { SignedIn } from '../server/test/people.ts';
import { type StaffRole, usualReach } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

/** What the three administrators see and do at the desk. */
let browser: TestBrowser;
let app: TestApp;
let address: string;
let systemAdmin: SignedIn;
let securityAdmin: SignedIn;
const built = inject('webDir');
const monday = '2026-11-23T02:30:00.000Z';

async function named(name: string, role: StaffRole, reach = usualReach[role]): Promise<SignedIn> {
  const userId = await app.makeStaff(name);
  await app.hold(userId, role, reach);
  return app.signInUser(userId);
}

beforeAll(async () => {
  [browser, app] = await Promise.all([startBrowser(), testApp({ now: monday, webDir: built })]);
  systemAdmin = await named('杨雨', 'system-admin');
  securityAdmin = await named('沈安', 'security-admin');
  await named('李建国', 'grid-worker');
  await named('周卫东', 'handler');
  await named('陈晓岚', 'street-desk');
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function visit(as: SignedIn | undefined, path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split('=');
    await page.context().addCookies([{ name, value, url: address }]);
  }
  await page.clock.setFixedTime(new Date(app.clock.now()));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing in sight that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `administration-${name}`, { isWhole: name.endsWith('-history') });
  expect.soft(await axeViolations(page), name).toEqual([]);
}

/** Closes a page on which nothing went wrong but refusals, which the browser logs as failed requests. */
async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const dialog = (page: Page) => page.getByRole('dialog').last();

/** Picks from a list by its words; a long one draws only what is in sight. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).fill(option);
  await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click();
}

test('a person is added with an account, gets a role, and becomes an auditor by two persons', async () => {
  const system = await visit(systemAdmin, '/users');
  await row(system, '李建国').waitFor();
  await look(system, 'users-zh');
  await button(system, /新建用户/).click();
  await dialog(system).getByLabel('姓名').fill('何静');
  await dialog(system).getByLabel('用户名').fill('hejing');
  await dialog(system).getByLabel('工号').fill('LJ-0081');
  await look(system, 'user-add');
  await dialog(system).getByRole('button', { name: '新建用户' }).click();
  const password = (await system.getByRole('status', { name: '初始密码' }).textContent()) ?? '';
  expect(password).toMatch(/^\w{4}(-\w{4}){3}$/);
  await look(system, 'user-password');
  await button(system, '我已保存好').click();
  await row(system, 'hejing').waitFor();
  expect(await system.content()).not.toContain(password);
  const signIn = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { userName: 'hejing', password },
  });
  expect(signIn.statusCode).toBe(200);

  const security = await visit(securityAdmin, '/users?q=hejing');
  await row(security, 'hejing').click();
  await button(security, '授予角色').click();
  await choose(security, '角色', '社区书记');
  await choose(security, '区域（含下级）', '临江区');
  await look(security, 'grant');
  await dialog(security).getByRole('button', { name: '授予角色' }).click();
  await security.getByText('社区书记 · 临江区').first().waitFor();
  await button(security, '授予角色').click();
  await choose(security, '角色', '审计管理员');
  await dialog(security).getByText('管理员角色要由第二个人复核').waitFor();
  await choose(security, '区域（含下级）', '临江区');
  await dialog(security).getByRole('button', { name: '授予角色' }).click();
  await security.getByText('已提交，等另一位管理员复核').waitFor();
  await button(security, '结束“社区书记 · 临江区”').click();
  await dialog(security).getByRole('button', { name: '结束' }).click();
  await security.getByText('还没有角色').first().waitFor();
  await security.goto(`${address}/desk/confirmations`);
  await button(security, '撤回').waitFor();
  expect(await button(security, '确认').count()).toBe(0);
  await leave(security);

  await system.goto(`${address}/desk/confirmations`);
  await button(system, '确认').waitFor();
  await look(system, 'confirm-zh');
  await button(system, '确认').click();
  await dialog(system).getByText('当事人：何静；提出人：沈安').waitFor();
  await look(system, 'confirm-ask');
  await dialog(system).getByRole('button', { name: '确认', exact: true }).click();
  await system.getByText('没有要复核的事').waitFor();
  await system.goto(`${address}/desk/users?q=hejing`);
  await row(system, '审计管理员 · 临江区').click();
  await system.getByText('能做什么').first().click();
  await system.getByText('查看审计').waitFor();
  await look(system, 'user-detail');
  await leave(system);

  const english = await visit(securityAdmin, '/users', 'en');
  await row(english, 'hejing').click();
  await english.getByRole('heading', { name: '何静' }).waitFor();
  await look(english, 'users-en');
  await english.goto(`${address}/desk/confirmations?tab=decided`);
  await row(english, 'Confirmed').waitFor();
  await look(english, 'confirm-en');
  await leave(english);
});

test('the auditor finds who did what, sees that the chain holds, and others see nothing of it', async () => {
  const auditor = await named('何明', 'audit-admin');
  await app.queue.runJob('audit.seal');
  await app.queue.runJob('audit.check');
  const page = await visit(auditor, '/audit');
  await page.getByText('审计链完整').waitFor();
  await row(page, '授予角色').first().waitFor();
  await look(page, 'audit-zh');
  await page.goto(`${address}/desk/audit?action=access.proposed`);
  await row(page, '提出授予管理员').click();
  await page.getByText('当时的角色').waitFor();
  await look(page, 'audit-detail');
  await button(page, '只看此人').click();
  await page.waitForURL(/user=/);
  await leave(page);
  const english = await visit(auditor, '/audit', 'en');
  await english.getByText('The audit is whole').waitFor();
  await look(english, 'audit-en');
  await leave(english);
  const system = await visit(systemAdmin, '/audit');
  await system.getByText('您的岗位没有这项权限').first().waitFor();
  expect(await system.getByRole('link', { name: '审计记录' }).count()).toBe(0);
  await leave(system);
});

test('an administrator sets up a second factor at the first sign-in, and is asked for it at the next', async () => {
  const password = 'Riverside-Door-27';
  const made = await app.send('users.create', { userName: 'anguan', name: '安管', password }, systemAdmin);
  await app.hold(made.answer.id, 'security-admin');
  await app.database.pool.query('update users set must_change_password = false where id = $1', [made.answer.id]);
  const page = await visit(undefined, '/sign-in');
  const signIn = async () => {
    await page.getByLabel('用户名').fill('anguan');
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  };
  await signIn();
  await page.getByRole('img', { name: '二维码' }).waitFor();
  await look(page, 'factor-enrol');
  const secret = ((await page.locator('.second-factor-secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('2. 输入应用里显示的 6 位数字').fill('000000');
  await button(page, '开通').click();
  await page.getByText('验证码不对或已用过').waitFor();
  await page.getByLabel('2. 输入应用里显示的 6 位数字').fill(codeFor(secret, app.clock.now()));
  await button(page, '开通').click();
  await page.getByText('请保存恢复码').waitFor();
  expect(await page.locator('.second-factor-codes li').count()).toBe(10);
  await look(page, 'factor-recovery');
  await button(page, '我已保存好').click();
  await page.getByRole('button', { name: /安管/ }).waitFor();
  await page.goto(`${address}/desk/second-factor`);
  await page.getByText('始终必须开通').waitFor();
  await page.getByLabel('记住设备的天数').waitFor();
  await look(page, 'factor-policy');
  await page.goto(`${address}/desk/account`);
  await page.getByText('恢复码还剩 10 个').waitFor();
  await look(page, 'factor-account');
  await page.context().clearCookies();
  await page.goto(`${address}/desk/sign-in`);
  await signIn();
  await page.getByLabel('验证码').waitFor();
  await look(page, 'factor-code');
  app.clock.advance(30_000);
  await page.getByLabel('验证码').fill(codeFor(secret, app.clock.now()));
  await button(page, '验证').click();
  await page.getByRole('button', { name: /安管/ }).waitFor();
  await leave(page);
  const english = await visit(undefined, '/sign-in', 'en');
  await english.getByLabel('User name').fill('anguan');
  await english.getByLabel('Password', { exact: true }).fill(password);
  await english.keyboard.press('Enter');
  await english.getByLabel('Code').waitFor();
  await look(english, 'factor-code-en');
  await leave(english);
});

test('a setting is changed in its dialog, stays in the history, and goes back to what is usual', async () => {
  const page = await visit(systemAdmin, '/settings');
  await look(page, 'settings-zh');
  await button(page, '修改“平台名称”').click();
  await dialog(page).getByLabel('中文').fill('江湾里');
  await dialog(page).getByLabel('英文').fill('Riverbend');
  await look(page, 'settings-name');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await row(page, '江湾里 / Riverbend').waitFor();
  await page.locator('.ll-shell-product', { hasText: '江湾里' }).waitFor();
  await button(page, '修改“短信免打扰时段”').click();
  await dialog(page).getByLabel('从（时:分）').fill('25:00');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await dialog(page).getByText('格式不对').first().waitFor();
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await button(page, '修改“平台名称”').click();
  await dialog(page).getByRole('button', { name: '恢复默认（邻里 / Linli）' }).click();
  await expect.poll(() => row(page, '平台名称').count()).toBe(2);
  await look(page, 'settings-history');
  await leave(page);
  const security = await visit(securityAdmin, '/security-settings', 'en');
  await security.getByText('Private networks webhooks may reach').waitFor();
  await look(security, 'settings-security-en');
  await security.goto(`${address}/desk/field-register?q=phone`);
  await row(security, 'Phone').first().waitFor();
  await look(security, 'field-register-en');
  await leave(security);
  const privacy = await browser.openPage({ width: 390, height: 844 });
  await privacy.goto(`${address}/privacy`);
  await privacy.getByText('身份证号').first().waitFor();
  await look(privacy, 'privacy-portal');
  await leave(privacy);
});
