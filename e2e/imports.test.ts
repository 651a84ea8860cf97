import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { composeCitizenId } from '../domain/identifiers/citizen-id.ts';
import { workbookOf } from '../server/features/people/ledger-import.given.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

const ledgers = resolve(import.meta.dirname, '../data/ledgers');
const [first = ''] = readdirSync(ledgers)
  .filter((name) => name.endsWith('.xlsx'))
  .sort();

let browser: TestBrowser;
const built = inject('webDir');
let app: TestApp;
let address: string;
let secretary: SignedIn;

beforeAll(async () => {
  [browser, app] = await Promise.all([startBrowser(), testApp({ webDir: built })]);
  secretary = await app.signIn('community-secretary');
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function visit(as: SignedIn, path: string, language: 'zh' | 'en' = 'zh', width = 1440): Promise<Page> {
  const page = await browser.openPage({ width, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: address }]);
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string, isWhole = false): Promise<void> {
  await shoot(page, `imports-${name}`, { isWhole });
  expect(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');
const count = async (page: Page, tab: string): Promise<number> =>
  Number((await button(page, new RegExp(`^${tab} ?\\d+$`)).textContent())?.match(/\d+$/)?.[0]);

async function upload(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/imports\/11-/);
  await app.queue.runAll();
  await button(page, '开始导入').waitFor();
}

async function run(page: Page, name = '开始导入'): Promise<void> {
  await button(page, name).click();
  await expect.poll(async () => (await app.queue.waiting()).length).toBe(1);
  await app.queue.runAll();
}

test('a ledger is looked at, tried, imported, mended and taken back', async () => {
  const page = await visit(secretary, '/imports');
  await page.getByText('还没有导入过台账').waitFor();
  await look(page, 'empty');
  await upload(page, join(ledgers, first));
  await page.getByText('拒绝 1 列').waitFor();
  await page.getByText('不得保存，已拒绝：违法犯罪、刑满释放').waitFor();
  await look(page, 'preview');

  await run(page, '试导入');
  await page.getByText('这是试导入的结果').waitFor();
  expect(await count(page, '待修正')).toBe(13);
  await look(page, 'tried');

  await button(page, '开始导入').click();
  await page.getByText(/已处理 0 \/ 0 行|已处理/).waitFor();
  await look(page, 'running');
  await app.queue.runAll();
  await button(page, '撤销整次导入').waitFor();
  expect(await count(page, '新增人员')).toBe(245);
  await look(page, 'held');

  await page.getByRole('row', { name: /蒋浩杰/ }).click();
  await dialog(page).getByLabel('证件号').waitFor();
  await look(page, 'fix');
  await dialog(page).getByLabel('证件号').fill('130111196904029251');
  await button(page, '修正并导入').click();
  await dialog(page).getByText('校验位不符').waitFor();
  await dialog(page)
    .getByLabel('证件号')
    .fill(composeCitizenId('440099', '1969-04-02', 925));
  await button(page, '修正并导入').click();
  await page.getByText('已导入“蒋浩杰”。').waitFor();
  await expect.poll(() => count(page, '待修正')).toBe(12);
  expect(await count(page, '新增人员')).toBe(246);

  await button(page, /^冲突/).click();
  await page.getByText('2 条电话或住址不一致，一起裁定：').waitFor();
  await page
    .getByRole('radio', { name: /改用台账/ })
    .first()
    .check();
  await look(page, 'conflicts');
  await button(page, '裁定').first().click();
  await page.getByText('已裁定').waitFor();
  await expect.poll(() => count(page, '冲突')).toBe(1);

  await button(page, /^新增人员/).click();
  await page.getByRole('link', { name: '韦佳兰' }).waitFor();
  await look(page, 'created');
  await button(page, /^忽略/).click();
  await page.getByText('合计', { exact: true }).first().waitFor();
  await look(page, 'ignored');

  await button(page, '撤销整次导入').click();
  await look(page, 'undo');
  await dialog(page).getByRole('button', { name: '撤销' }).click();
  await expect.poll(async () => (await app.queue.waiting()).length).toBe(1);
  await app.queue.runAll();
  await page.getByText(/已撤销：删除 246 人、108 套房屋/).waitFor();
  await look(page, 'undone');
  await page.getByRole('link', { name: '返回导入记录' }).click();
  await page.getByRole('row', { name: new RegExp(first) }).waitFor();
  await look(page, 'history');
  await leave(page);
});

test('columns are taken for something else in every sheet alike, and remembered', async () => {
  const rows = [
    ['门牌', '称呼', '号码', '电话', '吸毒人员'],
    ['1幢1单元101', '王一', composeCitizenId('440099', '1980-05-06', 2), '19400000001', '否'],
  ];
  const file = { name: '名册.xlsx', mimeType: 'application/octet-stream', buffer: await workbookOf(rows) };
  const page = await visit(secretary, '/imports');
  await upload(page, file);
  await page.getByRole('combobox', { name: 'D 列识别为' }).click();
  await page.keyboard.type('紧急联系电话');
  await page.keyboard.press('Enter');
  await page.getByText(/已改 \d 处，重新读取后生效/).waitFor();
  expect(await button(page, '开始导入').isDisabled()).toBe(true);
  await look(page, 'changed');
  await button(page, '重新读取').click();
  await expect.poll(async () => (await app.queue.waiting()).length).toBe(1);
  await app.queue.runAll();
  await page.getByText('手工指定').first().waitFor();
  await run(page);
  await button(page, '撤销整次导入').waitFor();
  expect(await count(page, '新增人员')).toBe(1);
  await page.goto(`${address}/desk/imports`);
  await upload(page, { ...file, name: '名册2.xlsx' });
  await page.getByText('沿用上次的列设置').waitFor();
  await leave(page);
});

test('the screens in English and narrow', async () => {
  const page = await visit(secretary, '/imports', 'en');
  await look(page, 'en');
  await page.getByRole('row', { name: new RegExp(first) }).click();
  await page.getByText(/Undone:/).waitFor();
  await look(page, 'undone-en');
  await leave(page);
  const { ref } = (await app.get('GET /imports', { query: { state: 'previewed' } }, secretary)).answer.items[0] as {
    ref: string;
  };
  const preview = await visit(secretary, `/imports/${ref}`, 'en');
  await look(preview, 'preview-en', true);
  await leave(preview);
  const narrow = await visit(secretary, `/imports/${ref}`, 'zh', 900);
  await look(narrow, 'narrow');
  await leave(narrow);
});

test('a file that is no ledger is refused in words', async () => {
  const page = await visit(secretary, '/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await page.getByText('请选择 .xlsx 或 .csv 文件').waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('%PDF-1.4 x') });
  await page.getByRole('alert').waitFor();
  await look(page, 'refused');
  await closePage(page);
  expect(world.community).toBe(11);
});
