import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
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

interface Visit {
  readonly as: SignedIn;
  readonly path: string;
  readonly language?: 'zh' | 'en';
}

/** Opens a page of the desk as somebody, on the Monday of the desk's day. */
async function visit({ as, path, language = 'zh' }: Visit): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

async function look(page: Page, name: string, isWhole = false): Promise<void> {
  await shoot(page, `papers-${name}`, { isWhole });
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

test.each(['zh', 'en'] as const)('one box finds, the arrows choose, Enter opens (%s)', async (language) => {
  const page = await visit({ as: day.desk, path: '', language });
  // The desk's clock stands still for its words; what waits for the hand to rest needs one that goes.
  await page.clock.resume();
  const box = page.getByRole('combobox', { name: language === 'zh' ? /^搜索/ : /^Search matters/ });
  await box.fill('楼');
  await page.getByText(language === 'zh' ? /再输入一个字/ : /One more character/).waitFor();
  await box.fill('物业');
  await page.getByRole('option').first().waitFor();
  await look(page, `search-${language}`);
  await box.press('ArrowDown');
  await box.press('ArrowUp');
  await expect.poll(() => page.locator('[role=option][aria-selected=true]').count()).toBe(1);
  await box.press('Enter');
  await expect.poll(() => page.url()).not.toMatch(/\/desk\/?$/);
  expect(page.url()).not.toContain(encodeURIComponent('物业'));
  await leave(page);
});

test.each(['zh', 'en'] as const)('a file is opened for print (%s)', async (language) => {
  const page = await visit({ as: day.desk, path: `/cases/${day.shown}/print`, language });
  await page.locator('.case-sheet').waitFor();
  await look(page, `file-${language}`, true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.case-print-bar').isVisible()).toBe(false);
  expect(await page.locator('.ll-shell-nav').isVisible()).toBe(false);
  if (language === 'zh') await shoot(page, 'papers-file-print', { isWhole: true });
  await leave(page);
});

test.each(['zh', 'en'] as const)('a report is chosen and downloaded (%s)', async (language) => {
  const page = await visit({ as: day.desk, path: '/reports', language });
  await page.locator('.reports-outline').waitFor();
  await look(page, `reports-${language}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: language === 'zh' ? '下载 Word 草稿' : 'Download the Word draft' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/周报-2026-11-29\.docx$/);
  await leave(page);
});

test.each(['zh', 'en'] as const)('a package is ordered, made and fetched (%s)', async (language) => {
  const page = await visit({ as: day.secretary, path: '/packages', language });
  await page.clock.resume();
  await page.getByRole('textbox', { name: language === 'zh' ? '用途' : 'Purpose' }).fill('区里年度检查');
  await page.getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: language === 'zh' ? '开始整理' : 'Begin' }).click();
  await page.locator('.packages-list li').first().waitFor();
  await day.app.queue.runAll();
  const fetch = page.getByRole('link', { name: language === 'zh' ? '下载' : 'Download' }).first();
  await fetch.waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, `packages-${language}`);
  const [download] = await Promise.all([page.waitForEvent('download'), fetch.click()]);
  expect(download.suggestedFilename()).toMatch(/^迎检包 .*\.zip$/);
  await leave(page);
});
