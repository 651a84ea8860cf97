import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { axeViolations, closePage, faultsOf, startBrowser, type TestBrowser } from './browser.ts';
import { type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;
/** What the server was asked for since the test began: address and referrer of each, as an access log would have them. */
let asked: string[] = [];

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
  day.app.http.server.on('request', ({ url, headers }) => asked.push(`${url} ${headers.referer ?? ''}`));
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

beforeEach(() => {
  asked = [];
});

async function open(path: string): Promise<Page> {
  const page = await browser.openPage({ width: 390, height: 844 });
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1');
  return page;
}

const isAt = (page: Page, path: string) => page.waitForURL(`${day.address}${path}`);
const toldOf = (secret: string) => asked.filter((line) => line.includes(secret));

test('a link says its secret to no server: opened, reloaded, copied, and come back to', async () => {
  const { token, number } = await day.raise('楼道的灯一直闪', '19400001901');
  const page = await open(`/t#${token}`);
  await page.getByText(number).first().waitFor();
  await page.reload();
  await page.getByText(number).first().waitFor();
  await page.evaluate('navigator.clipboard.writeText = async (words) => { window.copied = words; }');
  await page.getByRole('button', { name: '复制链接' }).click();
  await expect.poll(() => page.evaluate('window.copied')).toBe(`${day.address}/t#${token}`);

  await page.goto(`${day.address}/sent#${token}`);
  await page.getByText('查看进度').click();
  await isAt(page, `/t#${token}`);
  await page.getByText('等待受理').first().waitFor();
  await page.goBack();
  await isAt(page, `/sent#${token}`);
  await page.locator('.portal-sent-number', { hasText: number }).waitFor();
  expect(asked.some((line) => line.startsWith('/api/track'))).toBe(true);
  // Nor is anything asked for without it while the next page is on its way.
  expect(faultsOf(page)).toEqual([]);
  expect(toldOf(token)).toEqual([]);
  await closePage(page);
});

test('a link of an earlier message opens, and its address is put right at once', async () => {
  const { token, number } = await day.raise('花坛里有碎玻璃', '19400001902');
  for (const way of ['t', 'sent']) {
    asked = [];
    const page = await open('/contact');
    await page.goto(`${day.address}/${way}/${token}`);
    await isAt(page, `/${way}#${token}`);
    await page.getByText(number).first().waitFor();
    // The page itself is asked for by the old address, as it stands in the message; nothing after it is.
    expect(toldOf(token).map((line) => line.trim())).toEqual([`/${way}/${token}`]);
    expect(await axeViolations(page)).toEqual([]);
    await page.goBack();
    await isAt(page, '/contact');
    await page.goForward();
    await isAt(page, `/${way}#${token}`);
    await page.getByText(number).first().waitFor();
    await closePage(page);
  }
});

test('another link opened in the same page shows the other matter', async () => {
  const one = await day.raise('窨井盖松动', '19400001903');
  const other = await day.raise('路牌歪了', '19400001904');
  const page = await open(`/t#${one.token}`);
  await page.getByText(one.number).first().waitFor();
  await page.goto(`${day.address}/t#${other.token}`);
  await page.getByText(other.number).first().waitFor();
  expect(await page.getByText(one.number).count()).toBe(0);
  await closePage(page);
});

test('a complaint about a matter takes its secret along beside the address', async () => {
  const { token, ref, number } = await day.raise('垃圾没人收', '19400001905');
  await day.take(ref, 'handling');
  const page = await open(`/t#${token}`);
  await page.getByRole('link', { name: '对办理不满意，投诉' }).click();
  await isAt(page, '/apply/complaint');
  await page.getByText(number).first().waitFor();
  await page.reload();
  await page.getByText(number).first().waitFor();
  expect(toldOf(token)).toEqual([]);
  await closePage(page);
});

test.each(['/t', '/t#AAAAAAAAAAAAAAAAAAAAAA', '/t/AAAAAAAAAAAAAAAAAAAAAA'])(
  'a wrong link says so: %s',
  async (path) => {
    const page = await open(path);
    await page.getByText('链接打不开').first().waitFor();
    await closePage(page);
  },
);

test.each(['/o', '/o#AAAAAAAAAAAAAAAAAAAAAA', '/o/AAAAAAAAAAAAAAAAAAAAAA'])(
  'a wrong link for somebody outside says so: %s',
  async (path) => {
    const page = await open(path);
    await page.getByText('链接已失效').first().waitFor();
    await isAt(page, path.replace('/o/', '/o#'));
    expect(await axeViolations(page)).toEqual([]);
    await closePage(page);
  },
);
