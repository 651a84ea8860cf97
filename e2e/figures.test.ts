import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type DeskDay, monday, startDeskDay } from './desk-day.ts';

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

async function visit(path: string, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  page.setDefaultTimeout(20_000);
  const [name = '', value = ''] = day.desk.headers.cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, nothing that breaks WCAG 2.2 AA, nothing that went wrong. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `figures-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
  expect.soft(faultsOf(page), name).toEqual([]);
}

test('the inbox of one kind of matter has its own states, with what waits for the applicant apart', async () => {
  const { items } = (await day.app.get('POST /cases', { query: { type: 'request' } }, day.desk)).answer;
  const proof = items[0];
  const input = { reason: 'identity', reply: '请补充身份证件照片，补齐后当天审核。' };
  await day.app.send('cases.act', { ref: proof?.ref as string, action: 'supplement', input }, day.desk);

  const page = await visit('/cases?type=request&tab=waiting');
  const tabs = page.locator('.ll-counts-large button');
  expect(await tabs.locator('span').allInnerTexts()).toEqual([
    '等我办',
    '等别人办',
    '待审核',
    '待补正',
    '待用印',
    '全部未结',
    '已结',
  ]);
  expect(await tabs.filter({ hasText: '待补正' }).locator('b').innerText()).toBe('1');
  await page
    .getByText(proof?.title ?? 'none')
    .first()
    .waitFor();
  await look(page, 'request-waiting');
  await tabs.filter({ hasText: '待审核' }).click();
  await page.waitForURL(/tab=raised/);
  await closePage(page);

  // Among all kinds it is not among what is to be dispatched.
  for (const language of ['zh', 'en'] as const) {
    const inbox = await visit(`/cases?tab=waiting&ref=${proof?.ref}`, language);
    await inbox
      .getByRole('complementary')
      .getByText(proof?.number ?? 'none')
      .waitFor();
    await look(inbox, `inbox-${language}`);
    await closePage(inbox);
  }
});

test('what mediations came to stands below as counts, in per cent with two places', async () => {
  const at = new Date(monday).toISOString();
  const row = { communityId: 2, rate: 'mediation-success', year: 2026, n: 1688, reached: 1686, countedAt: at };
  await day.app.database.write({ communities: [2], organisations: [] }, (db) =>
    db.insertInto('sealedResults').values(row).execute(),
  );
  for (const language of ['zh', 'en'] as const) {
    const page = await visit('/figures', language);
    const table = page.getByRole('table', { name: /按年|by year/ });
    await table.getByText('99.88%').waitFor();
    await table.scrollIntoViewIfNeeded();
    await look(page, `sealed-${language}`);
    await closePage(page);
  }
});

test('a month’s figures by area: every number opens its matters, and all of it goes into a spreadsheet', async () => {
  const page = await visit('/');
  await page.getByRole('link', { name: '月度指标' }).click();
  await page.getByRole('heading', { name: '月度指标' }).waitFor();
  const table = page.getByRole('table', { name: /2026-11/ });
  await table.getByText('合计').waitFor();
  const names = await table.locator('tbody .ll-two-lines b').allInnerTexts();
  expect(names).toEqual(['合计', '春申社区', '梅园社区']);
  await look(page, 'month-zh');

  const number = table
    .locator('tbody tr')
    .nth(1)
    .getByRole('link', { name: /按时办结率 分母/ });
  const n = Number(await number.innerText());
  await number.click();
  await page.getByRole('heading', { name: '事项' }).waitFor();
  expect(new URL(page.url()).searchParams.get('metric')).toBe('on-time.denominator');
  await page.getByText(`共 ${n} 件`).waitFor();
  expect(await page.locator('.ll-table tbody tr').count()).toBe(n);
  await page.goBack();

  await page.getByRole('button', { name: '上个月' }).click();
  await page.waitForURL(/month=2026-10/);
  await page
    .getByRole('table', { name: /2026-10/ })
    .getByText('合计')
    .waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('月度指标-望江街道-2026-10.xlsx');
  await closePage(page);

  const english = await visit('/figures?area=11', 'en');
  await english.getByText('Total', { exact: true }).waitFor();
  await look(english, 'month-en');
  await closePage(english);
});

test('the charts of the wall are walked by keyboard: one stop each, every point in words, Enter opens its matters', async () => {
  const page = await visit('/../wall/');
  const points = page.getByRole('list', { name: '近 14 日走势' }).getByRole('button');
  await points.first().waitFor();
  const days = await points.allInnerTexts();
  expect(days.length).toBeGreaterThan(7);
  expect(days.every((words) => /^\d{4}-\d\d-\d\d/.test(words))).toBe(true);
  expect(await points.evaluateAll((all) => all.filter((one) => one.getAttribute('tabindex') === '0').length)).toBe(1);
  await points.first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  const words = await page.locator(':focus').innerText();
  expect(words).toBe(days.at(-2));
  await look(page, 'wall-point');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  expect(new URL(opened.url()).searchParams.get('raisedFrom')).toBe(words.slice(0, 10));
  await opened.close();
  await closePage(page);
});
