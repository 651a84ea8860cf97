import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseRef } from '../contract/shapes.ts';
import { writeSheetCode } from '../domain/rentals/door-sheet.ts';
import { sheetTag } from '../server/features/rentals/rentals.scope.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let worker: SignedIn;
let house: string;

beforeAll(async () => {
  loop = await startLoop('rentals');
  worker = await loop.app.signIn('grid-worker');
  const home = { buildingId: world.building, room: '601', floor: 6 };
  house = (await loop.app.send('houses.register', home as never, worker)).answer.ref;
});
afterAll(() => loop?.close());

test('a tenant declares by the code at the door, and the worker registers them there in one press without a signal', async () => {
  const { app, open, look, leave } = loop;
  const { communityId, id } = parseRef(house);
  const door = { communityId, houseId: id };
  const page = await open(`/d/${writeSheetCode(door, sheetTag(app, door))}`, undefined, phone);
  await page.getByText('这个页面不显示').waitFor();
  await look(page, 'door');
  await page.getByRole('button', { name: '我是租客，住进来了' }).click();
  await page.getByRole('button', { name: '提交申报' }).click();
  await page.getByLabel('姓名').fill('周小川');
  await page.getByLabel('手机号').fill('13800001111');
  await page.getByLabel('一共住几个人').fill('2');
  await look(page, 'declare');
  await page.getByRole('button', { name: '提交申报' }).click();
  await page.getByText('网格员会上门核对').waitFor();
  await look(page, 'sent');
  await leave(page);

  const desk = await open('/desk/rentals', worker);
  await desk.getByText('周小川').waitFor();
  await look(desk, 'desk');
  await leave(desk);

  const field = await open('/field/rentals', worker, phone);
  await field.getByText('周小川').waitFor();
  await look(field, 'list');
  await field.getByRole('link', { name: /去核对/ }).click();
  await field.getByText('住户扫码申报').waitFor();
  await look(field, 'check');
  await field.context().setOffline(true);
  await field.getByRole('button', { name: '属实，登记' }).click();
  await field.getByText('住户扫码申报').waitFor({ state: 'hidden' });
  await field.context().setOffline(false);
  const lives = async () =>
    (await app.get('GET /houses/:ref', { params: { ref: house } }, worker)).answer.residentsNow.map(({ name }) => name);
  await expect.poll(lives, { timeout: 60_000 }).toEqual(['周小川']);
  await field.close();
});
