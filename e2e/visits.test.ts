import { afterAll, beforeAll, expect, test } from 'vitest';
import { toRef } from '../contract/shapes.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;
let worker: SignedIn;
const communityId = world.community;
const houseId = uuidv7();

/** Somebody who lives alone behind one door of the grid. */
async function makeHome(): Promise<void> {
  const { app } = loop;
  const at = app.clock.now();
  const [peopleId, personId] = [uuidv7(), uuidv7()];
  const home = { communityId, id: houseId, buildingId: world.building, room: '501', doorKey: '1-1-501' };
  const who = { communityId, id: peopleId, personId, name: '沈玉珍', sex: 'female', bornOn: '1941-02-03' };
  const phoneOf = { communityId, id: uuidv7(), peopleId, masked: '199****0501' };
  const number = '19900000501';
  await app.database.write({ communities: [communityId], organisations: [] }, async (db) => {
    await db
      .insertInto('houses')
      .values({ ...home, address: '1幢1单元501', createdAt: at, updatedAt: at })
      .execute();
    await db.insertInto('persons').values({ id: personId, createdAt: at }).execute();
    await db
      .insertInto('people')
      .values({ ...who, createdAt: at, updatedAt: at })
      .execute();
    await db
      .insertInto('residences')
      .values({ communityId, id: uuidv7(), peopleId, houseId, kind: 'both', createdAt: at })
      .execute();
    await db
      .insertInto('peoplePhones')
      .values({ ...phoneOf, sealed: app.vault.seal('phone', number), token: app.vault.token('phone', number) })
      .execute();
    await db
      .insertInto('tags')
      .values({
        communityId,
        id: uuidv7(),
        peopleId,
        code: 'alone',
        kind: 'service',
        source: '登记',
        fromOn: '2026-01-01',
      })
      .execute();
    await db
      .insertInto('visitWishes')
      .values({ communityId, peopleId, isPhoneFirst: true, saidOn: '2026-01-05', userId: worker.userId })
      .execute();
  });
  await app.queue.runJob('visits.plan');
}

beforeAll(async () => {
  loop = await startLoop('visits');
  secretary = await loop.app.signIn('community-secretary');
  worker = await loop.app.signIn('grid-worker');
  await makeHome();
});
afterAll(() => loop?.close());

test('a door that is due is visited without a signal: the wish is seen first, the finding becomes a matter, the planner sees a household', async () => {
  const { app, open, look, leave } = loop;
  const page = await open('/field/visits', worker, phone);
  await look(page, 'due');
  await page.getByRole('link', { name: /1幢1单元501/ }).click();
  await page.getByText('先打电话').first().waitFor();
  await page.getByText('沈玉珍').first().waitFor();
  await look(page, 'door');
  await page.context().setOffline(true);
  await page.getByText('见面', { exact: true }).click();
  await page.getByLabel(/说了什么/).fill('身体还好，想装扶手');
  await page.getByLabel(/发现问题/).fill('楼道灯不亮，老人不敢下楼');
  await page.getByRole('button', { name: /记录走访|先存在手机上/ }).click();
  await page.getByText('已记录，等待上传').waitFor();
  await look(page, 'waiting');
  await page.context().setOffline(false);
  const made = async () =>
    (await app.get('GET /visits/doors/:house', { params: { house: toRef(communityId, houseId) } }, worker)).answer.past;
  await expect.poll(async () => (await made()).length, { timeout: 60_000 }).toBe(1);
  expect(await made()).toMatchObject([{ outcome: 'met', words: '身体还好，想装扶手' }]);
  // Two rows of one moment go in either order.
  const titles = async () =>
    (await app.get('POST /cases', { query: { tab: 'open' } as never }, secretary)).answer.items.map(
      ({ title }) => title,
    );
  await expect.poll(titles, { timeout: 60_000 }).toContain('楼道灯不亮，老人不敢下楼');
  await page.close();
  const desk = await open('/desk/visits', secretary);
  await desk.getByText('各网格该走访的户数').waitFor();
  await desk.getByText('春申第一网格').first().waitFor();
  await look(desk, 'desk');
  await leave(desk);
});

test('households are linked from the desk, the evening counts for its shift, and a shock is told in two taps', async () => {
  const { app, open, look, leave } = loop;
  const desk = await open('/desk/visits', secretary);
  await desk.getByRole('button', { name: '安排联系户' }).click();
  const dialog = desk.getByRole('dialog');
  const option = (words: string) => desk.locator('.ant-select-item-option:visible').filter({ hasText: words }).first();
  await dialog.getByRole('combobox', { name: '联系人' }).fill('grid-worker');
  await option('grid-worker').click();
  await dialog.getByRole('combobox', { name: '联系哪些门' }).click();
  await option('501').click();
  await desk.keyboard.press('Escape');
  await look(desk, 'link-dialog');
  await dialog.getByRole('button', { name: '安排联系户' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.getByRole('button', { name: '替班', exact: true }).first().waitFor();
  await desk.getByRole('button', { name: '登记突发情况' }).nth(1).click();
  await desk.getByRole('dialog').getByText('家人去世').waitFor();
  await look(desk, 'shock-dialog');
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  await look(desk, 'linked');
  await leave(desk);

  const now = Date.parse(app.clock.now());
  const shift = {
    startsAt: new Date(now - 3_600_000).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
    ...{ userId: worker.userId, part: 'lead' as const },
  };
  const evening = { areaId: communityId, kind: 'evening', name: '夜访', place: '各楼栋' };
  const { id } = (await app.send('rotas.open', evening as never, secretary)).answer;
  await app.send('rotas.setShift', { id, ...shift }, secretary);
  const page = await open(`/field/visits/${toRef(communityId, houseId)}`, worker, phone);
  await page.getByText('现在是夜访时间').waitFor();
  await page.getByRole('button', { name: '登记突发情况' }).click();
  await look(page, 'shock-phone');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '家人去世' }).click();
  await page.getByText('电话联系', { exact: true }).click();
  await page.getByRole('button', { name: /记录走访|先存在手机上/ }).click();
  await page.getByText('已记录，等待上传').waitFor();
  await page.context().setOffline(false);
  const day = app.clock.now().slice(0, 10);
  const days = async () =>
    (await app.get('GET /visits/days', { query: { from: day, to: day } }, secretary)).answer.items;
  await expect.poll(async () => (await days())[0]?.visits, { timeout: 60_000 }).toBe(1);
  await page.close();
});
