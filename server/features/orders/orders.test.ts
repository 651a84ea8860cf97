import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { world } from '../../test/world.ts';

/** What must not leave the platform before an order is taken: who asked, how to reach them, their door, their own words. */
const personal = ['周桂兰', '13900001234', '139****1234', '1单元302', '糖尿病', '医保卡'];
const clearedWords = '帮一位老人到医院取药，来回约两小时';

let app: TestApp;
let secretary: Asker;
let other: Asker;
let asker: Asker;
let zhao: Asker;
let qian: Asker;

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  other = await app.signIn('community-secretary');
  asker = await app.signInResident('13900001234');
  zhao = await app.signInResident('13900002001');
  qian = await app.signInResident('13900002002');
  await admit(zhao, '赵志远', ['errand', 'company', 'thing']);
  await admit(qian, '钱小雨', ['errand', 'repair']);
});
afterAll(() => app.close());

async function admit(who: Asker, name: string, kinds: string[], insuredUntil: string | null = null) {
  const { answer } = await app.send('orders.enlist', { community: world.community, name, kinds }, who);
  await app.send('orders.admit', { id: answer.id, insuredUntil, insuredBy: insuredUntil ? '街道统保' : '' }, secretary);
  return answer.id;
}

async function ask(fields: object = {}, contact: object | null = { name: '周桂兰', isMine: true }, as = asker) {
  const made = await app.send(
    'cases.raise',
    {
      type: 'order',
      begin: 'ask',
      place: { areaId: world.unit, words: '1单元302' },
      contact: contact as never,
      fields: {
        kind: 'errand',
        words: '我有糖尿病，帮我取药',
        handsOver: '医保卡一张',
        wantedHours: 'morning',
        ...fields,
      },
    },
    as,
  );
  return made.answer.ref;
}

async function act(ref: string, action: string, as: Asker, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
}
const onTaken = async (ref: string, action: string, as: Asker, input: object = {}): Promise<string> => {
  const done = await app.send('orders.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
};
const take = async (ref: string, as: Asker): Promise<string> => {
  const done = await app.send('orders.take', { ref }, as);
  return done.problem?.code ?? done.answer.stage;
};
const pool = async (as: Asker) => (await app.get('GET /orders/pool', {}, as)).answer;
const taken = async (as: Asker) => (await app.get('GET /orders/taken', {}, as)).answer.items;
const track = async (ref: string, as = asker) => (await app.get('GET /my/cases/:ref', { params: { ref } }, as)).answer;

async function offered(fields: object = {}, screened: object = {}): Promise<string> {
  const ref = await ask(fields);
  expect(await act(ref, 'publish', secretary, { publicWords: clearedWords, ...screened })).toBe('published');
  return ref;
}

describe('an order', () => {
  it('is asked, screened, taken, done, confirmed by the code of the one served, and rated', async () => {
    const ref = await offered();
    expect((await track(ref)).helper).toBeUndefined();
    expect(await take(ref, zhao)).toBe('taken');
    const [mine] = await taken(zhao);
    expect(mine).toMatchObject({ ref, name: '周桂兰', placeWords: expect.stringContaining('1单元302') });
    expect(mine?.handsOver).toBe('医保卡一张');
    expect(mine?.offers.map(({ action }) => action)).toEqual(['finish', 'reply', 'give-back']);
    const contact = await app.get('GET /orders/taken/:ref/contact', { params: { ref } }, zhao);
    expect(contact.answer).toEqual({ name: '周桂兰', phone: '13900001234' });
    const { helper } = await track(ref);
    expect(helper).toMatchObject({ name: '赵志远', code: expect.stringMatching(/^\d{6}$/) });
    await app.queue.runAll();
    expect(app.sms.lastTo('13900001234').text).toContain(helper?.code);
    expect(await onTaken(ref, 'note', zhao, { words: '内部' })).toBe('case.not-yours');
    expect(await onTaken(ref, 'finish', zhao, { hours: 2, words: '药已送到' })).toBe('confirming');
    const wrong = helper?.code === '000000' ? '000001' : '000000';
    expect((await app.send('orders.confirm', { ref, code: wrong }, zhao)).problem?.code).toBe('order.code-wrong');
    expect((await app.send('orders.confirm', { ref, code: helper?.code as string }, qian)).problem?.code).toBe(
      'request.not-found',
    );
    const confirmed = await app.send('orders.confirm', { ref, code: helper?.code as string }, zhao);
    expect(confirmed.answer.stage).toBe('done');
    const entries = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer.entries;
    expect(entries.find(({ action }) => action === 'confirm-done')?.byKind).toBe('link');
    expect(await act(ref, 'rate', asker, { isSolved: true, score: 5 })).toBe('done');
    expect((await app.get('GET /orders/record', {}, zhao)).answer).toMatchObject({ name: '赵志远', hours: 2 });
  });

  it('settles hours only once both sides say the same', async () => {
    const ref = await offered();
    await take(ref, zhao);
    await onTaken(ref, 'finish', zhao, { hours: 3 });
    expect(await act(ref, 'confirm-done', asker, { otherHours: 2 })).toBe('hours');
    const before = (await app.get('GET /orders/record', {}, zhao)).answer.hours;
    expect(await onTaken(ref, 'agree-hours', zhao)).toBe('done');
    expect((await app.get('GET /orders/record', {}, zhao)).answer.hours).toBe(before + 2);
  });

  it('tells the one served what was paid for them, with the receipt, and nobody else', async () => {
    const ref = await offered();
    await take(ref, zhao);
    const bought = { hours: 1, paidFor: 86_50, handsBack: '找零 13.5 元' };
    expect(await onTaken(ref, 'finish', zhao, bought)).toBe('order.receipt-needed');
    expect(await onTaken(ref, 'finish', zhao, { ...bought, paidFor: -1 })).toBe('request.invalid');
    expect(await onTaken(ref, 'finish', zhao, { ...bought, words: '菜摊没有小票：青菜三斤、鸡蛋一板' })).toBe(
      'confirming',
    );
    const said = (await track(ref)).way.map(({ words }) => words ?? '').join('\n');
    expect(said).toContain('替您付了 ¥86.50');
    const { fields } = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
    expect(fields.find(({ key }) => key === 'paidFor')?.text).toBe('¥86.50');
    const sheet = await app.inject({ method: 'GET', url: `/api/cases/${ref}/print.pdf?print=entrust` }, secretary);
    expect(pdfText(sheet.rawPayload).join('')).toContain('代付金额：¥86.50');
    expect(JSON.stringify(await pool(qian))).not.toContain('86.50');
    expect(await act(ref, 'confirm-done', asker)).toBe('done');
  });

  it('is confirmed by a signed sheet where somebody has no phone, by whoever did not do it', async () => {
    const ref = await ask({}, null, secretary);
    await act(ref, 'publish', secretary, { publicWords: clearedWords });
    await act(ref, 'take-out', secretary);
    expect(await act(ref, 'take-on', secretary)).toBe('taken');
    expect(await act(ref, 'finish', secretary, { hours: 1 })).toBe('confirming');
    expect((await app.send('orders.confirm', { ref, code: '000000' }, secretary)).problem?.code).toBe(
      'order.code-wrong',
    );
    expect(await act(ref, 'confirm-on-paper', secretary, { hours: 1 })).toBe('case.not-yours');
    expect(await act(ref, 'confirm-on-paper', other, { hours: 1 })).toBe('request.invalid');
  });
});

describe('who may take it', () => {
  it('is whoever is on the register of its community, for such work, and insured where it is risky', async () => {
    const stranger = await app.signInResident('13900002009');
    const ref = await offered({ kind: 'repair' }, { isRisky: true });
    expect(await take(ref, stranger)).toBe('order.not-enlisted');
    await app.send('orders.enlist', { community: world.community, name: '孙立', kinds: ['repair'] }, stranger);
    expect(await take(ref, stranger)).toBe('order.not-enlisted');
    expect(await take(ref, zhao)).toBe('order.not-your-kind');
    expect(await take(ref, qian)).toBe('order.insurance-needed');
    await admit(qian, '钱小雨', ['errand', 'repair'], '2026-12-31');
    expect(await take(ref, qian)).toBe('taken');
  });

  it('is never the one who asked', async () => {
    await admit(asker, '周桂兰', ['errand']);
    expect(await take(await offered(), asker)).toBe('case.listed-is-party');
  });

  it('is one of two at once; the other is told', async () => {
    const ref = await offered();
    const both = await Promise.all([take(ref, zhao), take(ref, qian)]);
    expect(both.toSorted()).toEqual(['order.gone', 'taken']);
  });

  it('may decline what the community asks of them, and nothing is left of it', async () => {
    const ref = await offered();
    const list = (await app.get('GET /orders/:ref/invitable', { params: { ref } }, secretary)).answer.items;
    const volunteerId = list.find(({ name }) => name === '赵志远')?.id as string;
    await app.send('orders.invite', { ref, volunteerId }, secretary);
    expect((await pool(zhao)).invited).toContain(ref);
    expect((await taken(zhao)).map((one) => one.ref)).not.toContain(ref);
    await app.send('orders.decline', { ref }, zhao);
    expect((await pool(zhao)).invited).not.toContain(ref);
    const left = await app.database.read({ communities: [world.community], organisations: [] }, (db) =>
      db.selectFrom('orderInvitations').selectAll().execute(),
    );
    expect(left).toEqual([]);
    const { entries } = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
    expect(JSON.stringify(entries)).not.toContain('赵志远');
  });
});

describe('what is known of the person', () => {
  const everywhere = async (ref: string, as: Asker): Promise<string> => {
    const reads = [
      app.get('GET /orders/pool', { query: { community: world.community } }, as),
      app.get('GET /orders/pool', {}, as),
      app.get('GET /public/outcomes', { query: { areaId: world.community } }, as),
      app.get('GET /orders/taken', {}, as),
      app.get('GET /orders/record', {}, as),
      app.get('GET /orders/taken/:ref/contact', { params: { ref } }, as),
      app.get('GET /my/cases', {}, as),
      app.get('GET /my/cases/:ref', { params: { ref } }, as),
      app.get('GET /my/followed', {}, as),
      app.get('GET /cases/:ref', { params: { ref } }, as),
      app.get('GET /cases/:ref/contact', { params: { ref }, query: { party: ref.slice(3) } }, as),
      app.get('POST /cases', { query: { q: '糖尿病' } }, as),
      app.get('POST /cases/counts', { query: { q: '周桂兰' } }, as),
      app.get('POST /cases/map', {}, as),
      app.get('POST /search', { query: { q: '周桂兰' } }, as),
      app.get('POST /cases/nearby', { query: { areaId: world.building } }, as),
      app.get('GET /track', {}, as),
    ];
    const said = await Promise.all(reads);
    return JSON.stringify(said.map((one) => one.problem ?? one.answer));
  };
  const leaks = (said: string): string[] => personal.filter((one) => said.includes(one));

  it('is nothing before it is taken, all that is needed while it is, and nothing after it is given back', async () => {
    // Others of the same person lie around it, taken or done: they are not of this one.
    const li = await app.signInResident('13900002003');
    await admit(li, '李明', ['errand']);
    const ref = await offered();
    expect((await pool(li)).items.map((one) => one.ref)).toContain(ref);
    expect(leaks(await everywhere(ref, li))).toEqual([]);
    expect(await onTaken(ref, 'finish', li, { hours: 1 })).toBe('request.not-found');
    expect(await take(ref, li)).toBe('taken');
    expect(leaks(await everywhere(ref, li)).length).toBeGreaterThan(3);
    expect(await onTaken(ref, 'give-back', li, { leaveReason: 'time' })).toBe('published');
    expect(leaks(await everywhere(ref, li))).toEqual([]);
    expect(await onTaken(ref, 'finish', li, { hours: 1 })).toBe('request.not-found');
    expect(await take(ref, zhao)).toBe('taken');
    expect(leaks(await everywhere(ref, li))).toEqual([]);
  });

  it('is not written into the words for everybody', async () => {
    const ref = await ask();
    for (const publicWords of ['周桂兰要取药', '桂兰阿姨要取药', '电话 13900001234', '去1单元302室', '3-302 取药']) {
      expect(['case.reply-names', 'order.public-words']).toContain(
        await act(ref, 'publish', secretary, { publicWords }),
      );
    }
  });
});

it('an order nobody took goes back to the community by the clock, to nobody else', async () => {
  const ref = await offered();
  const { clocks } = (await app.get('GET /cases/:ref', { params: { ref } }, secretary)).answer;
  const due = clocks.find(({ kind, stoppedAt }) => kind === 'stage' && stoppedAt === null)?.dueAt as string;
  app.clock.set(due);
  await app.queue.runJob('cases.lapse');
  const later = await app.signIn('community-secretary');
  const after = (await app.get('GET /cases/:ref', { params: { ref } }, later)).answer;
  expect([after.stage, after.members]).toEqual(['untaken', []]);
  const mine = await app.get('POST /cases', { query: { tab: 'mine', limit: 200 } }, later);
  expect(mine.answer.items.map((one) => one.ref)).toContain(ref);
  expect(await act(ref, 'publish', later, { publicWords: clearedWords })).toBe('published');
});
