import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { buildWeb } from './build-web.ts';
import { type DeskDay, monday, startDeskDay } from './desk-day.ts';

let browser: TestBrowser;
let built: string;
let day: DeskDay;

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'linli-desk-'));
  await buildWeb({ outDir: built });
  [browser, day] = await Promise.all([startBrowser(), startDeskDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
  rmSync(built, { recursive: true, force: true });
});

interface Visit {
  readonly as: SignedIn;
  readonly path: string;
  readonly language?: 'zh' | 'en';
  readonly width?: number;
}

/** Opens a page of the desk as somebody, on the Monday of the demo day. */
async function visit({ as, path, language = 'zh', width = 1440 }: Visit): Promise<Page> {
  const page = await browser.openPage({ width, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

/** A picture, and nothing that breaks WCAG 2.2 AA or goes wrong in the console. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `workbench-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

test.each(['zh', 'en'] as const)('the desk’s screens in %s', async (language) => {
  const as = day.desk;
  for (const [name, path] of [
    ['home', ''],
    ['todo', '/todo'],
    ['cases', `/cases?ref=${day.shown}`],
    ['case-page', `/cases/${day.shown}`],
    ['intake', '/intake'],
    ['raise', '/raise'],
  ] as const) {
    const page = await visit({ as, path, language });
    await look(page, `${name}-${language}`);
    await leave(page);
  }
  const page = await visit({ as: day.caller, path: '/call-backs', language });
  await look(page, `call-backs-${language}`);
  await leave(page);
});
