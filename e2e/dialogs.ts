import type { Page } from 'playwright-core';

/** Marks the dialog that stands on top, and says whether one is open. */
const findDialog = `(() => {
  for (const one of document.querySelectorAll('[data-dialog]')) delete one.dataset.dialog;
  const open = [...document.querySelectorAll('dialog[open], [role="dialog"]')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const top = open.at(-1);
  if (top) top.dataset.dialog = '';
  return top !== undefined;
})()`;

const isInside = `(document.querySelector('[data-dialog]')?.contains(document.activeElement) ?? false)`;

/** Puts the focus on the button with these words, marks it as the opener, and presses Enter; waits for the dialog. */
export async function openByKeyboard(page: Page, words: string): Promise<void> {
  const opener = page.getByRole('button', { name: words, exact: true }).first();
  await opener.evaluate((one) => {
    for (const old of one.ownerDocument.querySelectorAll('[data-opener]')) old.removeAttribute('data-opener');
    one.setAttribute('data-opener', '');
    one.focus();
  });
  await page.keyboard.press('Enter');
  await page.waitForFunction(findDialog, undefined, { timeout: 10_000 });
}

async function comesTrue(page: Page, asked: string): Promise<boolean> {
  return page.waitForFunction(asked, undefined, { timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}

/** More than a dialog has to stop at, so that Tab goes round. */
const rounds = 24;

/**
 * What somebody without a mouse finds wrong with the dialog that stands open: the focus has to be inside, stay there with Tab either way,
 * Escape has to close it and bring the focus back to what opened it, which is marked `data-opener`.
 */
export async function dialogFaults(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  if (!(await comesTrue(page, isInside))) wrong.push('the focus is not inside');
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
