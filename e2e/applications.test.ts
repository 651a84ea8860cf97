import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../domain/identifiers/citizen-id.ts';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import { pdfText } from '../server/test/pdf-text.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;
let desk: SignedIn;
let worker: SignedIn;
let resident: SignedIn;
let allowance: number;
let filing: number;

beforeAll(async () => {
  loop = await startLoop('applications', { config: { publicUrl: 'http://linli.example' } });
  const { app } = loop;
  const owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  const { rows } = await owner.query<{ id: string; code: string }>('select id, code from categories');
  await owner.end();
  const idOf = (code: string) => Number(rows.find((row) => row.code === code)?.id);
  [allowance, filing] = [idOf('application.old-age-allowance'), idOf('filing.birth-registration')];
  secretary = await app.signIn('community-secretary');
  desk = await app.signIn('street-desk');
  worker = await app.signIn('grid-worker');
  resident = await app.signInResident('19900003001');
  const home = await app.send(
    'houses.register',
    { buildingId: world.building, unitId: world.unit, floor: 5, room: '501' },
    secretary,
  );
  await app.send(
    'people.register',
    {
      communityId: world.community,
      name: '王桂兰',
      bornOn: '1943-05-06',
      idNumber: composeCitizenId(unassignedDivisionCode, '1943-05-06', 2),
      phones: ['19900003001'],
      home: { houseRef: home.answer.ref, kind: 'both', asWhat: 'owner' },
    },
    secretary,
  );
});

afterAll(() => loop?.close());

test('a certificate that is not issued says where to go; an item is found by what people call it', async () => {
  const { open, look, leave } = loop;
  const page = await open('/apply', undefined, phone);
  await page.getByRole('link', { name: /高龄津贴申报/ }).waitFor();
  await look(page, 'catalogue');
  const box = page.getByRole('searchbox');
  await box.fill('亲属关系证明');
  await box.press('Enter');
  await page.getByText('“亲属关系证明”社区不能开').waitFor();
  expect(await page.getByText(/公证处办理亲属关系公证/).count()).toBe(1);
  await look(page, 'forbidden');
  await page.getByRole('searchbox').fill('会说英语的证明');
  await page.getByRole('searchbox').press('Enter');
  await page.getByText('这种证明不在社区出具的清单里').waitFor();
  await page.getByRole('searchbox').fill('八十岁补贴');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('link', { name: /高龄津贴申报/ }).click();
  await page.getByText('不收费').waitFor();
  await look(page, 'guide');
  await leave(page);
});

test('a resident applies with what is not known only, is asked once for what is missing, and has the result checked', async () => {
  const { app, open, look, leave, press } = loop;
  const page = await open(`/services/${allowance}`, resident, phone);
  await page.getByRole('button', { name: '我要申请' }).click();
  await page.getByText('银行卡', { exact: true }).click();
  await page.getByText('否', { exact: true }).click();
  await page.getByLabel('小区或楼号').fill('春申1幢1单元');
  await page.getByRole('button', { name: /^1幢1单元/ }).click();
  await page.getByText('已有，不用再交').first().waitFor();
  expect(await page.getByText('已有，不用再交').count()).toBe(3);
  await look(page, 'apply');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.waitForURL(/\/sent#/);
  await leave(page);
  const { items } = (await app.get('POST /cases', { query: { type: 'application' } }, desk)).answer;
  const [made] = items;
  const ref = made?.ref as string;

  const review = await open(`/desk/cases/${ref}`, desk);
  await review.getByText('材料和指南').waitFor();
  await press(review, '一次性告知补正');
  const dialog = review.getByRole('dialog');
  await dialog.getByText('缺材料', { exact: true }).click();
  await dialog.getByLabel('需要补正的全部内容（只能告知一次）').fill('请补一张银行卡照片；其他都齐了。');
  await look(review, 'supplement');
  await dialog.getByRole('button', { name: '一次性告知补正' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await review.getByText('待补正').first().waitFor();
  await leave(review);

  const mine = await open(`/mine/${ref}`, resident, phone);
  await mine.getByText('请补一张银行卡照片；其他都齐了。').first().waitFor();
  await mine.getByRole('button', { name: '补齐材料' }).click();
  const supply = mine.getByRole('dialog');
  await supply.getByLabel('说明').fill('照片在窗口交了');
  await supply.getByRole('button', { name: '提交' }).click();
  await supply.waitFor({ state: 'hidden' });
  await mine.getByText('正在看材料').first().waitFor();
  await leave(mine);

  const act = (as: SignedIn, action: string, input: Record<string, unknown> = {}) =>
    app.send('cases.act', { ref, action, input }, as);
  const again = await act(secretary, 'supplement', { reason: 'missing', missing: '还缺' });
  expect(again.problem?.code).toBe('case.supplemented-before');
  expect((await act(secretary, 'accept')).status).toBe(200);
  expect((await act(secretary, 'review', { finding: '户籍在本社区，年满八十周岁' })).status).toBe(200);
  const decide = await open(`/desk/cases/${ref}`, desk);
  await press(decide, '同意并出具结果');
  const issue = decide.getByRole('dialog');
  await issue.getByLabel('办理结果').fill('同意，已报街道');
  await issue.getByRole('button', { name: '同意并出具结果' }).click();
  await issue.waitFor({ state: 'hidden' });
  await decide.getByText('已办结').first().waitFor();
  await look(decide, 'issued');
  await leave(decide);

  const done = await open(`/mine/${ref}`, resident, phone);
  await done.getByText('事项办理结果').waitFor();
  await look(done, 'done');
  const answer = await done.request.get(`${loop.address}/api/my/cases/${ref}/print.pdf?print=result&language=zh`);
  const words = pdfText(await answer.body())
    .join('\n')
    .replaceAll('\n', '');
  expect(words).toContain('户籍在本社区，年满八十周岁');
  const code = /校验码 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(words)?.[1] as string;
  await leave(done);
  const check = await open(`/papers?number=${made?.number}-03&code=${code}`, undefined, phone);
  await check.getByRole('button', { name: '核验' }).click();
  await check.getByText('是真的，目前有效').waitFor();
  await leave(check);
});

test('at the counter somebody applies for another, with their consent and what is on record in sight', async () => {
  const { open, look, leave } = loop;
  const page = await open(`/desk/raise?type=application&begin=on-behalf&category=${allowance}`, secretary);
  await page.getByLabel('电话', { exact: true }).fill('19900003001');
  await page.getByLabel('怎么称呼').fill('王桂兰');
  await page.getByLabel('地点').fill('春申1幢1单元');
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('归 春申社区 · 春申第一网格').waitFor();
  await page.getByText('基础数据里已有（不用再交）').waitFor();
  await look(page, 'counter');
  await leave(page);
});

test('a filing elsewhere is consented to by the resident’s own link, followed and confirmed', async () => {
  const { app, open, look, leave, press } = loop;
  const trackToken = 'EEEEEEEEEEEEEEEEEEEEEE';
  const { answer } = await app.send(
    'cases.raise',
    {
      type: 'assisted-filing',
      begin: 'ask-consent',
      source: 'resident',
      categoryId: filing,
      place: { areaId: world.unit },
      contact: { name: '赵小妹', phone: '19900003002' },
      fields: { purpose: '生育登记' },
      trackToken,
    } as never,
    worker,
  );
  const { ref } = answer;
  const mine = await open(`/t#${trackToken}`, undefined, phone);
  await mine.getByRole('button', { name: '我同意委托' }).click();
  const dialog = mine.getByRole('dialog');
  await dialog.getByText('是', { exact: true }).click();
  await dialog.getByRole('button', { name: '提交' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await leave(mine);
  const page = await open(`/desk/cases/${ref}`, secretary);
  await press(page, '已在平台递交');
  await page.getByRole('dialog').getByLabel('平台受理号').waitFor();
  await look(page, 'file');
  await leave(page);
  const act = (action: string, input: Record<string, unknown>) => app.send('cases.act', { ref, action, input }, worker);
  await act('file', { platform: 'province', receiptNumber: 'YW-1', filedOn: '2026-03-04', handedIn: '身份证' });
  await act('progress', { reply: '平台审核中' });
  expect((await act('result', { outcome: 'solved', reply: '登记好了' })).status).toBe(200);
  const end = await open(`/t#${trackToken}`, undefined, phone);
  await end.getByText('帮办代办回执').waitFor();
  await end.getByRole('button', { name: '确认收到结果' }).click();
  const confirm = end.getByRole('dialog');
  await confirm.getByRole('button', { name: '提交' }).click();
  await confirm.waitFor({ state: 'hidden' });
  await end.getByText('已办结').first().waitFor();
  await look(end, 'confirmed');
  await leave(end);
});

test('whoever keeps the catalogue writes a guide and publishes it', async () => {
  const { app, open, look, leave } = loop;
  const office = await app.signIn('district-office');
  const page = await open('/desk/service-items', office);
  await page.getByRole('button', { name: '编辑指南 家庭困难情况' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('一句话介绍 · 中文').fill('按本地保留清单出具');
  await dialog.getByLabel('谁可以办 · 中文').fill('本社区居民');
  await dialog.getByLabel('本地规定（写明文号）').fill('区民发〔2026〕3号');
  await look(page, 'guide-dialog');
  await dialog
    .getByRole('button', { name: 'Cancel' })
    .or(dialog.getByRole('button', { name: '取消' }))
    .first()
    .click();
  await dialog.waitFor({ state: 'hidden' });
  await look(page, 'keeping');
  await leave(page);
});
