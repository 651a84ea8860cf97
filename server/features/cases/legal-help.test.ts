import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let adviser: SignedIn;
let justice: SignedIn;
let protector: SignedIn;
let second: SignedIn;
let secretary: SignedIn;

beforeAll(async () => {
  app = await testApp();
  adviser = await app.signIn('legal-adviser');
  justice = await app.signIn('justice-worker');
  protector = await app.signIn('protection-worker');
  second = await app.signIn('protection-worker');
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-03-04T02:00:00.000Z'));

const phone = '19900003333';
interface Asked {
  readonly as?: Asker | undefined;
  readonly contact?: { readonly name: string; readonly phone: string } | null;
  readonly from?: { readonly ref: string; readonly lead: string };
}

async function raise(type: string, begin: string, fields: object, { as, contact, from }: Asked = {}): Promise<string> {
  const made = await app.send(
    'cases.raise',
    {
      type,
      begin,
      place: { areaId: world.unit },
      contact: contact === undefined ? { name: '周小禾', phone } : contact,
      fields,
      ...(from ? { from } : {}),
    } as never,
    as,
  );
  expect(made.problem).toBeUndefined();
  return made.answer.ref;
}

/** Whoever was put on a list after signing in sees it with their next session. */
const again = (one: SignedIn) => app.signInUser(one.userId);
async function act(ref: string, action: string, as: Asker | undefined, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
}
const detail = async (ref: string, as: Asker) => (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;
const told = async (ref: string, as: Asker, key: string) =>
  (await detail(ref, as)).fields.find((one) => one.key === key)?.text;
async function paper(ref: string, print: string, as: Asker): Promise<string> {
  const { rawPayload } = await app.inject({ method: 'GET', url: `/api/cases/${ref}/print.pdf?print=${print}` }, as);
  return pdfText(rawPayload).join('').replaceAll('\n', '');
}
const clockOf = async (ref: string, as: Asker) =>
  (await detail(ref, as)).clocks.find((one) => one.kind === 'stage' && one.stoppedAt === null);

describe('a question of law', () => {
  const asked = { topic: 'support', words: '父亲的赡养费怎么算？' };

  it('is answered by an adviser with its sources, asked on, and closed by whoever asked', async () => {
    const ref = await raise('legal-consultation', 'ask', asked);
    expect(ref.startsWith(String(sealedStorageOf(world.community)))).toBe(true);
    const me = await again(adviser);
    const answer = { reply: '子女都有赡养义务，可以先协商。', sources: '民法典第一千零六十七条' };
    expect(await act(ref, 'answer', me, { reply: answer.reply })).toBe('request.invalid');
    expect(await act(ref, 'answer', me, answer)).toBe('answered');
    const person = await app.signInResident(phone);
    expect(await act(ref, 'ask-on', person, { words: '协商不成呢？' })).toBe('asked');
    expect(await act(ref, 'answer', me, { ...answer, reply: '可以申请调解或者起诉。' })).toBe('answered');
    expect(await paper(ref, 'answer', me)).toContain('依据：民法典第一千零六十七条');
    expect(await act(ref, 'enough', person)).toBe('advised');
    expect((await detail(ref, me)).entries.at(-1)?.action).toBe('enough');
  });

  it('closes by itself after seven days in which nothing was asked, and is not told of as late', async () => {
    const ref = await raise('legal-consultation', 'ask', asked);
    const me = await again(adviser);
    expect(await act(ref, 'answer', me, { reply: '可以协商。', sources: '民法典' })).toBe('answered');
    await app.queue.runJob('cases.lateness');
    expect((await detail(ref, me)).stage).toBe('answered');
    app.clock.set('2026-03-12T02:00:00.000Z');
    await app.queue.runJob('cases.lateness');
    const { stage, entries } = await detail(ref, await again(adviser));
    expect(stage).toBe('advised');
    expect(entries.filter(({ action }) => action === 'close-by-time' || action === 'raise-lateness')).toMatchObject([
      { action: 'close-by-time', byKind: 'system' },
    ]);
  });

  it('is nobody’s business but the adviser’s: not the desk’s, and not for whoever only helped to write it down to answer', async () => {
    const ref = await raise('legal-consultation', 'ask', asked, { as: secretary });
    expect((await app.get('GET /cases/:ref', { params: { ref } }, justice)).status).toBe(404);
    const clerk = await again(secretary);
    expect(await act(ref, 'answer', clerk, { reply: '不知道', sources: '无' })).toBe('case.not-yours');
  });

  it('answered at once is one step', async () => {
    const fields = { ...asked, way: 'in-person', reply: '可以。', sources: '民法典' };
    const ref = await raise('legal-consultation', 'advise', fields, { as: adviser });
    expect((await detail(ref, await again(adviser))).stage).toBe('advised');
  });
});

describe('legal aid', () => {
  const applied = {
    matter: 'support',
    means: 'assisted',
    forum: 'court',
    words: '请求支付赡养费',
    others: [{ name: '周大' }],
  };

  it('is pre-checked by the articles, handed over as a pack, decided, appointed and its result written down', async () => {
    const ref = await raise('legal-aid', 'apply', applied);
    const me = await again(justice);
    expect(await told(ref, me, 'meansRule')).toBe('免予核查（第四十二条）');
    expect(await told(ref, me, 'expected')).toBe('符合申请条件');
    expect(await act(ref, 'pre-checked', me, { hasIdentity: true, hasProof: false })).toBe('case.tick-needed');
    expect(await act(ref, 'pre-checked', me, { hasIdentity: true, hasProof: true })).toBe('handing');
    expect(await paper(ref, 'application', me)).toContain('申请人：周小禾');
    expect(await paper(ref, 'means', me)).toContain('属于第四十二条人员的材料');
    const over = { centre: '临江区法律援助中心', handedOn: '2026-03-04' };
    expect(await act(ref, 'hand-over', me, { ...over, handedOn: '2026-03-05' })).toBe('case.day-ahead');
    expect(await act(ref, 'hand-over', me, over)).toBe('deciding');
    expect(await paper(ref, 'pack', me)).toContain('接收：临江区法律援助中心');
    // Seven days, the first not counted: 11 March; three more from the decision; both by art. 43.
    expect((await clockOf(ref, me))?.dueAt).toBe('2026-03-11T15:59:59.999Z');
    app.clock.set('2026-03-09T02:00:00.000Z');
    const later = await again(justice);
    expect(await act(ref, 'grant', later, { decidedOn: '2026-03-09' })).toBe('appointing');
    expect((await clockOf(ref, later))?.dueAt).toBe('2026-03-12T15:59:59.999Z');
    expect(await act(ref, 'appoint', later, { lawyer: '江律师 021-5550 0101' })).toBe('aiding');
    expect(await act(ref, 'result', later, { outcome: 'solved', words: '判决支持' })).toBe('helped');
  });

  it('is urgent and handed over first where fewer than seven days are left, and counts again when corrected', async () => {
    const ref = await raise('legal-aid', 'apply', { ...applied, limitOn: '2026-03-10' });
    const me = await again(justice);
    expect((await detail(ref, me)).urgency).toBe('urgent');
    expect(await told(ref, me, 'urgentHelp')).toContain('第四十四条');
    const { matter, means, forum } = applied;
    expect(await act(ref, 'correct', me, { matter, means, forum, limitOn: '2026-03-11' })).toBe('checking');
    expect(await told(ref, me, 'urgentHelp')).toBe('按期限办理');
    expect(await act(ref, 'help-first', me, { words: '当事人已在路上' })).toBe('handing');
  });

  it('may be objected to for thirty days; the review has five; without a word it closes', async () => {
    const toDenied = async () => {
      const ref = await raise('legal-aid', 'apply', { ...applied, matter: 'none', means: 'not-poor' });
      const me = await again(justice);
      expect(await told(ref, me, 'expected')).toContain('不影响申请');
      await act(ref, 'pre-checked', me, { hasIdentity: true, hasProof: true });
      await act(ref, 'hand-over', me, { centre: '中心', handedOn: '2026-03-04' });
      expect(await act(ref, 'deny', me, { decidedOn: '2026-03-04', reply: '不属于范围' })).toBe('objecting');
      return { ref, me };
    };
    const { ref, me } = await toDenied();
    const person = await app.signInResident(phone);
    expect(await act(ref, 'object', person, { objection: '情况特殊' })).toBe('reviewing');
    expect((await clockOf(ref, me))?.dueAt).toBe('2026-03-09T15:59:59.999Z');
    expect(await paper(ref, 'objection', me)).toContain('情况特殊');
    expect(await act(ref, 'upheld', me, { reply: '维持，可以复议' })).toBe('denied');
    const quiet = await toDenied();
    app.clock.set('2026-04-04T02:00:00.000Z');
    await app.queue.runJob('cases.lateness');
    expect((await detail(quiet.ref, await again(justice))).stage).toBe('denied');
  });

  it('grows out of a mediation in one press, with its words and nobody’s name', async () => {
    const keeper = await app.signIn('mediator');
    const fields = { kind: 'support', words: '赡养纠纷', applicants: [{ name: '甲' }], others: [{ name: '乙' }] };
    const ref = await raise('mediation', 'offer', fields, { as: keeper, contact: null });
    const me = await again(keeper);
    const offer = (await detail(ref, me)).offers.find(({ action }) => action === 'to-legal-aid');
    expect(offer?.begins).toMatchObject({ type: 'legal-aid', begin: 'apply', fields: { words: '赡养纠纷' } });
    await raise('legal-aid', 'apply', applied, { as: me, from: { ref, lead: 'to-legal-aid' } });
    const told = { words: '不愿调解', toldLegalWays: true };
    expect(await act(ref, 'party-refuses', me, told)).toBe('refused');
    expect(await paper(ref, 'complaint', me)).toContain('原告：甲');
  });
});

describe('a report of harm', () => {
  const seen = { kind: 'violence', words: '听到打骂和哭声', harmed: [{ name: '吴某' }] };

  it('keeps who reported to its receiver: not in entries, list, papers, or by their phone', async () => {
    const worker = await app.signIn('grid-worker');
    const name = '程小满';
    const ref = await raise('protection', 'report', seen, { as: worker, contact: { name, phone: '19900004444' } });
    expect((await app.get('GET /cases/:ref', { params: { ref } }, await again(worker))).status).toBe(404);
    const me = await again(protector);
    const first = await detail(ref, me);
    expect(first.parties.find(({ role }) => role === null)?.nameMasked).toBe('程**');
    expect(first.entries[0]).toMatchObject({ byName: '', byKind: 'staff', byUnit: null });
    expect(first.members.map(({ userId }) => userId)).not.toContain(worker.userId);
    const helper = await app.signIn('checker');
    await act(ref, 'let-in', me, { userId: helper.userId });
    const asHelper = await again(helper);
    const shown = await detail(ref, asHelper);
    expect(shown.members.find(({ userId }) => userId === helper.userId)?.role.zh).toBe('协同人');
    expect(shown.parties.map(({ role }) => role?.zh)).toEqual(['可能受到伤害的人（知道的话）']);
    expect(JSON.stringify(shown)).not.toContain('程');
    const asker = first.parties.find(({ role }) => role === null)?.id ?? '';
    const reveal = { params: { ref }, query: { party: asker, reason: 'handling' } };
    expect((await app.get('GET /cases/:ref/contact', reveal, asHelper)).status).toBe(404);
    expect((await app.get('GET /cases/:ref/contact', reveal, me)).answer.name).toBe(name);
    for (const as of [me, asHelper]) expect(await paper(ref, 'report', as)).not.toContain(name);
    expect(await paper(ref, 'report', me)).toContain('吴某');
    // The one who reported may be put on the list like anybody: a refusal would tell who they are.
    expect(await act(ref, 'let-in', me, { userId: worker.userId })).toBe('received');
  });

  it('is told to the office the law names within two hours, day and night, with who took it when', async () => {
    app.clock.set('2026-03-07T14:00:00.000Z');
    const ref = await raise('protection', 'report', seen, { contact: null });
    const me = await again(protector);
    expect((await clockOf(ref, me))?.dueAt).toBe('2026-03-07T16:00:00.000Z');
    const told = { office: 'police', toldAt: '2026-03-07T14:00:00.000Z', toldTo: '派出所 110 接警员 8 号' };
    expect(await act(ref, 'report-on', me, { ...told, office: 'federation' })).toBe('protection.office-first');
    expect(await act(ref, 'report-on', me, { ...told, toldAt: '2026-03-07T15:00:00.000Z' })).toBe(
      'protection.told-ahead',
    );
    expect(await act(ref, 'report-on', me, told)).toBe('protecting');
    expect(await act(ref, 'tell-also', me, { ...told, office: 'federation', toldTo: '区妇联' })).toBe('protecting');
    const set = await paper(ref, 'report', me);
    expect(set).toContain('2026-03-07 22:00');
    expect(set).toContain('公安机关　派出所 110 接警员 8 号');
    expect(set).toContain('妇联　区妇联');
  });

  it('of a grown victim who does not wish the police told is helped as they wish, with the ways told; of a minor never', async () => {
    const ref = await raise('protection', 'report', seen, { contact: null });
    const me = await again(protector);
    const wish = { isGrown: true, toldWays: true, words: '本人要先住到妹妹家' };
    expect(await act(ref, 'as-they-wish', me, { ...wish, toldWays: false })).toBe('case.tick-needed');
    expect(await act(ref, 'as-they-wish', me, wish)).toBe('protecting');
    const minor = await raise('protection', 'report', { ...seen, kind: 'minor' }, { contact: null });
    expect(await act(minor, 'as-they-wish', await again(protector), wish)).toBe('protection.minor-reported');
  });

  it('is visited every fifteen days after a written warning, and closed by a hand that did not keep it', async () => {
    const ref = await raise(
      'protection',
      'warned',
      { ...seen, warnedOn: '2026-03-03' },
      { as: protector, contact: null },
    );
    const me = await again(protector);
    expect((await detail(ref, me)).stage).toBe('visiting');
    const due = (await clockOf(ref, me))?.dueAt;
    app.clock.set('2026-03-10T02:00:00.000Z');
    const visit = { metAt: '2026-03-10T01:00:00.000Z', words: '双方在家，情况平稳' };
    const later = await again(protector);
    expect(await act(ref, 'visited', later, visit)).toBe('visiting');
    expect((await clockOf(ref, later))?.dueAt).toBe(new Date(Date.parse(due ?? '') + 6 * 86_400_000).toISOString());
    expect(await paper(ref, 'visits', later)).toContain('双方在家，情况平稳');
    expect(await act(ref, 'hand-in', later, { outcome: 'solved', words: '三个月平稳' })).toBe('reviewing');
    expect(await act(ref, 'file', later)).toBe('case.second-hand-needed');
    expect(await act(ref, 'file', await again(second))).toBe('closed');
  });

  it('is refused where nobody would read it, so that whoever reports calls instead', async () => {
    const made = await app.send('cases.raise', {
      type: 'protection',
      begin: 'report',
      place: { areaId: world.farCommunity },
      fields: { kind: 'minor', words: '独自在家' },
    } as never);
    expect(made.problem?.code).toBe('case.nobody-listed');
  });
});

describe('a help team', () => {
  it('is for somebody who has agreed, known to its team, left at any time, and over by itself after a term', async () => {
    const helper = await app.signIn('volunteer');
    const fields = { person: [{ name: '乔某', phone: '19900005555' }], words: '想找工作', agreedOn: '2026-03-04' };
    const offer = (hasAgreed: boolean) =>
      app.send(
        'cases.raise',
        { type: 'help-team', begin: 'offer', place: { areaId: world.unit }, fields: { ...fields, hasAgreed } } as never,
        justice,
      );
    expect((await offer(false)).problem?.code).toBe('case.tick-needed');
    const { ref } = (await offer(true)).answer;
    const me = await again(justice);
    const form = { helpers: [helper.userId], goals: '三个月内上岗', hasAgreed: true, agreedOn: '2026-03-04' };
    expect(await act(ref, 'form', me, form)).toBe('helping');
    const session = { heldAt: '2026-03-04T01:00:00.000Z', words: '一起看了招聘信息' };
    expect(await act(ref, 'session', await again(helper), session)).toBe('helping');
    expect(await paper(ref, 'record', me)).toContain('一起看了招聘信息');
    expect((await app.get('GET /cases/:ref', { params: { ref } }, secretary)).status).toBe(404);
    const other = (await offer(true)).answer.ref;
    expect(await act(other, 'form', await again(justice), form)).toBe('helping');
    expect(await act(other, 'leave-team', await app.signInResident('19900005555'))).toBe('left');
    app.clock.set('2026-09-05T02:00:00.000Z');
    await app.queue.runJob('cases.lateness');
    expect((await detail(ref, await again(justice))).stage).toBe('ended');
  });
});
