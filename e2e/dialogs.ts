import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Marks the dialog that stands on top, and says whether one is open. */
const findDialog = `(() => {
  for (const one of document.querySelectorAll('[data-dialog]')) delete one.dataset.dialog;
  const open = [...document.querySelectorAll('dialog[open], [role="dialog"]')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const top = open.at(-1);
  if (top) top.dataset.dialog = '';
  return top !== undefined;
})()`;

/** More than a dialog has to stop at, so that Tab goes round. */
const rounds = 24;

const isInside = `(document.querySelector('[data-dialog]')?.contains(document.activeElement) ?? false)`;

/** Asks again and again from outside: under the pages' content policy nothing can be evaluated by the page itself. */
async function comesTrue(page: Page, asked: string, patienceMs = 2_000): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (!(await page.evaluate(asked))) {
    if (Date.now() > until) return false;
    await pause(50);
  }
  return true;
}

/** How the opener is found where it is no plain button, what of its menu is chosen, and how wide the window is. */
export interface Way {
  readonly role?: 'button' | 'row' | 'switch';
  readonly item?: string;
  readonly width?: number;
}

/** Goes through the menu that stands open to the entry with these words. */
async function chooseByKeyboard(page: Page, words: string): Promise<void> {
  const found = `document.activeElement.textContent.trim() === ${JSON.stringify(words)}`;
  if (!(await comesTrue(page, `document.activeElement?.closest('[role="menu"]') != null`)))
    throw new Error('The menu does not take the focus');
  for (let n = 0; n < rounds && !(await page.evaluate(found)); n += 1) {
    await page.evaluate('window.linliWasAt = document.activeElement');
    await page.keyboard.press('ArrowDown');
    // The menu moves the focus with the next frame, and a key before it would undo this one.
    if (!(await comesTrue(page, 'document.activeElement !== window.linliWasAt'))) break;
  }
  if (!(await page.evaluate(found)))
    throw new Error(`“${words}” is not reached in ${await page.locator('[role=menu]').last().textContent()}`);
}

/** Puts the focus on what has these words, marks it as the opener, and presses Enter (Space on a switch); waits for the dialog. */
export async function openByKeyboard(page: Page, words: string, { role = 'button', item }: Way = {}): Promise<void> {
  const opener = page
    .getByRole(role, { name: words, exact: role === 'button' })
    .and(page.locator(role === 'row' ? '[tabindex]' : '*'))
    .first();
  await opener.evaluate((one) => {
    for (const old of one.ownerDocument.querySelectorAll('[data-opener]')) old.removeAttribute('data-opener');
    one.setAttribute('data-opener', '');
    one.focus();
  });
  await page.keyboard.press(role === 'switch' ? 'Space' : 'Enter');
  if (item !== undefined) {
    await chooseByKeyboard(page, item);
    await page.keyboard.press('Enter');
  }
  if (!(await comesTrue(page, findDialog, 10_000))) throw new Error('Nothing opens');
}

/**
 * What somebody without a mouse finds wrong with the dialog that stands open: the focus has to be inside, stay there with Tab either way,
 * Escape has to close it and bring the focus back to what opened it, which is marked `data-opener`.
 */
export async function dialogFaults(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  if (!(await comesTrue(page, isInside)))
    wrong.push(
      `the focus is not inside but on ${await page.evaluate('document.activeElement.outerHTML.slice(0, 100)')}`,
    );
  for (const key of ['Tab', 'Shift+Tab'])
    for (let n = 0; n < rounds; n += 1) {
      await page.keyboard.press(key);
      // Between the last stop and the first the focus may go to the browser's own bar, and there alone.
      if (await page.evaluate(`${isInside} || document.activeElement === document.body`)) continue;
      wrong.push(`${key} goes out to ${await page.evaluate('document.activeElement.outerHTML.slice(0, 100)')}`);
      break;
    }
  if (!(await page.evaluate(isInside))) await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  const gone = `!(${findDialog})`;
  if (!(await comesTrue(page, gone))) return [...wrong, 'Escape does not close it'];
  if (!(await comesTrue(page, `document.activeElement?.hasAttribute('data-opener')`)))
    wrong.push(`the focus comes back to ${await page.evaluate('document.activeElement.outerHTML.slice(0, 100)')}`);
  return wrong;
}
