import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { parseRef } from '../contract/shapes.ts';
import { hashPassword } from '../server/features/identity/password-hash.ts';
import { insertStaff } from '../server/features/identity/users.commands.ts';
import { noRows } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import type { SignedIn } from '../server/test/people.ts';
import { usualReach } from '../server/test/world.ts';
import { axeViolations, closePage, faultsOf, shoot, startBrowser, type TestBrowser } from './browser.ts';
import { type DeskDay, monday, startDeskDay } from './desk-day.ts';

let browser: TestBrowser;
const built = inject('webDir');
let day: DeskDay;
const password = 'Spring-Door-2026';

beforeAll(async () => {
  [browser, day] = await Promise.all([startBrowser(), startDeskDay(built)]);
});

afterAll(async () => {
  await browser?.close();
  await day?.close();
});

async function open(path: string, as?: SignedIn, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.openPage(
    path.startsWith('/desk') ? { width: 1440, height: 900 } : { width: 390, height: 844 },
  );
  if (as) {
    const [name = '', value = ''] = as.headers.cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name, value, url: day.address }]);
  }
  await page.clock.setFixedTime(new Date(monday));
  page.setDefaultTimeout(60_000);
  if (language === 'en') await page.addInitScript("localStorage.setItem('linli.language', 'en')");
  await page.goto(`${day.address}${path}`);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  await shoot(page, `desk-work-${name}`);
  expect.soft(await axeViolations(page), name).toEqual([]);
}

async function leave(page: Page): Promise<void> {
  expect.soft(faultsOf(page).filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
  await closePage(page);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');

/** Goes on by Tab alone until the keyboard stands there. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await to.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await to.and(page.locator(':focus, :focus-within')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard never got there');
}

async function makeDeskUser(): Promise<void> {
  const id = uuidv7();
  const passwordHash = await hashPassword(password);
  const at = day.app.clock.now();
  await day.app.database.write(noRows, (db) =>
    insertStaff(db, { id, userName: 'shenyun', name: '沈云', passwordHash, mustChangePassword: false, at }),
  );
  await day.app.hold(id, 'street-desk', usualReach['street-desk']);
}

const focusedRow = (page: Page) => page.locator('main tbody tr:focus');

test('a day at the desk with the keyboard alone', async () => {
  await makeDeskUser();
  const page = await open('/desk/cases?tab=raised');
  const name = page.getByLabel('用户名');
  await tabTo(page, name);
  await page.keyboard.type('shenyun');
  await tabTo(page, page.getByLabel('密码', { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('main tbody tr[tabindex]').first().waitFor();
  const before = await page.locator('main tbody tr[tabindex]').count();
  expect(before).toBeGreaterThanOrEqual(3);

  // What the keys do is said in both languages, and they can be switched off.
  await page.keyboard.press('?');
  await dialog(page).getByText('键盘快捷键').waitFor();
  await look(page, 'keys');
  await tabTo(page, dialog(page).getByRole('switch'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  expect(await focusedRow(page).count()).toBe(0);
  await page.keyboard.press('?');
  await tabTo(page, dialog(page).getByRole('switch'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });

  // A letter in the search box is a letter.
  await page.keyboard.press('/');
  await page.keyboard.type('jk');
  expect(await page.evaluate('document.activeElement.value')).toBe('jk');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.evaluate('document.activeElement.blur()');

  await page.keyboard.press('j');
  await focusedRow(page).waitFor();
  await page.keyboard.press('Enter');
  const accept = page.locator('.ll-detail').getByRole('button', { name: '受理', exact: true });
  await accept.waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await tabTo(page, dialog(page).getByRole('button', { name: '受理', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByText('“受理”已完成').waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await page.locator('.ll-detail').getByRole('button', { name: '派遣', exact: true }).waitFor();
  await tabTo(page, page.locator('.ll-detail').getByRole('button', { name: '派遣', exact: true }));
  await page.keyboard.press('Escape');
  await page.locator('.ll-detail').waitFor({ state: 'detached' });

  // Two at once.
  await page.keyboard.press('j');
  await focusedRow(page).waitFor();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('已选 2 件').waitFor();
  await page.keyboard.press('b');
  await button(page, /^受理（2\/2/).waitFor();
  await look(page, 'batch-menu');
  await tabTo(page, button(page, /^受理（2\/2/));
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await look(page, 'batch-form');
  await tabTo(page, dialog(page).getByRole('button', { name: '受理 2 件' }));
  await page.keyboard.press('Enter');
  await page.getByText('完成 2 件，未办成 0 件').waitFor();
  await look(page, 'batch-done');
  await tabTo(page, dialog(page).getByRole('button', { name: '知道了' }));
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });

  // What the list shows is kept by name, and is there to choose.
  await page.keyboard.press('f');
  await page.locator('[role=menuitem]:focus').waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('给谁用').waitFor();
  await tabTo(page, dialog(page).getByLabel('名称'));
  await page.keyboard.type('待受理的');
  await look(page, 'filter-keep');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  await button(page, '待受理的').waitFor();
  await page.keyboard.press('f');
  await page.locator('[role=menuitem]:focus').waitFor();
  const manage = page.locator('[role=menuitem]:focus', { hasText: '管理筛选' });
  await expect
    .poll(async () => {
      if ((await manage.count()) > 0) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    })
    .toBe(true);
  await page.keyboard.press('Enter');
  await dialog(page).getByText('管理筛选').waitFor();
  await look(page, 'filter-manage');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await leave(page);
});

/** The step of a matter that is open: in the bar, or behind the dots. */
async function press(page: Page, label: string): Promise<void> {
  const bar = page.locator('.ll-detail').getByRole('button', { name: label, exact: true });
  await page.locator('.ll-detail .ll-actions').waitFor();
  if ((await bar.count()) > 0) return bar.first().click();
  await page.locator('.ll-detail').getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: label, exact: true }).click();
}

/** A link of the person's own: the one they were given lies with them. */
async function ownLink(ref: string): Promise<string> {
  const token = randomBytes(16).toString('base64url');
  const { communityId, id } = parseRef(ref);
  const client = day.app.database.pool;
  const shown = await day.app.get('GET /cases/:ref', { params: { ref } }, day.desk);
  await client.query(
    `insert into case_links (kind, key_hash, community_id, case_id, party_id, created_at) values ('track', $1, $2, $3, $4, $5)`,
    [day.app.vault.token('link', token), communityId, id, shown.answer.parties[0]?.id, day.app.clock.now()],
  );
  return token;
}

test('a question to the person, and a link for a repair firm, there and back', async () => {
  const page = await open(`/desk/cases?tab=handling&ref=${day.shown}`, day.handler);
  await press(page, '问群众');
  await dialog(page).getByRole('combobox').click();
  await page.locator('.ant-select-item-option').first().click();
  const question = dialog(page).getByRole('textbox');
  expect(await question.inputValue()).toContain('请问具体在几号楼');
  await question.fill('请问充电的是几楼住户？方便的话拍一张照片。');
  await look(page, 'ask');
  await dialog(page).getByRole('button', { name: '问群众' }).click();
  await page.locator('.ll-detail').getByText('最多等到').first().waitFor();
  await look(page, 'asked');

  const phone = await open(`/t#${await ownLink(day.shown)}`);
  await phone.locator('.portal-inquiry').getByText('请问充电的是几楼住户？').waitFor();
  await look(phone, 'question');
  await phone.getByRole('textbox').first().fill('二楼东户，晚上八点以后充。');
  await phone.getByRole('button', { name: '提交回答' }).click();
  await phone.getByText('您已回答').first().waitFor();
  await look(phone, 'answered');
  await leave(phone);

  await page.reload();
  await page.getByText('二楼东户，晚上八点以后充。').first().waitFor();
  await press(page, '交外部人员');
  await dialog(page).getByLabel('交给谁').fill('李师傅');
  await dialog(page).getByLabel('单位（选填）').fill('安居电气');
  await dialog(page).getByLabel('做什么', { exact: false }).fill('二楼私拉电线拆除，请带绝缘胶带。');
  await dialog(page).getByRole('checkbox').first().check();
  await look(page, 'hand-out');
  await dialog(page).getByRole('button', { name: '生成链接' }).click();
  const link = await dialog(page).getByLabel('链接', { exact: true }).inputValue();
  await look(page, 'link');
  await dialog(page).getByRole('button', { name: '我已发出' }).click();

  const firm = await open(link.slice(new URL(link).origin.length));
  await firm.getByText('二楼私拉电线拆除').waitFor();
  await firm.locator('.ll-photos img, main img').first().waitFor();
  await look(firm, 'outside');
  const coming = await day.app.send(
    'outside-links.report',
    { result: 'coming', on: '2026-11-25' },
    { userId: 'outside', headers: { 'x-linli-link': new URL(link).hash.slice(1) } },
  );
  expect(coming.status).toBe(200);
  for (const [language, words] of [
    ['zh', '维修或办理人员约定 11 月 25 日（周三）上门'],
    ['en', 'Somebody will come on'],
  ] as const) {
    const told = await open(`/t#${await ownLink(day.shown)}`, undefined, language);
    await told.getByText(words).waitFor();
    await look(told, `coming-${language}`);
    await leave(told);
  }
  await firm.getByText('已做完', { exact: true }).click();
  await firm.getByRole('textbox').first().fill('线已拆，插排收走。');
  await firm.getByRole('button', { name: '提交' }).click();
  await firm.getByText('线已拆，插排收走。').last().waitFor();
  await look(firm, 'outside-done');

  await page.reload();
  await page.getByText('李师傅（安居电气）').first().waitFor();
  await page
    .getByText(/说已做完，请核对/)
    .first()
    .waitFor();
  await look(page, 'reported');
  await button(page, '收回').click();
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
  await page.getByText('已收回').waitFor();
  await firm.reload();
  await firm.getByText('这个链接已失效').waitFor();
  await look(firm, 'over');
  await leave(firm);
  await leave(page);
});

test('the same in English', async () => {
  const page = await open(`/desk/cases?tab=handling&ref=${day.shown}`, day.handler, 'en');
  await page.getByText('Asked of the person').waitFor();
  await page.keyboard.press('?');
  await dialog(page).getByText('Keyboard shortcuts').waitFor();
  await look(page, 'keys-en');
  await leave(page);
});
