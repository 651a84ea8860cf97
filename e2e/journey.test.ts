import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, startBrowser, type TestBrowser } from './browser.ts';
import { buildWeb } from './build-web.ts';
import { type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
let built: string;
let day: PortalDay;

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'linli-journey-'));
  await buildWeb({ outDir: built });
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
  rmSync(built, { recursive: true, force: true });
});

async function visit(path: string, size: { width: number; height: number }, as?: SignedIn): Promise<Page> {
  const page = await browser.openPage(size);
  page.setDefaultTimeout(20_000);
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  await page.goto(`${day.address}${path}`);
  return page;
}

const desk = { width: 1440, height: 900 } as const;
const phone = { width: 390, height: 844 } as const;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

test('one matter, from a resident’s first word to the figure on the wall', async () => {
  const resident = await visit(`/report?door=${world.unit}`, phone);
  await resident.getByLabel('情况说明').fill('3 楼楼道灯不亮，晚上看不见');
  await resident.getByLabel('手机号或座机').fill('19400002001');
  await button(resident, '提交').click();
  await resident.waitForURL(/\/sent\//);
  const number = (await resident.textContent('.portal-sent-number'))?.trim() ?? '';
  const ref = await day.refOf(number);

  const seat = await visit(`/desk/cases/${ref}`, desk, day.desk);
  await button(seat, '受理').click();
  await dialog(seat).getByText('一般').click();
  await dialog(seat).getByRole('button', { name: '受理' }).click();
  await seat.getByText('“受理”已完成，现在是“待派遣”').waitFor();
  await button(seat, '派遣').click();
  await dialog(seat).getByLabel('主办单位').fill('春申物业');
  await seat
    .getByRole('option', { name: /春申物业/ })
    .first()
    .waitFor({ state: 'attached' });
  await seat.keyboard.press('Enter');
  await dialog(seat).getByRole('button', { name: '派遣' }).click();
  await seat.getByText('“派遣”已完成，现在是“待签收”').waitFor();
  await closePage(seat);

  await day.act(day.handler, ref, 'sign');
  await day.act(day.handler, ref, 'contact', { result: 'reached', words: '已通话' });
  await day.act(day.handler, ref, 'done', { outcome: 'solved', words: '换了灯管', reply: '今天上午换好了新的灯管。' });
  const checker = await visit(`/desk/cases/${ref}`, desk, day.checker);
  await button(checker, '核查通过').click();
  await dialog(checker).getByRole('button', { name: '核查通过' }).click();
  await checker.getByText('“核查通过”已完成，现在是“待回访”').waitFor();
  await closePage(checker);

  await resident.getByRole('link', { name: '查看进度' }).click();
  await resident.waitForURL('**/t/*');
  await resident.reload();
  await resident.waitForLoadState('networkidle');
  await resident.getByText('今天上午换好了新的灯管。').first().waitFor({ timeout: 6000 });
  await resident.getByText('修好了', { exact: true }).click();
  await resident.getByText('很满意').click();
  await button(resident, '提交评价').click();
  await resident.waitForSelector('text=您的评价');
  expect(faultsOf(resident)).toEqual([]);
  await closePage(resident);

  const wall = await visit('/wall/', desk, day.desk);
  const closed = button(wall, /^办结/);
  await closed.waitFor();
  expect((await closed.innerText()).replaceAll(/\s/g, '')).toContain('办结1');
  expect(await axeViolations(wall)).toEqual([]);
  const [opened] = await Promise.all([wall.context().waitForEvent('page'), closed.click()]);
  await opened.getByText(number).first().waitFor();
  await opened.close();
  await closePage(wall);
});

test('what is settled on the spot is one step, and stays out of the rates', async () => {
  const worker = await day.app.signIn('grid-worker');
  const made = await day.app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'settle',
      source: 'grid',
      place: { areaId: world.building },
      fields: { words: '楼道杂物当场清走' },
    },
    worker,
  );
  expect(made.answer.isOnTheSpot).toBe(true);
  const { answer } = await day.app.get('GET /metrics/overview', {}, day.desk);
  expect(answer.counts.onTheSpotToday).toBe(1);
  expect(answer.rates.find((rate) => rate.code === 'solved')?.denominator).toBe(1);
});
