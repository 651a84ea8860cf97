import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../../domain/case/fold.ts';
import { questionStamp } from '../../../domain/case/questions.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { text } from '../../../domain/text.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';
import { entriesOf } from './cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';

/** 高空坠物、外墙脱落: whether anybody is hurt must be said. */
const falling = 106;
/** 楼上楼下漏水: four questions, one of them in words. */
const leak = 301;

let app: TestApp;
let owner: pg.Client;
let office: SignedIn;
let desk: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp();
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  [office, desk, worker] = [
    await app.signIn('district-office'),
    await app.signIn('street-desk'),
    await app.signIn('grid-worker'),
  ];
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

const token = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
const link = (value: string) => ({ userId: 'link', headers: { 'x-linli-link': value } });

let serial = 1000;
async function raise(categoryId: number | null, fields: Record<string, unknown>, as?: SignedIn, more: object = {}) {
  serial += 1;
  const trackToken = token();
  const phone = `1990000${serial}`;
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      categoryId,
      place: { areaId: world.unit, words: '楼道口' },
      contact: { name: '王桂兰', phone },
      fields: { words: '看着要出事', ...fields },
      trackToken,
      ...more,
    } as never,
    as,
  );
  return Object.assign(made, { trackToken, phone });
}

const detail = async (ref: string) => (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
const shown = async (ref: string) =>
  (await detail(ref)).answers.map(({ categoryName, items }) => [
    categoryName?.zh,
    ...items.map(({ label, text: words }) => `${label.zh}：${words.zh} / ${label.en}: ${words.en}`),
  ]);

/** Changes a category's questions as the editor does. */
async function edit(id: number, change: (own: Record<string, unknown>) => Record<string, unknown>) {
  const { own, version } = (await app.get('GET /catalogue/:id', { params: { id } }, office)).answer;
  const rule = change(own as Record<string, unknown>);
  return app.send('catalogue.changeCategory', { id, basedOn: version, rule: rule as never }, office);
}

describe('answers to the questions of a category', () => {
  test('are seen by the desk and by whoever raised it, and found by their words', async () => {
    const answers = { from: 'above', home: '1 单元 302 室', since: '2026-03-01', now: true };
    const made = await raise(leak, { answers });
    expect(made.status).toBe(200);
    const lines = [
      '从哪里漏：楼上漏到我家 / Where it comes from: From above into our home',
      '漏水的是哪一户（房号）：1 单元 302 室 / Which home it comes from (room): 1 单元 302 室',
      '从哪天开始：2026-03-01 / Since which day: 2026-03-01',
      '现在还在漏：是 / It is still leaking: Yes',
    ];
    expect(await shown(made.answer.ref)).toEqual([['楼上楼下漏水', ...lines]]);
    const track = (await app.get('GET /track', {}, link(made.trackToken))).answer;
    expect(track.answers).toEqual((await detail(made.answer.ref)).answers);
    expect(track.title).toBe('看着要出事');
    const looked = await app.get('POST /track/lookup', {
      query: { number: made.answer.number, last4: made.phone.slice(-4) },
    });
    expect(looked.answer.answers).toEqual(track.answers);
    const found = await app.get('POST /cases', { query: { q: '302 室' } }, desk);
    expect(found.answer.items.map(({ ref }) => ref)).toContain(made.answer.ref);
  });

  test('mean what they meant after the category was edited, and count in the version they were asked by', async () => {
    const first = await raise(falling, { answers: { hurt: false, what: 'wall' } });
    expect(
      (
        await edit(falling, ({ questions, ...rest }) => ({
          ...rest,
          questions: [
            { key: 'hurt', label: text('没有人受伤吧', 'Nobody is hurt'), kind: 'flag', isRequired: true },
            ...(questions as { key: string }[]).filter(({ key }) => key === 'more'),
          ],
        }))
      ).status,
    ).toBe(200);
    expect(await shown(first.answer.ref)).toEqual([
      [
        '高空坠物、外墙脱落',
        '有人受伤吗：否 / Is anybody hurt: No',
        '掉下来的是什么：外墙、瓷砖 / What fell: Wall or tiles',
      ],
    ]);
    const second = await raise(falling, { answers: { hurt: true } });
    const { rows } = await owner.query<{ id: string; version: number }>(
      `select id, (progress->'answers'->0->>'version')::int as version from cases where id = any ($1) order by number`,
      [[first, second].map(({ answer }) => answer.ref.slice(answer.ref.indexOf('-') + 1))],
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2]);
    // Asked by the words of before: a yes to them is no yes to these.
    const old = {
      key: 'hurt',
      label: text('有人受伤吗', 'Is anybody hurt'),
      kind: 'flag' as const,
      of: [],
      isRequired: true,
    };
    const late = await raise(falling, { answers: { hurt: false, what: 'wall' }, asked: { hurt: questionStamp(old) } });
    expect(late.problem).toMatchObject({
      status: 422,
      code: 'request.invalid',
      fields: [
        { path: 'answers.hurt', text: { zh: '“没有人受伤吧”这个问题刚改过，请看清后再回答。' } },
        { path: 'answers.what', text: { zh: expect.stringContaining('“what”') } },
      ],
    });
  });

  test('are refused by the name of the question, in both languages, and nothing is raised', async () => {
    const count = async () => (await owner.query('select count(*)::int as n from cases')).rows[0].n;
    const before = await count();
    const none = await raise(205, {});
    expect(none.problem).toMatchObject({
      status: 422,
      fields: [
        { path: 'answers.when', text: { zh: '请回答“一般什么时段”。', en: 'Please answer “At what time of day”.' } },
      ],
    });
    const wrong = await raise(205, { answers: { when: 'never', daily: 'yes', phone: '19900001001' } });
    expect(wrong.problem?.fields?.map(({ path }) => path)).toEqual(['answers.when', 'answers.daily', 'answers.phone']);
    for (const answers of [7, 'x', [], { when: { $ne: 1 } }, { when: null }, { __proto__: null, constructor: 1 }])
      expect((await raise(205, { answers })).status, JSON.stringify(answers)).toBe(422);
    for (const asked of [7, [], 'x']) expect((await raise(205, { answers: { when: 'day' }, asked })).status).toBe(422);
    expect((await raise(null, { answers: { when: 'day' } })).status).toBe(422);
    expect((await raise(205, { answers: { when: 'day', daily: 'x'.repeat(100_000) } })).status).toBe(422);
    expect(await count()).toBe(before);
  });

  test('are asked of who settles on the spot, too', async () => {
    const more = { begin: 'settle', source: 'grid', contact: null, trackToken: undefined };
    expect((await raise(205, {}, worker, more)).problem?.fields?.[0]?.path).toBe('answers.when');
    const done = await raise(205, { answers: { when: 'evening', kind: 'square-dance' } }, worker, more);
    expect(done.answer.isOnTheSpot).toBe(true);
    expect((await shown(done.answer.ref))[0]).toContain('什么声音：广场舞 / What sound: Square dancing');
  });

  test('are asked when the desk gives the matter another category; what was said before stays', async () => {
    const made = await raise(leak, { answers: { from: 'unknown', home: '302 室' } });
    const { ref } = made.answer;
    const accept = (input: object) => app.send('cases.act', { ref, action: 'accept', input: input as never }, desk);
    expect((await accept({ categoryId: 205 })).problem?.fields?.[0]).toMatchObject({
      path: 'answers.when',
      text: { zh: '请回答“一般什么时段”。' },
    });
    expect((await accept({ categoryId: 205, answers: { from: 'above' } })).problem?.fields).toHaveLength(2);
    expect((await accept({ categoryId: 205, answers: { when: 'night' } })).answer.stage).toBe('accepted');
    expect(await shown(ref)).toEqual([
      ['社会生活噪声', '一般什么时段：夜里（22–6 点） / At what time of day: Night (22–6)'],
      [
        '楼上楼下漏水',
        '从哪里漏：说不清 / Where it comes from: Not clear',
        '漏水的是哪一户（房号）：302 室 / Which home it comes from (room): 302 室',
      ],
    ]);
    // What the desk answered stays with it; the person sees what they were asked.
    const track = (await app.get('GET /track', {}, link(made.trackToken))).answer;
    expect(track.answers.map(({ categoryName }) => categoryName?.zh)).toEqual(['楼上楼下漏水']);
    const last = (await detail(ref)).entries.at(-1);
    expect(last?.details.map(({ zh }) => zh)).toEqual(['类别：社会生活噪声', '一般什么时段：夜里（22–6 点）']);
  });

  test('in words are found when they came later, too, with everything that was found before', async () => {
    const made = await raise(null, { words: '楼上滴水下来' });
    const { ref } = made.answer;
    const answers = { from: 'above', home: '十七楼东户' };
    expect(
      (await app.send('cases.act', { ref, action: 'accept', input: { categoryId: leak, answers } }, desk)).status,
    ).toBe(200);
    for (const q of ['十七楼东户', '楼上滴水', made.answer.number]) {
      const found = await app.get('POST /cases', { query: { q } }, desk);
      expect(
        found.answer.items.map((item) => item.ref),
        q,
      ).toEqual([ref]);
    }
  });

  test('in words lie apart and can be erased: chain and replay hold and say so', async () => {
    const made = await raise(leak, { answers: { from: 'pipe', home: '王家 302 室' } });
    const id = made.answer.ref.slice(made.answer.ref.indexOf('-') + 1);
    const { rows } = await owner.query('select facts::text as facts from case_entries where case_id = $1', [id]);
    expect(rows[0].facts).toContain('公共管道');
    // Not the number alone: an id of chance may hold it.
    for (const part of ['王家', '302 室']) expect(rows[0].facts).not.toContain(part);
    const scope = { communities: [world.community], organisations: [] };
    const read = () =>
      app.database.read(scope, async (db) => {
        const row = await db
          .selectFrom('cases')
          .where('id', '=', id)
          .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
          .executeTakeFirstOrThrow();
        return { state: stateOf(row), replayed: replay(await entriesOf(db, world.community, id)) };
      });
    const values = ({ answers }: CaseState) => answers.flatMap((sheet) => sheet.answers.map(({ value }) => value));
    const before = await read();
    expect(before.replayed.answers).toEqual(before.state.answers);
    expect(values(before.replayed)).toEqual(['pipe', '王家 302 室']);
    await owner.query('delete from case_entry_values where case_id = $1', [id]);
    expect(values((await read()).replayed)).toEqual(['pipe', '已删除']);
  });
});

test('a category’s questions are checked when it is saved, each fault by its place', async () => {
  const ask = (more: object) => ({ key: 'a', label: text('问', 'ask'), kind: 'flag', ...more });
  const put = (...questions: object[]) => edit(402, (rest) => ({ ...rest, questions }));
  const paths = async (...questions: object[]) => (await put(...questions)).problem?.fields?.map(({ path }) => path);
  expect(await paths(ask({ label: text('请填身份证号', 'x') }), ask({ key: 'b', kind: 'choice', of: [] }))).toEqual([
    'rule.questions.0.label',
    'rule.questions.1.of',
  ]);
  expect(await paths(ask({ kind: 'number', min: 5, max: 1, unit: text('个', 'of them') }), ask({}))).toEqual([
    'rule.questions.1.key',
    'rule.questions.0.min',
  ]);
  for (const kind of ['phone', 'id-number', 'files', 'staff']) expect((await put(ask({ kind }))).status).toBe(422);
  expect((await put(ask({ kind: 'number', unit: text('米', 'm'), min: 0, max: 9, hasDecimals: true }))).status).toBe(
    200,
  );
  const items = (await app.get('GET /catalogue/public', {})).answer.items;
  expect(items.find(({ id }) => id === 402)?.questions).toMatchObject([
    { key: 'a', kind: 'number', unit: { zh: '米' }, min: 0, max: 9, hasDecimals: true, isRequired: false },
  ]);
});

test('a category of another process is refused by its field, whether a matter begins, is given another one or is parted', async () => {
  const { rows } = await owner.query<{ id: number }>(
    "select id from categories where case_type = 'request' order by id limit 1",
  );
  const foreign = Number(rows[0]?.id);
  const faultOf = (made: Awaited<ReturnType<typeof app.send>>) => [
    made.problem?.code,
    ...(made.problem?.fields ?? []).map(({ path }) => path),
  ];
  expect(faultOf(await raise(foreign, {}))).toEqual(['request.invalid', 'categoryId']);
  const { ref } = (await raise(null, {})).answer;
  const accept = (input: object) => app.send('cases.act', { ref, action: 'accept', input: input as never }, desk);
  expect(faultOf(await accept({ categoryId: foreign }))).toEqual(['request.invalid', 'categoryId']);
  expect((await accept({})).answer.stage).toBe('accepted');
  const part = { words: '查一查', leadOrganisationId: world.station };
  const children = [part, { ...part, categoryId: foreign }];
  expect(faultOf(await app.send('cases.split', { ref, words: '', children }, desk))).toEqual([
    'request.invalid',
    'children.1.categoryId',
  ]);
});
