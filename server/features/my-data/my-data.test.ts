import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, requestOf, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { zipTexts } from '../../test/zip-texts.ts';

let app: TestApp;
let secretary: SignedIn;
let worker: SignedIn;
let desk: SignedIn;
beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
  desk = await app.signIn('street-desk');
});
afterAll(() => app.close());

/** A number that passes its check (GB 11643), of a woman. */
function numberOf(n: number): string {
  const body = `1101011990030${n}002`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, at) => all + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}
let used = 0;

/** Somebody registered behind a door of their own, with a phone; signed in with it. */
async function register(more: object = {}) {
  used += 1;
  const phone = `1990000${String(2000 + used)}`;
  const idNumber = numberOf(used);
  const name = `居民${'甲乙丙丁戊己庚辛壬'[used - 1]}`;
  const house = await app.send(
    'houses.register',
    { buildingId: world.building, unitId: world.unit, room: `10${used}` } as never,
    secretary,
  );
  const made = await app.send(
    'people.register',
    {
      communityId: world.community,
      name,
      idNumber,
      phones: [phone],
      details: { occupation: '教师' },
      tags: ['lowIncome'],
      home: { houseRef: (house.answer as { ref: string }).ref },
      ...more,
    },
    secretary,
  );
  return { ref: made.answer.ref, name, idNumber, phone, resident: await app.signInResident(phone) };
}

async function act(ref: string, action: string, as: Asker, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
}

const ask = async (kind: string, as: Asker) =>
  (
    await app.send(
      'cases.raise',
      {
        type: 'data-right',
        begin: 'ask',
        place: { areaId: world.community },
        contact: { name: '', phone: '', isMine: true },
        fields: { kind, words: '请按申请办理' },
      },
      as,
    )
  ).answer.ref;

/** A micro-project of somebody else's that waits for whoever takes it on. */
async function propose(publicWords: string): Promise<string> {
  const raised = await app.send(
    'cases.raise',
    {
      type: 'micro-project',
      begin: 'ask',
      place: { areaId: world.unit },
      contact: { name: '吴某', isMine: true },
      fields: { kind: 'green', words: '种花', budget: 300_000 },
    } as never,
    await app.signInResident('19900002994'),
  );
  expect(await act(raised.answer.ref, 'publish', secretary, { publicWords, budget: 250_000 })).toBe('published');
  return raised.answer.ref;
}

const textOf = async (url: string, as: Asker) => {
  const answer = await app.inject({ method: 'GET', url }, as);
  expect(answer.statusCode).toBe(200);
  return answer;
};

describe('one’s own record', () => {
  it('opens to whoever has name, number and phone, all three, and to nobody else', async () => {
    const { name, idNumber, resident } = await register();
    const stranger = await app.signInResident('19900002999');
    expect((await app.get('GET /my-data', {}, resident)).answer).toMatchObject({ isProven: false, records: [] });
    const other = await app.send('my-data.prove', { name, idNumber }, stranger);
    expect(other.answer).toEqual({ isProven: false, triesLeft: 4 });
    expect((await app.send('my-data.prove', { name: '张三', idNumber }, resident)).answer.isProven).toBe(false);
    expect((await app.send('my-data.prove', { name, idNumber }, resident)).answer.isProven).toBe(true);
    const { answer } = await app.get('GET /my-data', {}, resident);
    expect(answer.records).toHaveLength(1);
    const values = Object.fromEntries((answer.records[0]?.values ?? []).map((one) => [one.key, one.value.zh]));
    expect(values).toMatchObject({ name, occupation: '教师', sex: '女' });
    // A screen that others may look at shows numbers masked.
    expect(JSON.stringify(answer)).not.toContain(idNumber);
    expect(answer.records[0]?.groups.map(({ label }) => label.zh)).toEqual(['低保']);
    expect(answer.records[0]?.homes[0]?.words).toContain('101');
    for (const one of answer.records[0]?.values ?? []) expect(one.basis).not.toBe('');
    await app.send('my-data.forget', {}, resident);
    expect((await app.get('GET /my-data', {}, resident)).answer.isProven).toBe(false);
  });

  it('gives few tries a day, however many come at once', async () => {
    const guess = await app.signInResident('19900002998');
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => app.send('my-data.prove', { name: '某某', idNumber: numberOf(1) }, guess)),
    );
    expect(tries.filter(({ problem }) => problem?.code === 'my-data.no-tries')).toHaveLength(3);
    const today = app.clock.now();
    app.clock.advance(24 * 3_600_000);
    const again = await app.signInResident('19900002998');
    expect((await app.send('my-data.prove', { name: '某某', idNumber: 'x' }, again)).answer.triesLeft).toBe(4);
    app.clock.set(today);
  });

  it('does not open by a phone that is noted as somebody else’s', async () => {
    const { ref, name, idNumber, resident } = await register();
    await app.database.write({ communities: [world.community], organisations: [] }, (db) =>
      db
        .updateTable('peoplePhones')
        .set({ note: '女儿' })
        .where('peopleId', '=', ref.slice(ref.indexOf('-') + 1))
        .execute(),
    );
    expect((await app.send('my-data.prove', { name, idNumber }, resident)).answer.isProven).toBe(false);
  });
});

describe('who looked', () => {
  it('says post, place, what and why, never a name, page by page', async () => {
    const { ref, name, idNumber, phone, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    for (const reason of ['visit', 'service', 'case']) {
      app.clock.advance(60_000);
      await app.get('GET /people/:ref/reveal', { params: { ref }, query: { field: 'phone', reason } }, secretary);
    }
    const raised = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        place: { areaId: world.building },
        contact: { name: '', phone: '', isMine: true },
        fields: { words: '楼道灯坏了' },
      },
      resident,
    );
    const matter = (await app.get('GET /cases/:ref', { params: { ref: raised.answer.ref } }, desk)).answer;
    app.clock.advance(60_000);
    await app.get(
      'GET /cases/:ref/contact',
      { params: { ref: raised.answer.ref }, query: { party: matter.parties[0]?.id ?? '', reason: 'handling' } },
      desk,
    );
    const first = (await app.get('GET /my-data/looks', { query: { limit: 2 } }, resident)).answer;
    expect(first.items[0]).toMatchObject({
      post: { zh: '街道指挥室坐席' },
      of: '望江街道',
      what: { zh: '查看诉求人电话' },
      why: { zh: '办理中联系' },
    });
    expect(first.items[1]).toMatchObject({ post: { zh: '社区书记' }, of: '春申社区', why: { zh: '办理事项' } });
    const all = [...first.items];
    for (let next = first.next; next; ) {
      const page = (await app.get('GET /my-data/looks', { query: { limit: 2, cursor: next } }, resident)).answer;
      all.push(...page.items);
      next = page.next;
    }
    // Four looks, and when the record was made.
    expect(all.map(({ what }) => what.zh)).toEqual([
      '查看诉求人电话',
      '查看完整电话',
      '查看完整电话',
      '查看完整电话',
      '登记人口',
    ]);
    expect(JSON.stringify(all)).not.toMatch(/community-secretary|street-desk|userId/);
    const others = await app.signInResident('19900002997');
    expect((await app.get('GET /my-data/looks', {}, others)).answer.items).toEqual([]);
    const copy = (await textOf('/api/my-data/copy.json', resident)).json();
    expect(copy.looks).toHaveLength(5);
    expect(copy.matters[0]).toMatchObject({ words: '楼道灯坏了' });
    const values = JSON.stringify(copy.records);
    for (const own of [idNumber, phone, name]) expect(values).toContain(own);
    const pdf = pdfText((await textOf('/api/my-data/copy.pdf', resident)).rawPayload)
      .join('')
      .replace(/\s/g, '');
    for (const own of [idNumber, phone, name, '楼道灯坏了', '社区书记']) expect(pdf).toContain(own);
  });

  it('reads no more of the audit than its page, however long the audit is', async () => {
    const { name, idNumber, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    await app.database.pool.query('analyze audit_rows');
    const { rows } = await app.database.pool.query<{ 'QUERY PLAN': string }>(
      `explain select a.id from unnest(array['00000000-0000-7000-8000-000000000001']::uuid[]) as own (id) cross join lateral (
        select id, at from audit_rows a where a.person_id = own.id order by a.at desc, a.id desc limit 20) a`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Seq Scan on audit_rows/);
  });
});

describe('what one wanted in public', () => {
  it('is in one’s own copy alone: projects supported, posts asked for', async () => {
    const resident = await app.signInResident('19900002996');
    const other = await app.signInResident('19900002995');
    const project = await propose('楼下空地种花');
    const near = await app.send('orders.support', { ref: project, isWanted: true }, resident);
    expect(near.problem).toBeUndefined();
    const wanted = await app.send(
      'cases.raise',
      {
        type: 'assistance',
        begin: 'ask',
        place: { areaId: world.community },
        contact: { name: '钱待业', phone: '', isMine: true },
        fields: { kind: 'work', words: '想应聘：小区门岗（春申物业）', consent: true },
      } as never,
      resident,
    );
    expect(wanted.problem).toBeUndefined();
    const copyOf = async (as: Asker) => (await textOf('/api/my-data/copy.json', as)).json();
    const { supports, matters } = await copyOf(resident);
    expect(supports).toEqual([
      {
        at: expect.any(String),
        communityName: '春申社区',
        kind: { zh: '环境美化', en: 'Greening' },
        words: '楼下空地种花',
      },
    ]);
    expect(matters.map(({ words }: { words: string }) => words)).toEqual(['想应聘：小区门岗（春申物业）']);
    expect(await copyOf(other)).toMatchObject({ supports: [], matters: [] });
    const pdf = pdfText((await textOf('/api/my-data/copy.pdf', resident)).rawPayload)
      .join('')
      .replace(/\s/g, '');
    for (const own of ['楼下空地种花', '小区门岗']) expect(pdf).toContain(own);
    await app.send('orders.support', { ref: project, isWanted: false }, resident);
    expect((await copyOf(resident)).supports).toEqual([]);
  });
});

describe('a request about one’s data', () => {
  it('is corrected through the registry, gone over by another, and answered on paper', async () => {
    const { ref, name, idNumber, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    const request = await ask('correct', resident);
    expect(await act(request, 'accept', secretary, { identity: 'record' })).toBe('working');
    const about = (await app.get('GET /data-rights/:ref', { params: { ref: request } }, secretary)).answer;
    expect(about).toMatchObject({ kind: 'correct', isWorking: true, records: [{ ref, isProven: true }] });
    app.clock.advance(60_000);
    await app.send('people.correct', { ref, details: { occupation: '医生' } }, secretary);
    const after = (await app.get('GET /data-rights/:ref', { params: { ref: request } }, desk)).answer;
    expect(after.records[0]?.changedSince[0]?.words.zh).toBe('更正：职业');
    expect(await act(request, 'answer', secretary, { result: 'part', reply: '已更正职业' })).toBe(
      'case.grounds-needed',
    );
    expect(await act(request, 'answer', secretary, { result: 'whole', reply: '职业已更正为医生' })).toBe('checking');
    expect(await act(request, 'confirm', secretary)).toBe('case.not-yours');
    expect(await act(request, 'confirm', desk)).toBe('answered');
    const own = (await app.get('GET /my-data', {}, resident)).answer.records[0];
    expect(own?.values.find(({ key }) => key === 'occupation')?.value.zh).toBe('医生');
    expect(own?.changes[0]?.words.zh).toBe('更正：职业');
    const paper = await textOf(`/api/my/cases/${request}/print.pdf?print=answer`, resident);
    expect(pdfText(paper.rawPayload).join('').replace(/\s/g, '')).toContain('职业已更正为医生');
  });

  it('restricts: left out of lists that are taken out, until it is ended', async () => {
    const { ref, name, idNumber, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    const request = await ask('object', resident);
    const limit = (isLimited: boolean) =>
      app.send('data-rights.limit', { case: request, person: ref, isLimited }, secretary);
    expect((await limit(true)).problem?.code).toBe('data-rights.not-working');
    await act(request, 'accept', secretary, { identity: 'record' });
    const exported = async () => {
      const answer = await app.inject(requestOf('POST /people/export'), secretary);
      expect(answer.statusCode).toBe(200);
      return [...zipTexts(answer.rawPayload).values()].join('');
    };
    expect(await exported()).toContain(name);
    expect((await limit(true)).answer).toEqual({ isLimited: true });
    expect(await exported()).not.toContain(name);
    expect((await app.get('GET /my-data', {}, resident)).answer.records[0]?.isLimited).toBe(true);
    await limit(false);
    expect(await exported()).toContain(name);
  });

  it('erases for good once nothing by law needs the record, and keeps what the law keeps', async () => {
    const { ref, name, idNumber, phone, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    const request = await ask('delete', resident);
    await act(request, 'accept', secretary, { identity: 'shown' });
    const erase = () => app.send('data-rights.erase', { case: request, person: ref }, secretary);
    expect((await erase()).problem?.code).toBe('data-rights.still-needed');
    const project = await propose('装两张长凳');
    const neighbour = await app.signInResident('19900002993');
    for (const one of [resident, neighbour]) await app.send('orders.support', { ref: project, isWanted: true }, one);
    await app.send('people.move', { ref, on: '2026-03-04' }, secretary);
    expect((await app.send('data-rights.erase', { case: request, person: ref }, worker)).problem?.code).toBe(
      'access.forbidden',
    );
    expect((await erase()).answer).toEqual({ isErased: true });
    // One voice less, and nobody else's is touched.
    const { proposed } = (await app.get('GET /public/outcomes', { query: { areaId: world.community } }, neighbour))
      .answer;
    expect(proposed.find((one) => one.ref === project)).toMatchObject({ supports: 1, isMine: true });
    const id = ref.slice(ref.indexOf('-') + 1);
    const { left, changes } = await app.database.write(
      { communities: [world.community], organisations: [] },
      async (db) => ({
        left: await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
        changes: await db.selectFrom('changes').select(['before', 'after']).where('rowId', '=', id).execute(),
      }),
    );
    expect(JSON.stringify({ left, changes })).not.toContain(name);
    expect(left).toMatchObject({ name: '已删除', idSealed: null, idToken: null, idMasked: null, details: {} });
    for (const q of [name, idNumber, phone])
      expect((await app.get('POST /people', { query: { q } }, secretary)).answer.items).toEqual([]);
    expect((await app.get('GET /my-data', {}, resident)).answer).toMatchObject({ isProven: false, records: [] });
  });

  it('gives the copy at the counter to those alone who deal with it, and the look is told', async () => {
    const { ref, name, idNumber, resident } = await register();
    await app.send('my-data.prove', { name, idNumber }, resident);
    const request = await ask('copy', resident);
    const url = `/api/data-rights/${request}/copy.docx?person=${ref}`;
    expect((await app.inject({ method: 'GET', url }, secretary)).json().code).toBe('data-rights.not-working');
    await act(request, 'accept', secretary, { identity: 'record' });
    const copy = [...zipTexts((await textOf(url, secretary)).rawPayload).values()].join('');
    for (const own of [name, idNumber]) expect(copy).toContain(own);
    const looks = (await app.get('GET /my-data/looks', {}, resident)).answer.items;
    expect(looks[0]?.what.zh).toBe('按申请制作个人信息副本');
  });
});
