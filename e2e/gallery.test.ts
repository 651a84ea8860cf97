import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { buildWeb } from './build-web.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

const desk = { width: 1440, height: 900 } as const;
const phone = { width: 390, height: 844, scale: 2 } as const;

let browser: TestBrowser;
let folder: ServedFolder;
let built: string;

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'linli-gallery-'));
  await buildWeb({ outDir: built, isGallery: true });
  [browser, folder] = await Promise.all([startBrowser(), serveFolder(built)]);
});

afterAll(async () => {
  await browser?.close();
  await folder?.close();
  rmSync(built, { recursive: true, force: true });
});

type View = 'desk' | 'parts' | 'field' | 'queue' | 'form' | 'resident' | 'wall' | 'map';

async function openView(view: View, size: typeof desk | typeof phone, query = ''): Promise<Page> {
  const page = await browser.openPage(size);
  await page.goto(`${folder.address}/ui/gallery/?view=${view}${query}`);
  await page.waitForSelector('h1');
  if (view === 'wall' || view === 'map') await page.waitForFunction(allMapsReady);
  return page;
}

const allMapsReady = `[...document.querySelectorAll('[data-ready]')].every((map) => map.dataset.ready === 'yes')`;
const overflow = 'document.documentElement.scrollWidth - window.innerWidth';

test.each([
  ['desk', desk, ''],
  ['desk', desk, '&language=en'],
  ['parts', desk, ''],
  ['parts', desk, '&dialog'],
  ['map', desk, ''],
  ['wall', desk, ''],
  ['field', phone, ''],
  ['queue', phone, ''],
  ['queue', phone, '&sheet'],
  ['form', phone, ''],
  ['form', phone, '&text=elder'],
  ['resident', phone, ''],
  ['resident', phone, '&text=elder'],
  ['field', phone, '&language=en'],
] as const)(
  '%s %o %s has no breach of WCAG 2.2 AA, nothing beyond its edge, no fault, no outside request',
  async (view, size, query) => {
    const page = await openView(view, size, query);
    await shoot(page, `${view}${query.replaceAll('&', '-').replaceAll('=', '-')}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(faultsOf(page)).toEqual([]);
    await closePage(page);
  },
);

test('an outline is drawn by presses, closed, nudged and cut by keys, and its coordinates can be typed', async () => {
  const page = await openView('map', desk);
  const editor = page.locator('.ll-outline');
  const status = editor.locator('[role="status"]');
  const corners = editor.locator('.ll-corner:not(.ll-corner-middle)');
  await editor.getByRole('button', { name: '清空重画' }).click();
  const map = editor.locator('.ll-map-canvas canvas');
  for (const [x, y] of [
    [60, 120],
    [200, 130],
    [190, 260],
  ] as const)
    await map.click({ position: { x, y }, delay: 20 });
  await expect.poll(() => corners.count()).toBe(3);
  await editor.getByRole('button', { name: '完成边界' }).click();
  const first = await status.textContent();
  expect(first).toMatch(/3 个边界点，面积 \d+\.\d\d 公顷/);

  await editor.locator('.ll-corner-middle').last().click();
  await expect.poll(() => corners.count()).toBe(4);
  await corners.nth(3).focus();
  for (let times = 0; times < 5; times += 1) await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => status.textContent()).not.toBe(first);
  expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toContain('第 4 个边界点');
  await page.keyboard.press('Delete');
  await expect.poll(() => corners.count()).toBe(3);

  const from = await corners.nth(0).boundingBox();
  if (!from) throw new Error('the corner is out of sight');
  await page.mouse.move(from.x + 9, from.y + 9);
  await page.mouse.down();
  await page.mouse.move(from.x + 49, from.y - 21, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => status.textContent()).not.toBe(first);

  await editor.locator('summary').click();
  const longitude = editor.getByLabel('第 1 点经度');
  await longitude.fill('121.4821234');
  await longitude.press('Enter');
  await expect.poll(() => editor.getByLabel('第 1 点经度').inputValue()).toBe('121.4821234');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

test('a spot is chosen by a press or by typed coordinates', async () => {
  const page = await openView('map', desk);
  const picker = page.locator('.ll-map', { has: page.locator('.ll-map-coordinates') });
  const box = picker.locator('input');
  const before = await box.inputValue();
  await picker.locator('canvas').click({ position: { x: 120, y: 90 } });
  await expect.poll(() => box.inputValue()).not.toBe(before);
  await box.fill('somewhere');
  await box.press('Enter');
  await expect.poll(() => picker.textContent()).toContain('请按“经度, 纬度”填写');
  await box.fill('121.49, 31.235');
  await box.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('121.490000, 31.235000');
  await closePage(page);
});

test('a photo opens large, the arrows go round, and Escape gives the page back', async () => {
  const page = await openView('desk', desk);
  await page.getByRole('button', { name: '放大查看：车辆已移到充电棚' }).click();
  const viewer = page.getByRole('dialog', { name: '查看照片' });
  expect(await viewer.textContent()).toContain('3 / 3');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => viewer.textContent()).toContain('1 / 3');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => viewer.textContent()).toContain('3 / 3');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => viewer.count()).toBe(0);
  await closePage(page);
});

test('the detail slides in as a drawer where the window is narrow', async () => {
  const page = await browser.openPage({ width: 1100, height: 800 });
  await page.goto(`${folder.address}/ui/gallery/?view=desk`);
  await page.waitForSelector('.ant-drawer h2');
  expect(await page.locator('.ll-split-detail').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'desk-narrow');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.ant-drawer h2').count()).toBe(0);
  await closePage(page);
});
