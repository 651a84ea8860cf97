import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;

beforeAll(async () => {
  loop = await startLoop('my-data');
  secretary = await loop.app.signIn('community-secretary');
});

afterAll(() => loop?.close());

test('a resident shows which record is theirs, sees it and who looked, and the desk carries out what they ask', async () => {
  const { app, open, look, leave, press } = loop;
  const number = '11010519491231002X';
  const house = await app.send(
    'houses.register',
    { buildingId: world.building, unitId: world.unit, room: '501' },
    secretary,
  );
  const { ref } = (
    await app.send(
      'people.register',
      {
        communityId: world.community,
        name: '周桂兰',
        idNumber: number,
        phones: ['19900004001'],
        details: { occupation: '教师' },
        tags: ['oldAge'],
        home: { houseRef: house.answer.ref },
      },
      secretary,
    )
  ).answer;
  await app.get('GET /people/:ref/reveal', { params: { ref }, query: { field: 'phone', reason: 'visit' } }, secretary);
  const resident = await app.signInResident('19900004001');

  const page = await open('/my-data', resident, phone);
  await page.getByLabel('姓名').fill('周桂兰');
  await page.getByLabel('身份证号').fill('11010519491231002x');
  await look(page, 'prove');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('春申社区登记的信息').waitFor();
  expect(await page.getByText(number).count()).toBe(0);
  await look(page, 'record');
  await page.getByRole('link', { name: '谁看过、为什么' }).click();
  await page.getByText('春申社区 · 社区书记').first().waitFor();
  await look(page, 'looks');
  await leave(page);

  const asked = await app.send(
    'cases.raise',
    {
      type: 'data-right',
      begin: 'ask',
      place: { areaId: world.community },
      contact: { name: '', phone: '', isMine: true },
      fields: { kind: 'object', words: '不要把我列进导出的名单' },
    },
    resident,
  );
  const desk = await open(`/desk/cases/${asked.answer.ref}`, secretary);
  await press(desk, '身份相符，受理');
  await desk.getByRole('dialog').getByText('登录的手机、姓名和证件号与档案一致').click();
  await desk.getByRole('dialog').getByRole('button', { name: '身份相符，受理' }).click();
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  await desk.getByRole('button', { name: '限制使用' }).click();
  await desk.getByText('已限制使用').waitFor();
  await look(desk, 'desk');
  await leave(desk);
  expect((await app.get('GET /my-data', {}, resident)).answer.records[0]?.isLimited).toBe(true);
});
