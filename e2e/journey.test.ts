import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { picture } from './desk-day.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;
let photo: Buffer;

beforeAll(async () => {
  [browser, day, photo] = await Promise.all([
    startBrowser(),
    startPortalDay(built),
    picture('#e8e2d4', '#d8d0bd', '#1c7a4a'),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function visit(path: string, size: { width: number; height: number }, as?: SignedIn): Promise<Page> {
  const page = await browser.openPage(size);
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  // A phone keeps when things were done; the day of the test is the server's.
  if (path.startsWith('/field')) await page.clock.setFixedTime(new Date(monday));
  await page.goto(`${day.address}${path}`);
  return page;
}

const desk = { width: 1440, height: 900 } as const;
const phone = { width: 390, height: 844 } as const;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

/** A picture of the phone, nothing wider than it, nothing that breaks WCAG 2.2 AA. */
async function look(page: Page, name: string): Promise<void> {
  // What fades out has no contrast of its own.
  await page.locator('.adm-toast-main').waitFor({ state: 'detached' });
  await shoot(page, `journey-${name}`);
  expect.soft(await page.evaluate('document.documentElement.scrollWidth'), `${name}: width`).toBe(phone.width);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function takePhoto(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('.ll-picker-photo').waitFor();
}

/** The step as somebody sees it who reads English. */
async function lookInEnglish(page: Page, name: string): Promise<void> {
  const other = await page.context().newPage();
  await other.clock.setFixedTime(new Date(monday));
  await other.addInitScript("localStorage.setItem('linli.language', 'en')");
  await other.goto(page.url());
  await other.waitForLoadState('networkidle');
  await look(other, `${name}-en`);
  await other.evaluate("localStorage.removeItem('linli.language')");
  await other.close();
}

/** One step of a matter behind the button for all but the main one. */
async function pickMore(page: Page, name: string): Promise<void> {
  await button(page, '更多').click();
  await button(page, name).waitFor();
  await look(page, 'more');
  await button(page, name).click();
}

/** Signs, calls the person first, says how it goes on, and hands it in with words, a photo and a reply: all on the phone. */
async function handleOnPhone(words: string): Promise<void> {
  const page = await visit('/field/', phone, day.handler);
  await page.getByRole('navigation').getByRole('link', { name: '任务' }).click();
  await page.getByRole('link', { name: new RegExp(words) }).click();
  await button(page, '签收').click();
  await page.getByText('“签收”已完成，现在是“待联系”').waitFor();
  await look(page, 'signed');

  await button(page, '先行联系').click();
  await button(page, '打电话').click();
  await page.getByText('19400002001').waitFor();
  await page.getByText('已联系上').click();
  await page.getByLabel('说明').fill('今天就去换灯管');
  await look(page, 'contact');
  await button(page, '先行联系').click();
  await button(page, '提交核查').waitFor();

  await pickMore(page, '答复居民');
  await page.getByLabel('给居民的话').fill('师傅已经出发，上午就到。');
  await look(page, 'reply');
  await button(page, '答复居民').click();
  await page.getByText('师傅已经出发，上午就到。').waitFor();

  await button(page, '提交核查').click();
  await page.getByText('实际解决').waitFor();
  await lookInEnglish(page, 'done');
  await page.getByText('实际解决').click();
  await page.getByLabel('办理情况').fill('换了灯管，线路检查过。');
  await page.getByLabel(/给居民的答复/).fill('今天上午换好了新的灯管。');
  await takePhoto(page);
  await look(page, 'done');
  await button(page, '提交核查').click();
  await page.getByText('待核查').first().waitFor();
  await look(page, 'handed-in');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** What a figure of the wall says, after a look that it opens the list in which the matter of this number is. */
async function opensInto(figure: string, number: string): Promise<number> {
  const wall = await visit('/wall/', desk, day.desk);
  const counted = button(wall, new RegExp(`^${figure}`));
  await counted.waitFor();
  const said = (await counted.innerText()).replaceAll(/\s/g, '');
  expect(await axeViolations(wall)).toEqual([]);
  const [opened] = await Promise.all([wall.context().waitForEvent('page'), counted.click()]);
  await opened.getByText(number).first().waitFor();
  await opened.close();
  await closePage(wall);
  return Number(said.match(/\d+/)?.[0]);
}

/** The rates of people's demands this month: what nobody asked for must not move them. */
async function monthRates(): Promise<readonly (readonly [string, number, number])[]> {
  const { answer } = await day.app.get('GET /metrics/overview', {}, day.desk);
  return answer.rates
    .filter(({ code }) => ['response', 'contact', 'solved', 'satisfied'].includes(code))
    .map(({ code, numerator, denominator }) => [code, numerator, denominator] as const);
}

test('one matter, from a resident’s first word to the figure on the wall', async () => {
  const resident = await visit(`/report?door=${world.unit}`, phone);
  await resident.getByLabel('情况说明').fill('3 楼楼道灯不亮，晚上看不见');
  await resident.getByLabel('手机号或座机').fill('19400002001');
  await button(resident, '提交').click();
  await resident.waitForURL(/\/sent#/);
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

  await handleOnPhone('3 楼楼道灯不亮');

  const checker = await visit(`/desk/cases/${ref}`, desk, day.checker);
  await button(checker, '核查通过').click();
  await dialog(checker).getByRole('button', { name: '核查通过' }).click();
  await checker.getByText('“核查通过”已完成，现在是“待回访”').waitFor();
  await closePage(checker);

  await resident.getByRole('link', { name: '查看进度' }).click();
  await resident.waitForURL(/\/t#/);
  await resident.reload();
  await resident.waitForLoadState('networkidle');
  await resident.getByText('师傅已经出发，上午就到。').first().waitFor();
  await resident.getByText('今天上午换好了新的灯管。').first().waitFor();
  await resident.getByText('修好了', { exact: true }).click();
  await resident.getByText('很满意').click();
  await button(resident, '提交评价').click();
  await resident.waitForSelector('text=您的评价');
  expect(faultsOf(resident)).toEqual([]);
  await closePage(resident);

  expect(await opensInto('办结', number)).toBeGreaterThan(0);
});

test('what is settled on the spot is one step on the phone, counted apart, and stays out of the rates', async () => {
  const words = '楼道口杂物已和住户一起清走';
  const ratesBefore = await monthRates();
  const worker = await day.app.signIn('grid-worker');
  const page = await visit('/field/', phone, worker);
  await page.getByRole('link', { name: /事件上报/ }).click();
  await page.getByText('我已当场处理').click();
  await page.getByLabel('情况说明').fill(words);
  await page.getByText('安全隐患', { exact: true }).click();
  await page.getByText('楼道堆放杂物', { exact: true }).first().click();
  await takePhoto(page);
  await button(page, '选地点').click();
  await page.getByRole('dialog').getByRole('button', { name: '1幢' }).first().click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await look(page, 'settle');
  await button(page, '提交办结').click();
  const row = page.locator('.field-row').filter({ hasText: words });
  await row.getByText('已送达，编号').waitFor();
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: words }).waitFor();
  await page.getByRole('img').first().waitFor();
  await look(page, 'settled');
  const number = (await page.locator('.field-task-number .figures').first().innerText()).trim();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);

  expect(await opensInto('即办即结', number)).toBe(1);
  expect(await opensInto('办结', number)).toBeGreaterThan(0);
  expect(await monthRates()).toEqual(ratesBefore);
});
