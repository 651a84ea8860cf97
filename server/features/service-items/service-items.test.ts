import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';

let app: TestApp;
let owner: pg.Client;
let secretary: SignedIn;
let desk: SignedIn;
let worker: SignedIn;
let resident: SignedIn;
let itemIds: ReadonlyMap<string, number>;
const phone = '19900002001';
const idNumber = composeCitizenId(unassignedDivisionCode, '1943-05-06', 2);

beforeAll(async () => {
  app = await testApp({ config: { publicUrl: 'http://linli.example' } });
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  [secretary, desk, worker, resident] = [
    await app.signIn('community-secretary'),
    await app.signIn('street-desk'),
    await app.signIn('grid-worker'),
    await app.signInResident(phone),
  ];
  const { rows } = await owner.query<{ id: string; code: string }>('select id, code from categories');
  itemIds = new Map(rows.map(({ id, code }) => [code, Number(id)]));
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
      idNumber,
      phones: [phone],
      home: { houseRef: home.answer.ref, kind: 'both', asWhat: 'owner' },
    },
    secretary,
  );
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

const itemId = (code: string): number => itemIds.get(code) as number;
const act = (as: Asker, ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as as SignedIn);
const take = (url: string, as: Asker) => app.inject({ method: 'GET', url: `/api${url}` }, as);
const allowance = { 'paid-to': 'bank', elsewhere: false };
const apply = (more: object = {}, as?: SignedIn) =>
  app.send(
    'cases.raise',
    {
      type: 'application',
      begin: 'apply',
      categoryId: itemId('application.old-age-allowance'),
      place: { areaId: world.unit, words: '501 室' },
      contact: { name: '王桂兰', phone },
      fields: { words: '腿脚不便，请电话联系', answers: allowance },
      ...more,
    } as never,
    as,
  );

describe('the catalogue', () => {
  it('is published with guide, limits and basis, and without fee', async () => {
    const { items } = (await app.get('GET /service-items/public', {})).answer;
    expect(items.length).toBeGreaterThanOrEqual(12);
    const item = items.find(({ id }) => id === itemId('application.old-age-allowance'));
    expect(item).toMatchObject({
      caseType: 'application',
      name: { zh: '高龄津贴申报' },
      guide: { basis: [{ title: { zh: '中华人民共和国老年人权益保障法' } }] },
    });
    expect(item?.limits.map(({ label, limit }) => [label.zh, limit.zh])).toEqual([
      ['受理或一次告知补正', '5 个工作日'],
      ['办结', '10 个工作日'],
    ]);
    expect(item?.limits[0]?.basis.zh).toContain('行政许可法');
    expect(items.every(({ guide }) => guide.basis.length > 0)).toBe(true);
  });

  it('is kept by whoever manages the catalogue over the whole district, and published by a press', async () => {
    const office = await app.signIn('district-office');
    const id = itemId('proof.hardship');
    const kept = (await app.get('GET /service-items', {}, office)).answer;
    expect(kept.mayManage).toBe(true);
    expect(kept.items.find((one) => one.id === id)).toMatchObject({ guide: null, isPublished: false, version: 0 });
    const both = { zh: '说明', en: 'words' };
    const guide = { summary: both, who: both, result: 'certificate', laws: [], localRule: both } as const;
    const describe = (more: object, as = office) =>
      app.send('service-items.describe', { id, guide, isPublished: true, basedOn: 0, ...more } as never, as);
    expect((await describe({}, desk)).problem?.code).toBe('catalogue.whole-district');
    expect((await describe({}, secretary)).problem?.code).toBe('access.forbidden');
    expect((await describe({ guide: { ...guide, localRule: undefined } })).problem?.code).toBe('request.invalid');
    expect((await describe({ id: itemId('safety') })).problem?.code).toBe('service-items.not-applied-for');
    expect((await describe({})).answer.version).toBe(1);
    expect((await describe({})).problem?.code).toBe('catalogue.changed-meanwhile');
    const listed = async () =>
      (await app.get('GET /service-items/public', {})).answer.items.some((one) => one.id === id);
    expect(await listed()).toBe(true);
    expect((await describe({ isPublished: false, basedOn: 1 })).answer.version).toBe(2);
    expect(await listed()).toBe(false);
  });
});

describe('what is on record already', () => {
  const held = (list: readonly { code: string; held: { shown: string | null } | null }[]) =>
    Object.fromEntries(list.map((one) => [one.code, one.held && (one.held.shown ?? 'held')]));

  it('is told to a signed-in resident, without a value, and only by their own phone', async () => {
    const id = itemId('application.old-age-allowance');
    const mine = (as: SignedIn) =>
      app.get('GET /service-items/:id/mine', { params: { id }, query: { areaId: world.unit } }, as);
    const { answer } = await mine(resident);
    expect(answer.isKnown).toBe(true);
    expect(held(answer.materials)).toEqual({ identity: 'held', birth: 'held', registered: 'held', account: null });
    expect(answer.materials[0]?.held?.from).toBe('春申社区');
    const stranger = (await mine(await app.signInResident('19900002999'))).answer;
    expect([stranger.isKnown, stranger.materials.every((one) => one.held === null)]).toEqual([false, true]);
    expect(JSON.stringify(answer)).not.toContain(idNumber.slice(3, 12));
  });

  it('is shown masked to staff within their scope, and to nobody outside it', async () => {
    const id = itemId('application.old-age-allowance');
    const known = (as: SignedIn) =>
      app.get('POST /service-items/:id/known', { params: { id }, query: { areaId: world.unit, phone } }, as);
    const shown = held((await known(worker)).answer.materials);
    expect(shown['identity']).toMatch(/^\d{3}\*+/);
    expect(shown['registered']).toContain('501');
    const other = await app.signIn('grid-worker', { areaId: world.secondGrid });
    expect((await known(other)).answer.isKnown).toBe(false);
  });

  it('says nothing where a phone is shared', async () => {
    await app.send(
      'people.register',
      { communityId: world.community, name: '李大爷', phones: ['19900002002'] },
      secretary,
    );
    await app.send(
      'people.register',
      { communityId: world.community, name: '李大妈', phones: ['19900002002'] },
      secretary,
    );
    const id = itemId('application.old-age-allowance');
    const { answer } = await app.get(
      'GET /service-items/:id/mine',
      { params: { id }, query: { areaId: world.unit } },
      await app.signInResident('19900002002'),
    );
    expect(answer.isKnown).toBe(false);
  });
});

describe('an application', () => {
  const trackToken = 'CCCCCCCCCCCCCCCCCCCCCC';
  const link: Asker = { userId: 'link', headers: { 'x-linli-link': trackToken } };

  it('goes from the first word to a numbered result that anybody can check', async () => {
    const { ref, number } = (await apply({ trackToken })).answer;
    const materials = (await app.get('GET /service-items/of-case/:ref', { params: { ref } }, desk)).answer;
    expect([materials.item?.name.zh, materials.isKnown]).toEqual(['高龄津贴申报', true]);
    expect(
      (await act(desk, ref, 'supplement', { reason: 'missing', missing: '缺社保卡照片；缺委托书' })).answer.stage,
    ).toBe('supplementing');
    const told = pdfText((await take('/track/print.pdf?print=supplement', link)).rawPayload).join('');
    for (const part of ['补正告知书', '申请事项：高龄津贴申报', '缺社保卡照片；缺委托书', `${number}-01`])
      expect(told).toContain(part);
    const track = (await app.get('GET /track', {}, link as SignedIn)).answer;
    expect(track.way.at(-1)?.words).toBe('缺社保卡照片；缺委托书');
    expect((await act(link, ref, 'supply', { words: '都补上了' })).answer.stage).toBe('applied');
    const again = await act(secretary, ref, 'supplement', { reason: 'missing', missing: '还缺一样' });
    expect(again.problem?.code).toBe('case.supplemented-before');
    await act(secretary, ref, 'accept');
    await act(secretary, ref, 'review', { finding: '年满八十周岁，户籍在本社区' });
    expect((await act(secretary, ref, 'issue', { result: '同意上报' })).problem?.code).toBe('case.not-yours');
    expect((await act(desk, ref, 'issue', { result: '同意，已报街道' })).answer.stage).toBe('issued');
    const paper = pdfText((await take('/track/print.pdf?print=result', link)).rawPayload).join('\n');
    const flat = paper.replaceAll('\n', '');
    for (const part of ['申请人：王桂兰', '年满八十周岁，户籍在本社区', '同意，已报街道', `${number}-03`])
      expect(flat).toContain(part);
    const code = /校验码 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})/.exec(flat)?.[1] as string;
    const check = (await app.get('POST /papers/check', { query: { number: `${number}-03`, code } })).answer;
    expect(check).toMatchObject({ verdict: 'genuine', title: { zh: '事项办理结果' }, issuer: '春申社区' });
    const form = pdfText((await take(`/cases/${ref}/print.pdf?print=form`, desk)).rawPayload).join('');
    expect(form).toContain('津贴发到哪里：银行卡');
    expect((await app.get('GET /service-items/of-case/:ref', { params: { ref } }, resident)).problem?.code).toBe(
      'access.forbidden',
    );
  });

  it('is not taken without an item, nor without what the item asks', async () => {
    expect((await apply({ categoryId: null, fields: {} })).problem?.code).toBe('case.item-needed');
    expect((await apply({ fields: {} })).problem?.fields?.map(({ path }) => path)).toEqual([
      'answers.paid-to',
      'answers.elsewhere',
    ]);
    expect((await apply({ categoryId: itemId('safety') })).status).toBe(422);
  });
});

describe('a filing on another platform', () => {
  const trackToken = 'DDDDDDDDDDDDDDDDDDDDDD';
  const link: Asker = { userId: 'link', headers: { 'x-linli-link': trackToken } };

  it('is consented to by the person’s own link, followed up, and closed by their word', async () => {
    const made = await app.send(
      'cases.raise',
      {
        type: 'assisted-filing',
        begin: 'ask-consent',
        source: 'resident',
        categoryId: itemId('filing.birth-registration'),
        place: { areaId: world.unit },
        contact: { name: '赵小妹', phone: '19900002003' },
        fields: { purpose: '生育登记' },
        trackToken,
      } as never,
      worker,
    );
    const { ref } = made.answer;
    expect((await act(worker, ref, 'file', {})).problem?.code).toBe('case.stage-moved');
    const offered = (await app.get('GET /track', {}, link as SignedIn)).answer.offers.map(({ action }) => action);
    expect(offered).toContain('consent');
    await act(link, ref, 'consent', { isSure: true });
    const receipt = { platform: 'province', receiptNumber: 'YW-2026-001', filedOn: '2026-03-04', handedIn: '身份证' };
    expect((await act(worker, ref, 'file', receipt)).answer.stage).toBe('filed');
    await act(worker, ref, 'progress', { reply: '平台审核中' });
    await act(worker, ref, 'result', { outcome: 'solved', reply: '登记好了，电子证照已生成' });
    expect((await act(worker, ref, 'confirm-for', { words: '收到' })).problem?.code).toBe('case.not-yours');
    const slip = pdfText((await take('/track/print.pdf?print=slip', link)).rawPayload).join('');
    for (const part of ['帮办代办回执', '平台受理号：YW-2026-001', '办理平台：省级一网通办平台', '递交材料：身份证'])
      expect(slip).toContain(part);
    expect((await act(link, ref, 'confirm-result')).answer.stage).toBe('done');
    const { answer } = await app.get('GET /cases/:ref', { params: { ref } }, secretary);
    expect(answer.outcome).toBe('solved');
    expect(answer.fields.map(({ key }) => key)).not.toContain('consentPhotos');
  });

  it('asks for a signature or a recording where staff write the consent down', async () => {
    const fields = { purpose: '社保登记', consentHow: 'at-home', consentWords: '请社区帮我办' };
    const given = { type: 'assisted-filing', begin: 'entrusted', place: { areaId: world.unit }, fields };
    expect((await app.send('cases.raise', given as never, worker)).problem?.code).toBe('case.consent-needed');
  });
});
