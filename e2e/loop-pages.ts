import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { type TestApp, type TestAppOptions, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, goTo, type PageOptions, shoot, startBrowser } from './browser.ts';

const desk: PageOptions = { width: 1440, height: 900 };
/** A phone of today. */
export const phone: PageOptions = { width: 390, height: 844 };

export interface LoopPages {
  readonly app: TestApp;
  readonly address: string;
  /** A page at the hour of the platform, once it has a heading and is quiet; a desk's unless said otherwise. */
  open(path: string, as?: SignedIn, options?: PageOptions): Promise<Page>;
  /** Photographs a page and asks axe. */
  look(page: Page, name: string): Promise<void>;
  /** Closes a page on which nothing may have gone wrong. */
  leave(page: Page): Promise<void>;
  /** Presses a step of a matter, wherever the bar has put it. */
  press(page: Page, label: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a platform of its own with a browser beside it, to walk a loop in.
 * @param name what its photographs begin with
 */
export async function startLoop(name: string, options: TestAppOptions = {}): Promise<LoopPages> {
  const [browser, app] = await Promise.all([startBrowser(), testApp({ webDir: inject('webDir'), ...options })]);
  const address = await app.http.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    address,
    async open(path, as, size = desk) {
      const page = await browser.openPage(size);
      if (as) {
        const [cookie = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
        await page.context().addCookies([{ name: cookie, value, url: address }]);
      }
      await page.clock.setFixedTime(new Date(app.clock.now()));
      await goTo(page, `${address}${path}`);
      return page;
    },
    async look(page, shot) {
      await shoot(page, `${name}-${shot}`, { isWhole: true });
      expect.soft(await axeViolations(page), shot).toEqual([]);
    },
    async leave(page) {
      expect.soft(faultsOf(page)).toEqual([]);
      await closePage(page);
    },
    async press(page, label) {
      const step = page.getByRole('button', { name: label, exact: true });
      const more = page.getByRole('button', { name: '更多操作' });
      await step.or(more).first().waitFor();
      if (await step.isVisible()) return step.click();
      await more.click();
      await page.getByRole('menuitem', { name: label }).click();
    },
    async close() {
      await browser.close();
      await app.close();
    },
  };
}
