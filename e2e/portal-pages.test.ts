import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { picture } from './desk-day.ts';
import { smallThings } from './large-letters.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;
/** Matters at three steps of the way, as one phone keeps them. */
let tracks: readonly { token: string; number: string }[];
let waiting: { token: string; number: string };

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
  const fresh = await day.raise('电动车棚的充电插座坏了一个');
  const handled = await day.raise('楼道灯连续三晚不亮，老人上下楼看不见', '19400001002');
  await day.take(handled.ref, 'handling');
  const checked = await day.raise('单元门关不上', '19400001002');
  await day.take(checked.ref, 'callback');
  day.app.clock.set(monday);
  waiting = checked;
  tracks = [checked, handled, fresh];
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

const looks = ['zh', 'en', 'elder'] as const;
type Look = (typeof looks)[number];

const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit, words: '1幢1单元' };

interface Visit {
  readonly look: Look;
  readonly width?: number;
  /** What the phone remembers, beside where its owner lives. */
  readonly kept?: Readonly<Record<string, unknown>>;
}

/** Opens a page of the portal on a phone that somebody has used before. */
async function visit(path: string, { look, width = 390, kept = {} }: Visit): Promise<Page> {
  const page = await browser.openPage({ width, height: 844, scale: width < 600 ? 2 : 1 });
  await page.clock.setFixedTime(new Date(monday));
  const values = {
    'linli.portal.home': home,
    'linli.portal.family': { name: '女儿', phone: '19400009999' },
    ...Object.fromEntries(Object.entries(kept).map(([key, value]) => [`linli.portal.${key}`, value])),
  };
  await page.addInitScript((given: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(given)) localStorage.setItem(key, JSON.stringify(value));
  }, values);
  if (look === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  if (look === 'elder') await page.addInitScript("localStorage.setItem('linli.text-size', 'elder')");
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

const overflow = 'document.documentElement.scrollWidth - window.innerWidth';

/** A picture; and nothing that breaks WCAG 2.2 AA, is too small to read or press, or runs over the edge. */
async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `portal-${name}`, { isWhole: true });
  expect.soft(await axeViolations(page), `${name}: axe`).toEqual([]);
  expect.soft(await smallThings(page), `${name}: small`).toEqual([]);
  expect.soft(await page.evaluate(overflow), `${name}: overflow`).toBeLessThanOrEqual(0);
  // A refusal is an answer, which the browser logs as a failed request.
  const faults = faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault));
  expect.soft(faults, `${name}: faults`).toEqual([]);
}

test.each(looks)('first pages: %s', async (as) => {
  const page = await visit('/', { look: as, kept: { tracks } });
  await page.waitForSelector(as === 'elder' ? '.portal-news' : '.portal-matter');
  await shoot(page, `portal-home-${as}`);
  await look(page, `home-whole-${as}`);
  await page.click(as === 'elder' ? '.ll-big-alarm-fill' : '.ll-big-alarm');
  await page.waitForSelector('dialog[open] .portal-dial');
  await look(page, `help-${as}`);
  await closePage(page);
  const fresh = await visit('/', { look: as, kept: { home: null } });
  await look(fresh, `home-fresh-${as}`);
  await closePage(fresh);
});

test.each(looks)('pages of one matter: %s', async (as) => {
  for (const [name, path] of [
    ['track-waiting', `/t#${waiting.token}`],
    ['track-handled', `/t#${tracks[1]?.token}`],
    ['track-lost', '/t#AAAAAAAAAAAAAAAAAAAAAA'],
    ['sent', `/sent#${tracks[2]?.token}`],
  ] as const) {
    const page = await visit(path, { look: as, kept: { tracks } });
    await look(page, `${name}-${as}`);
    await closePage(page);
  }
});

test('words looked for stay out of the address, and a reload and Back still know them', async () => {
  const page = await visit('/', { look: 'zh' });
  await page.getByRole('searchbox').or(page.locator('form input')).first().fill('张秀兰家楼道灯不亮');
  await page.keyboard.press('Enter');
  const asWords = page.getByText('张秀兰家楼道灯不亮').first();
  await page.waitForURL(/\/search$/);
  await asWords.waitFor();
  await page.reload();
  await asWords.waitFor();
  await page.locator('.portal-found a').last().click();
  await page.waitForURL(/\/report$/);
  await expect.poll(() => page.locator('textarea').first().inputValue()).toBe('张秀兰家楼道灯不亮');
  await page.goBack();
  await page.waitForURL(/\/search$/);
  await asWords.waitFor();
  await closePage(page);
});

const words = { zh: '3 楼楼道灯不亮，晚上看不见', en: '3 楼楼道灯不亮，晚上看不见', elder: '电梯坏了' } as const;
const place = {
  areaId: world.building,
  communityId: world.community,
  words: '1幢',
  communityName: '春申社区',
  gridName: '春申第一网格',
};
const filled = (as: Look) => ({
  words: words[as],
  isDangerous: as === 'zh',
  categoryId: 107,
  stops: { trapped: true },
  answers: {},
  place,
  placeWords: '3 楼',
  phone: '12',
  name: '',
});

const askWords = {
  zh: ['有人受伤吗', '请回答“有人受伤吗”'],
  en: ['Is anybody hurt', 'Please answer “Is anybody hurt”'],
  elder: ['有人受伤吗', '请回答“有人受伤吗”'],
};

test.each(looks)('the questions of a category: %s', async (as) => {
  const [question = '', missing = ''] = askWords[as];
  const draft = {
    ...filled(as),
    words: '外墙掉下来一块瓷砖',
    categoryId: 106,
    stops: { 'fire-now': false },
    phone: '19400001044',
  };
  const page = await visit('/report', { look: as, kept: { report: draft } });
  await page.click('.ll-sticky .ll-mobile-button-fill');
  await page.getByText(missing).waitFor();
  // The keyboard follows with the next frame.
  await expect
    .poll(() => page.evaluate(`document.activeElement.closest('[data-invalid]') !== null`), { timeout: 20_000 })
    .toBe(true);
  await page.evaluate('document.activeElement.blur(), window.scrollTo(0, 0)');
  await look(page, `questions-missing-${as}`);
  await page.getByRole('radiogroup', { name: question }).locator('label').last().click();
  await page.getByText(missing).waitFor({ state: 'detached' });
  await page.locator('.ll-reasons-chips label').first().click();
  await look(page, `questions-${as}`);
  await page.click('.ll-sticky .ll-mobile-button-fill');
  await page.waitForURL(/\/sent#/);
  await page.goto(page.url().replace('/sent#', '/t#'));
  await page.waitForSelector('.portal-track-answers');
  await page.waitForLoadState('networkidle');
  await look(page, `track-answers-${as}`);
  await closePage(page);
});

test.each(looks)('a report on its way: %s', async (as) => {
  const page = await visit('/report', { look: as, kept: { report: filled(as) } });
  await page.setInputFiles('[data-role="photos"]', [
    { name: '1.jpg', mimeType: 'image/jpeg', buffer: await picture('#e8e2d4', '#d8d0bd', '#8a3b2e') },
    { name: '2.jpg', mimeType: 'image/jpeg', buffer: await picture('#dfe8ee', '#cfc6b4', '#1c7a4a') },
  ]);
  await page.waitForSelector('.ll-picker-photo:nth-of-type(2) img');
  await page.click('.ll-sticky .ll-mobile-button-fill');
  await page.waitForSelector('.ll-field-error');
  await page.evaluate('document.activeElement.blur(), window.scrollTo(0, 0)');
  await look(page, `report-filled-${as}`);
  await closePage(page);
  const { categoryId: _, place: __, ...fresh } = filled(as);
  const typed = await visit('/report', { look: as, kept: { report: fresh } });
  await typed.fill('.portal-place-search input', '1幢');
  await typed.waitForSelector('.portal-place-search li button');
  await look(typed, `report-typed-${as}`);
  await typed.click('.portal-chip-more');
  await typed.waitForSelector('dialog[open] .ll-sheet-options');
  await look(typed, `report-kinds-${as}`);
  await typed.keyboard.press('Escape');
  await typed.click('.portal-way-button');
  await typed.waitForSelector('[data-ready="yes"]');
  await typed.click('.ll-map-canvas', { position: { x: 150, y: 150 } });
  await typed.waitForSelector('dialog[open] .ll-mobile-button-fill:not(:disabled)');
  await typed.waitForSelector('.ll-map-pin');
  await look(typed, `report-map-${as}`);
  await typed.context().setOffline(true);
  await typed.keyboard.press('Escape');
  await typed.waitForSelector('.portal-offline');
  await shoot(typed, `portal-report-offline-${as}`);
  await closePage(typed);
});

test.each(looks)('what is asked before a step: %s', async (as) => {
  const under = await day.raise('楼道窗户关不上，雨飘进来', '19400001004');
  await day.take(under.ref, 'handling');
  day.app.clock.set(monday);
  const page = await visit(`/t#${under.token}`, { look: as });
  await page.click('.portal-quick > button:first-of-type');
  await page.waitForSelector('.portal-said');
  await page.click('.portal-quick > button:last-of-type');
  await page.waitForSelector('dialog[open] textarea');
  await look(page, `withdraw-${as}`);
  await closePage(page);
  const ended = await day.raise('门禁坏了', '19400001003');
  await day.take(ended.ref, 'callback');
  await day.app.send(
    'cases.act',
    { ref: ended.ref, action: 'confirm', input: { isSolved: true, score: 4, words: '修得快' } },
    { userId: 'link', headers: { 'x-linli-link': ended.token } },
  );
  day.app.clock.set(monday);
  const closed = await visit(`/t#${ended.token}`, { look: as });
  await look(closed, `track-closed-${as}`);
  await closed.click('.portal-quick > button');
  await closed.waitForSelector('dialog[open] textarea');
  await look(closed, `reopen-${as}`);
  await closePage(closed);
  const home = await visit('/', { look: as });
  await home.click(as === 'elder' ? '.ll-elder-on' : '.portal-community');
  await home.waitForSelector('dialog[open]');
  await look(home, `home-sheet-${as}`);
  await closePage(home);
});

test.each(looks)('by code, by number: %s', async (as) => {
  const phone = `1940000200${looks.indexOf(as)}`;
  const { number } = await day.raise('楼道灯不亮', phone);
  const page = await visit('/lookup', { look: as });
  await page.fill('.portal-form input >> nth=0', number);
  await page.fill('.portal-form input >> nth=1', phone.slice(-4));
  await page.click('[type="submit"]');
  await page.waitForSelector('.portal-way');
  await look(page, `lookup-found-${as}`);
  await page.goto(`${day.address}/sign-in`);
  await page.fill('[type="tel"]', phone);
  await page.click('[type="submit"]');
  await page.waitForSelector('.portal-code');
  await look(page, `sign-in-code-${as}`);
  const code = /\d{6}/.exec(day.app.sms.lastTo(phone).text)?.[0] ?? '';
  await page.fill('.portal-code', code);
  await page.click('[type="submit"]');
  await page.waitForSelector('.portal-matter');
  await look(page, `mine-signed-in-${as}`);
  await page.goto(`${day.address}/report`);
  await page.waitForSelector('.ll-segments');
  await look(page, `report-signed-in-${as}`);
  await closePage(page);
});

test('on a desk the portal keeps to the middle', async () => {
  const page = await visit('/', { look: 'zh', width: 1440, kept: { tracks } });
  await page.waitForSelector('.portal-matter');
  await look(page, 'home-desk');
  await closePage(page);
});

test.each(looks)('pages to fill in: %s', async (as) => {
  for (const [name, path] of [
    ['report-empty', '/report'],
    ['apply', '/apply/request'],
    ['lookup', '/lookup'],
    ['sign-in', '/sign-in'],
    ['contact', '/contact'],
    ['me', '/me'],
    ['mine', '/mine'],
    ['search', '/search?q=楼道灯不亮'],
  ] as const) {
    const page = await visit(path, { look: as, kept: { tracks } });
    await look(page, `${name}-${as}`);
    await closePage(page);
  }
});
