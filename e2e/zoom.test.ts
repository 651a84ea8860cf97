import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, shoot } from './browser.ts';
import { type PageWalk, startWalk, visited } from './page-walk.ts';

// WCAG 2.2, 1.4.4: letters twice as large leave a desk of 1440×900 half of each; a phone held upright leaves less in width.
const windows = [
  ['letters twice as large', 720, 450],
  ['a phone', 390, 844],
] as const;

let walk: PageWalk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk?.close());

/** Whether the first row of the list can be brought into sight, with nothing over it, and two more beside it. */
const firstRow = `(() => {
  const row = document.querySelector('.ll-table tbody tr');
  if (!row) return 'none';
  row.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = row.getBoundingClientRect();
  const at = document.elementFromPoint(Math.max(left, 0) + Math.min(width, 60) / 2, top + height / 2);
  const room = row.closest('.ll-table-scroll').getBoundingClientRect().height - row.closest('table').tHead.offsetHeight;
  const rows = [...row.parentElement.rows].slice(0, 3);
  if (room < rows.reduce((sum, one) => sum + one.offsetHeight, 0) - 1) return 'alone in ' + Math.round(room) + ' px';
  return row.contains(at) ? 'seen' : 'covered by ' + (at ? at.tagName + '.' + at.className : 'the edge of the window');
})()`;

/** What is out of sight on a page as it lies open. */
async function unseen(page: Page, at: string): Promise<readonly string[]> {
  const found = (await page.evaluate(firstRow)) as string;
  const over = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  return [
    ...(found === 'none' || found === 'seen' ? [] : [`${at}: the first row is ${found}`]),
    ...(over > 0 ? [`${at}: ${over} px wider than the window`] : []),
  ];
}

test('every list of the desk shows its rows in a small window', { timeout: 300_000 }, async () => {
  const page = await walk.opened('desk', 'zh');
  const wrong: string[] = [];
  for (const [, path] of visited.filter(([surface]) => surface === 'desk')) {
    await walk.go(page, 'desk', path);
    for (const [name, width, height] of windows) {
      await page.setViewportSize({ width, height });
      wrong.push(...(await unseen(page, `${path} with ${name}`)));
      if (path === '/todo') await shoot(page, `zoom-${width}`);
    }
  }
  expect(wrong).toEqual([]);
  await closePage(page);
});
