import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, closePage, faultsOf } from './browser.ts';
import { keyboardFaults } from './keyboard.ts';
import { canListen, smallThings } from './large-letters.ts';
import { allPages, pathOf, type Surface, walkedElsewhere } from './page-visits.ts';
import { type Look, type PageWalk, startWalk, surfaces, visited } from './page-walk.ts';

let walk: PageWalk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk?.close());

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

/** What is looked at once: the keyboard's way in Chinese, sizes and the voice in large letters. */
async function extraFaults(page: Page, look: Look): Promise<readonly string[]> {
  if (look === 'zh') return keyboardFaults(page);
  if (look === 'en') return [];
  return [...(await smallThings(page)), ...((await canListen(page)) ? [] : ['nothing reads it aloud'])];
}

/** Looks at every page of a surface; says what axe, the browser or the policy finds. */
async function lookAtAll(surface: Surface, look: Look): Promise<readonly string[]> {
  const wrong: string[] = [];
  const page = await walk.opened(surface, look);
  for (const [, path] of visited.filter(([one]) => one === surface)) {
    const before = faultsOf(page).length;
    const answer = await walk.go(page, surface, path);
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
    // A journey of a loop asks axe by its own `look`.
    expect(readFileSync(resolve(import.meta.dirname, '..', file), 'utf8')).toMatch(/axeViolations\(|\.look\(/);
  }
  for (const [surface, path] of visited) expect(pathOf(walk.ground, surface, path)).not.toContain('$');
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
