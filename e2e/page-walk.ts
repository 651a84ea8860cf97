import type { Page, Response } from 'playwright-core';
import { inject } from 'vitest';
import { type Ground, makeGround } from '../server/test/fuzz/ground.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { startBrowser } from './browser.ts';
import { allPages, pathOf, type Surface, visitorOf, visitorsOf, walkedElsewhere } from './page-visits.ts';

const now = '2026-03-04T02:00:00.000Z';
export type Look = 'zh' | 'en' | 'elder';
export const surfaces: readonly Surface[] = ['desk', 'field', 'portal', 'wall'];
/** Every page that no other test walks through. */
export const visited = allPages.filter(([surface, path]) => walkedElsewhere[`${surface} ${path}`] === undefined);
const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit, words: '1幢1单元' };
const sizes: Readonly<Record<Surface, readonly [number, number]>> = {
  desk: [1440, 900],
  field: [390, 844],
  portal: [390, 844],
  wall: [1920, 1080],
};

/** Waits until the page has its title and has stopped changing; a page that never does is a fault. */
const whenQuiet = `new Promise((done, fail) => {
  const until = performance.now() + 60_000;
  let size = 0;
  let times = 0;
  const look = () => {
    const now = document.body.innerHTML.length;
    const isBusy = document.querySelector('[aria-busy="true"], .ant-spin-spinning, .ll-loading') !== null;
    times = now === size && !isBusy && document.querySelector('h1') !== null ? times + 1 : 0;
    size = now;
    if (times >= 4) done(true);
    else if (performance.now() > until) fail(new Error('The page never comes to rest: ' + location.pathname));
    else setTimeout(look, 80);
  };
  look();
})`;
/** Waits until a page is there and has stopped changing, whether or not it has all it asked for. */
const whenStill = `new Promise((done) => {
  const until = performance.now() + 30_000;
  let size = 0;
  let times = 0;
  const look = () => {
    const now = document.body.innerHTML.length;
    const isComing = document.querySelector('.ll-on-its-way') !== null;
    times = now === size && !isComing && document.querySelector('main, h1') !== null ? times + 1 : 0;
    size = now;
    if (times >= 4 || performance.now() > until) done(true);
    else setTimeout(look, 80);
  };
  look();
})`;

export interface PageWalk {
  readonly ground: Ground;
  /** A browser of somebody who looks at the pages of one surface, one after the other. */
  opened(surface: Surface, look: Look): Promise<Page>;
  /**
   * Goes to a page as its visitor: within the surface as its links do, and anew where somebody else looks.
   * @param isAnswered whether the page gets what it asks for, and so comes to rest with a title
   */
  go(page: Page, surface: Surface, path: string, isAnswered?: boolean): Promise<Response | null | undefined>;
  close(): Promise<void>;
}

/** Starts a platform where something of everything is, and a browser to walk through all of its pages. */
export async function startWalk(): Promise<PageWalk> {
  const [browser, ground] = await Promise.all([startBrowser(), makeGround({ now, webDir: inject('webDir') })]);
  const visitors = await visitorsOf(ground);
  const address = await ground.app.http.listen({ port: 0, host: '127.0.0.1' });
  const lookers = new WeakMap<Page, SignedIn | undefined>();
  return {
    ground,
    async opened(surface, look) {
      const [width, height] = sizes[surface];
      const page = await browser.openPage({ width, height });
      await page.clock.setFixedTime(new Date(now));
      await page.addInitScript(`localStorage.setItem('linli.portal.home', ${JSON.stringify(JSON.stringify(home))})`);
      if (look === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
      if (look === 'elder') await page.addInitScript("localStorage.setItem('linli.text-size', 'elder')");
      return page;
    },
    async go(page, surface, path, isAnswered = true) {
      const visitor = visitorOf(visitors, surface, path);
      const url = `${address}${pathOf(ground, surface, path)}`;
      const isSame = page.url().startsWith('http') && lookers.get(page) === visitor;
      lookers.set(page, visitor);
      if (isSame) {
        await page.evaluate(
          `history.pushState({}, '', ${JSON.stringify(url)}); dispatchEvent(new PopStateEvent('popstate'))`,
        );
        await page.evaluate(isAnswered ? whenQuiet : whenStill);
        return undefined;
      }
      await page.context().clearCookies();
      const [name = '', value = ''] = visitor?.headers.cookie.split('=') ?? [];
      if (visitor) await page.context().addCookies([{ name, value, url: address }]);
      const answer = await page.goto(url);
      if (isAnswered) await page.waitForLoadState('networkidle');
      await page.evaluate(isAnswered ? whenQuiet : whenStill);
      return answer;
    },
    async close() {
      await browser.close();
      await ground.close();
    },
  };
}
