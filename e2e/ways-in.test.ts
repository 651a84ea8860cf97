import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type DeskDay, monday, startDeskDay } from './desk-day.ts';

/** The screens by which other systems are connected: keys, tickets, webhooks, devices. */
let browser: TestBrowser;
const built = inject('webDir');
let day: DeskDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startDeskDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function visit(as: SignedIn, path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing in sight that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `ways-in-${name}`);
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
const dialog = (page: Page) => page.getByRole('dialog');

/** Picks from a list that is asked of the server as it opens. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click();
}

test('a key is made, shown once, asks, and is ended', async () => {
  const page = await visit(day.desk, '/api-keys');
  await page.getByText('还没有接口密钥').waitFor();
  await look(page, 'keys-empty');
  await button(page, /新建密钥/).click();
  await dialog(page).getByLabel('用途名称').fill('区 12345 平台');
  await choose(page, '区域', '望江街道');
  for (const scope of ['查看事项', '登记事项', '收发热线工单']) {
    await dialog(page).getByRole('combobox', { name: '权限' }).fill(scope);
    await page.keyboard.press('Enter');
  }
  await dialog(page).getByLabel('用途名称').click();
  await look(page, 'keys-make');
  await dialog(page).getByRole('button', { name: '新建密钥' }).click();
  await page.getByText('密钥已建好').waitFor();
  await look(page, 'keys-made');
  const key = (await page.getByLabel('密钥', { exact: true }).textContent()) ?? '';
  expect(key).toMatch(/^linli_[\w-]{43}$/);
  await button(page, '复制').click();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
  await button(page, '我已保存好').click();
  const asks = () =>
    day.app.inject({ method: 'POST', url: '/api/cases', payload: {}, headers: { authorization: `Bearer ${key}` } });
  expect((await asks()).statusCode).toBe(401);
  const security = await visit(await day.app.signIn('security-admin'), '/api-keys');
  await row(security, '待安全管理员确认').waitFor();
  await look(security, 'keys-waiting');
  await button(security, '确认“区 12345 平台”').click();
  await look(security, 'keys-confirm');
  await dialog(security)
    .getByRole('button', { name: /^确\s?认$/ })
    .click();
  await row(security, '有效').waitFor();
  await leave(security);
  expect((await asks()).statusCode).toBe(200);
  await page.reload();
  await row(page, '区 12345 平台').waitFor();
  await look(page, 'keys-zh');
  expect(await page.content()).not.toContain(key);
  await button(page, '停用“区 12345 平台”').click();
  await dialog(page).getByRole('button', { name: '停用' }).click();
  await row(page, '已停用').waitFor();
  expect((await asks()).statusCode).toBe(401);
  await leave(page);
  const english = await visit(day.desk, '/api-keys', 'en');
  await look(english, 'keys-en');
  await leave(english);
});

test('a sheet of tickets is read, told what is wrong by cell, taken in once, and found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-sheet-'));
  const file = join(folder, '12345工单.csv');
  const lines = [
    '工单编号,问题描述,紧急程度,办结时限,联系人,联系电话,事发地址',
    'HL-2026-0001,小区北门夜间施工噪声影响休息,紧急,2026-11-25 18:00,王女士,19900004321,春申社区北门',
    'HL-2026-0002,路灯三盏不亮,,2026-11-30,,,望江路 18 号门前',
    'HL-2026-0003,,,下周,,,',
  ];
  writeFileSync(file, `\ufeff${lines.join('\n')}\n`);
  const page = await visit(day.desk, '/tickets');
  await page.getByText('还没有收到热线工单').waitFor();
  await look(page, 'tickets-empty');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('可接收 2 行，需修改 1 行').waitFor();
  await page.getByText('缺诉求内容').waitFor();
  await look(page, 'tickets-preview');
  await button(page, '接收 2 件工单').click();
  await page.getByText('新立案 2 件').waitFor();
  await page
    .getByRole('table', { name: '最近收到的工单' })
    .or(page.getByRole('grid', { name: '最近收到的工单' }))
    .waitFor();
  await page.getByText('HL-2026-0001').nth(1).waitFor();
  await look(page, 'tickets-taken');
  await button(page, '换一个文件').click();
  await page.locator('input[type=file]').setInputFiles(file);
  await button(page, '接收 2 件工单').click();
  await page.getByText('已有且无变化 2 件').waitFor();
  await page.getByRole('grid', { name: '最近收到的工单' }).getByText('HL-2026-0001').click();
  await page.getByText('热线工单号').waitFor();
  await look(page, 'tickets-case');
  await leave(page);
  const english = await visit(day.desk, '/tickets', 'en');
  await look(english, 'tickets-en');
  await leave(english);
  rmSync(folder, { recursive: true, force: true });
});

test('a webhook is added, tried, and its messages can be sent again', async () => {
  const page = await visit(day.desk, '/webhooks');
  await page.getByText('还没有事件推送').waitFor();
  await look(page, 'webhooks-empty');
  await button(page, /新建推送/).click();
  await dialog(page).getByLabel('名称').fill('区数据平台');
  await dialog(page).getByLabel('接收地址').fill('https://192.168.8.8/hook');
  await choose(page, '区域', '望江街道');
  await look(page, 'webhooks-make');
  await dialog(page).getByRole('button', { name: '新建推送' }).click();
  await page.getByText('推送已建好').waitFor();
  expect(await page.getByLabel('签名密钥', { exact: true }).textContent()).toMatch(/^whsec_[\w+/]{43}=$/);
  await look(page, 'webhooks-made');
  await button(page, '我已保存好').click();
  await row(page, '区数据平台').click();
  await button(page, '发测试消息').click();
  await page.getByText('待发', { exact: true }).waitFor();
  await day.app.queue.runJob('webhooks.deliver');
  await page.reload();
  await page.getByText('已送达', { exact: true }).waitFor();
  await day.app.database.pool.query(
    "update webhook_deliveries set state = 'dead', last_status = null, last_fault = 'not-allowed'",
  );
  await page.reload();
  await page.getByText('地址属于内网，不发送').waitFor();
  await look(page, 'webhooks-zh');
  await button(page, '重发 测试消息').click();
  await page.getByText('已安排重发 1 条').waitFor();
  await leave(page);
  const { rows } = await day.app.database.pool.query<{ id: string }>('select id from webhooks');
  const english = await visit(day.desk, `/webhooks?id=${rows[0]?.id}`, 'en');
  await english.getByRole('heading', { name: '区数据平台' }).waitFor();
  await look(english, 'webhooks-en');
  await leave(english);
});

test('a device is registered, raises a matter, tells of its own fault, gets another secret and is retired', async () => {
  const page = await visit(day.desk, '/sensors');
  await page.getByText('没有符合条件的设备').waitFor();
  await look(page, 'sensors-empty');
  await button(page, /登记设备/).click();
  await dialog(page).getByLabel('设备编号').fill('smoke-3f-01');
  await dialog(page).getByLabel('名称').fill('3 楼烟感');
  await dialog(page).getByText('烟感', { exact: true }).click();
  await dialog(page).getByRole('combobox', { name: '所在区域' }).fill('1幢');
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '1幢' }).first().click();
  await dialog(page).getByRole('combobox', { name: '告警立为哪类事项' }).fill('消防');
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '消防' }).first().click();
  await choose(page, '所属单位', '春申物业');
  await dialog(page).getByLabel('维修联系').fill('安消科技 400-000-0000');
  await look(page, 'sensors-register');
  await dialog(page).getByRole('button', { name: '登记设备' }).click();
  await page.getByText('设备已登记').waitFor();
  const secret = (await page.getByLabel('签名密钥', { exact: true }).textContent()) ?? '';
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  await look(page, 'sensors-made');
  await button(page, '我已保存好').click();
  await page.getByText('还没有联系过').waitFor();
  const say = async (said: object) => {
    const [id, payload] = [randomUUID() as string, JSON.stringify(said)];
    const timestamp = String(Math.floor(Date.parse(day.app.clock.now()) / 1000));
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    return (await day.app.inject({ method: 'POST', url: '/sensors/v1/smoke-3f-01/alarms', payload, headers })).json();
  };
  const { number } = await say({ kind: 'alarm', value: '0.32 dB/m' });
  await say({ kind: 'fault', value: '电量低' });
  await day.app.database.pool.query(
    `insert into sensor_line values (1, 'waiting', $1, $1, 'connect ECONNREFUSED 10.0.0.8:1883', 41, 3)`,
    [day.app.clock.now()],
  );
  await day.app.database.pool.query(
    `insert into sensor_refusals values ('linli/sensors/smoke-3f-01/alarms', 'sensors.bad-signature', 'smoke-3f-01', 'a1', 240, 3, $1, $1)`,
    [day.app.clock.now()],
  );
  await page.reload();
  await page.getByText('电量低').first().waitFor();
  await page.getByRole('link', { name: `查看事项 ${number}` }).waitFor();
  await look(page, 'sensors-zh');
  await button(page, '更换密钥').click();
  await dialog(page).getByRole('button', { name: '更换密钥' }).click();
  await page.getByText('密钥已更换', { exact: true }).waitFor();
  expect(await page.getByLabel('签名密钥', { exact: true }).textContent()).not.toBe(secret);
  await button(page, '我已保存好').click();
  await page.getByText('已更换，旧的用到').waitFor();
  await button(page, /消息接入/).click();
  await page.getByText('签名不对。').waitFor();
  await look(page, 'sensors-line');
  await row(page, '3 楼烟感').click();
  await button(page, '修改').click();
  await dialog(page).getByLabel('名称').fill('4 楼烟感');
  await dialog(page).getByRole('button', { name: '修改' }).click();
  await row(page, '4 楼烟感').waitFor();
  await leave(page);
  const { rows } = await day.app.database.pool.query<{ id: string }>('select id from sensors');
  const english = await visit(day.desk, `/sensors?id=${rows[0]?.id}`, 'en');
  await english.getByText('Out of order').first().waitFor();
  await look(english, 'sensors-en');
  await english.getByRole('link', { name: `Open matter ${number}` }).click();
  await english.waitForURL(/\/desk\/cases\//);
  await leave(english);
});
