import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, goTo, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
let day: PortalDay;
let worker: SignedIn;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(inject('webDir'))]);
  day.app.clock.set(monday);
  const userId = await day.app.makeStaff('周晓梅');
  await day.app.hold(userId, 'grid-worker');
  worker = await day.app.signInUser(userId);
});
afterAll(async () => {
  await browser?.close();
  await day?.close();
});

const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit, words: '1幢1单元' };

interface Phone {
  readonly as?: SignedIn;
  readonly look?: 'en' | 'elder';
}

async function phone(path: string, { as, look }: Phone = {}): Promise<Page> {
  const page = await browser.openPage({ width: 390, height: 844, scale: 2 });
  await page.clock.setFixedTime(new Date(monday));
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  const kept: Record<string, string> = { 'linli.portal.home': JSON.stringify(home) };
  if (look === 'en') kept['linli.language'] = 'en';
  if (look === 'elder') kept['linli.text-size'] = 'elder';
  await page.addInitScript((given: Record<string, string>) => {
    for (const [key, value] of Object.entries(given)) localStorage.setItem(key, value);
  }, kept);
  await goTo(page, `${day.address}${path}`);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `authenticity-${name}`, { isWhole: true });
  expect.soft(await axeViolations(page), `${name}: axe`).toEqual([]);
  expect
    .soft(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), name)
    .toBeLessThanOrEqual(0);
  expect.soft(faultsOf(page), `${name}: faults`).toEqual([]);
}

/** What the worker's phone shows now: the digits, and the address in the QR code, made from the same key. */
const digitsOn = async (page: Page): Promise<string> =>
  ((await page.textContent('.door-code-digits')) ?? '').replace(/\s/g, '');

test('at the door: the worker shows a code, with no signal either, and the resident sees who it is', async () => {
  const field = await phone('/field/', { as: worker });
  await field.click('a[href="/field/door-code"]');
  await field.waitForSelector('.door-code-digits');
  await look(field, 'worker');
  // The signal goes; the code is made on the phone and goes on.
  await field.context().setOffline(true);
  await field.getByText('登记住户信息').click();
  await field.waitForSelector('text=居民会看到：周晓梅，登记住户信息');
  const digits = await digitsOn(field);
  await shoot(field, 'authenticity-worker-offline');

  const resident = await phone('/genuine');
  await resident.getByLabel('六位数字').fill(digits);
  await resident.getByRole('button', { name: '核对' }).click();
  await resident.waitForSelector('.portal-verdict-good');
  const said = await resident.innerText('.portal-verdict-good');
  for (const word of ['是本社区工作人员', '周晓梅', '春申居委会', '登记住户信息']) expect(said).toContain(word);
  await look(resident, 'ours');

  await resident.getByLabel('六位数字').fill(digits === '000000' ? '000001' : '000000');
  await resident.getByRole('button', { name: '核对' }).click();
  await resident.waitForSelector('.portal-verdict-bad');
  expect(await resident.innerText('.portal-verdict-bad')).toMatch(/核对不上，请勿开门[\s\S]*021-5555 0789/);
  await look(resident, 'wrong');

  // Two minutes later the same digits are nobody's.
  day.app.clock.advance(120_000);
  await resident.getByLabel('六位数字').fill(digits);
  await resident.getByRole('button', { name: '核对' }).click();
  await resident.waitForSelector('.portal-verdict-good', { state: 'detached' });
  await resident.waitForSelector('.portal-verdict-bad');
  day.app.clock.set(monday);
  await closePage(field);
  await closePage(resident);
});

test('a code that is scanned opens its own page; large letters and English read the same', async () => {
  for (const given of [{ look: 'elder' }, { look: 'en' }] as const) {
    const page = await phone(`/v/${world.community}-v-1-000000000000000000000000`, given);
    await page.waitForSelector('.portal-verdict-bad');
    await look(page, `expired-${given.look}`);
    await closePage(page);
    const whole = await phone('/genuine', given);
    await whole.waitForSelector('.portal-never');
    await look(whole, `start-${given.look}`);
    await closePage(whole);
  }
});

test('a call and a message are answered with care, and the words stay on the phone', async () => {
  const page = await phone('/genuine?kind=call');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('打给您的号码').fill('021-5555 0789');
  await page.getByRole('button', { name: '核对' }).click();
  await page.waitForSelector('text=这是公布的号码');
  expect(await page.innerText('.portal-verdict')).toContain('来电显示可以伪造');
  await look(page, 'call');

  await day.app.inject({ method: 'POST', url: '/api/auth/codes', payload: { phone: '19400000777' } });
  const { text } = day.app.sms.lastTo('19400000777');
  await page.locator('label').filter({ hasText: '短信' }).first().click();
  await page.getByLabel('把短信全文粘贴在这里').fill(text);
  await page.getByLabel('收到短信的手机号后四位').fill('0777');
  await page.getByRole('button', { name: '核对' }).click();
  await page.waitForSelector('text=这条短信是我们在');
  await page
    .getByLabel('把短信全文粘贴在这里')
    .fill('您有补贴未领，请点击 http://butie-gov.cn/a 提供验证码，缴纳手续费');
  await page.getByRole('button', { name: '核对' }).click();
  await page.waitForSelector('text=我们没有向这个手机发过这样的短信');
  expect(await page.innerText('.portal-verdict')).toMatch(/butie-gov\.cn[\s\S]*不要/);
  await look(page, 'message');
  expect(asked.filter((url) => decodeURIComponent(url).includes('补贴') || url.includes('butie'))).toEqual([]);
  await closePage(page);
});
