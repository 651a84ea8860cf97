import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { monday, type PortalDay, startPortalDay } from './portal-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: PortalDay;

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startPortalDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

interface Visit {
  readonly path: string;
  readonly as?: SignedIn;
  readonly language?: 'zh' | 'en';
  readonly isElder?: boolean;
}

async function visit({ path, as, language = 'zh', isElder = false }: Visit): Promise<Page> {
  const page = await browser.openPage(
    path.startsWith('/desk') ? { width: 1440, height: 900 } : { width: 390, height: 844 },
  );
  page.setDefaultTimeout(20_000);
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  await page.clock.setFixedTime(new Date(monday));
  await page.addInitScript(
    `localStorage.setItem('linli.language', '${language}'); localStorage.setItem('linli.text-size', '${isElder ? 'elder' : 'plain'}')`,
  );
  await page.goto(`${day.address}${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `links-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page)).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');

/** A step that stands behind the three dots, or in the bar itself. */
async function press(page: Page, label: string, more: string): Promise<void> {
  const inBar = page.locator('.ll-actions').getByRole('button', { name: label, exact: true });
  if (await inBar.count()) return inBar.click();
  await button(page, more).click();
  await page.getByRole('menuitem', { name: label }).click();
}

test('the desk merges what is one, the person follows it under their own number, and it can be undone', async () => {
  const main = await day.raise('3 楼楼道灯连续三晚不亮，晚上看不见', '19400003001');
  const other = await day.raise('楼道的灯坏了好几天，晚上看不见路', '19400003002');
  await day.raise('楼上装修太吵', '19400003003');
  const english = await visit({ path: `/desk/cases/${other.ref}`, as: day.desk, language: 'en' });
  await press(english, 'Merge', 'More actions');
  await dialog(english).getByText(main.number).waitFor();
  await dialog(english).getByRole('radio').first().check();
  await look(english, 'merge-en');
  await leave(english);

  const page = await visit({ path: `/desk/cases/${other.ref}`, as: day.desk });
  await press(page, '并案', '更多操作');
  await dialog(page).getByText(main.number).waitFor();
  expect(await dialog(page).locator('.cases-same').first().innerText()).toContain(main.number);
  await dialog(page)
    .getByRole('radio', { name: new RegExp(main.number) })
    .check();
  await dialog(page).getByLabel('说明（选填，内部可见）').fill('同一层楼道灯');
  await look(page, 'merge-zh');
  await dialog(page).getByRole('button', { name: '并案' }).click();
  await page.getByText(`${other.number} 已并入 ${main.number}`).waitFor();
  await page.getByText('主件', { exact: true }).waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await look(page, 'merged-zh');
  await leave(page);

  await day.take(main.ref, 'handling');
  for (const [name, language, isElder] of [
    ['track-zh', 'zh', false],
    ['track-en', 'en', false],
    ['track-elder', 'zh', true],
  ] as const) {
    const phone = await visit({ path: `/t#${other.token}`, language, isElder });
    await phone.getByText(main.number).waitFor();
    await look(phone, name);
    await leave(phone);
  }

  const kept = await visit({ path: `/desk/cases/${main.ref}`, as: day.desk });
  await kept.getByText('1 件并入').waitFor();
  await look(kept, 'main-zh');
  await leave(kept);
  const undone = await visit({ path: `/desk/cases/${other.ref}`, as: day.desk });
  await press(undone, '撤销并案', '更多操作');
  await dialog(undone).getByRole('button', { name: '撤销并案' }).click();
  await undone.getByText('“撤销并案”已完成，现在是“待受理”').waitFor();
  await leave(undone);
});

test('the desk splits a matter for several units; its person sees a line for each, and it waits for them', async () => {
  const parent = await day.raise('烧烤店油烟扰民，招牌松了，楼道灯也不亮', '19400003010');
  await day.act(day.desk, parent.ref, 'accept');
  const english = await visit({ path: `/desk/cases/${parent.ref}`, as: day.desk, language: 'en' });
  await press(english, 'Split', 'More actions');
  await dialog(english).getByLabel('What is to be done').first().waitFor();
  await look(english, 'split-en');
  await leave(english);

  const page = await visit({ path: `/desk/cases/${parent.ref}`, as: day.desk });
  await press(page, '分办', '更多操作');
  for (const [at, words, unit] of [
    [0, '查油烟净化设备', '望江城管'],
    [1, '紧固招牌，修楼道灯', '春申物业'],
  ] as const) {
    await dialog(page).getByLabel('办什么').nth(at).fill(words);
    await dialog(page).getByLabel('主办单位').nth(at).fill(unit);
    await page
      .getByRole('option', { name: new RegExp(unit) })
      .first()
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
  }
  await look(page, 'split-zh');
  await dialog(page).getByRole('button', { name: '分办' }).click();
  await page.getByText('0/2 已办结').waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await look(page, 'parts-zh');
  await leave(page);
  for (const [name, language, isElder] of [
    ['parts-track-zh', 'zh', false],
    ['parts-track-en', 'en', false],
    ['parts-track-elder', 'zh', true],
  ] as const) {
    const phone = await visit({ path: `/t#${parent.token}`, language, isElder });
    await phone.getByText('望江城管中队').waitFor();
    expect(await phone.getByText('净化设备').count()).toBe(0);
    await look(phone, name);
    await leave(phone);
  }
  const { answer } = await day.app.get('GET /cases/:ref/linked', { params: { ref: parent.ref } }, day.desk);
  expect(answer.children.map(({ leadName }) => leadName)).toEqual(['望江城管中队', '春申物业服务中心']);
});
