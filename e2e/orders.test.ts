import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

const clearedWords = '帮一位老人到医院取药，来回约两小时';
const personal = ['周桂兰', '19900008801', '302室', '糖尿病', '医保卡'];

let loop: LoopPages;
let secretary: SignedIn;
let asker: SignedIn;
let volunteer: SignedIn;

beforeAll(async () => {
  loop = await startLoop('orders');
  secretary = await loop.app.signIn('community-secretary');
  asker = await loop.app.signInResident('19900008801');
  volunteer = await loop.app.signInResident('19900008802');
});
afterAll(() => loop?.close());

/** The volunteer's page on a phone that knows where its holder lives. */
async function openOrders(size: 'plain' | 'elder' = 'plain'): Promise<Page> {
  const page = await loop.open('/orders', volunteer, phone);
  const home = { communityId: world.community, communityName: '春申社区', areaId: world.unit };
  await page.evaluate(
    ([place, letters]) => {
      localStorage.setItem('linli.portal.home', JSON.stringify(place));
      localStorage.setItem('linli.text-size', letters as string);
    },
    [home, size] as const,
  );
  await page.reload();
  await page.getByText('这里只写要什么帮助').waitFor();
  return page;
}

const leaks = (said: string): string[] => personal.filter((one) => said.includes(one));

test('a resident registers on the portal, and the community admits them at the desk', async () => {
  const { open, look, leave } = loop;
  const page = await openOrders();
  await look(page, 'none');
  await page.getByText('我的登记').click();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('请填写姓名，并至少选一项。').waitFor();
  await page.getByLabel('您的姓名（会告诉被服务的人）').fill('赵志远');
  await page.getByText('代办跑腿（取药、缴费、递材料）').click();
  await page.getByText('一件东西').click();
  await look(page, 'register');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('等社区确认').waitFor();
  await look(page, 'waits');
  await leave(page);
  const desk = await open('/desk/volunteers', secretary);
  await desk.getByText('赵志远').waitFor();
  await look(desk, 'volunteers');
  await desk.getByRole('button', { name: '确认登记' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('承保方').fill('街道统保');
  await look(desk, 'admit');
  await dialog.getByRole('button', { name: '确认登记' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.getByRole('button', { name: '记保险' }).waitFor();
  await leave(desk);
});

test('an order is asked, screened, taken, done, confirmed by the code of the one served, and rated', async () => {
  const { app, open, look, leave, press } = loop;
  const form = await open('/apply/order', asker, phone);
  await form.getByText('代办跑腿（取药、缴费、递材料）').click();
  await form.getByLabel('说说要帮什么').fill('我有糖尿病，帮我取药');
  await form.getByText('上午', { exact: true }).click();
  await form.getByLabel(/^要交给对方的东西/).fill('医保卡一张');
  await form.getByLabel('小区或楼号').fill('春申1幢1单元');
  await form.getByRole('button', { name: /^1幢1单元/ }).click();
  await form.getByPlaceholder('几单元几楼、什么位置（选填）').fill('302室');
  await form.getByPlaceholder('怎么称呼您（选填）').fill('周桂兰');
  await look(form, 'ask');
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await form.waitForURL(/\/sent#/);
  await leave(form);
  const { items } = (await app.get('POST /cases', { query: { type: 'order' } }, secretary)).answer;
  const ref = items[0]?.ref as string;

  const desk = await open(`/desk/cases/${ref}`, secretary);
  await press(desk, '审核通过，发布');
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('公开的说明（不写姓名、电话、门牌）').fill(clearedWords);
  await look(desk, 'publish');
  await dialog.getByRole('button', { name: '审核通过，发布' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.getByText('待接单').first().waitFor();
  await desk.getByRole('button', { name: '邀请', exact: true }).click();
  await desk.getByRole('button', { name: '已邀请' }).waitFor();
  await look(desk, 'published');
  await leave(desk);

  const elder = await openOrders('elder');
  await elder.getByText(clearedWords).waitFor();
  await look(elder, 'pool-elder');
  await leave(elder);
  const page = await openOrders();
  await page.getByText(clearedWords).waitFor();
  expect(leaks(await page.locator('body').innerText())).toEqual([]);
  await page.getByText('社区请您帮忙').waitFor();
  await look(page, 'pool');
  await page.getByRole('button', { name: '我来接单' }).click();
  await page.getByText('接单成功').waitFor();
  await page.getByText('周桂兰').waitFor();
  await page.getByText('302室').waitFor();
  await page.getByRole('button', { name: '查看电话' }).click();
  await page.getByRole('link', { name: '拨打 19900008801' }).waitFor();
  await look(page, 'taken');

  const track = await open(`/mine/${ref}`, asker, phone);
  await track.getByText('赵志远').waitFor();
  await look(track, 'track');
  const code = await track.locator('.portal-helper .figures').innerText();
  expect(code).toMatch(/^\d{6}$/);
  await leave(track);

  await page.getByRole('button', { name: '已经做好' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(/^服务时长/).fill('2');
  await sheet.getByLabel('做了什么（对方看得到）').fill('药已送到');
  await look(page, 'finish');
  await sheet.getByRole('button', { name: '提交' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByLabel('对方的确认码（6 位）').fill(code);
  await look(page, 'code');
  await page.getByRole('button', { name: '确认完成' }).click();
  await page.getByText('我的志愿服务记录').waitFor();
  await page.getByText('双方确认的服务时长共 2 小时').waitFor();
  await look(page, 'record');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('待接的单').first().isVisible()).toBe(false);
  expect(await page.getByText('双方确认的服务时长共 2 小时').isVisible()).toBe(true);
  await look(page, 'record-print');
  await leave(page);

  const rate = await open(`/mine/${ref}`, asker, phone);
  await rate.getByText('药已送到').first().waitFor();
  await look(rate, 'rate');
  await rate.getByText('办好了', { exact: true }).click();
  await rate.getByText('很满意', { exact: true }).click();
  await rate.getByRole('button', { name: '提交评价' }).click();
  await rate.getByText('您的评价').waitFor();
  await leave(rate);
});

test('a wish made on the portal is screened, claimed by a unit at its desk, comes true, and stands among what was done', async () => {
  const { app, open, look, leave, press } = loop;
  const unit = await app.signIn('handler', { organisationId: world.property });
  const form = await open('/apply/wish', asker, phone);
  await form.getByText('一件东西').click();
  await form.getByLabel('说说您的心愿').fill('我一个人，想要一台收音机');
  await form.getByLabel('小区或楼号').fill('春申1幢1单元');
  await form.getByRole('button', { name: /^1幢1单元/ }).click();
  await form.getByPlaceholder('怎么称呼您（选填）').fill('周桂兰');
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await form.waitForURL(/\/sent#/);
  await leave(form);
  const { items } = (await app.get('POST /cases', { query: { type: 'wish' } }, secretary)).answer;
  const ref = items[0]?.ref as string;

  const page = await open('/desk/orders', unit);
  await page.getByLabel('在哪个社区').selectOption({ label: '春申社区' });
  await page.getByLabel('单位联系人姓名').fill('孙立');
  await page.getByLabel('一件东西').check();
  await look(page, 'desk-register');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('等社区确认').waitFor();
  const listed = (await app.get('POST /orders/volunteers', { query: { state: 'asked' } }, secretary)).answer.items;
  await app.send('orders.admit', { id: listed[0]?.id as string }, secretary);
  const publicWords = '一位独居老人想要一台收音机';
  await app.send('cases.act', { ref, action: 'publish', input: { publicWords, worth: 20_000 } } as never, secretary);
  await page.reload();
  await page.getByText(publicWords).waitFor();
  await page.getByRole('button', { name: '我来认领' }).click();
  await page.getByText('接单成功').waitFor();
  await page.getByRole('link', { name: '打开这件事，办下一步' }).waitFor();
  await look(page, 'desk-taken');
  await page.getByRole('link', { name: '打开这件事，办下一步' }).click();
  await press(page, '心愿已达成');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^服务时长/).fill('1');
  await dialog.getByLabel('做成了什么（公开）').fill('收音机已送到，教会了调台');
  await dialog.getByRole('button', { name: '心愿已达成' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await leave(page);

  await app.send('cases.act', { ref, action: 'confirm-done', input: {} }, asker);

  for (const size of ['plain', 'elder'] as const) {
    const shown = await open('/outcomes', undefined, phone);
    const home = { communityId: world.community, communityName: '春申社区' };
    await shown.evaluate(
      ([place, letters]) => {
        localStorage.setItem('linli.portal.home', JSON.stringify(place));
        localStorage.setItem('linli.text-size', letters as string);
      },
      [home, size] as const,
    );
    await shown.reload();
    await shown.getByText('收音机已送到，教会了调台').waitFor();
    await shown.getByText('物业企业').waitFor();
    const said = await shown.locator('body').innerText();
    expect([...personal, '孙立', '春申物业'].filter((one) => said.includes(one))).toEqual([]);
    await look(shown, `outcomes-${size}`);
    await leave(shown);
  }
});

test('what was taken is done on the phone without a signal, with the code told at the door', async () => {
  const { app, open, look } = loop;
  const worker = await app.signIn('grid-worker');
  const kinds = { community: world.community, name: '李建国', kinds: ['errand'] };
  const enlisted = await app.send('orders.enlist', kinds, worker);
  await app.send('orders.admit', { id: enlisted.answer.id }, secretary);
  const asked = {
    type: 'order',
    begin: 'ask',
    place: { areaId: world.unit, words: '302室' },
    contact: { name: '周桂兰', isMine: true },
    fields: { kind: 'errand', words: '帮我取药' },
  };
  const { ref } = (await app.send('cases.raise', asked as never, asker)).answer;
  const screened = { ref, action: 'publish', input: { publicWords: clearedWords } };
  await app.send('cases.act', screened as never, secretary);

  const page = await open('/field/orders', worker, phone);
  await page.clock.resume();
  await page.getByText('待接的单', { exact: true }).click();
  await look(page, 'phone-pool');
  const brought = page.waitForResponse((answer) => answer.url().endsWith(`/api/cases/${ref}`));
  await page.getByRole('button', { name: '我来接单' }).click();
  await page.getByText('302室').waitFor();
  const step = page.getByRole('link', { name: '已经做好' });
  await step.waitFor();
  await look(page, 'phone-taken');
  const { helper } = (await app.get('GET /my/cases/:ref', { params: { ref } }, asker)).answer;
  await brought;
  await page.context().setOffline(true);
  await step.click();
  await page.getByLabel(/^服务时长/).fill('1');
  await page
    .getByRole('button', { name: /保存|已经做好/ })
    .last()
    .click();
  await page.getByLabel('对方的确认码（6 位）').fill(helper?.code as string);
  await look(page, 'phone-code');
  await page.getByRole('button', { name: '确认完成' }).click();
  await page.getByText('确认码已存').waitFor();
  await page.context().setOffline(false);
  const stage = async () => (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer.stage;
  await expect.poll(stage, { timeout: 60_000 }).toBe('done');
  await page.close();
});
