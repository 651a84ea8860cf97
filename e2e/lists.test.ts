import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../server/test/pdf-text.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { type LoopPages, phone, startLoop } from './loop-pages.ts';

let loop: LoopPages;
let secretary: SignedIn;
let colleague: SignedIn;
let worker: SignedIn;
let street: SignedIn;
const token = 'LLLLLLLLLLLLLLLLLLLLLL';

beforeAll(async () => {
  loop = await startLoop('lists');
  secretary = await loop.app.signIn('community-secretary');
  colleague = await loop.app.signIn('community-secretary');
  worker = await loop.app.signIn('grid-worker');
  street = await loop.app.signIn('street-desk');
});

afterAll(() => loop?.close());

const raise = async (type: string, begin: string, fields: object, as?: SignedIn, more: object = {}) =>
  (
    await loop.app.send(
      'cases.raise',
      { type, begin, source: 'grid', place: { areaId: world.unit, words: '活动室' }, fields, ...more } as never,
      as,
    )
  ).answer;
const act = async (ref: string, action: string, as: SignedIn, input: object = {}) => {
  const made = await loop.app.send('cases.act', { ref, action, input: { ...input } }, as);
  expect([action, made.problem?.code]).toEqual([action, undefined]);
};

test('whoever asked complains of the handling from its page, and those who handled it are not asked', async () => {
  const { open, look, leave, press } = loop;
  const contact = { name: '王桂兰', phone: '19900001001' };
  const matter = await raise('event', 'report', { words: '楼道灯不亮' }, undefined, { contact, trackToken: token });
  await act(matter.ref, 'accept', secretary);
  await act(matter.ref, 'dispatch', secretary, { leadOrganisationId: world.property });
  const page = await open(`/t#${token}`, undefined, phone);
  await page.getByRole('link', { name: '对办理不满意，投诉' }).click();
  await page.getByText(`投诉的是编号 ${matter.number}`).waitFor();
  await page.getByLabel('投诉什么、希望怎么处理').fill('两天没人来，灯还是不亮');
  await look(page, 'complain');
  await leave(page);
  const own = 'MMMMMMMMMMMMMMMMMMMMMM';
  const about = { from: { number: matter.number, last4: '1001', lead: 'complain' }, contact, trackToken: own };
  const { ref } = await raise('complaint', 'complain', { words: '两天没人来，灯还是不亮' }, undefined, about);
  const pane = await open(`/desk/cases/${ref}`, street);
  await press(pane, '登记并由我办理');
  await pane.getByRole('dialog').getByText('被投诉的单位').waitFor();
  await look(pane, 'complaint-register');
  await leave(pane);
  const kept = await open(`/desk/cases/${ref}`, secretary);
  await kept.getByText('两天没人来，灯还是不亮').first().waitFor();
  expect(await kept.getByRole('button', { name: '登记并由我办理' }).count()).toBe(0);
  await leave(kept);
  await act(ref, 'register', street);
  await act(ref, 'draft', street, { outcome: 'solved', finding: '确有拖延', answer: '已换灯并道歉' });
  await act(ref, 'sign-off', colleague);
  const answered = await open(`/t#${own}`, undefined, phone);
  await answered.getByText('已换灯并道歉').first().waitFor();
  await answered.getByRole('button', { name: '申请复查' }).waitFor();
  await look(answered, 'complaint-answered');
  await leave(answered);
});

test('a project is kept with its money on the desk, and read by everyone on the portal', async () => {
  const { app, open, look, leave, press } = loop;
  const aim = { name: '邻里小店', aim: '楼下空房改成便民小店', resolution: '3 月 1 日居民议事会一致同意' };
  const { ref } = await raise('project', 'propose', aim, secretary);
  const page = await open(`/desk/cases/${ref}`, colleague);
  await press(page, '同意立项');
  await page.getByRole('dialog').getByText('资金来源').waitFor();
  await look(page, 'project-approve');
  await leave(page);
  await act(ref, 'approve', colleague, {
    budget: 50_000_000,
    sources: '党群服务经费',
    keepers: [worker.userId],
    dueOn: '2026-09-30',
    milestones: '2026-03-20 水电改造\n2026-06-30 试营业',
    publicWords: '邻里小店立项了，九月底开业',
  });
  await act(ref, 'milestone', worker, { publicWords: '水电改造完成' });
  const id = randomUUID();
  const voucher = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${world.community}-${id}?name=a.txt`,
      headers: { 'content-type': 'text/plain' },
      payload: Buffer.from('票据'),
    },
    worker,
  );
  expect(voucher.statusCode).toBe(200);
  await act(ref, 'pay', worker, {
    amount: 12_000_000,
    paidOn: '2026-03-04',
    purpose: '水电材料',
    words: '付材料商',
    vouchers: [id],
  });
  const kept = await open(`/desk/cases/${ref}`, worker);
  await kept.getByText('¥120,000.00').first().waitFor();
  await look(kept, 'project');
  await leave(kept);
  const sheet = await app.inject({ method: 'GET', url: `/api/cases/${ref}/print.pdf?print=sheet` }, worker);
  expect(pdfText(sheet.rawPayload).join('')).toContain('已支出：¥120,000.00');
  const portal = await open('/projects', undefined, phone);
  await portal.getByRole('button').filter({ hasText: '选择' }).first().click();
  await portal.getByText('春申社区').first().click();
  await portal.getByText('水电改造完成').waitFor();
  await portal.getByText('¥120,000.00', { exact: true }).waitFor();
  await portal.getByText('¥120,000.00　水电材料（2026-03-04）').waitFor();
  // Where the vouchers are, to whom it went and who keeps it is nobody's business here.
  expect(await portal.getByText('材料商').count()).toBe(0);
  await look(portal, 'projects');
  await leave(portal);
});

test('a unit states what it gives, the community what it needs, and one press makes a matter of what fits', async () => {
  const { app, open, look, leave } = loop;
  const unit = await app.signIn('handler');
  const empty = await open('/desk/resources', unit);
  await empty.getByText('还没有单位登记资源').waitFor();
  await look(empty, 'resources-empty');
  await empty.getByRole('button', { name: '登记资源' }).click();
  await empty.getByRole('dialog').getByLabel('服务范围').waitFor();
  await look(empty, 'resources-promise');
  await leave(empty);
  const shared = { details: '三十座，有投影', unit: 'times', beginsOn: '2026-03-01' } as const;
  const promise = (title: string, kind: 'venue' | 'health', more: object = {}) =>
    app.send(
      'resources.promise',
      {
        ...shared,
        ...more,
        title,
        kind,
        amount: 4,
        per: 'month',
        organisationId: world.property,
        areaId: world.community,
      },
      unit,
    );
  await promise('周六义诊', 'health', { weekdays: [6], hours: { from: 540, to: 690 } });
  await promise('二楼会议室', 'venue', { weekdays: [1, 3, 5] });
  const wanted = { ...shared, details: '', areaId: world.grid };
  await app.send('resources.need', { ...wanted, kind: 'venue', title: '合唱队排练', amount: 6 }, secretary);
  await app.send('resources.need', { ...wanted, kind: 'health', title: '独居老人量血压', amount: 2 }, secretary);
  const page = await open('/desk/resources?list=needs', secretary);
  await page.getByText('独居老人量血压').click();
  await page.getByText('可一次满足').waitFor();
  await look(page, 'resources-fits');
  await page.getByRole('button', { name: '对接立项 · 周六义诊' }).click();
  await page.getByRole('dialog').getByText('牵头，立为联席会事项').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '对接立项' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('complementary').getByText('待单位签收').waitFor();
  await look(page, 'resources-matched');
  await leave(page);
  const own = await open('/desk/resources?list=uses', unit);
  await own.getByText('待单位签收').waitFor();
  await look(own, 'resources-uses');
  await leave(own);
});

test('a member of the joint committee brings a topic before it, and its way is followed on one page', async () => {
  const { app, open, look, leave } = loop;
  await app.send(
    'joint-members.add',
    {
      ...{ areaId: world.community, kind: 'unit', name: '何校长', unitWords: '春申小学', post: '党支部书记' },
      ...{ beginsOn: '2026-01-01', endsOn: '2028-12-31' },
    },
    secretary,
  );
  const page = await open('/desk/joint-meetings', secretary);
  await page.getByText('何校长').click();
  await page.getByRole('complementary').getByText('还没有提过').waitFor();
  await page.getByRole('button', { name: '以其名义提交议题' }).click();
  await page.getByRole('dialog').getByLabel('议题').fill('图书室借给四点半课堂');
  await page.getByRole('dialog').getByRole('button', { name: '以其名义提交议题' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('complementary').getByText('图书室借给四点半课堂').waitFor();
  await look(page, 'joint-member');
  await page.getByText('会议事项', { exact: true }).click();
  await page.getByText('认领单位').waitFor();
  await page.getByText('图书室借给四点半课堂').waitFor();
  await look(page, 'joint-matters');
  await leave(page);
});

test('a post is looked at on the desk, found on the portal, and wanting it begins help with work', async () => {
  const { app, open, look, leave } = loop;
  await app.send(
    'openings.post',
    {
      ...{ organisationId: world.property, areaId: world.community, title: '小区门岗', places: 2 },
      ...{ details: '两班倒，负责来访登记，包工作餐', workPlace: '东门岗亭', untilOn: '2026-04-01' },
      wage: { from: 420_000, to: 480_000, per: 'month' },
    },
    secretary,
  );
  const page = await open('/desk/openings', colleague);
  await page.getByText('小区门岗').click();
  await page.getByRole('button', { name: '核对无误，公开' }).waitFor();
  await look(page, 'opening-check');
  await page.getByRole('button', { name: '核对无误，公开' }).click();
  await page.getByRole('complementary').getByText('公开招人').waitFor();
  await leave(page);
  const portal = await open('/jobs', undefined, phone);
  await portal.getByRole('button').filter({ hasText: '选择' }).first().click();
  await portal.getByText('春申社区').first().click();
  await portal.getByText('小区门岗').waitFor();
  await look(portal, 'jobs');
  await portal.getByRole('button', { name: '想应聘' }).click();
  await portal.getByText('想应聘：小区门岗（春申物业服务中心）').waitFor();
  await look(portal, 'jobs-apply');
  await leave(portal);
});
