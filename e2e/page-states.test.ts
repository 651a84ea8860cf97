import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, closePage, faultsOf, shoot } from './browser.ts';
import type { Surface } from './page-visits.ts';
import { type PageWalk, startWalk, surfaces, visited } from './page-walk.ts';

// What a page shows while it waits and when what it asked for fails: seen seldom, and by those on the worst lines.
let walk: PageWalk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk?.close());

/** As the server says it when something unforeseen happened. */
const failure = {
  type: 'urn:linli:failure',
  title: 'Something went wrong on our side',
  status: 500,
  code: 'failure',
  text: { zh: '系统出错了，请稍后重试（编号 r-1）。', en: 'Something went wrong (r-1).' },
  requestId: 'r-1',
};

type State = 'waiting' | 'failing';

/** Answers nothing, or with a fault; who somebody is and what the surface is are known. Counts what was asked since it was last set to 0. */
async function spoil(page: Page, state: State): Promise<{ asked: number }> {
  const seen = { asked: 0 };
  await page.context().route('**/api/**', (route) => {
    const { pathname } = new URL(route.request().url());
    // Reads come as POST, too, where they ask in a body; what is done goes by one door.
    if (/\/api\/(session|live|health|intentions)$/.test(pathname)) return route.fallback();
    seen.asked += 1;
    if (state === 'failing') return route.fulfill({ status: 500, json: failure });
    // Left open until the page goes.
    return undefined;
  });
  return seen;
}

/** Pages that need nothing of what they ask for: ways in besides the password, what is added once it comes. */
const goesOnWithout = ['desk /sign-in', 'field /sign-in', 'wall /sign-in', 'field /reports', 'portal /', 'portal /me'];
const words: Readonly<Record<State, string>> = {
  waiting: '[role=status], [aria-busy=true]',
  failing: '[role=alert], .ant-alert, [aria-live=assertive], .ll-block',
};

async function lookAtAll(surface: Surface, state: State): Promise<readonly string[]> {
  const wrong: string[] = [];
  const page = await walk.opened(surface, 'zh');
  const seen = await spoil(page, state);
  for (const [, path] of visited.filter(([one]) => one === surface)) {
    const before = faultsOf(page).length;
    seen.asked = 0;
    await walk.go(page, surface, path, false);
    const at = `${surface} ${path} ${state}`;
    wrong.push(...(await axeViolations(page)).map((fault) => `${at}: ${fault}`));
    const thrown = faultsOf(page)
      .slice(before)
      .filter((fault) => fault.startsWith('threw'));
    wrong.push(...thrown.map((fault) => `${at}: ${fault}`));
    if (seen.asked === 0 || goesOnWithout.includes(`${surface} ${path}`)) continue;
    if ((await page.locator(words[state]).count()) === 0) wrong.push(`${at}: nothing says so (${seen.asked})`);
  }
  await closePage(page);
  return wrong;
}

const all = surfaces.flatMap((surface) => (['waiting', 'failing'] as const).map((state) => [surface, state] as const));

test.each(all)('every page of %s while %s', { timeout: 900_000 }, async (surface, state) => {
  expect(await lookAtAll(surface, state)).toEqual([]);
});

test('a page on a slow line: the old one stays, and a bar says that the next is coming', async () => {
  const page = await walk.opened('desk', 'zh');
  await walk.go(page, 'desk', '/');
  expect(await page.getByRole('progressbar').count()).toBe(0);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.context().route('**/assets/*.js', async (route) => {
    await held;
    await route.fallback();
  });
  const title = await page.locator('h1').textContent();
  await page.getByRole('link', { name: '工作日历' }).click();
  const bar = page.getByRole('progressbar', { name: '正在加载' });
  await bar.waitFor();
  // It grows from nothing, so that whoever has the page at once sees none.
  await expect.poll(async () => (await bar.boundingBox())?.width ?? 0).toBeGreaterThan(100);
  expect(await page.locator('h1').textContent()).toBe(title);
  await shoot(page, 'page-on-its-way');
  expect(await axeViolations(page)).toEqual([]);
  // Nothing but the page itself goes out of sight when the new one comes.
  await page.evaluate(`
    window.linliHidden = [];
    new MutationObserver((all) => window.linliHidden.push(...all.map(({ target }) => target.className)))
      .observe(document.querySelector('.ll-shell'), { attributes: true, attributeFilter: ['style'] })`);
  letGo();
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name: '工作日历' }).waitFor();
  expect(await page.evaluate('window.linliHidden')).toEqual([]);
  await closePage(page);
});
