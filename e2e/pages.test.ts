import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Ground, makeGround } from '../server/test/fuzz/ground.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, startBrowser, type TestBrowser } from './browser.ts';
import { keyboardFaults } from './keyboard.ts';
import { canListen, smallThings } from './large-letters.ts';
import {
  allPages,
  pathOf,
  type Surface,
  type Visitors,
  visitorOf,
  visitorsOf,
  walkedElsewhere,
} from './page-visits.ts';

const now = '2026-03-04T02:00:00.000Z';
let browser: TestBrowser;
let ground: Ground;
let visitors: Visitors;
let address: string;

beforeAll(async () => {
  [browser, ground] = await Promise.all([startBrowser(), makeGround({ now, webDir: inject('webDir') })]);
  visitors = await visitorsOf(ground);
  address = await ground.app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser?.close();
  await ground?.close();
});

type Look = 'zh' | 'en' | 'elder';
const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit, words: '1幢1单元' };
const sizes: Readonly<Record<Surface, readonly [number, number]>> = {
  desk: [1440, 900],
  field: [390, 844],
  portal: [390, 844],
  wall: [1920, 1080],
};

/** A browser of somebody who looks at the pages of one surface, one after the other. */
async function opened(surface: Surface, look: Look): Promise<Page> {
  const [width, height] = sizes[surface];
  const page = await browser.openPage({ width, height });
  await page.clock.setFixedTime(new Date(now));
  await page.addInitScript(`localStorage.setItem('linli.portal.home', ${JSON.stringify(JSON.stringify(home))})`);
  if (look === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  if (look === 'elder') await page.addInitScript("localStorage.setItem('linli.text-size', 'elder')");
  return page;
}

/** Goes to a page as its visitor: within the surface as its links do, and anew where somebody else looks. */
async function go(page: Page, surface: Surface, path: string) {
  const visitor = visitorOf(visitors, surface, path);
  const url = `${address}${pathOf(ground, surface, path)}`;
  const isSame = page.url().startsWith('http') && lookers.get(page) === visitor;
  lookers.set(page, visitor);
  if (isSame) {
    await page.evaluate(
      `history.pushState({}, '', ${JSON.stringify(url)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await quiet(page);
    return undefined;
  }
  await page.context().clearCookies();
  const [name = '', value = ''] = visitor?.headers.cookie.split('=') ?? [];
  if (visitor) await page.context().addCookies([{ name, value, url: address }]);
  const answer = await page.goto(url);
  await page.waitForLoadState('networkidle');
  await quiet(page);
  return answer;
}

const lookers = new WeakMap<Page, SignedIn | undefined>();

/** Waits until the page has its title and has stopped changing; a page that never does is a fault. */
const whenQuiet = `new Promise((done, fail) => {
  const until = performance.now() + 60_000;
  let size = 0;
  let times = 0;
  const look = () => {
    const now = document.body.innerHTML.length;
    const isBusy = document.querySelector('[aria-busy="true"], .ant-spin-spinning') !== null;
    times = now === size && !isBusy && document.querySelector('h1') !== null ? times + 1 : 0;
    size = now;
    if (times >= 4) done(true);
    else if (performance.now() > until) fail(new Error('The page never comes to rest: ' + location.pathname));
    else setTimeout(look, 80);
  };
  look();
})`;
const quiet = (page: Page): Promise<unknown> => page.evaluate(whenQuiet);

/** Own scripts alone, and none between the lines of a page. */
function policyFaults(policy: string): string[] {
  const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim()] as const));
  const wrong: string[] = [];
  for (const [rule, due] of [
    ['script-src', "script-src 'self'"],
    ['object-src', "object-src 'none'"],
    ['base-uri', "base-uri 'none'"],
    ['frame-ancestors', "frame-ancestors 'none'"],
  ] as const)
    if (rules.get(rule) !== due) wrong.push(`${rule}: ${rules.get(rule)}`);
  return wrong;
}

const visited = allPages.filter(([surface, path]) => walkedElsewhere[`${surface} ${path}`] === undefined);
const surfaces: readonly Surface[] = ['desk', 'field', 'portal', 'wall'];

/** What is looked at once: the keyboard's way in Chinese, sizes and the voice in large letters. */
async function extraFaults(page: Page, look: Look): Promise<readonly string[]> {
  if (look === 'zh') return keyboardFaults(page);
  if (look === 'en') return [];
  return [...(await smallThings(page)), ...((await canListen(page)) ? [] : ['nothing reads it aloud'])];
}

/** Looks at every page of a surface; says what axe, the browser or the policy finds. */
async function lookAtAll(surface: Surface, look: Look): Promise<readonly string[]> {
  const wrong: string[] = [];
  const page = await opened(surface, look);
  for (const [, path] of visited.filter(([one]) => one === surface)) {
    const before = faultsOf(page).length;
    const answer = await go(page, surface, path);
    const at = `${surface} ${path} ${look}`;
    wrong.push(...(await axeViolations(page)).map((fault) => `${at}: ${fault}`));
    wrong.push(
      ...faultsOf(page)
        .slice(before)
        .map((fault) => `${at}: ${fault}`),
    );
    if ((await page.locator('script:not([src])').count()) > 0) wrong.push(`${at}: a script between the lines`);
    wrong.push(...(await extraFaults(page, look)).map((fault) => `${at}: ${fault}`));
    if (!answer) continue;
    const headers = answer.headers();
    wrong.push(...policyFaults(headers['content-security-policy'] ?? '').map((fault) => `${at}: ${fault}`));
    if (headers['referrer-policy'] !== 'no-referrer')
      wrong.push(`${at}: referrer-policy ${headers['referrer-policy']}`);
  }
  await closePage(page);
  return wrong;
}

test('every page is looked at here, or by the test that walks its way', () => {
  const known = new Set(allPages.map(([surface, path]) => `${surface} ${path}`));
  for (const [page, file] of Object.entries(walkedElsewhere)) {
    expect(known).toContain(page);
    expect(existsSync(resolve(import.meta.dirname, '..', file))).toBe(true);
    expect(readFileSync(resolve(import.meta.dirname, '..', file), 'utf8')).toContain('axeViolations(');
  }
  for (const [surface, path] of visited) expect(pathOf(ground, surface, path)).not.toContain('$');
});

/** Large letters are the portal's. */
const seen = surfaces.flatMap((surface) =>
  (surface === 'portal' ? (['zh', 'en', 'elder'] as const) : (['zh', 'en'] as const)).map(
    (look) => [surface, look] as const,
  ),
);

test.each(seen)('every page of %s in %s', { timeout: 900_000 }, async (surface, look) => {
  expect(await lookAtAll(surface, look)).toEqual([]);
});
