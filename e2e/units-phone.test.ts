import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Begin, CaseType } from '../domain/case/define.ts';
import { caseTypes } from '../domain/processes/registry.ts';
import type { SignedIn } from '../server/test/people.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';
import { fillForm } from './type-journey.forms.ts';

let loop: LoopPages;
let unit: SignedIn;
let secretary: SignedIn;
const today = '2026-03-04T02:00:00.000Z';

beforeAll(async () => {
  loop = await startLoop('units-phone');
  unit = await loop.app.signIn('handler');
  secretary = await loop.app.signIn('community-secretary');
});
beforeEach(() => loop.app.clock.set(today));
afterAll(() => loop?.close());

async function looked(page: Page, name: string): Promise<void> {
  expect.soft(await page.evaluate('document.documentElement.scrollWidth'), `${name}: width`).toBe(390);
  await loop.look(page, name);
}

test.each([
  ['wish', '给小区六位独居老人各配一个助行器'],
  ['micro-project', '中心花园添两张长椅，老人有地方歇脚'],
] as const)('somebody of a unit asks for a %s with a phone, and the community has it', async (type, words) => {
  const { asks = {}, label } = (caseTypes[type] as CaseType).begins['ask'] as Begin;
  const page = await loop.open('/field', unit, phone);
  await looked(page, `${type}-home`);
  await page.getByRole('link', { name: label.zh }).click();
  await page.locator('[data-field="words"]').waitFor();
  await fillForm({ root: page.locator('form'), look: 'mobile' }, asks, { words });
  await page.getByRole('button', { name: '选地点' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('searchbox').fill('1幢');
  await sheet.getByRole('button', { name: /1幢/ }).first().click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByText('我们的联系人').waitFor();
  await page.getByLabel('怎么称呼').fill('春申物业小周');
  await page.getByLabel('电话', { exact: true }).fill('19900005561');
  await looked(page, `${type}-form`);
  await page.getByRole('button', { name: label.zh }).click();
  const found = async () =>
    (await loop.app.get('POST /cases', { query: { type } }, secretary)).answer.items.map(({ title }) => title);
  await expect.poll(found, { timeout: 20_000 }).toEqual([words]);
  await page.waitForLoadState('networkidle');
  await looked(page, `${type}-sent`);
  await loop.leave(page);
});
