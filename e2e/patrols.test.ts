import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../server/test/pdf-text.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  loop = await startLoop('patrols');
  secretary = await loop.app.signIn('community-secretary');
  worker = await loop.app.signIn('grid-worker');
});

afterAll(() => loop?.close());

/** The words of a paper of a matter, as its reader has them. */
async function paperOf(ref: string, print: string, as: SignedIn): Promise<string> {
  const url = `/api/cases/${ref}/print.pdf?print=${print}`;
  const answer = await loop.app.inject({ method: 'GET', url }, as);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  return pdfText(answer.rawPayload).join('').replaceAll('\n', '');
}

test('a plan is opened at the desk, and lists what comes round', async () => {
  const { app, open, look, leave } = loop;
  const river = { areaId: world.grid, kind: 'river', name: '春申塘（桥南段）', point: [121.4803, 31.2303] };
  await app.send('patrols.addObject', river as never, worker);
  const page = await open('/desk/patrols', secretary);
  await page.getByText('这里还没有巡查计划').waitFor();
  await look(page, 'empty');
  await page.getByRole('button', { name: '新建巡查计划' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('计划名称').fill('楼栋消防巡查');
  await look(page, 'open');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: '楼栋消防巡查 · 近期要去的' }).waitFor();
  await page.getByText('2026-03-04').first().waitFor();
  const chief = {
    areaId: world.community,
    kind: 'river',
    name: '河长巡河',
    cadence: { every: 'weeks', n: 1 },
    chiefId: secretary.userId,
    beginsOn: '2026-03-04',
    items: [{ words: '水面没有漂浮物', hazard: 'water' }],
  };
  await app.send('patrols.open', chief as never, secretary);
  await page.reload();
  await page.getByText('河长巡河').first().waitFor();
  await look(page, 'plans');
  await leave(page);
});

test('a photo at a line of the checklist is a hazard, taken without a signal', async () => {
  const { app, open, look } = loop;
  const page = await open('/field/patrols', worker, phone);
  await page.clock.resume();
  await page.getByRole('button', { name: /1幢/ }).click();
  const camera = page.getByLabel('拍照登记：没有电动自行车上楼充电、飞线充电');
  await camera.waitFor();
  await look(page, 'phone');
  const photo = { name: 'stairs.png', mimeType: 'image/png', buffer: await page.screenshot() };
  await page.context().setOffline(true);
  await camera.setInputFiles(photo);
  await page.getByText('已登记，有信号就上传').waitFor();
  await page.context().setOffline(false);
  const found = async () =>
    (await app.get('POST /cases', { query: { type: 'hazard', tab: 'all' } }, secretary)).answer.items.length;
  await expect.poll(found, { timeout: 60_000 }).toBe(1);
  await page.close();
});

test('it is graded with its basis, mended with a photo, looked at by a second hand, and its papers say so', async () => {
  const { app, open, look, leave, press } = loop;
  const { items } = (await app.get('POST /cases', { query: { type: 'hazard', tab: 'all' } }, secretary)).answer;
  const ref = items[0]?.ref as string;
  const desk = await open(`/desk/cases/${ref}`, secretary);
  await press(desk, '一般隐患，通知整改');
  const dialog = desk.getByRole('dialog');
  await dialog.getByText('消防法第28条（通道、出口、消防设施）').click();
  await dialog.getByText('住户、使用人').click();
  await dialog.getByLabel('怎么整改').fill('把车推到楼下车棚充电');
  await look(desk, 'grade');
  await dialog.getByLabel('整改的最后一天').fill('2026-03-13');
  await desk.keyboard.press('Tab');
  await dialog.getByRole('button', { name: '一般隐患，通知整改' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.getByRole('link', { name: '隐患整改通知书 PDF' }).waitFor();
  await look(desk, 'graded');
  const notice = await paperOf(ref, 'notice', secretary);
  for (const part of ['隐患整改通知书', '电动自行车', '消防法第28条', '整改的最后一天：2026-03-13', '春申社区'])
    expect(notice).toContain(part);
  await leave(desk);

  const mending = await open(`/desk/cases/${ref}`, worker);
  await press(mending, '已整改，请复查');
  const step = mending.getByRole('dialog');
  await step.getByLabel('怎么整改的').fill('已推到车棚，插座已断电');
  const after = { name: 'after.png', mimeType: 'image/png', buffer: await mending.screenshot() };
  await step.locator('input[type=file]').setInputFiles(after);
  await step.getByText('after.png').or(step.locator('img')).first().waitFor();
  await step.getByRole('button', { name: '已整改，请复查' }).click();
  await step.waitFor({ state: 'hidden' });
  // Whoever mended it does not look at it again.
  await mending.getByText('待复查').first().waitFor();
  expect(await mending.getByRole('button', { name: '复查合格，销号' }).count()).toBe(0);
  await leave(mending);

  const again = await open(`/desk/cases/${ref}`, secretary);
  await press(again, '复查合格，销号');
  const last = again.getByRole('dialog');
  await last.getByLabel('复查看到的情况').fill('楼道已清空，车在车棚');
  await last.getByRole('button', { name: '复查合格，销号' }).click();
  await last.waitFor({ state: 'hidden' });
  await again.getByText('已销号').first().waitFor();
  const record = await paperOf(ref, 'recheck', secretary);
  for (const part of ['隐患整改复查记录', '已推到车棚', '楼道已清空']) expect(record).toContain(part);
  await look(again, 'closed');
  await leave(again);
});

test('a tenant is out in two taps and in by a name, without a signal', async () => {
  const { app, open, look } = loop;
  const house = { buildingId: world.building, unitId: world.unit, floor: 3, room: '301', tenure: 'let' as const };
  const { ref: houseRef } = (await app.send('houses.register', house, secretary)).answer;
  const home = { houseRef, kind: 'living' as const, asWhat: 'tenant' as const };
  await app.send('people.register', { communityId: world.community, name: '周小岚', home }, secretary);
  const page = await open(`/field/doors/house/${houseRef}`, worker, phone);
  await page.clock.resume();
  await page.getByText('周小岚').first().waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '周小岚搬走了' }).click();
  await look(page, 'moves-out');
  await page.getByRole('button', { name: '确认搬走' }).click();
  await page.getByText('已登记搬走').waitFor();
  await page.getByRole('button', { name: '租客入住' }).click();
  await page.getByLabel('姓名').fill('马晓东');
  await look(page, 'moves-in');
  await page.getByRole('button', { name: '登记入住' }).click();
  await page.context().setOffline(false);
  const living = async () =>
    (await app.get('GET /houses/:ref', { params: { ref: houseRef } }, secretary)).answer.residentsNow.map(
      ({ name, asWhat }) => `${name} ${asWhat}`,
    );
  await expect.poll(living, { timeout: 60_000 }).toEqual(['马晓东 tenant']);
  await page.close();
});

test('an object is added where one stands, without a signal, and taken off again', async () => {
  const { app, open, look } = loop;
  const page = await open('/field/patrol-objects', worker, phone);
  await page.clock.resume();
  await page.getByRole('button', { name: '添加巡查对象' }).click();
  await page.getByText('小场所（九小场所）').first().click();
  await page.getByLabel('名称').fill('老王修车铺');
  await look(page, 'object-form');
  await page.getByRole('button', { name: '选地点' }).click();
  await page.getByRole('button', { name: /1幢/ }).first().click();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已记下').waitFor();
  await page.context().setOffline(false);
  const names = async () =>
    (await app.get('GET /patrols/objects', { query: { kind: 'shop' } }, worker)).answer.items.map(({ name }) => name);
  await expect.poll(names, { timeout: 60_000 }).toEqual(['老王修车铺']);
  await page.reload();
  await page.getByRole('button', { name: '移除“老王修车铺”' }).click();
  await look(page, 'object-off');
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(names, { timeout: 60_000 }).toEqual([]);
  await page.close();
});
