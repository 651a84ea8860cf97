import type { Page } from 'playwright-core';

/** Texts below 18 px and things to press below 60 px, in large letters; below 44 px otherwise. */
const tooSmall = `(() => {
  const isElder = document.documentElement.dataset.text === 'elder';
  const found = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.visually-hidden, [aria-hidden="true"], .ll-map-frame, .ll-map-coordinates');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (isElder && walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !seen(element)) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < 18) found.push(size + 'px: ' + walker.currentNode.textContent.trim().slice(0, 20));
  }
  for (const element of document.querySelectorAll('button, a, input, textarea, audio')) {
    if (!seen(element) || element.closest('p:not(.portal-foot)')) continue;
    const label = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') : element;
    const { width, height } = label.getBoundingClientRect();
    const least = isElder ? 60 : 44;
    if (height < least - 0.6 || width < least - 0.6) found.push(Math.round(width) + '×' + Math.round(height) + ': ' + (label.getAttribute('aria-label') || label.textContent || label.tagName).trim().slice(0, 20));
  }
  return found;
})()`;

/** What is too small to read or to press on a page of the portal, by the rules of the letters it is in. */
export function smallThings(page: Page): Promise<readonly string[]> {
  return page.evaluate(tooSmall);
}

/** Whether a page in large letters offers to read itself aloud; the phone's own voice does it. */
export async function canListen(page: Page): Promise<boolean> {
  return (await page.locator('.ll-read').count()) > 0;
}
