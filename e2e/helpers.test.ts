import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

/** 帮手: one who asks for help by their own phone, one at the counter, and the one who helps. */
let loop: LoopPages;
let elder: SignedIn;
let helper: SignedIn;

beforeAll(async () => {
  loop = await startLoop('helpers');
  elder = await loop.app.signInResident('19900000071');
  helper = await loop.app.signInResident('19900000072');
});
afterAll(() => loop?.close());

const listed = async (as: SignedIn) => (await loop.app.get('GET /my/mandates', {}, as)).answer;

test('somebody asks a relative, who reports for them; both see by whom it was done, and it is stopped', async () => {
  const asking = await loop.open('/helpers', elder, phone);
  await asking.getByText('还没有请帮手').waitFor();
  await asking.getByLabel('您的姓名').fill('张桂英');
  await asking.getByLabel('帮手姓名').fill('李芳');
  await asking.getByLabel('帮手手机号').fill('19900000072');
  await asking.getByText('家人', { exact: true }).click();
  for (const cover of ['报事', '查进度', '确认评价']) await asking.getByText(cover, { exact: true }).click();
  await asking.getByLabel('到哪天止').fill('2026-09-01');
  await loop.look(asking, 'ask');
  await asking.getByRole('button', { name: '委托', exact: true }).click();
  await asking.getByRole('button', { name: '停止请李芳代办' }).waitFor();
  await loop.look(asking, 'mine');

  const helping = await loop.open('/helpers', helper, phone);
  await loop.look(helping, 'helping');
  await helping.getByRole('link', { name: '看 张桂英 的事项' }).click();
  await helping.getByText('还没有事项').waitFor();
  await helping.getByRole('link', { name: '替TA报事' }).click();
  await helping.locator('textarea').first().waitFor();
  await helping.getByText('您在替 张桂英 办事').waitFor();
  expect(await helping.getByText('我是替家人办的').count()).toBe(0);
  await loop.look(helping, 'report');
  await loop.leave(helping);

  // The form itself is walked in e2e/portal.test.ts: what it sends is sent here.
  const [mandate] = (await listed(helper)).helping;
  const by = { ...helper, headers: { ...helper.headers, 'x-linli-mandate': mandate?.id ?? '' } };
  const raised = await loop.app.send(
    'cases.raise',
    { type: 'event', begin: 'report', place: { areaId: world.building }, fields: { words: '楼道灯不亮' } } as never,
    by,
  );
  const { ref } = raised.answer;

  const seen = await loop.open(`/helped/${mandate?.id}/${ref}`, helper, phone);
  await seen.getByText('由帮手李*代办').waitFor();
  await seen.getByRole('button', { name: '催一催' }).waitFor();
  expect(await seen.getByRole('button', { name: '撤回' }).count()).toBe(0);
  await loop.look(seen, 'track');
  const list = await loop.open(`/helped/${mandate?.id}`, helper, phone);
  await list.getByText('楼道灯不亮').first().waitFor();
  await loop.look(list, 'matters');
  await loop.leave(list);

  const own = await loop.open(`/mine/${ref}`, elder, phone);
  await own.getByText('由帮手李*代办').waitFor();
  await loop.leave(own);
  const desk = await loop.open(`/desk/cases/${ref}`, await loop.app.signIn('street-desk'));
  await desk.getByText('由帮手李*代办').first().waitFor();
  await loop.leave(desk);

  await asking.reload();
  await asking.getByRole('link', { name: /^上报，编号/ }).waitFor();
  await loop.look(asking, 'deeds');
  await asking.getByRole('button', { name: '停止请李芳代办' }).click();
  await asking.getByText('已停止', { exact: true }).waitFor();
  await loop.leave(asking);
  await loop.app.queue.runAll();
  expect(loop.app.sms.lastTo('19900000071').text).toContain('不再是您的帮手');
  expect((await loop.app.get('GET /my/cases', {}, by)).problem?.code).toBe('mandates.ended');
  await seen.close();
});

test('at the counter a mandate is registered, found and stopped', async () => {
  const page = await loop.open('/desk/mandates', await loop.app.signIn('community-secretary'));
  await page.getByText('没有这样的委托').waitFor();
  await page.getByRole('button', { name: '登记委托' }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of [
    ['本人姓名', '王大爷'],
    ['本人手机号', '19900000081'],
    ['帮手姓名', '陈静'],
    ['帮手手机号', '19900000082'],
  ] as const)
    await dialog.getByLabel(label).fill(value);
  await loop.look(page, 'register');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const input = {
    areaId: world.community,
    elder: { name: '王大爷', phone: '19900000081' },
    helper: { name: '陈静', phone: '19900000082' },
    relation: 'worker' as const,
    covers: ['report' as const, 'track' as const],
    endsOn: '2026-09-01',
    saidInPerson: true as const,
  };
  await loop.app.send('mandates.register', input, await loop.app.signIn('community-secretary'));
  await page.reload();
  await page.getByRole('button', { name: '停止王**请陈*的委托' }).click();
  await loop.look(page, 'stop');
  await dialog.getByRole('button', { name: /^停\s?止$/ }).click();
  await page.getByText('没有这样的委托').waitFor();
  await loop.leave(page);
});
