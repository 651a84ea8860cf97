import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { world } from '../server/test/world.ts';
import {
  axeViolations,
  closePage,
  shoot,
  startBrowser,
  startPhone,
  type TestBrowser,
  type TestPhone,
} from './browser.ts';
import { picture } from './desk-day.ts';
import { type FieldDay, monday, password, startFieldDay } from './field-day.ts';
import { type LossyNetwork, lossyNetwork } from './lossy-network.ts';

/** What a phone may have to fetch before it works without a server, raw and on the way. */
const mostRaw = 3_500_000;
const mostGzipped = 1_200_000;

let webDir: string;
let profile: string;
let day: FieldDay;
let network: LossyNetwork;
let browser: TestBrowser;
let photo: Buffer;
/** The files are served, and nothing behind them. */
let isApiBusy = false;

beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'linli-shell-'));
  profile = mkdtempSync(join(tmpdir(), 'linli-phone-'));
  cpSync(inject('webDir'), webDir, { recursive: true });
  [browser, day, photo] = await Promise.all([
    startBrowser(),
    startFieldDay(webDir),
    picture('#e8e2d4', '#d8d0bd', '#8a3b2e'),
  ]);
  network = await lossyNetwork(day.address, (_, path) => (isApiBusy && path.startsWith('/api/') ? 503 : 'none'));
});

afterAll(async () => {
  await browser?.close();
  await network?.close();
  await day?.close();
  for (const folder of [webDir, profile]) rmSync(folder, { recursive: true, force: true });
});

/** The files that the built worker keeps, as addresses. */
function shellFiles(): readonly string[] {
  const source = readFileSync(join(webDir, 'field-worker.js'), 'utf8');
  return [...source.matchAll(/["'`]?url["'`]?:\s*["'`]([^"'`]+)["'`]/g)].flatMap(([, url]) => url ?? []);
}

/** The same surface built anew with another word in it, as a server that was upgraded has it. */
function upgrade(): void {
  const page = join(webDir, 'field/index.html');
  const worker = join(webDir, 'field-worker.js');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace('<div id="root">', '<meta name="build" content="next"><div id="root">'),
  );
  const source = readFileSync(worker, 'utf8');
  const changed = source.replace(
    /(url["'`]?:\s*["'`]\/field\/index\.html["'`],\s*["'`]?revision["'`]?:\s*["'`])[0-9a-f]+|(revision["'`]?:\s*["'`])[0-9a-f]+(["'`],\s*["'`]?url["'`]?:\s*["'`]\/field\/index\.html)/,
    (_, before = '', alsoBefore = '', after = '') => `${before}${alsoBefore}00000000000000000000000000000000${after}`,
  );
  expect(changed).not.toBe(source);
  writeFileSync(worker, changed);
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const row = (page: Page, words: string) => page.locator('.field-row').filter({ hasText: words });
const main = (page: Page) => page.locator('footer .ll-mobile-button-fill');

/** Opens a page of the phone that tells when the position is asked for, and what it sends. */
async function open(phone: TestPhone, path: string, sent: string[] = []): Promise<Page> {
  const page = await phone.context.newPage();
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.addInitScript(`
    const count = (name) => () => localStorage.setItem(name, String(Number(localStorage.getItem(name) ?? 0) + 1));
    Object.assign(navigator.geolocation, { getCurrentPosition: count('asked'), watchPosition: count('watched') });
  `);
  await page.goto(`${network.address}${path}`);
  await page.waitForSelector('h1');
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('用户名').fill(day.worker.userName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel('情况说明').fill(words);
  await page.locator('input[type=file]').setInputFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('.ll-picker-photo').first().waitFor();
}

/** A matter that waits for the worker's own unit to sign for it. */
async function dispatched(words: string): Promise<string> {
  const desk = await day.app.signIn('street-desk');
  const ref = await day.raise({ words, categoryId: 408 });
  await day.app.send('cases.act', { ref, action: 'accept', input: {} }, desk);
  await day.app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.committee } }, desk);
  return ref;
}

const positions = "[localStorage.getItem('asked'), localStorage.getItem('watched')]";

const casesSaying = (words: string) =>
  day.rows<{ files: string }>(
    `select (select count(*) from files f where f.community_id = c.community_id and f.row_id = c.id) as files
     from cases c where c.fields->>'words' = $1`,
    [words],
  );

test('the shell is the field’s own files alone, and small', () => {
  const files = shellFiles();
  const bytes = files.map((path) => readFileSync(join(webDir, path)));
  expect(files).toContain('/field/index.html');
  expect(bytes.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(mostRaw);
  expect(bytes.reduce((sum, file) => sum + gzipSync(file).length, 0)).toBeLessThanOrEqual(mostGzipped);
  expect(files.filter((path) => /^\/(?:desk|wall|index)/.test(path))).toEqual([]);
  expect(bytes.map(String).join('\n')).not.toMatch(/ant-picker-cell|echarts/);
});

test('the worker and the pages are asked after each time; the manifest says what is installed, in both languages', async () => {
  for (const path of ['/field-worker.js', '/field/', '/field/app.webmanifest']) {
    const answer = await fetch(`${day.address}${path}`);
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
    expect(answer.headers.get('content-security-policy')).toContain("worker-src 'self'");
  }
  for (const [path, name] of [
    ['/field/app.webmanifest', '邻里 · 网格'],
    ['/field/app.en.webmanifest', 'Linli Grid'],
  ]) {
    const manifest = (await (await fetch(`${day.address}${path}`)).json()) as {
      icons: { src: string; purpose: string }[];
    };
    expect(manifest).toMatchObject({ name, start_url: '/field/', scope: '/field', display: 'standalone' });
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
    for (const { src } of manifest.icons)
      expect((await fetch(`${day.address}${src}`)).headers.get('content-type')).toBe('image/png');
  }
});

test('a day without a server: opened, killed and opened again, written on, upgraded in between; all of it arrives once', async () => {
  const ref = await dispatched('单元门关不上');
  const sent: string[] = [];
  let phone = await startPhone(profile);
  let page = await open(phone, '/field/sign-in', sent);
  await signIn(page);
  await page.getByText('已备好 1 栋楼 · 3 户 · 1 件事项 · 离线可用').waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'no-signal-ready');

  const desk = await phone.context.newPage();
  await desk.goto(`${network.address}/desk/`);
  expect(await desk.evaluate('navigator.serviceWorker.controller')).toBeNull();
  await desk.close();
  const kept = await page.evaluate<string[]>(`caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
    .then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))`);
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([]);

  await network.down();
  await page.reload();
  await page.getByText('我的网格').waitFor();
  // A door that was never opened before.
  await page.getByRole('link', { name: /春申第一网格/ }).click();
  await page.getByRole('link', { name: /1幢/ }).click();
  await page.getByRole('link', { name: /201/ }).click();
  await page.getByText('王桂兰').waitFor();
  await shoot(page, 'no-signal-door');
  await button(page, '上报这里的事').click();
  await write(page, '201 门口堆了纸箱');
  expect(await page.getByLabel('几层几室、旁边有什么（选填）').inputValue()).toContain('201');
  await main(page).click();
  await row(page, '201 门口堆了纸箱').getByText('没有信号，恢复后自动上传').waitFor();
  await phone.close();

  phone = await startPhone(profile);
  page = await open(phone, '/field/reports', sent);
  await row(page, '201 门口堆了纸箱').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '任务' }).click();
  await page.getByRole('link', { name: /单元门关不上/ }).click();
  await button(page, '签收').click();
  await page.getByText('“签收”已存在手机里，有信号自动上传').waitFor();
  await page.goto(`${network.address}/field/report`);
  await write(page, '河边护栏松动');
  await button(page, '选地点').click();
  await page.getByRole('dialog').getByRole('button', { name: '1幢' }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await main(page).click();
  await row(page, '河边护栏松动').waitFor();
  await page.close();

  // The upgraded server is back, and busy at first: the newer page comes before anything is delivered.
  upgrade();
  isApiBusy = true;
  await network.up();
  page = await open(phone, '/field/', sent);
  await page.evaluate(
    "navigator.serviceWorker.getRegistration('/field').then((found) => found.update()).then(() => undefined)",
  );
  await page.getByText('有新版本').waitFor();
  await shoot(page, 'no-signal-newer');
  const writing = await open(phone, '/field/report');
  await button(page, '换上').click();
  await page.getByText('正在填写或上传，写完、传完再换。').waitFor();
  expect(await page.locator('meta[name=build]').count()).toBe(0);
  await writing.close();
  await expect
    .poll(
      async () => {
        const take = button(page, '换上');
        // The newer page may come between the look and the press: there the button is gone for good.
        if (await take.isVisible()) await take.click({ timeout: 2000 }).catch(() => undefined);
        return page.locator('meta[name=build]').count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);

  isApiBusy = false;
  await page.goto(`${network.address}/field/reports`);
  await button(page, '马上上传')
    .click()
    .catch(() => undefined);
  for (const words of ['201 门口堆了纸箱', '河边护栏松动'])
    await row(page, words).getByText('已送达，编号').waitFor({ timeout: 120_000 });
  await row(page, '单元门关不上').getByText('已送达').waitFor({ timeout: 120_000 });
  await shoot(page, 'no-signal-delivered');
  for (const words of ['201 门口堆了纸箱', '河边护栏松动']) expect(await casesSaying(words)).toEqual([{ files: '1' }]);
  const id = ref.slice(ref.indexOf('-') + 1);
  const signed = await day.rows("select id from case_entries where case_id = $1 and action = 'sign'", [id]);
  expect(signed).toHaveLength(1);

  // Nobody asked where the phone is, and nothing it sent says so.
  expect(await page.evaluate(positions)).toEqual([null, null]);
  expect(sent.filter((one) => /"point"|accuracy|[?&](?:lon|lat|position)=/.test(one))).toEqual([]);
  await page.goto(`${network.address}/field/report`);
  await button(page, '选地点').click();
  await page.getByRole('button', { name: /用我的位置/ }).click();
  expect(await page.evaluate(positions)).toEqual(['1', null]);
  await phone.close();
});

test('where the page cannot be put on the phone it works all the same, and says so', async () => {
  isApiBusy = false;
  await network.up();
  const page = await browser.openPage({ width: 390, height: 844, scale: 2 });
  await page.clock.setFixedTime(new Date(monday));
  await page.goto(`${network.address}/field/sign-in`);
  await signIn(page);
  await page.getByText('没有信号时打不开本页', { exact: false }).waitFor();
  await page.getByText('已备好 1 栋楼', { exact: false }).waitFor();
  await closePage(page);
});
