import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closePage, startBrowser, type TestBrowser } from './browser.ts';
import { type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;
/** As long as a busy machine may need. */
const patient = { timeout: 20_000 };
/** Address and referrer of everything the server was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
  day.app.http.server.on('request', ({ url, headers }) => asked.push(decodeURIComponent(`${url} ${headers.referer}`)));
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function open(path: string): Promise<Page> {
  const page = await browser.openPage({ width: 390, height: 844 });
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1, search');
  return page;
}

const words = '楼道灯不亮，门牌302';
const ask = (page: Page) => page.getByRole('searchbox');
const isAt = (page: Page, path: string) => page.waitForURL(`${day.address}${path}`);

async function askFor(page: Page, said: string): Promise<void> {
  await ask(page).fill(said);
  await ask(page).press('Enter');
}

test('what is searched for stands in no address, and stays by reload and Back', async () => {
  const page = await open('/');
  await askFor(page, words);
  await isAt(page, '/search');
  await page.getByRole('link', { name: words }).waitFor();
  await page.reload();
  await expect.poll(() => ask(page).inputValue(), patient).toBe(words);
  await isAt(page, '/search');

  // The report has the words, its address has not; Back has the search as it was.
  await page.getByRole('link', { name: words }).click();
  await isAt(page, '/report');
  await expect.poll(() => page.getByLabel('情况说明').inputValue(), patient).toBe(words);
  await page.goBack();
  await isAt(page, '/search');
  await expect.poll(() => ask(page).inputValue(), patient).toBe(words);

  // Another search takes the place of the one before: Back leaves the page.
  await askFor(page, '开证明');
  await expect.poll(() => page.getByRole('link', { name: '开证明' }).count(), patient).toBeGreaterThan(0);
  await page.goBack();
  await isAt(page, '/');
  await closePage(page);
  expect(asked.filter((line) => line.includes('302') || line.includes('开证明'))).toEqual([]);
});

test.each(['/search', '/apply'])('words in an address of before are taken over and out of it: %s', async (path) => {
  const page = await open('/contact');
  await page.goto(`${day.address}${path}?q=${encodeURIComponent('收入证明')}`);
  await isAt(page, path);
  await expect.poll(() => ask(page).inputValue(), patient).toBe('收入证明');
  await askFor(page, '居住证明');
  await expect.poll(() => page.evaluate('history.state.said'), patient).toBe('居住证明');
  await isAt(page, path);
  await page.reload();
  await expect.poll(() => ask(page).inputValue(), patient).toBe('居住证明');
  await page.goBack();
  await isAt(page, '/contact');
  await closePage(page);
});

test('a number found in the words goes to the progress page beside its address', async () => {
  const { number } = await day.raise('车棚漏雨', '19400001911');
  const page = await open('/');
  await askFor(page, `查 ${number}`);
  await page.getByRole('link', { name: number }).first().click();
  await isAt(page, '/lookup');
  await expect.poll(() => page.getByLabel('编号').inputValue(), patient).toBe(number);
  await closePage(page);
  expect(asked.filter((line) => line.includes(number))).toEqual([]);
});
