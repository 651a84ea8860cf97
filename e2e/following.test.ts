import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, goTo, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly path: string;
  readonly as?: SignedIn;
  readonly language?: 'zh' | 'en';
  readonly isElder?: boolean;
}

async function visit({ path, as, language = 'zh', isElder = false }: Visit): Promise<Page> {
  const isDesk = path.startsWith('/desk');
  const page = await browser.openPage(isDesk ? { width: 1440, height: 900 } : { width: 390, height: 844 });
  page.setDefaultTimeout(30_000);
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  await page.clock.setFixedTime(new Date(monday));
  await page.addInitScript(
    `localStorage.setItem('linli.language', '${language}'); localStorage.setItem('linli.text-size', '${isElder ? 'elder' : 'plain'}')`,
  );
  await goTo(page, `${day.address}${path}`);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `following-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');

/** A report on this phone as somebody has filled it: what, where, and of which kind. */
const draft = {
  words: '楼道灯坏了，晚上看不见',
  categoryId: 402,
  place: { areaId: 41, communityId: 11, words: '1幢1单元', communityName: '春申社区', gridName: '春申第一网格' },
  placeWords: '',
};
const keepDraft = (page: Page) =>
  page.evaluate((kept) => localStorage.setItem('linli.portal.report', JSON.stringify(kept)), draft);

test('a resident is shown what is known, follows it instead, sees its way, and stops', async () => {
  const known = await day.raise('王奶奶家楼下的灯三晚不亮', '19400005001');
  const page = await visit({ path: '/report' });
  await keepDraft(page);
  await page.reload();
  await page.getByText('附近已有人反映').waitFor();
  await page.getByText('附近已有人反映').scrollIntoViewIfNeeded();
  expect(await page.locator('main').innerText()).not.toContain('王奶奶');
  await look(page, 'offered');
  await button(page, '我也遇到').first().click();
  await page.getByLabel('手机号（选填）').fill('19400005002');
  await look(page, 'sheet');
  await button(page, '确认关注').click();
  await page.getByText('我也遇到的事').waitFor();
  await page.getByText('共 2 人遇到').waitFor();
  await look(page, 'track');
  const { answer } = await day.app.get('GET /cases/:ref/linked', { params: { ref: known.ref } }, day.desk);
  expect(answer.followers.count).toBe(1);
  await page.goto(`${day.address}/report`);
  await page.waitForSelector('textarea');
  expect(await page.locator('textarea').first().inputValue()).toBe('');
  await page.goBack();
  await button(page, '不再关注').click();
  await dialog(page).getByRole('button', { name: '不再关注' }).click();
  await page.waitForURL('**/mine');
  const after = await day.app.get('GET /cases/:ref/linked', { params: { ref: known.ref } }, day.desk);
  expect(after.answer.followers.count).toBe(0);
  await leave(page);
});

test.each([
  { language: 'en', isElder: false },
  { language: 'zh', isElder: true },
] as const)(
  'it reads well in other words and larger letters: $language, elder $isElder',
  async ({ language, isElder }) => {
    const page = await visit({ path: '/report', language, isElder });
    await keepDraft(page);
    await page.reload();
    const title = page.getByText(language === 'en' ? 'Known near by already' : '附近已有人反映');
    await title.waitFor();
    await title.scrollIntoViewIfNeeded();
    await look(page, `offered-${language}-${isElder ? 'elder' : 'plain'}`);
    await leave(page);
  },
);

test('a resident signed in finds what they follow among their matters, and says that it is not solved', async () => {
  const known = await day.raise('单元门口的灯不亮', '19400005003');
  const resident = await day.app.signInResident('19400005004');
  await day.app.send('cases.follow', { ref: known.ref, contact: { isMine: true } }, resident);
  await day.take(known.ref, 'callback');
  await day
    .act(day.checker, known.ref, 'call-back', { result: 'reached', isSolved: true, score: 5 })
    .catch(async () => {
      const caller = await day.app.signIn('checker');
      await day.act(caller, known.ref, 'call-back', { result: 'reached', isSolved: true, score: 5 });
    });
  const page = await visit({ path: '/mine', as: resident });
  await page.getByText('我关注的事').waitFor();
  await look(page, 'mine');
  await page.getByRole('link', { name: /小区、楼道照明故障/ }).click();
  await button(page, '还没解决').click();
  await dialog(page).getByRole('button', { name: '是，还没解决' }).click();
  await page.getByText('已告诉社区的工作人员。').waitFor();
  await look(page, 'still-there');
  await leave(page);
  await day.app.queue.runAll();
  const desk = await visit({ path: `/desk/cases/${known.ref}`, as: day.desk });
  await desk.getByText('1 人也遇到').waitFor();
  await desk.getByText('其中 1 人说办结后还没解决').waitFor();
  await look(desk, 'desk');
  await leave(desk);
});

test('the counter sees it beside the form and notes the caller down for it', async () => {
  await day.raise('楼道灯又坏了', '19400005005');
  const page = await visit({ as: day.desk, path: '/desk/intake' });
  await page.keyboard.type('19400005006');
  await page.getByLabel('地点').fill('1单元');
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('归 春申社区').waitFor();
  await page.getByLabel('类别').fill('楼道照明');
  await page.keyboard.press('Enter');
  await page.getByText('附近已有人反映').waitFor();
  await look(page, 'counter');
  await button(page, '诉求人也遇到').first().click();
  await page.getByRole('heading', { name: /已登记为“也遇到”/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, 'counter-done');
  await leave(page);
});

/** A report written on the phone, up to what is known near by. */
async function writeOnPhone(as: SignedIn): Promise<Page> {
  const page = await visit({ as, path: '/field/report' });
  await page.getByLabel('情况说明').fill('楼道灯不亮');
  await page.getByText('公共设施', { exact: true }).click();
  await page.getByText('小区、楼道照明故障', { exact: true }).first().click();
  await button(page, '选地点').click();
  await dialog(page).getByRole('button', { name: '1幢' }).first().click();
  await dialog(page).waitFor({ state: 'hidden' });
  await page.getByText('附近已有人反映').waitFor();
  return page;
}

test('the phone shows it where there is a signal; without one it is gone and sending is as ever', async () => {
  await day.raise('楼道灯第三次坏了', '19400005007');
  const worker = await day.app.signIn('grid-worker');
  const page = await writeOnPhone(worker);
  await page.getByText('附近已有人反映').scrollIntoViewIfNeeded();
  await look(page, 'field');
  await button(page, '我也遇到').first().click();
  await page.getByText('已记为“也遇到”，没有重复上报').waitFor();
  await leave(page);
  const { rows } = await day.app.database.pool.query(`select count(*)::int as n from case_links where kind = 'track'`);
  const second = await writeOnPhone(worker);
  await second.context().setOffline(true);
  await second.getByText('附近已有人反映').waitFor({ state: 'detached', timeout: 60_000 });
  await second.locator('footer .ll-mobile-button-fill').click();
  await second.locator('.field-row').filter({ hasText: '楼道灯不亮' }).first().waitFor();
  const isNoLine = (fault: string) => fault.includes('ERR_INTERNET_DISCONNECTED');
  expect.soft(faultsOf(second).filter((fault) => !isNoLine(fault))).toEqual([]);
  await closePage(second);
  const after = await day.app.database.pool.query(`select count(*)::int as n from case_links where kind = 'track'`);
  expect(after.rows).toEqual(rows);
});
