import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

/** What must never stand on a page for everybody: who asked, who did it, the door, their own words. */
const personal = ['周桂兰', '13900001234', '139****1234', '1单元302', '孤单', '赵志远', '孙立', '春申物业'];

let app: TestApp;
let secretary: Asker;
let asker: Asker;
let zhao: Asker;
let unit: Asker;
let colleague: Asker;

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  asker = await app.signInResident('13900001234');
  zhao = await app.signInResident('13900002001');
  unit = await app.signIn('handler', { organisationId: world.property });
  colleague = await app.signIn('handler', { organisationId: world.property });
  await admit(await enlist(zhao, { name: '赵志远', kinds: ['thing'], isPartyMember: true }));
  await admit(await enlist(unit, { name: '孙立', kinds: ['green', 'thing'], organisationId: world.property }));
});
afterAll(() => app.close());

const enlist = async (as: Asker, input: object): Promise<string> => {
  const done = await app.send('orders.enlist', { community: world.community, ...input } as never, as);
  return done.problem?.code ?? done.answer.id;
};
const admit = (id: string) => app.send('orders.admit', { id }, secretary);
const act = async (ref: string, action: string, as: Asker, input: object = {}): Promise<string> => {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
};
const onTaken = async (ref: string, action: string, as: Asker, input: object = {}): Promise<string> => {
  const done = await app.send('orders.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
};
const take = async (ref: string, as: Asker): Promise<string> => {
  const done = await app.send('orders.take', { ref }, as);
  return done.problem?.code ?? done.answer.stage;
};
const open = async (query: object = {}, as?: Asker) =>
  (await app.get('GET /public/outcomes', { query: { areaId: world.community, ...query } }, as)).answer;

async function offered(type: string, fields: object, screened: object): Promise<string> {
  const { answer } = await app.send(
    'cases.raise',
    {
      type,
      begin: 'ask',
      place: { areaId: world.unit, words: '1单元302' },
      contact: { name: '周桂兰', isMine: true },
      fields,
    } as never,
    asker,
  );
  expect(await act(answer.ref, 'publish', secretary, screened)).toBe('published');
  return answer.ref;
}
const wish = (publicWords = '一位老人想要一台收音机') =>
  offered('wish', { kind: 'thing', words: '我一个人孤单，想要收音机' }, { publicWords, worth: 20_000 });

async function photo(as: Asker): Promise<string> {
  const { default: sharp } = await import('sharp');
  const bytes = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#386' } })
    .jpeg()
    .toBuffer();
  const id = randomUUID();
  const url = `/api/files/${world.community}-${id}?name=1.jpg`;
  const sent = await app.inject({ method: 'PUT', url, headers: { 'content-type': 'image/jpeg' }, payload: bytes }, as);
  expect(sent.statusCode).toBe(200);
  return id;
}

describe('what everybody sees of what was done', () => {
  it('is a wish in cleared words, by whom as what they are, and its pictures once they are released', async () => {
    const ref = await wish();
    expect(await take(ref, zhao)).toBe('taken');
    const picture = await photo(zhao);
    expect((await open()).items).toEqual([]);
    const told = { hours: 1, outcomeWords: '收音机已送到，老人很高兴', photos: [picture] };
    expect(await onTaken(ref, 'finish', zhao, told)).toBe('confirming');
    expect((await open()).items).toEqual([]);
    expect(await act(ref, 'confirm-done', asker)).toBe('done');
    const { items, done } = await open();
    expect(done).toEqual({ orders: 0, wishes: 1, projects: 0 });
    expect(items[0]).toMatchObject({
      words: '一位老人想要一台收音机',
      outcome: '收音机已送到，老人很高兴',
      communityName: '春申社区',
      takenBy: { zh: '党员' },
      photos: [],
    });

    const file = `${world.community}-${picture}`;
    const look = async () => (await app.inject({ url: `/api/files/${file}?size=thumb` })).statusCode;
    expect(await look()).toBe(404);
    const listed = await app.get('GET /orders/:ref/photos', { params: { ref } }, secretary);
    expect(listed.answer.items).toEqual([{ ref: file, isShown: false }]);
    const show = async (files: string[], isCleared: boolean, as = secretary) =>
      (await app.send('orders.showPhotos', { ref, files, isCleared }, as)).problem?.code;
    expect(await show([file], false)).toBe('order.photo-not-cleared');
    expect(await show([file], true, unit)).toBeDefined();
    expect(await show([`${world.community}-${randomUUID()}`], true)).toBe('request.not-found');
    expect(await show([file], true)).toBeUndefined();
    expect((await open()).items[0]?.photos).toEqual([file]);
    expect(await look()).toBe(200);
    expect(await show([], false)).toBeUndefined();
    expect((await open()).items[0]?.photos).toEqual([]);
    expect(await look()).toBe(404);
  });

  it('is a project with its steps, its money and its outcome', async () => {
    const asked = { kind: 'green', words: '楼前空地种点花', budget: 300_000 };
    const ref = await offered('micro-project', asked, { publicWords: '一网格楼前空地美化', budget: 250_000 });
    expect(await take(ref, unit)).toBe('taken');
    const step = { milestoneOn: '2026-03-04', milestone: '花苗已订' };
    expect(await onTaken(ref, 'advance', unit, step)).toBe('taken');
    expect((await open()).underWay).toMatchObject([
      { words: '一网格楼前空地美化', budgetFen: 250_000, takenBy: { zh: '物业企业' }, ...step },
    ]);
    const told = { hours: 6, spent: 231_050, outcomeWords: '种花四十平方米' };
    expect(await onTaken(ref, 'finish', unit, told)).toBe('confirming');
    expect(await act(ref, 'confirm-done', asker)).toBe('done');
    const { items, underWay } = await open();
    expect(underWay).toEqual([]);
    expect(items.find((one) => one.ref === ref)).toMatchObject({
      outcome: '种花四十平方米',
      budgetFen: 250_000,
      spentFen: 231_050,
      takenBy: { zh: '物业企业' },
    });
  });

  it('goes on page by page, names nobody, and tells nothing of what is still asked or was refused', async () => {
    const waiting = await wish('还没有人认领的心愿');
    for (const n of [1, 2, 3]) {
      const ref = await wish(`第${n}个心愿`);
      await take(ref, zhao);
      await onTaken(ref, 'finish', zhao, { hours: 1 });
      await act(ref, 'confirm-done', asker);
    }
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await open({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((one) => one.ref));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await open()).items.length);
    expect(seen).not.toContain(waiting);
    const said = JSON.stringify([await open(), await open({}, zhao)]);
    expect(personal.filter((one) => said.includes(one))).toEqual([]);
    expect((await app.get('GET /public/outcomes', { query: { areaId: world.otherCommunity } })).answer.items).toEqual(
      [],
    );
    expect((await app.get('GET /public/outcomes', { query: { areaId: world.street } })).problem?.code).toBe(
      'case.place-outside',
    );
  });

  it('names nobody either where whoever did it would have written a name', async () => {
    const ref = await wish();
    await take(ref, zhao);
    expect(await onTaken(ref, 'finish', zhao, { hours: 1, outcomeWords: '周桂兰收到了收音机' })).toBe(
      'case.reply-names',
    );
    expect(await onTaken(ref, 'finish', zhao, { hours: 1, outcomeWords: '送到了1单元302室' })).toBe(
      'order.public-words',
    );
  });
});

describe('a unit on the register', () => {
  it('is found by its name, and the register is read page by page, those who wait first', async () => {
    const read = async (query: Record<string, unknown>) =>
      (await app.get('POST /orders/volunteers', { query: query as never }, secretary)).answer;
    const whole = (await read({ limit: 200 })).items;
    expect(whole.length).toBeGreaterThan(1);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(whole.map(({ id }) => id));
    const firstAdmitted = whole.findIndex(({ state }) => state === 'active');
    expect(whole.slice(firstAdmitted).every(({ state }) => state === 'active')).toBe(true);
    const [one] = whole;
    expect((await read({ q: one?.name })).items.map(({ id }) => id)).toContain(one?.id);
    expect((await read({ q: '没有这个人' })).items).toEqual([]);
  });

  it('stands there once; any of its staff takes what it is willing for, nobody else', async () => {
    const again = await enlist(colleague, { name: '李工', kinds: ['green'], organisationId: world.property });
    const { items } = (await app.get('POST /orders/volunteers', {}, secretary)).answer;
    expect(
      items.filter(({ organisationName }) => organisationName !== null).map(({ id, state }) => [id, state]),
    ).toEqual([[again, 'active']]);
    const ref = await wish();
    expect(await take(ref, colleague)).toBe('order.not-your-kind');
    await enlist(unit, { name: '孙立', kinds: ['green', 'thing'], organisationId: world.property });
    expect(await take(ref, colleague)).toBe('taken');
    expect(await enlist(zhao, { name: '赵志远', kinds: ['thing'], organisationId: world.property })).toBe(
      'access.outside-scope',
    );
  });

  it('lets its staff be there as themselves, too, and act by it only while they act for it', async () => {
    const own = await enlist(unit, { name: '孙立', kinds: ['culture'] });
    const mine = (await app.get('GET /orders/pool', {}, unit)).answer.enlistments;
    expect(mine.map(({ organisationName }) => organisationName !== null).toSorted()).toEqual([false, true]);
    expect((await app.send('orders.leaveRegister', { id: own }, colleague)).problem?.code).toBe('request.not-found');
    const stranger = await app.signIn('handler', { organisationId: world.station });
    expect((await app.get('GET /orders/pool', {}, stranger)).answer.enlistments).toEqual([]);
  });

  it('is taken off by its own staff; who had taken something goes on with it', async () => {
    const ref = await wish();
    expect(await take(ref, unit)).toBe('taken');
    const rows = (await app.get('GET /orders/pool', {}, colleague)).answer.enlistments;
    const id = rows.find(({ organisationName }) => organisationName !== null)?.id as string;
    expect((await app.send('orders.leaveRegister', { id }, colleague)).problem).toBeUndefined();
    expect(await take(await wish(), unit)).not.toBe('taken');
    expect(await onTaken(ref, 'finish', unit, { hours: 1 })).toBe('confirming');
  });
});

it('residents say that they want a proposed project, one voice an account, until somebody takes it on', async () => {
  const ref = await offered('micro-project', { kind: 'green', words: '楼下种桂花' }, { publicWords: '楼下花坛种桂花' });
  const support = async (isWanted: boolean, as: Asker) =>
    (await app.send('orders.support', { ref, isWanted }, as)).problem?.code;
  const standing = async (as?: Asker) => {
    const { proposed, maySupport } = await open({}, as);
    const one = proposed.find((project) => project.ref === ref);
    return [one?.supports, one?.isMine, maySupport];
  };
  expect(await standing()).toEqual([0, false, false]);
  expect(await support(true, secretary)).toBe('access.forbidden');
  expect(await support(true, asker)).toBeUndefined();
  expect(await support(true, asker)).toBeUndefined();
  expect(await support(true, zhao)).toBeUndefined();
  expect(await standing(asker)).toEqual([2, true, true]);
  expect(await standing(unit)).toEqual([2, false, false]);
  expect(await support(false, zhao)).toBeUndefined();
  expect(await standing(zhao)).toEqual([1, false, true]);
  const page = JSON.stringify(await open({}, zhao));
  for (const words of personal) expect(page).not.toContain(words);
  const wish = await offered('wish', { kind: 'thing', words: '一副老花镜' }, { publicWords: '一副老花镜' });
  expect((await app.send('orders.support', { ref: wish, isWanted: true }, asker)).problem?.code).toBe(
    'request.not-found',
  );
  expect(await act(ref, 'take-out', secretary)).toBe('untaken');
  expect(await standing(asker)).toEqual([1, true, true]);
  expect(await act(ref, 'take-on', secretary)).toBe('taken');
  expect(await support(true, zhao)).toBe('orders.no-longer-proposed');
  expect(await standing(asker)).toEqual([undefined, undefined, true]);
});
