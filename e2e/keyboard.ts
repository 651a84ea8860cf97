import type { Page } from 'playwright-core';

/** Something on a page that a key should reach. */
interface Control {
  readonly id: number;
  readonly name: string;
}

/** What the keyboard came by. */
interface Walk {
  readonly reached: readonly number[];
  /** Whether the last step went out of the page, or round to its beginning. */
  readonly isOut: boolean;
}

/**
 * Numbers all that can be pressed or filled; of a group of radios the keyboard stops at one. Puts the focus before the first of them and
 * notes from then on where it goes: asking after every key would take longer than the keys.
 */
const beginWalk = `(() => {
  for (const element of document.querySelectorAll('[data-walk]')) delete element.dataset.walk;
  const found = [];
  const groups = new Set();
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
    if (element.tabIndex < 0 || element.disabled || element.closest('[inert], [aria-hidden="true"]')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    let stop = element;
    if (element.type === 'radio') {
      if (groups.has(element.name)) continue;
      groups.add(element.name);
      stop = document.querySelector('input[type=radio][name="' + CSS.escape(element.name) + '"]:checked') ?? element;
    }
    stop.dataset.walk = String(found.length);
    found.push({ id: found.length, name: (element.getAttribute('aria-label') || element.textContent || element.name || element.tagName).trim().slice(0, 40) });
  }
  if (!window.linliWalk) {
    addEventListener('focusin', ({ target }) => window.linliWalk.push(Number(target.dataset?.walk ?? -1)), true);
    addEventListener('focusout', ({ relatedTarget }) => relatedTarget === null && window.linliWalk.push('out'), true);
  }
  const top = document.createElement('span');
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
  window.linliWalk = [];
  return found;
})()`;

/** The controls whose own style, and that of what stands around them, is the same with the focus as without it. */
const alikeWithFocus = `(async () => {
  const shown = (one) => { const style = getComputedStyle(one); return [style.outlineStyle === 'none' ? '' : style.outlineWidth + style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join('|'); };
  const settled = async () => { for (let n = 0; n < 3; n += 1) await Promise.resolve(); };
  const alike = [];
  for (const element of document.querySelectorAll('[data-walk]')) {
    const around = [element, element.parentElement, element.closest('label'), element.nextElementSibling, element.closest('.ant-select, .ant-input-affix-wrapper, .ant-picker')].filter(Boolean);
    document.activeElement?.blur();
    await settled();
    const without = around.map(shown).join();
    element.focus({ preventScroll: true, focusVisible: true });
    await settled();
    if (around.map(shown).join() === without || element.getBoundingClientRect().width === 0) alike.push(element.dataset.walk);
  }
  document.activeElement?.blur();
  return alike;
})()`;

/** Whatever looks the same with the focus as without it: where styles do not tell, pictures do. */
async function unseenFocus(page: Page): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (const id of (await page.evaluate(alikeWithFocus)) as readonly string[]) {
    const control = page.locator(`[data-walk="${id}"]`);
    if ((await control.count()) === 0) continue;
    await control.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const without = await page.screenshot();
    await control.evaluate((one) => one.focus({ preventScroll: true, focusVisible: true } as object));
    const within = await page.screenshot();
    await control.evaluate((one) => one.blur());
    if (within.equals(without)) unseen.push(await control.evaluate((one) => one.outerHTML.slice(0, 120)));
  }
  return unseen;
}

/** What a hand with a mouse could press and a key could not (charts aside: they are pictures with a label); and whatever pushes itself before the order of the page. */
const mouseAlone = `(() => {
  const wrong = [];
  const focusable = 'a[href], button, input, select, textarea, summary, label, [tabindex], [role="option"], [role="menuitem"], .ll-chart';
  for (const element of document.querySelectorAll('body *')) {
    if (element.tabIndex > 0) wrong.push('pushes itself forward: ' + element.tagName);
    if (getComputedStyle(element).cursor !== 'pointer' || getComputedStyle(element.parentElement).cursor === 'pointer') continue;
    if (element.closest(focusable) || element.querySelector(focusable) || !element.checkVisibility({ visibilityProperty: true })) continue;
    wrong.push('by mouse alone: ' + (element.className?.baseVal ?? element.className) + ' ' + element.textContent.trim().slice(0, 30));
  }
  return wrong;
})()`;

/** More keys than there are controls: lists that scroll are stops, too. */
const moreSteps = 30;
const stepsAtOnce = 15;

/** Presses Tab from the top of a page until the focus has been everywhere and leaves it. */
async function walk(page: Page, due: readonly Control[]): Promise<Walk> {
  let seen: readonly (number | 'out')[] = [];
  for (let pressed = 0; pressed < due.length + moreSteps; pressed += stepsAtOnce) {
    for (let n = 0; n < stepsAtOnce; n += 1) await page.keyboard.press('Tab');
    seen = (await page.evaluate('window.linliWalk')) as typeof seen;
    const reached = seen.filter((one) => one !== 'out');
    const isOut = seen.includes('out') || reached.indexOf(reached[0] ?? -1, 1) > 0;
    if (isOut && due.every(({ id }) => reached.includes(id))) return { reached, isOut };
  }
  const reached = seen.filter((one) => one !== 'out');
  return { reached, isOut: seen.includes('out') || reached.indexOf(reached[0] ?? -1, 1) > 0 };
}

/** What a person without a mouse could not do or not see on a page: every control is reached, seen, and left again. */
export async function keyboardFaults(page: Page): Promise<readonly string[]> {
  await page
    .addStyleTag({ content: '* { transition: none !important; animation: none !important; }' })
    .catch(() => undefined);
  const wrong = (await page.evaluate(mouseAlone)) as readonly string[];
  const due = (await page.evaluate(beginWalk)) as readonly Control[];
  const { reached, isOut } = await walk(page, due);
  const unseen = await unseenFocus(page);
  return [
    ...wrong,
    ...(isOut || due.length === 0 ? [] : ['the focus never leaves the page']),
    ...due.filter(({ id }) => !reached.includes(id)).map(({ name }) => `not reached: ${name}`),
    ...unseen.map((name) => `not seen where the focus is: ${name}`),
  ];
}
