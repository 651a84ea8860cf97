import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { findReplayFaults } from '../cases/cases.replay.ts';

let app: TestApp;
let owner: pg.Client;
let keeper: SignedIn;
let carer: SignedIn;

beforeAll(async () => {
  app = await testApp();
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  keeper = await app.signIn('community-secretary');
  carer = await app.signIn('grid-worker');
});
afterAll(async () => {
  await owner?.end();
  await app?.close();
});

const phone = '19900003377';
/** What somebody said of themselves on the way to a post; each is of characters that stand nowhere else. */
const own = {
  words: '想应聘：保洁员（春申物业服务中心），鹡鸰养家要夜班',
  skills: '会开叉车鹔鹴，焊工证，周末能上班',
  finding: '鹪鹩孩子上学，收入断了三个月',
  plan: '鹧鸪先去物业面谈',
  offered: '鸺鹠物业保洁员，本人愿意',
  done: '鸲鹆十一月到岗',
  rated: '鹎鸟谢谢大家',
  name: '鹮小路',
  masked: '鹮**',
  phone,
  phoneMasked: '199****3377',
  file: '鹮小路焊工证.png',
} as const;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function upload(as: Asker): Promise<string> {
  const id = randomUUID();
  const sent = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${world.community}-${id}?name=${encodeURIComponent(own.file)}`,
      payload: png,
      headers: { 'content-type': 'image/png' },
    },
    as,
  );
  expect(sent.statusCode, sent.body).toBe(200);
  return id;
}

/** Every row of every table that holds one of these, by whoever owns the tables: no policy and no list of tables hides one. */
async function holding(secrets: readonly string[]): Promise<readonly string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^(pg_|information_schema)' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    for (const secret of secrets) if (rows.some(({ row }) => row.includes(secret))) found.push(`${name}: ${secret}`);
  }
  return found;
}

async function wantAndGet(): Promise<string> {
  const resident = await app.signInResident(phone);
  const raised = await app.send(
    'cases.raise',
    {
      ...{ type: 'assistance', begin: 'ask', place: { areaId: world.unit, words: '鹮家 302' } },
      contact: { name: own.name, isMine: true, phone: '' },
      fields: { kind: 'work', words: own.words, consent: true, files: [await upload(resident)] },
    } as never,
    resident,
  );
  expect(raised.problem).toBeUndefined();
  const { ref } = raised.answer;
  const act = async (action: string, input: object, as: Asker) =>
    expect((await app.send('cases.act', { ref, action, input } as never, as)).problem, action).toBeUndefined();
  keeper = await app.signInUser(keeper.userId);
  await act('take-up', { carers: [carer.userId] }, keeper);
  carer = await app.signInUser(carer.userId);
  const met = { surveyedOn: '2026-03-04', wants: 'job', skills: own.skills, finding: own.finding, plan: own.plan };
  await act('survey', { ...met, dueOn: '2026-04-30' }, carer);
  await act('refer', { offered: 'job', words: own.offered }, carer);
  await act('done', { outcome: 'solved', placement: 'employed', words: own.done }, carer);
  await act('confirm', { isSolved: true, score: 5, words: own.rated }, resident);
  await app.queue.runAll();
  return ref;
}

it('forgets a wanted post after its term: words, skills, contact, files and every way to find them, and the post itself stays', async () => {
  const post = {
    ...{ organisationId: world.property, areaId: world.community, title: '保洁员', details: '楼道和电梯', places: 2 },
    ...{ wage: { from: 300_000, to: 300_000, per: 'month' as const }, workPlace: '春申苑', untilOn: '2026-04-30' },
  } as const;
  const unit = await app.signIn('handler');
  expect((await app.send('openings.post', post, unit)).problem).toBeUndefined();
  const ref = await wantAndGet();
  const id = ref.slice(ref.indexOf('-') + 1);
  const words = [own.words, own.skills, own.finding, own.plan, own.offered, own.done, own.rated, own.file];
  const before = await holding(words);
  for (const table of ['cases', 'case_entry_values', 'files']) expect(before.join()).toContain(table);
  const figures = async () =>
    JSON.stringify((await owner.query('select * from case_measures where case_id = $1', [id])).rows);
  const measured = await figures();

  app.clock.set('2029-03-05T02:00:00.000Z');
  await app.queue.runJob('cases.erase');
  await app.queue.runAll();

  const gone = [...Object.values(own).filter((one) => one !== own.phone), '鹮家', '夜班', '叉车'];
  // Their own account is theirs to end: it knows nothing of the post.
  expect(await holding(gone)).toEqual([`public.users: ${own.phoneMasked}`]);
  const { rows: parties } = await owner.query(
    'select name_sealed, phone_sealed, phone_token, people_id from case_parties where case_id = $1',
    [id],
  );
  expect(parties).toEqual([{ name_sealed: null, phone_sealed: null, phone_token: null, people_id: null }]);
  const links = await owner.query("select 1 from case_links where case_id = $1 and kind <> 'member'", [id]);
  const tokens = await owner.query('select 1 from search_tokens where row_id = $1', [id]);
  const files = await owner.query('select state, name from files where row_id = $1', [id]);
  expect([links.rowCount, tokens.rowCount, files.rows]).toEqual([0, 0, [{ state: 'erased', name: '已删除' }]]);
  const bytes = async () => {
    const { rows } = await owner.query<{ sum: string }>('select sha256 as sum from files where row_id = $1', [id]);
    return app.store.open((rows[0] as { sum: string }).sum);
  };
  expect(await bytes()).toBeDefined();
  await app.queue.runJob('files.sweep');
  expect(await bytes()).toBeUndefined();
  expect(await figures()).toBe(measured);
  const everything = { communities: [sealedStorageOf(world.community)], organisations: [] };
  const { looked, faults } = await app.database.write(everything, (db) => findReplayFaults(db));
  expect([looked, faults]).toEqual([1, []]);
  expect((await owner.query('select title, state from openings')).rows).toEqual([{ title: '保洁员', state: 'asked' }]);
  const shown = await app.get('GET /cases/:ref', { params: { ref } }, await app.signInUser(carer.userId));
  expect([shown.answer.title, shown.answer.parties.map(({ nameMasked }) => nameMasked)]).toEqual(['已删除', [null]]);
});
