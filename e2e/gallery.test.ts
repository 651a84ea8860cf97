import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

const root = resolve(import.meta.dirname, '..');
const desk = { width: 1440, height: 900 } as const;
const phone = { width: 390, height: 844, scale: 2 } as const;

let browser: TestBrowser;
let folder: ServedFolder;

beforeAll(async () => {
  await build({ configFile: resolve(root, 'vite.config.ts'), mode: 'gallery', logLevel: 'warn' });
  [browser, folder] = await Promise.all([startBrowser(), serveFolder(resolve(root, 'dist/gallery'))]);
});

afterAll(async () => {
  await browser?.close();
  await folder?.close();
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
] as const)('%s %o %s has no breach of WCAG 2.2 AA, nothing beyond its edge, no fault, no outside request', async (view, size, query) => {
  const page = await openView(view, size, query);
  await shoot(page, `${view}${query.replaceAll('&', '-').replaceAll('=', '-')}`);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
