import type { Page } from 'playwright-core';

/** What the keyboard came by, in its order. */
export interface Walk {
  readonly stops: readonly { readonly id: number; readonly name: string; readonly isSeen: boolean }[];
  /** Everything on the page that a key should reach. */
  readonly due: readonly { readonly id: number; readonly name: string }[];
  /** Whether the last step went out of the page again. */
  readonly isOut: boolean;
}

/** Numbers all that can be pressed or filled; of a group of radios or tabs the keyboard stops at one. */
const markControls = `(() => {
  const found = [];
  const groups = new Set();
  const selector = 'a[href], button, input, select, textarea, summary, [tabindex]';
  for (const element of document.querySelectorAll(selector)) {
    if (element.tabIndex < 0 || element.disabled || element.closest('[inert], [aria-hidden="true"]')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.type === 'radio') {
      if (groups.has(element.name)) continue;
      groups.add(element.name);
      const chosen = document.querySelector('input[type=radio][name="' + CSS.escape(element.name) + '"]:checked');
      (chosen ?? element).dataset.walk = String(found.length);
    } else element.dataset.walk = String(found.length);
    found.push({ id: found.length, name: (element.getAttribute('aria-label') || element.textContent || element.name || element.tagName).trim().slice(0, 40) });
  }
  return found;
})()`;

/** Where the focus is, and whether one can see it: a line, a shadow or another ground than without it. */
const lookAtFocus = `(async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const shown = (one) => { const style = getComputedStyle(one); return [style.outlineStyle === 'none' ? '' : style.outlineWidth + style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join('|'); };
  const around = [element, element.parentElement, element.closest('label'), element.nextElementSibling, element.closest('.ant-select, .ant-input-affix-wrapper, .ant-picker')].filter(Boolean);
  await drawn();
  const withFocus = around.map(shown).join();
  element.blur();
  await drawn();
  const without = around.map(shown).join();
  element.focus({ preventScroll: true, focusVisible: true });
  const box = element.getBoundingClientRect();
  return { id: Number(element.dataset.walk ?? -1), name: (element.getAttribute('aria-label') || element.textContent || element.tagName).trim().slice(0, 40), isSeen: withFocus !== without && box.width > 0 };
})()`;

const mostSteps = 400;

/** Presses Tab from the top of a page until the focus leaves it. */
export async function walkByKeyboard(page: Page): Promise<Walk> {
  await page
    .addStyleTag({ content: '* { transition: none !important; animation: none !important; }' })
    .catch(() => undefined);
  const due = (await page.evaluate(markControls)) as Walk['due'];
  const stops: Walk['stops'][number][] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate(lookAtFocus)) as Walk['stops'][number] | null;
    const isRound = stop !== null && stop.id >= 0 && stop.id === stops[0]?.id;
    if (stop === null || isRound) return { stops, due, isOut: true };
    stops.push(stop);
  }
  return { stops, due, isOut: false };
}

/** What a person without a mouse could not do or not see. */
export function focusFaults({ stops, due, isOut }: Walk): readonly string[] {
  const reached = new Set(stops.map(({ id }) => id));
  return [
    ...(isOut ? [] : ['the focus never leaves the page']),
    ...due.filter(({ id }) => !reached.has(id)).map(({ name }) => `not reached: ${name}`),
    ...stops.filter(({ isSeen }) => !isSeen).map(({ name }) => `not seen where the focus is: ${name}`),
  ];
}
