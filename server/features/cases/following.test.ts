import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { statementsDuring } from '../../test/plans.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let unit: SignedIn;
let checker: SignedIn;
let caller: SignedIn;

const lamp = 11;
const quarrel = 13;
const named = (zh: string) => `'${JSON.stringify({ zh, en: zh })}'`;

beforeAll(async () => {
  app = await testApp();
  await runSql(
    app.ownerUrl,
    `insert into categories (id, parent_id, case_type, code, name, position, is_open, rule) values
      (10, null, 'event', 'facilities', ${named('公共设施')}, 1, true, '{"isCommon":true}'),
      (11, 10, 'event', 'facilities.lamp', ${named('楼道照明故障')}, 2, true, '{}'),
      (12, 10, 'event', 'facilities.water', ${named('供水问题')}, 3, true, '{}'),
      (13, null, 'event', 'quarrel', ${named('家庭纠纷')}, 4, true, '{"isPrivate":true}'),
      (14, null, 'event', 'noise', ${named('生活噪声')}, 5, true, '{}')`,
  );
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
  checker = await app.signIn('checker');
  caller = await app.signIn('checker');
});
afterAll(() => app.close());

const token = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
const link = (value: string): Asker => ({ userId: 'link', headers: { 'x-linli-link': value } });

let serial = 3000;
const newPhone = () => {
  serial += 1;
  return `1990000${serial}`;
};

async function raise(words: string, more: Record<string, unknown> = {}) {
  const trackToken = token();
  const phone = newPhone();
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    categoryId: lamp,
    place: { areaId: world.building, words: '' },
    contact: { name: '王桂兰', phone },
    fields: { words },
    trackToken,
    ...more,
  } as never);
  return { ref: made.answer.ref, number: made.answer.number, holder: link(trackToken), phone };
}

const nearby = async (query: Record<string, unknown> = {}, as?: Asker) =>
  (await app.get('POST /cases/nearby', { query: { categories: String(lamp), areaId: world.building, ...query } }, as))
    .answer.items;
const refsNear = async (query: Record<string, unknown> = {}, as?: Asker) =>
  (await nearby(query, as)).map(({ ref }) => ref);
const follow = (ref: string, more: Record<string, unknown> = {}, as?: Asker) =>
  app.send('cases.follow', { ref, ...more } as never, as);
const act = (as: SignedIn, ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);
const followers = async (ref: string) =>
  (await app.get('GET /cases/:ref/linked', { params: { ref } }, desk)).answer.followers;

async function toHandling(ref: string) {
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'contact', { result: 'reached', words: '已通话' });
}

async function close(ref: string, done: Record<string, unknown> = {}) {
  await toHandling(ref);
  const said = await act(unit, ref, 'done', { outcome: 'solved', words: '换了灯', reply: '灯已换好。', ...done });
  expect(said.problem).toBeUndefined();
  await act(checker, ref, 'pass');
  await act(caller, ref, 'call-back', { result: 'reached', isSolved: true, score: 5 });
}

/** Takes what the tests before left out of the way: each begins with nothing known near by. */
async function forgetAll() {
  await runSql(app.ownerUrl, `update cases set raised_at = raised_at - interval '1 year'`);
}

describe('what is offered before sending', () => {
  it('is of the kind and near, in words of ours alone', async () => {
    await forgetAll();
    const known = await raise('王桂兰家楼下的灯不亮，电话 19900003001', {
      place: { areaId: world.unit, words: '二楼楼道' },
    });
    const [item, ...rest] = await nearby({ words: '灯坏了' });
    expect(rest).toEqual([]);
    expect(item).toEqual({
      ref: known.ref,
      categoryName: { zh: '楼道照明故障', en: '楼道照明故障' },
      place: '1幢1单元',
      metres: null,
      raisedOn: '2026-03-04',
      plain: expect.anything(),
      isClosed: false,
      people: 1,
      relation: 'none',
    });
    expect(JSON.stringify(item)).not.toMatch(/王|1990000|灯不亮|二楼/);
  });

  it('reaches as far as the category looks for duplicates, and to its sisters, not to other kinds and places', async () => {
    await forgetAll();
    const near = await raise('灯不亮', { place: { areaId: world.grid, point: [121.4805, 31.2301], words: '' } });
    await raise('灯不亮', { place: { areaId: world.grid, point: [121.4835, 31.2301], words: '' } });
    await raise('灯不亮', { place: { areaId: world.secondBuilding, words: '' } });
    const sister = await raise('停水了', { categoryId: 12 });
    await raise('吵架', { categoryId: 14 });
    await raise('什么事都没说', { categoryId: null });
    const refs = await refsNear();
    expect(refs.toSorted()).toEqual([near.ref, sister.ref].toSorted());
    const found = await nearby({ lon: 121.4801, lat: 31.2301 });
    expect(found.find(({ ref }) => ref === near.ref)?.metres).toBe(40);
    expect(await refsNear({ categories: '14' })).toEqual([]);
  });

  it('never tells what happens in a home, nor of what is a secret, whatever is asked', async () => {
    await forgetAll();
    const hidden = [
      await raise('灯坏了', { place: { areaId: world.unit, words: '302室' } }),
      await raise('我家厨房的灯坏了'),
      await raise('夫妻吵架', { categoryId: quarrel }),
      await raise('打孩子', { categoryId: 14 }),
    ];
    for (const categories of ['11', '11,12,13,14', '13', '14'])
      for (const words of ['', '我家厨房的灯坏了', '302室', '夫妻吵架'])
        expect(await refsNear({ categories, words })).toEqual([]);
    for (const { ref } of hidden) {
      expect((await follow(ref, { trackToken: token() })).problem?.code).toBe('request.not-found');
      const resident = await app.signInResident(newPhone());
      expect((await follow(ref, { contact: { isMine: true } }, resident)).problem?.code).toBe('request.not-found');
    }
  });

  it('answers the same set whatever words are typed: they only order it', async () => {
    await forgetAll();
    const first = await raise('楼道灯不亮');
    const second = await raise('门禁屏幕碎了');
    const asked = ['', '张三', '楼道灯不亮', '门禁屏幕碎了', '完全无关的话'];
    const sets = await Promise.all(asked.map((words) => refsNear({ words })));
    for (const set of sets) expect(set.toSorted()).toEqual([first.ref, second.ref].toSorted());
    expect(sets[3]?.[0]).toBe(second.ref);
  });

  it('shows a resident what they raised themselves, their own home included, and nobody else', async () => {
    await forgetAll();
    const own = await raise('我家门口的灯不亮', { place: { areaId: world.unit, words: '302室' } });
    const shown = await nearby({ areaId: world.unit }, await app.signInResident(own.phone));
    expect(shown).toMatchObject([{ ref: own.ref, relation: 'mine' }]);
    expect(JSON.stringify(shown)).not.toContain('302室');
    expect(await nearby({ areaId: world.unit }, await app.signInResident(newPhone()))).toEqual([]);
    expect(await nearby({ areaId: world.unit })).toEqual([]);
  });

  it('leaves out what was merged, withdrawn, or solved more than a week ago', async () => {
    await forgetAll();
    const main = await raise('楼道灯不亮');
    const merged = await raise('灯坏了');
    await app.send('cases.merge', { ref: merged.ref, mainRef: main.ref }, desk);
    const gone = await raise('又好了');
    await app.send('cases.act', { ref: gone.ref, action: 'withdraw', input: {} }, gone.holder);
    expect(await nearby()).toMatchObject([{ ref: main.ref, people: 2 }]);
    await close(main.ref);
    expect(await nearby()).toMatchObject([{ ref: main.ref, isClosed: true }]);
    await runSql(
      app.ownerUrl,
      `update cases set closed_at = closed_at - interval '8 days' where closed_at is not null`,
    );
    expect(await nearby()).toEqual([]);
  });

  it('needs a place, and is not for asking in floods', async () => {
    const answer = await app.get('POST /cases/nearby', { query: { categories: String(lamp) } });
    expect(answer.problem?.code).toBe('case.place-needed');
    const asked = await Promise.all(
      Array.from({ length: 40 }, () =>
        app.get('POST /cases/nearby', { query: { categories: String(lamp), areaId: world.building } }),
      ),
    );
    expect(asked.some(({ problem }) => problem?.code === 'request.too-many')).toBe(true);
    expect(
      (await app.get('POST /cases/nearby', { query: { categories: String(lamp), areaId: world.building } }, desk))
        .status,
    ).toBe(200);
  });
});

describe('me too', () => {
  it('counts a phone once, however often and at once it is said, and answers no differently', async () => {
    const known = await raise('楼道灯不亮');
    const phone = newPhone();
    const said = await Promise.all(
      Array.from({ length: 4 }, () => follow(known.ref, { contact: { phone }, trackToken: token() })),
    );
    for (const one of said) expect(one.answer).toEqual({ ref: known.ref, number: known.number });
    await Promise.all([newPhone(), newPhone()].map((other) => follow(known.ref, { contact: { phone: other } })));
    const typed = await follow(known.ref, { contact: { phone: known.phone }, trackToken: token() });
    expect(typed.answer).toEqual({ ref: known.ref, number: known.number });
    expect(await followers(known.ref)).toEqual({ count: 3, stillThere: 0 });
    const worker = await app.signIn('grid-worker');
    await follow(known.ref, {}, worker);
    await follow(known.ref, {}, worker);
    expect((await followers(known.ref)).count).toBe(4);
  });

  it('shows by the link the steps and the replies for all, and nothing that anybody said', async () => {
    const known = await raise('王桂兰：灯不亮，我的电话 19900000009', {
      place: { areaId: world.unit, words: '二楼楼道' },
    });
    const mine = token();
    await follow(known.ref, { trackToken: mine });
    await toHandling(known.ref);
    await act(unit, known.ref, 'reply', { reply: '王桂兰您好，明天上门。' });
    await act(unit, known.ref, 'reply', { reply: '灯具已订货，周五更换。', replyToAll: true });
    const { answer: track } = await app.get('GET /track', {}, link(mine));
    expect(track).toMatchObject({
      number: known.number,
      title: '',
      placeWords: '1幢1单元',
      answers: [],
      offers: [],
      rating: null,
    });
    expect(track.typeTitle.zh).toBe('楼道照明故障');
    expect(track.follows).toMatchObject({ people: 2, saidAt: null, maySay: false });
    expect(track.way.flatMap(({ words }) => words ?? [])).toEqual(['灯具已订货，周五更换。']);
    expect(JSON.stringify(track)).not.toMatch(/王桂兰|19900000009|二楼|上门/);
    for (const key of ['GET /cases/:ref', 'GET /my/cases/:ref'] as const)
      expect((await app.get(key, { params: { ref: known.ref } }, link(mine))).status).toBeGreaterThanOrEqual(403);
    const done = await app.send('cases.act', { ref: known.ref, action: 'withdraw', input: {} }, link(mine));
    expect(done.problem?.code).toBe('request.not-found');
  });

  it('is among a resident’s matters until they leave it; told by message of replies and the end, then no more', async () => {
    const known = await raise('楼道灯不亮');
    const [phone, other] = [newPhone(), newPhone()];
    const resident = await app.signInResident(phone);
    await follow(known.ref, { contact: { isMine: true } }, resident);
    await follow(known.ref, { contact: { phone: other } });
    const { items } = (await app.get('GET /my/followed', {}, resident)).answer;
    expect(items).toMatchObject([{ ref: known.ref, place: '1幢', title: { zh: '楼道照明故障' } }]);
    expect((await app.get('GET /my/cases', {}, resident)).answer.items).toEqual([]);
    expect((await nearby({}, resident)).find(({ ref }) => ref === known.ref)?.relation).toBe('followed');
    await toHandling(known.ref);
    await act(unit, known.ref, 'reply', { reply: '周五更换。', replyToAll: true });
    await app.queue.runAll();
    expect(app.sms.lastTo(phone).text).toBe(`事项 ${known.number} 有新的答复`);
    await app.send('cases.unfollow', { ref: known.ref }, resident);
    expect((await app.get('GET /my/followed', {}, resident)).answer.items).toEqual([]);
    expect((await app.get('GET /my/followed/:ref', { params: { ref: known.ref } }, resident)).status).toBe(404);
    const before = app.sms.messages.length;
    await act(unit, known.ref, 'done', { outcome: 'solved', words: '换了灯', reply: '好了' });
    await act(checker, known.ref, 'pass');
    await act(caller, known.ref, 'call-back', { result: 'reached', isSolved: true, score: 5 });
    await app.queue.runAll();
    const later = app.sms.messages.slice(before).map((one) => one.phone);
    expect(later).toContain(other);
    expect(later).not.toContain(phone);
    expect(await followers(known.ref)).toEqual({ count: 1, stillThere: 0 });
    const looked = await app.get('POST /track/lookup', { query: { number: known.number, last4: other.slice(-4) } });
    expect(looked.answer).toMatchObject({ title: '', placeWords: '1幢' });
  });

  it('is refused for one’s own matter, for a phone nobody can call, and without any way back', async () => {
    const known = await raise('楼道灯不亮');
    const own = await app.signInResident(known.phone);
    expect((await follow(known.ref, { contact: { isMine: true } }, own)).problem?.code).toBe('case.own-matter');
    expect((await follow(known.ref, { contact: { phone: '灯不亮' } })).problem?.fields?.[0]?.path).toBe(
      'contact.phone',
    );
    expect((await follow(known.ref)).problem?.code).toBe('case.follow-needs');
    expect((await follow(known.ref, { contact: { isMine: true } })).problem?.code).toBe('access.sign-in');
  });

  it('goes on with the matter it is merged into, and with the replies given there to all', async () => {
    const main = await raise('整栋楼道灯都不亮');
    const other = await raise('灯坏了');
    const [phone, mine] = [newPhone(), token()];
    await follow(other.ref, { contact: { phone }, trackToken: mine });
    await app.send('cases.merge', { ref: other.ref, mainRef: main.ref }, desk);
    await app.queue.runAll();
    expect(app.sms.lastTo(phone).text).toContain(main.number);
    await close(main.ref, { reply: '全部灯具已更换。', replyToAll: true });
    await app.queue.runAll();
    for (const holder of [link(mine), other.holder]) {
      const { answer } = await app.get('GET /track', {}, holder);
      expect(answer.goesWith?.number).toBe(main.number);
      expect(answer.way.flatMap(({ words }) => words ?? [])).toContain('全部灯具已更换。');
    }
    expect(app.sms.lastTo(phone).text).toContain(other.number);
  });

  it('may say after closing that it is not solved: once, the desk is told, and nothing reopens', async () => {
    const known = await raise('楼道灯不亮');
    const mine = token();
    await follow(known.ref, { trackToken: mine });
    const early = await app.send('cases.stillThere', { ref: known.ref }, link(mine));
    expect(early.problem?.code).toBe('case.followed-open');
    await close(known.ref);
    for (let n = 0; n < 2; n += 1) {
      expect((await app.send('cases.stillThere', { ref: known.ref }, link(mine))).problem).toBeUndefined();
      await app.queue.runAll();
    }
    const shown = (await app.get('GET /cases/:ref', { params: { ref: known.ref } }, desk)).answer;
    expect(shown.phase).toBe('closed');
    expect(shown.entries.filter(({ action }) => action === 'still-there')).toHaveLength(1);
    expect(await followers(known.ref)).toEqual({ count: 1, stillThere: 1 });
    const told = (await app.get('GET /notices', { query: {} }, desk)).answer.items;
    expect(told.some(({ text }) => text.zh.includes(known.number) && text.zh.includes('还没解决'))).toBe(true);
    const { answer } = await app.get('GET /track', {}, link(mine));
    expect(answer.follows?.maySay).toBe(false);
  });

  it('lets no reply through to all that names who asked', async () => {
    const known = await raise('楼道灯不亮');
    await toHandling(known.ref);
    for (const reply of ['王桂兰，好了', '王女士，好了', `回您电话 ${known.phone}`]) {
      expect((await act(unit, known.ref, 'reply', { reply, replyToAll: true })).problem?.code).toBe('case.reply-names');
      expect((await act(unit, known.ref, 'reply', { reply })).problem).toBeUndefined();
    }
  });

  it('is listed by as many statements for many as for one, each as its own page shows it', async () => {
    const resident = await app.signInResident(newPhone());
    const list = async () => (await app.get('GET /my/followed', {}, resident)).answer.items;
    const refs: string[] = [];
    const raiseAndFollow = async (words: string) => {
      const { ref } = await raise(words);
      await follow(ref, { contact: { isMine: true } }, resident);
      refs.unshift(ref);
    };
    await raiseAndFollow('路灯不亮一');
    const forOne = (await statementsDuring(list)).length;
    for (const words of ['路灯不亮二', '路灯不亮三', '路灯不亮四']) await raiseAndFollow(words);
    expect((await statementsDuring(list)).length).toBe(forOne);
    const items = await list();
    expect(items.map(({ ref }) => ref).sort()).toEqual([...refs].sort());
    for (const { ref, number, title, place, plain, steps } of items) {
      const { answer: page } = await app.get('GET /my/followed/:ref', { params: { ref } }, resident);
      expect({ number, title, place, plain, steps }).toEqual({
        number: page.number,
        title: page.typeTitle,
        place: page.placeWords,
        plain: page.plain,
        steps: page.steps,
      });
    }
  });
});
