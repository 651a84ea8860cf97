import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from './app.ts';
import { pdfText } from './pdf-text.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';

let app: TestApp;
/** Takes matters in and hands them out. */
let secretary: SignedIn;
let colleague: SignedIn;
let street: SignedIn;
let district: SignedIn;
let handler: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  colleague = await app.signIn('community-secretary');
  street = await app.signIn('street-desk');
  district = await app.signIn('district-office');
  handler = await app.signIn('handler');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

type Asker = { readonly userId: string; readonly headers: Readonly<Record<string, string>> };
const link = (token: string): Asker => ({ userId: 'link', headers: { 'x-linli-link': token } });
const place = { areaId: world.unit, words: '活动室' };

const raise = (type: string, begin: string, fields: object, as?: Asker, more: object = {}) =>
  app.send('cases.raise', { type, begin, source: 'grid', place, fields, ...more } as never, as);
const act = (ref: string, action: string, as: Asker, input: object = {}) =>
  app.send('cases.act', { ref, action, input: { ...input } }, as);
const show = async (ref: string, as: Asker) => (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;

type Step = readonly [as: Asker, action: string, input: object, stage: string];
/** Walks a case: each step leads where it says. */
async function walk(ref: string, ...steps: readonly Step[]): Promise<void> {
  for (const [as, action, input, stage] of steps) {
    const made = await act(ref, action, as, input);
    expect([action, made.problem?.code, made.status === 200 && made.answer.stage]).toEqual([action, undefined, stage]);
  }
}
const refused = async (ref: string, action: string, as: Asker, input: object = {}) =>
  (await act(ref, action, as, input)).problem?.code;

/** A file put where it will lie; what it is of is said by the step that names it. */
const file = (as: Asker) => putFile(String(world.community), as);
/** As `file`, where a sealed matter lies. */
const sealedFile = (ref: string, as: Asker) => putFile(ref.slice(0, ref.indexOf('-')), as);

async function putFile(storage: string, as: Asker): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${storage}-${id}?name=${encodeURIComponent('凭证.txt')}`,
      payload: Buffer.from('凭证'),
      headers: { 'content-type': 'text/plain' },
    },
    as,
  );
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return id;
}

const paper = async (ref: string, print: string, as: Asker): Promise<string> => {
  const answer = await app.inject({ method: 'GET', url: `/api/cases/${ref}/print.pdf?print=${print}` }, as);
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200);
  return pdfText(answer.rawPayload).join('').replaceAll('\n', '');
};

/** A matter of the neighbourhood, handled by the property service; gives its number, too. */
async function handled(trackToken: string, phone: string) {
  const contact = { name: '王桂兰', phone };
  const made = await raise('event', 'report', { words: '楼道灯不亮' }, undefined, { contact, trackToken });
  const { ref, number } = made.answer;
  await walk(
    ref,
    [secretary, 'accept', {}, 'accepted'],
    [secretary, 'dispatch', { leadOrganisationId: world.property }, 'dispatched'],
    [handler, 'sign', {}, 'contacting'],
    [handler, 'contact', { result: 'reached' }, 'handling'],
  );
  return { ref, number };
}

it('a complaint grows out of a matter by its own link, and nobody who handled that takes a step in it', async () => {
  const token = 'CCCCCCCCCCCCCCCCCCCCCC';
  const about = await handled(token, '19900001001');
  const track = (await app.get('GET /track', {}, link(token))).answer;
  expect(track.offers.find(({ action }) => action === 'complain')?.begins).toEqual({
    type: 'complaint',
    begin: 'complain',
    fields: {},
  });
  const own = 'DDDDDDDDDDDDDDDDDDDDDD';
  const from = { ref: about.ref, lead: 'complain' };
  const made = await raise('complaint', 'complain', { words: '来人态度不好，灯还是不亮' }, link(token), {
    from,
    trackToken: own,
  });
  const { ref, number } = made.answer;
  expect((await raise('complaint', 'complain', { words: '再说一次' }, link(token), { from })).problem?.code).toBe(
    'case.led-before',
  );
  // Whoever took a step in the matter is not offered it, is not waited for, and is refused.
  expect(await refused(ref, 'register', secretary)).toBe('case.not-yours');
  expect((await show(ref, secretary)).offers.map(({ action }) => action)).toEqual([]);
  const mine = async (as: SignedIn) =>
    (await app.get('POST /cases', { query: { tab: 'mine', type: 'complaint' } }, as)).answer.items.map(
      (one) => one.number,
    );
  expect([await mine(secretary), await mine(colleague)]).toEqual([[], [number]]);
  expect(await refused(ref, 'register', street, { complainedStaff: [street.userId] })).toBe('case.names-oneself');
  await walk(
    ref,
    [street, 'register', { complainedOf: [world.property], complainedStaff: [colleague.userId] }, 'looking'],
    [street, 'inquire', { words: '查看了派单和现场照片' }, 'looking'],
    [street, 'draft', { outcome: 'solved', finding: '确有拖延', answer: '已换灯并道歉' }, 'signing'],
  );
  // Named in it since, and the one who wrote it: neither signs it off.
  expect(await refused(ref, 'sign-off', colleague)).toBe('case.not-yours');
  expect(await refused(ref, 'sign-off', street)).toBe('case.not-yours');
  const second = await app.signIn('street-desk');
  await walk(ref, [second, 'sign-off', {}, 'answered']);
  const seen = (await app.get('GET /track', {}, link(own))).answer;
  expect(seen.way.map(({ words }) => words)).toContain('已换灯并道歉');
  expect(await paper(ref, 'answer', street)).toContain('答复意见：已换灯并道歉');
  expect(await refused(ref, 'file', street)).toBe('case.review-term');
  await walk(ref, [link(own), 'ask-review', { words: '没有道歉' }, 'reviewing']);
  // One level up: neither who wrote the answer nor who signed it.
  expect([await refused(ref, 'review', street), await refused(ref, 'review', second)]).toEqual([
    'case.not-yours',
    'case.not-yours',
  ]);
  await walk(ref, [district, 'review', { result: 'upheld', reply: '维持原答复' }, 'closed']);
  expect((await show(ref, street)).outcome).toBe('solved');
});

it('a complaint needs no link: the number and the last digits of the phone will do, and no others', async () => {
  const about = await handled('EEEEEEEEEEEEEEEEEEEEEE', '19900001002');
  const from = (last4: string) => ({ from: { number: about.number, last4, lead: 'complain' } });
  const say = (last4: string) => raise('complaint', 'complain', { words: '没人来' }, undefined, from(last4));
  expect((await say('9999')).problem?.code).toBe('case.track-mismatch');
  const made = await say('1002');
  expect(made.status).toBe(200);
  const linked = (await app.get('GET /cases/:ref/linked', { params: { ref: made.answer.ref } }, street)).answer;
  expect(linked.from?.number).toBe(about.number);
  expect(await refused(made.answer.ref, 'register', secretary)).toBe('case.not-yours');
});

it('a low rating of what is closed is followed up once', async () => {
  const token = 'FFFFFFFFFFFFFFFFFFFFFF';
  const contact = { name: '李国强', phone: '19900001003' };
  const made = await raise(
    'seal-use',
    'ask',
    { seal: 'committee', paper: '活动通知', purpose: '张贴', copies: 1 },
    worker,
    {
      contact,
      trackToken: token,
    },
  );
  const { ref } = made.answer;
  await walk(ref, [secretary, 'not-grant', { words: '不需要盖章' }, 'refused']);
  expect((await show(ref, secretary)).offers.map(({ action }) => action)).not.toContain('follow-rating');
  await walk(ref, [link(token), 'rate', { isSolved: false, score: 1 }, 'refused']);
  await app.queue.runAll();
  const notices = (await app.get('GET /notices', { query: {} }, secretary)).answer.items;
  expect(notices.map(({ text }) => text.zh).join()).toContain('评价不满意');
  await walk(ref, [secretary, 'follow-rating', { words: '打电话解释了', reply: '张贴不用盖章' }, 'refused']);
  expect(await refused(ref, 'follow-rating', secretary, { words: '再来一次' })).toBe('case.nothing-asked');
});

it('a petition runs by the clocks of the regulations, with thirty days more once and two reviews', async () => {
  const token = 'GGGGGGGGGGGGGGGGGGGGGG';
  const made = await raise('petition', 'take', { words: '要求公开改造资金' }, worker, { trackToken: token });
  const { ref } = made.answer;
  const due = async () => (await show(ref, street)).dueAt?.slice(0, 10);
  expect(await due()).toBe('2026-03-19');
  await walk(ref, [street, 'register', {}, 'looking']);
  expect(await due()).toBe('2026-05-03');
  await walk(ref, [street, 'ask-time', { words: '涉及三个单位' }, 'looking']);
  expect(await refused(ref, 'grant-time', street, { decision: 'granted', words: '同意' })).toBe('case.own-request');
  await walk(ref, [colleague, 'grant-time', { decision: 'granted', words: '同意' }, 'looking']);
  expect(await due()).toBe('2026-06-02');
  expect(await refused(ref, 'ask-time', street, { words: '还要' })).toBe('case.already-asked');
  const other = await app.signIn('district-office');
  const says = (reply: string) => ({ result: 'upheld', reply });
  await walk(
    ref,
    [street, 'draft', { outcome: 'explained', finding: '已公示', answer: '资金明细见附件' }, 'signing'],
    [colleague, 'sign-off', {}, 'answered'],
    [link(token), 'ask-review', { words: '不认可' }, 'reviewing'],
    [district, 'review', says('维持'), 'answered'],
    [link(token), 'ask-review', { words: '申请复核' }, 'reviewing'],
  );
  expect(await refused(ref, 'review', district, says('再维持'))).toBe('case.not-yours');
  await walk(ref, [other, 'review', says('终结'), 'closed']);
});

it('a branch’s problem stands on its list until another strikes it off', async () => {
  const fields = {
    branch: '第一支部',
    problem: '楼道堆物反复',
    foundBy: 'visits',
    measures: '每周清一次',
    responsible: [worker.userId],
    dueOn: '2026-03-31',
  };
  const old = await raise('branch-list', 'list', { ...fields, dueOn: '2026-03-01' }, secretary);
  expect(old.problem?.code).toBe('case.day-behind');
  const { ref } = (await raise('branch-list', 'list', fields, secretary)).answer;
  expect((await show(ref, worker)).dueAt?.slice(0, 10)).toBe('2026-03-31');
  await walk(
    ref,
    [worker, 'progress', { words: '清了一次' }, 'working'],
    [colleague, 'set-day', { dueOn: '2026-04-10', words: '等物业' }, 'working'],
    [worker, 'done', { outcome: 'solved', words: '已清空' }, 'looking'],
    [colleague, 'go-on', { words: '三楼还有' }, 'working'],
    [worker, 'done', { outcome: 'solved', words: '三楼也清了' }, 'looking'],
    [colleague, 'strike-off', { words: '看过了' }, 'closed'],
  );
  const sheet = await paper(ref, 'list', secretary);
  for (const part of ['第一支部', '清了一次', '三楼也清了', '看过了', '2026-04-10']) expect(sheet).toContain(part);
});

it('what the joint meeting decides is signed for by its unit and struck off by another', async () => {
  const { ref } = (await raise('joint-matter', 'propose', { topic: '错时停车' }, worker)).answer;
  await walk(
    ref,
    [
      secretary,
      'decide',
      {
        meetingOn: '2026-03-03',
        decision: '物业夜间开放 20 个车位',
        leadOrganisationId: world.property,
        dueOn: '2026-04-01',
      },
      'sent',
    ],
    [handler, 'sign', {}, 'working'],
    [handler, 'progress', { words: '划线完成' }, 'working'],
    [handler, 'done', { outcome: 'solved', words: '车位开放' }, 'looking'],
  );
  expect(await refused(ref, 'strike-off', handler)).toBe('case.not-yours');
  await walk(ref, [colleague, 'strike-off', {}, 'closed']);
  expect(await paper(ref, 'sheet', secretary)).toContain('牵头单位：春申物业服务中心');
});

it('a project never spends more than its budget without a recorded change, and residents accept it', async () => {
  const aim = { name: '邻里小店', aim: '便民', resolution: '3 月 1 日议事会一致同意' };
  const { ref } = (await raise('project', 'propose', aim, secretary)).answer;
  const approval = {
    budget: 50_000_00,
    sources: '党群经费',
    keepers: [worker.userId],
    dueOn: '2026-09-30',
    milestones: '2026-03-20 完成装修\n2026-06-30 试营业',
    publicWords: '邻里小店立项了',
  };
  expect(await refused(ref, 'approve', secretary, approval)).toBe('case.own-request');
  for (const milestones of ['2026-06-30 甲\n2026-03-20 乙', '2026-02-30 甲', '2026-12-01 甲'])
    expect(await refused(ref, 'approve', colleague, { ...approval, milestones })).toBe('case.plan-not-sane');
  await walk(ref, [colleague, 'approve', approval, 'working']);
  const pay = async (amount: number) => ({
    amount,
    paidOn: '2026-03-04',
    purpose: '装修材料和人工',
    words: '付老李装修队',
    vouchers: [await file(worker)],
  });
  await walk(
    ref,
    [worker, 'milestone', { publicWords: '完成装修' }, 'working'],
    [worker, 'pay', await pay(30_000_00), 'working'],
  );
  const term = async () => {
    const owner = new pg.Client({ connectionString: app.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ day: string }>(
      `select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from case_clocks
       where case_id = $1 and name = 'milestone' and stopped_at is null`,
      [ref.slice(ref.indexOf('-') + 1)],
    );
    await owner.end();
    return rows.map(({ day }) => day);
  };
  expect(await term()).toEqual(['2026-06-30']);
  const changed = (milestones: string) => ({ milestones, words: '材料晚到' });
  expect(await refused(ref, 'set-milestones', colleague, changed('2026-07-31 试营业'))).toBe('case.plan-reached');
  await walk(ref, [
    colleague,
    'set-milestones',
    changed('2026-03-20 完成装修\n2026-07-31 试营业\n2026-09-01 开业'),
    'working',
  ]);
  expect(await term()).toEqual(['2026-07-31']);
  app.clock.set('2026-08-02T02:00:00.000Z');
  const open = (await app.get('GET /public/matters', { query: { areaId: world.community } })).answer.items[0];
  expect(open?.plan.map(({ words, standing }) => [words, standing])).toEqual([
    ['完成装修', 'reached'],
    ['试营业', 'late'],
    ['开业', 'due'],
  ]);
  app.clock.set('2026-03-04T02:00:00.000Z');
  expect(await refused(ref, 'pay', worker, await pay(20_000_01))).toBe('case.over-sum');
  expect(await refused(ref, 'pay', worker, { amount: 1, paidOn: '2026-03-04', words: '零钱' })).toBe('request.invalid');
  expect(await refused(ref, 'change-sum', colleague, { budget: 29_000_00, words: '压缩' })).toBe('case.below-spent');
  await walk(
    ref,
    [colleague, 'change-sum', { budget: 72_400_00, words: '议事会追加 22400 元' }, 'working'],
    [worker, 'pay', await pay(40_000_00), 'working'],
    [
      worker,
      'finish',
      { outcome: 'solved', result: '小店一间', yearly: 6_000_000, publicWords: '小店开业' },
      'accepting',
    ],
  );
  const people = [{ name: '赵一' }, { name: '钱二' }, { name: '孙三' }];
  const acceptance = { acceptedOn: '2026-03-04', words: '同意验收', photos: [await file(colleague)] };
  expect(await refused(ref, 'accept', colleague, { ...acceptance, representatives: people.slice(1) })).toBe(
    'request.invalid',
  );
  await walk(ref, [colleague, 'accept', { ...acceptance, representatives: people }, 'closed']);
  const fields = (await show(ref, secretary)).fields.map(({ key, text }) => [key, text]);
  expect(fields).toContainEqual(['spent', '¥70,000.00']);
  const sheet = await paper(ref, 'sheet', secretary);
  const told = (await app.get('GET /public/matters', { query: { areaId: world.community } })).answer.items[0];
  const paid = told?.way.flatMap(
    ({ words }) => /^¥([\d,]+\.\d\d)　装修材料和人工（2026-03-04）$/.exec(words ?? '')?.[1] ?? [],
  );
  expect(paid).toEqual(['30,000.00', '40,000.00']);
  const sum = (paid ?? []).reduce((all, one) => all + Number(one.replaceAll(',', '')), 0);
  expect(told?.fields.find(({ key }) => key === 'spent')?.text.replaceAll(/[¥,]/g, '')).toBe(sum.toFixed(2));
  for (const open of [JSON.stringify(told), sheet]) expect(open).not.toContain('老李');
  for (const line of ['¥30,000.00　装修材料和人工', '¥40,000.00　装修材料和人工']) expect(sheet).toContain(line);
  for (const part of ['预算：¥72,400.00', '已支出：¥70,000.00', '议事会追加 22400 元']) expect(sheet).toContain(part);
});

it('a contract is paid only after what was delivered was accepted by another', async () => {
  const contract = {
    name: '助浴服务',
    provider: world.property,
    contractSum: 30_000_00,
    from: '2026-03-01',
    until: '2027-02-28',
    milestones: '每月 40 人次',
    keepers: [worker.userId],
    files: [await file(secretary)],
  };
  const sign = async (more: object) =>
    (await raise('service-contract', 'sign', { ...contract, ...more }, secretary)).problem?.code;
  expect(await sign({ until: '2029-06-01' })).toBe('case.contract-too-long');
  expect(await sign({ until: '2026-02-01' })).toBe('case.days-crossed');
  const { ref } = (await raise('service-contract', 'sign', contract, secretary)).answer;
  expect(await refused(ref, 'agree', secretary)).toBe('case.own-request');
  await walk(ref, [colleague, 'agree', {}, 'delivering']);
  const pay = { amount: 10_000_00, paidOn: '2026-03-04', words: '第一期', vouchers: [await file(worker)] };
  expect(await refused(ref, 'pay', worker, pay)).toBe('case.not-accepted-yet');
  await walk(ref, [worker, 'deliver', { words: '40 人次' }, 'delivering']);
  expect(await refused(ref, 'accept-delivery', worker, { words: '好' })).toBe('case.not-yours');
  await walk(
    ref,
    [colleague, 'accept-delivery', { words: '抽查 5 人，满意' }, 'delivering'],
    [worker, 'pay', pay, 'delivering'],
  );
  expect(await refused(ref, 'pay', worker, pay)).toBe('case.not-accepted-yet');
  await walk(
    ref,
    [worker, 'finish', { outcome: 'solved', outcomeWords: '全年 480 人次', files: [await file(worker)] }, 'judging'],
    [colleague, 'judge', { words: '达到约定' }, 'closed'],
  );
  expect(await paper(ref, 'sheet', secretary)).toContain('合同金额：¥30,000.00　已付款：¥10,000.00');
});

it('help begins with consent, and the person confirms it', async () => {
  const token = 'HHHHHHHHHHHHHHHHHHHHHH';
  const need = { kind: 'access', words: '视力不好，想装语音门铃' };
  const contact = { name: '周阿婆', phone: '19900001005' };
  const ask = (consent: boolean) =>
    raise('assistance', 'ask', { ...need, consent }, undefined, { contact, trackToken: token });
  expect((await ask(false)).problem?.code).toBe('case.tick-needed');
  const { ref } = (await ask(true)).answer;
  await walk(
    ref,
    [secretary, 'take-up', { carers: [worker.userId] }, 'at-home'],
    [
      worker,
      'survey',
      {
        surveyedOn: '2026-03-04',
        works: '语音门铃、卫生间扶手',
        householdAgreed: 'alone',
        finding: '独居，低视力',
        plan: '装语音门铃和扶手',
        dueOn: '2026-03-31',
        cost: 800_00,
      },
      'helping',
    ],
    [worker, 'done', { outcome: 'solved', words: '装好并教会使用' }, 'confirming'],
    [link(token), 'confirm', { isSolved: false, score: 2, words: '铃不响' }, 'helping'],
    [worker, 'done', { outcome: 'solved', words: '换了电池' }, 'confirming'],
    [link(token), 'confirm', { isSolved: true, score: 5 }, 'closed'],
  );
  expect((await show(ref, secretary)).outcome).toBe('solved');
  expect(await paper(ref, 'acceptance', secretary)).toContain('装好并教会使用');
  expect(await paper(ref, 'sheet', secretary)).toContain('改造项目：语音门铃、卫生间扶手');
});

it('help is known to its list alone, and each kind asks what it needs to know', async () => {
  const contact = { name: '钱师傅', phone: '19900001006' };
  const ask = async (kind: string, words: string) =>
    (await raise('assistance', 'ask', { kind, words, consent: true }, undefined, { contact })).answer.ref;
  const ref = await ask('work', '厂里关了，想找保安的活');
  const other = await app.signIn('grid-worker');
  const admin = await app.signIn('system-admin');
  const statusFor = async (as: SignedIn) => (await app.get('GET /cases/:ref', { params: { ref } }, as)).problem?.code;
  for (const as of [street, district, other, worker])
    expect([as.userId, await statusFor(as)]).toEqual([as.userId, 'request.not-found']);
  expect(await statusFor(admin)).toBe('access.forbidden');
  const found = (await app.get('POST /cases', { query: { tab: 'all', type: 'assistance' } }, street)).answer.items;
  expect(found).toEqual([]);
  expect(await refused(ref, 'take-up', street, { carers: [worker.userId] })).toBe('request.not-found');
  const met = { surveyedOn: '2026-03-04', finding: '五十二岁，有保安证', plan: '推荐三个岗位', dueOn: '2026-03-31' };
  await walk(ref, [secretary, 'take-up', { carers: [worker.userId] }, 'for-work']);
  expect(await refused(ref, 'survey', worker, met)).toBe('request.invalid');
  await walk(
    ref,
    [worker, 'survey', { ...met, wants: 'job', skills: '保安十年，能上夜班' }, 'placing'],
    [worker, 'refer', { offered: 'job', words: '春申物业夜班岗，本人愿意去' }, 'placing'],
    [worker, 'done', { outcome: 'solved', placement: 'employed', words: '三月十日上岗' }, 'confirming'],
    [colleague, 'accept', { words: '本人已领工资', photos: [await sealedFile(ref, colleague)] }, 'closed'],
  );
  expect(await paper(ref, 'acceptance', secretary)).toContain('就业结果：已上岗');
  const veteran = await ask('veteran', '优待证还没有办');
  await walk(
    veteran,
    [secretary, 'take-up', { carers: [worker.userId] }, 'entitled'],
    [worker, 'survey', { ...met, certificate: 'none', entitled: '优待证、公交免费' }, 'helping'],
  );
});

it('a risk point of a post is checked by another, and a seal is set by neither who asked nor who granted', async () => {
  const risk = {
    post: '出纳',
    area: 'money',
    risk: '收支一人经手',
    level: 'high',
    measures: '双人复核',
    responsible: [worker.userId],
    dueOn: '2026-03-20',
  };
  const point = (await raise('integrity-risk', 'list', risk, secretary)).answer.ref;
  await walk(
    point,
    [worker, 'done', { outcome: 'solved', words: '已建双人复核' }, 'looking'],
    [colleague, 'strike-off', { words: '抽查三笔' }, 'closed'],
  );
  const paperAsked = { seal: 'committee', paper: '场地使用协议', purpose: '与物业签订', copies: 2 };
  const { ref } = (await raise('seal-use', 'ask', paperAsked, secretary)).answer;
  expect(await refused(ref, 'grant', secretary)).toBe('case.own-request');
  await walk(ref, [colleague, 'grant', {}, 'sealing']);
  expect(await refused(ref, 'set', colleague, { sealedOn: '2026-03-04', sealedCopies: 2 })).toBe('case.not-yours');
  expect(await refused(ref, 'set', street, { sealedOn: '2026-03-04', sealedCopies: 3 })).toBe('case.more-than-agreed');
  await walk(
    ref,
    [street, 'set', { sealedOn: '2026-03-04', sealedCopies: 2 }, 'filing'],
    [secretary, 'file', { photos: [await file(secretary)], archiveNo: '2026-15' }, 'filed'],
  );
  expect((await show(ref, secretary)).outcome).toBe('issued');
  expect(await paper(ref, 'slip', secretary)).toContain('用印：2026-03-04，2 份');
});
