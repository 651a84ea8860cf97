import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closePage, faultsOf, startBrowser, type TestBrowser } from './browser.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

/** What a resident's phone may have to fetch before the first screen, in bytes of gzipped script. */
const portalLimit = 150_000;
const nobody = {
  kind: 'anonymous',
  user: null,
  posts: [],
  capabilities: [],
  now: '2026-11-22T02:00:00Z',
  awaits: null,
  isDemo: false,
};

let browser: TestBrowser;
let folder: ServedFolder;
const built = inject('webDir');

beforeAll(async () => {
  [browser, folder] = await Promise.all([startBrowser(), serveFolder(built)]);
});

afterAll(async () => {
  await browser?.close();
  await folder?.close();
});

/** Opens a surface with nobody signed in and gives the scripts it fetched. */
async function open(path: string): Promise<{ scripts: readonly string[]; faults: readonly string[]; heading: string }> {
  const page = await browser.openPage({ width: 390, height: 844 });
  const scripts: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) scripts.push(pathname);
  });
  await page.route('**/api/**', (route) =>
    new URL(route.request().url()).pathname === '/api/session'
      ? route.fulfill({ json: nobody })
      : route.fulfill({ json: { items: [] } }),
  );
  await page.goto(`${folder.address}${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  const heading = (await page.textContent('h1')) ?? '';
  const faults = [...faultsOf(page)];
  await closePage(page);
  return { scripts, faults, heading };
}

const bytesOf = (scripts: readonly string[]): number =>
  scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path))).length, 0);
const textOf = (scripts: readonly string[]): string =>
  scripts.map((path) => readFileSync(join(built, path), 'utf8')).join('\n');

test('the portal’s first screen needs at most 150 kB of script, without antd, Zod or a map', async () => {
  const { scripts, faults } = await open('/');
  expect(faults).toEqual([]);
  expect(bytesOf(scripts)).toBeLessThanOrEqual(portalLimit);
  expect(textOf(scripts)).not.toMatch(/ant-btn|adm-button|ZodError|maplibregl/);
});

/** The form for a report over the first screen: it was 61 kB in 36 files. */
const reportLimit = 34_000;

test('the form for a report needs few files and 34 kB more, without Zod or a map', async () => {
  const [home, report] = [await open('/'), await open('/report')];
  expect(report.faults).toEqual([]);
  const more = report.scripts.filter((path) => !home.scripts.includes(path));
  expect(more.length).toBeLessThanOrEqual(5);
  expect(bytesOf(more)).toBeLessThanOrEqual(reportLimit);
  expect(textOf(more)).not.toMatch(/ZodError|maplibregl/);
});

test('the phone of a grid worker never loads what a desk needs', async () => {
  const { scripts, faults } = await open('/field/');
  expect(faults).toEqual([]);
  expect(textOf(scripts)).not.toMatch(/ant-picker-cell/);
});

test.each(['/desk/', '/wall/'])('%s opens under the strict content policy', async (path) => {
  const { faults, heading } = await open(path);
  expect(faults).toEqual([]);
  expect(heading).not.toBe('');
});
