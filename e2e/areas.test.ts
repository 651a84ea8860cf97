import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type AreasDay, at, monday, startAreasDay } from './areas-day.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: AreasDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startAreasDay(built)]);
});
afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly as?: SignedIn;
  readonly path: string;
  readonly language?: 'zh' | 'en';
}

async function visit({ as = day.office, path, language = 'zh' }: Visit): Promise<Page> {
  const page = await browser.openPage({ width: 1440, height: 900 });
  const [name = '', value = ''] = as.headers.cookie.split('=');
  await page.context().addCookies([{ name, value, url: day.address }]);
  await page.clock.setFixedTime(new Date(monday));
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}/desk${path}`);
  await page.waitForSelector('h1, .ll-detail h2');
  await page.waitForLoadState('networkidle');
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `areas-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** What a busy machine shows within some seconds. */
const soon = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 60_000 });

/** Waits until the map has its ground. */
async function mapReady(page: Page): Promise<void> {
  await page.waitForSelector('.ll-map-frame[data-ready="yes"]');
  await page.waitForTimeout(700);
}

const screens = [
  ['tree', `/areas?area=${world.community}`, true],
  ['grid', `/areas?area=${world.grid}`, true],
  ['past', `/areas?area=${world.grid}&on=2026-11-10`, true],
  ['drawing', `/areas?area=${world.grid}&mode=draw`, true],
  ['split', `/areas?area=${world.grid}&mode=split`, true],
  ['posts', '/posts', false],
  ['vacant', '/posts?tab=vacant', false],
  ['door', `/responsible?area=${world.building}`, true],
  ['organisations', '/organisations', false],
  ['organisation-tree', `/organisations?view=tree&id=${world.station}`, false],
  ['divisions', '/areas/divisions', false],
  ['calendar', '/calendar?year=2026', false],
  ['calendar-open', '/calendar?year=2027', false],
] as const;

/** One page walks them all: a new address, a picture, a look for breaches. */
async function walk(language: 'zh' | 'en', chosen: readonly (typeof screens)[number][]): Promise<void> {
  const page = await visit({ path: chosen[0]?.[1] ?? '', language });
  for (const [name, path, hasMap] of chosen) {
    await page.goto(`${day.address}/desk${path}`);
    await page.waitForSelector('h1, .ll-detail h2');
    await page.waitForLoadState('networkidle');
    if (hasMap) await mapReady(page);
    await look(page, `${name}-${language}`);
  }
  await leave(page);
}

test('the screens in Chinese', () => walk('zh', screens));

test('the screens in English, whose words are longer', () =>
  walk(
    'en',
    screens.filter(([name]) =>
      ['tree', 'drawing', 'posts', 'door', 'organisations', 'divisions', 'calendar'].includes(name),
    ),
  ));

test('a grid is drawn by pressing the map, snapped to its neighbours, and the tree shows it', async () => {
  const page = await visit({ as: day.secretary, path: `/areas?area=${world.community}&mode=draw` });
  await mapReady(page);
  await page.locator('.ll-outline-list summary').click();
  // The same work without a pointer: four corners by their coordinates, a little off the neighbours' borders.
  for (const [i, corner] of [at(4, 214), at(636, 206), at(636, 416), at(4, 416)].entries()) {
    await page.locator('.ll-outline-append').click();
    const inputs = page.locator('.ll-outline-list li').nth(i).locator('input');
    await inputs.nth(0).fill(corner[0].toFixed(7));
    await inputs.nth(0).press('Enter');
    const again = page.locator('.ll-outline-list li').nth(i).locator('input');
    await again.nth(1).fill(corner[1].toFixed(7));
    await again.nth(1).press('Enter');
  }
  await page.getByRole('button', { name: '完成边界' }).click();
  await soon(() => page.locator('.areas-check-bad').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: '贴齐相邻边界' }).click();
  await soon(() => page.locator('.areas-check-bad').count()).toBe(0);
  await look(page, 'drawn');
  await page.getByLabel('网格名称').fill('春申第三网格');
  await page.getByRole('button', { name: '保存网格' }).click();
  await page.waitForSelector('.areas-tree');
  await soon(() => page.locator('.ll-detail h2').textContent()).toBe('春申第三网格');
  await soon(() => page.locator('.areas-tree').getByText('春申第三网格').count()).toBe(1);
  const { answer } = await day.app.get('POST /areas/search', { query: { q: '春申第三网格' } }, day.office);
  expect(answer.items[0]?.childCount).toBeGreaterThan(3);
  await leave(page);
});

test('who changed a grid first is told to the second, on the screen', async () => {
  const page = await visit({ as: day.secretary, path: `/areas?area=${world.secondGrid}` });
  await page.getByRole('button', { name: '变更' }).click();
  await page.getByRole('textbox', { name: '名称' }).waitFor();
  const { current } = (await day.app.get('GET /areas/:id', { params: { id: world.secondGrid } }, day.office)).answer;
  await day.app.send(
    'areas.change',
    { id: world.secondGrid, basedOn: current.stamp, from: '2026-11-23', name: '春申二网格' },
    day.office,
  );
  await page.getByRole('textbox', { name: '名称' }).fill('另一个名字');
  await page.getByRole('button', { name: '保存变更' }).click();
  await page.getByText('刚才已有人改过它').waitFor();
  await leave(page);
});

test('somebody is assigned to a grid that had nobody', async () => {
  const page = await visit({ as: day.secretary, path: '/posts?tab=vacant' });
  await page.locator('.ll-table').getByRole('button', { name: '安排岗位' }).first().click();
  await page.getByLabel('安排谁').focus();
  await page.keyboard.type('陈晓岚');
  await page.locator('.ant-select-item-option[title^="陈晓岚"]').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByLabel('岗位', { exact: true }).fill('网格员');
  await look(page, 'assign');
  await page.getByRole('dialog').getByRole('button', { name: '安排岗位' }).click();
  await page.getByText('已安排 陈晓岚。').waitFor();
  await leave(page);
});

test('a press on the map tells who is responsible, and a phone is shown on demand', async () => {
  const page = await visit({ as: day.secretary, path: '/responsible' });
  await mapReady(page);
  const [lon, lat] = at(100, 100);
  await page.getByLabel('经度, 纬度').fill(`${lon.toFixed(6)}, ${lat.toFixed(6)}`);
  await page.getByLabel('经度, 纬度').press('Enter');
  await page.getByText('网格长').waitFor();
  await page.getByRole('button', { name: '查看陈晓岚的电话' }).click();
  await page.getByRole('link', { name: '拨打 19900000001' }).waitFor();
  await mapReady(page);
  await look(page, 'door-answer');
  await leave(page);
});

test('a district comes in from its list: first looked at, then imported', async () => {
  const page = await visit({ path: '/areas/divisions' });
  await page.getByRole('button', { name: /荔湾区/ }).click();
  await page.getByRole('button', { name: '先看看会改什么' }).click();
  await page.getByText('导入后').waitFor();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText('已导入').waitFor();
  await soon(() => page.locator('.areas-report dd').first().textContent()).toBe('224');
  await look(page, 'imported');
  await page.getByRole('link', { name: '去看看荔湾区' }).click();
  await soon(() => page.locator('.ll-detail h2').textContent()).toBe('荔湾区');
  await soon(() => page.locator('.ll-facts').textContent()).toContain('街道（镇） 22 · 社区（村） 201');
  await leave(page);
});

test('a notice is pasted and 2027 is published; a day is set by keyboard', async () => {
  const page = await visit({ path: '/calendar?year=2027' });
  await page.getByText('放假安排还没有发布').waitFor();
  await page.getByRole('button', { name: '发布放假安排' }).click();
  await page
    .getByLabel('粘贴通知原文、表格或 JSON')
    .fill('一、元旦：1月1日至3日放假。\n二、春节：2月5日至11日放假。1月31日（周日）、2月20日（周六）上班。');
  await page.getByText('读到放假 10 天，补班 2 天').waitFor();
  await look(page, 'publish');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('全年工作日').waitFor();
  await soon(() => page.locator('.calendar-counts').textContent()).toContain('放假 10 天 · 补班 2 天');
  // The dialog closes when everything is read anew, and holds the keyboard until then.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const button = page.getByRole('button', { name: '2027-03-01，工作日' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: '放假' }).check();
  await page.getByRole('dialog').getByLabel('名称').fill('社区开放日');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '2027-03-01，放假 社区开放日' }).waitFor();
  await leave(page);
});

test('a grid worker sees and does not change', async () => {
  const page = await visit({ as: day.worker, path: `/areas?area=${world.grid}` });
  expect(await page.locator('.ll-actions').count()).toBe(0);
  expect(await page.getByRole('button', { name: '导入区划' }).count()).toBe(0);
  await leave(page);
});

test('the tree is walked by keyboard', async () => {
  const page = await visit({ as: day.secretary, path: '/areas' });
  await page.locator('.areas-tree [role=tree]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await soon(() => page.locator('.ll-detail h2').textContent()).toMatch(/网格/);
  await leave(page);
});
